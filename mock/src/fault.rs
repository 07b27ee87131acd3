//! The faults that can be asked for by name.

use std::fmt;
use std::str::FromStr;

mod effect;
mod queue;

pub(crate) use effect::Effect;
pub(crate) use queue::FaultQueue;

use crate::key_mode::UnknownName;

macro_rules! faults {
    ($($(#[$doc:meta])* $variant:ident = $name:literal,)*) => {
        /// A way in which the mock misbehaves, once, for one request.
        ///
        /// Ask for it with [`Mock::fault`](crate::Mock::fault), with the header `Mock-Fault: NAME` of a request (which
        /// is not part of what is signed, so that any client can add it), or with the program's `--fault NAME`.
        /// [`Display`](fmt::Display) and [`FromStr`] are the name.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum Fault {
            $($(#[$doc])* $variant,)*
        }

        impl Fault {
            /// All of them.
            pub const ALL: &[Self] = &[$(Self::$variant,)*];

            /// The name, such as `wrong-signature`.
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$variant => $name,)*
                }
            }
        }
    };
}

faults! {
    /// The request is carried out; the signature of the answer is over another body.
    WrongSignature = "wrong-signature",
    /// The request is carried out; the answer has no `Wechatpay-Signature`, but the other headers.
    MissingSignature = "missing-signature",
    /// The request is carried out; the answer has none of the headers of a signature.
    Unsigned = "unsigned",
    /// The request is carried out; the signature is one of those by which WeChat Pay probes clients: it begins with
    /// `WECHATPAY/SIGNTEST/` and must not be accepted.
    ProbeSignature = "probe-signature",
    /// The request is carried out; the signature of the answer is no base64.
    NotBase64Signature = "not-base64-signature",
    /// The request is carried out; the answer is signed rightly, but with a timestamp of 10 minutes ago.
    StaleTimestamp = "stale-timestamp",
    /// The request is carried out; the answer is signed rightly, but with a timestamp in 10 minutes.
    EarlyTimestamp = "early-timestamp",
    /// The request is carried out; the answer's `Wechatpay-Serial` names a key that does not exist.
    UnknownSerial = "unknown-serial",
    /// The request is carried out; the answer is signed with a certificate that expired. `/v3/certificates` lists this
    /// certificate alone. Only for a key mode with certificates: elsewhere its serial is simply unknown.
    ExpiredCertificate = "expired-certificate",
    /// The request is carried out; `Wechatpay-Nonce` stands in quotes, and the signature is right for that.
    HeaderWithQuote = "header-with-quote",
    /// The request is carried out; `Wechatpay-Nonce` holds bytes that are not ASCII, and the signature is right for
    /// that.
    HeaderNotAscii = "header-not-ascii",
    /// Nothing is carried out: 202, which asks to repeat with identical parameters.
    Accepted = "accepted",
    /// Nothing is carried out: 429 `FREQUENCY_LIMITED` with `Retry-After: 1`.
    TooManyRequests = "too-many-requests",
    /// Nothing is carried out: 500 `SYSTEM_ERROR`.
    ServerError = "server-error",
    /// The request is carried out; the answer is 500 `SYSTEM_ERROR` all the same.
    ServerErrorAfter = "server-error-after",
    /// Nothing is carried out: 502 with a page in HTML, unsigned, as a proxy answers.
    BadGateway = "bad-gateway",
    /// Nothing is carried out: 403 with a page in HTML, unsigned, as a firewall answers.
    HtmlError = "html-error",
    /// The request is carried out; of the body the second half is missing, and the connection closes.
    TruncatedBody = "truncated-body",
    /// The request is carried out; the answer comes late: see [`Builder::slow`](crate::Builder::slow).
    SlowHeaders = "slow-headers",
    /// The request is carried out; the headers come at once, the body comes late.
    SlowBody = "slow-body",
    /// The connection is reset before the body was read. Nothing is carried out.
    ResetBeforeRead = "reset-before-read",
    /// The request is carried out; then the connection is reset without an answer.
    ResetAfterRead = "reset-after-read",
    /// The request is carried out; the body is compressed, and signed as it was before that.
    Gzip = "gzip",
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

impl FromStr for Fault {
    type Err = UnknownName;

    fn from_str(name: &str) -> Result<Self, UnknownName> {
        let found = Self::ALL.iter().find(|fault| fault.name() == name).copied();
        found.ok_or_else(|| UnknownName {
            kind: "fault",
            found: name.to_owned(),
            names: Self::ALL.iter().map(|fault| fault.name()).collect(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Fault;

    #[test]
    fn every_name_is_read_back_and_is_in_kebab_case() {
        for fault in Fault::ALL {
            assert_eq!(fault.to_string().parse(), Ok(*fault));
            assert!(
                fault.name().bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
            );
        }
        let error = "no-such".parse::<Fault>().unwrap_err().to_string();
        assert!(error.contains("\"no-such\"") && error.contains("wrong-signature, missing-signature"), "{error}");
    }
}
