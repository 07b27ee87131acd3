//! Why an answer or a notification is not believed.

use std::fmt;

/// Why a signature was not accepted.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Rejection {
    /// One of the four headers is missing: the answer is not signed.
    MissingHeader(&'static str),
    /// A header has bytes that are not visible ASCII.
    HeaderNotText(&'static str),
    /// A header comes more than once, so that nobody knows which one was signed.
    HeaderRepeated(&'static str),
    /// The timestamp is not a number of seconds.
    TimestampNotANumber {
        /// What it is.
        found: String,
    },
    /// The timestamp is more than 300 seconds from now.
    Skew {
        /// The seconds by which the signature is ahead of our clock; negative if behind.
        by: i64,
    },
    /// WeChat Pay sent a false signature on purpose, to see that it is rejected.
    ProbeSignature,
    /// The signature was made by another scheme.
    SignatureType {
        /// Its name.
        found: String,
    },
    /// The signature is not base64.
    SignatureNotBase64,
    /// The signature names a key that is not known: renew the keys, then verify again.
    UnknownSerial {
        /// The key that is named.
        serial: String,
        /// The keys that are known.
        known: Vec<String>,
    },
    /// The signature names a certificate that has expired.
    KeyExpired {
        /// The certificate's serial.
        serial: String,
    },
    /// The key did not make this signature over these bytes.
    WrongSignature,
    /// No key is known yet.
    NoKeys,
}

impl Rejection {
    /// Whether other keys could make a difference: after they were renewed it is worth verifying once more.
    #[must_use]
    pub fn wants_new_keys(&self) -> bool {
        matches!(self, Self::UnknownSerial { .. } | Self::KeyExpired { .. } | Self::NoKeys)
    }
}

impl fmt::Display for Rejection {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::MissingHeader(name) => write!(
                out,
                "the header `{name}` is missing, so nothing is signed; was it WeChat Pay that answered, or a proxy?"
            ),
            Self::HeaderNotText(name) => write!(out, "the header `{name}` is not visible ASCII; {ON_THE_WAY}"),
            Self::HeaderRepeated(name) => write!(out, "the header `{name}` comes more than once; {ON_THE_WAY}"),
            Self::TimestampNotANumber { found } => {
                write!(out, "the timestamp {:?} is not a number of seconds; {ON_THE_WAY}", cut(found))
            }
            Self::Skew { by } => skew(*by, out),
            Self::ProbeSignature => out.write_str(
                "WeChat Pay sent a false signature on purpose and expects that it is rejected; for an answer, ask again",
            ),
            Self::SignatureType { found } => {
                write!(out, "the signature is of the type {:?}; use RSA keys for this merchant", cut(found))
            }
            Self::SignatureNotBase64 => write!(out, "the signature is not base64; {ON_THE_WAY}"),
            Self::UnknownSerial { serial, known } => write!(
                out,
                "the key {:?} is not known, only `{}`; renew the platform certificates, or configure the public key \
                 with that id",
                cut(serial),
                known.join("`, `")
            ),
            Self::KeyExpired { serial } => write!(
                out,
                "the certificate {:?} has expired; renew the platform certificates, and check the clock",
                cut(serial)
            ),
            Self::WrongSignature => out.write_str(
                "the signature is not of these bytes; verify the raw body, before anything decodes it, and check that \
                 the configured key belongs to its id",
            ),
            Self::NoKeys => out.write_str(
                "no key of WeChat Pay is known; configure its public key, or download the platform certificates first",
            ),
        }
    }
}

/// What to do about a signature that cannot have left WeChat Pay like this.
const ON_THE_WAY: &str = "look for what changed it on the way";

impl std::error::Error for Rejection {}

fn skew(by: i64, out: &mut fmt::Formatter<'_>) -> fmt::Result {
    let seconds = by.unsigned_abs();
    if by > 0 {
        write!(
            out,
            "this machine's clock is {seconds} s behind that of the signature, at most 300 are allowed; set it by NTP"
        )
    } else {
        write!(
            out,
            "the signature is {seconds} s old, at most 300 are allowed; set this machine's clock by NTP, or it is \
            a replay of an old message"
        )
    }
}

/// Text from the wire is shown in part: its sender may be anyone.
fn cut(text: &str) -> &str {
    text.get(..80).unwrap_or(text)
}
