//! Why a key cannot be used: what was found, where, and what to do.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

/// What a text or a file should have held.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Wanted {
    PrivateKey,
    PublicKey,
    Certificate,
}

/// A key or a certificate that cannot be used. Shows nothing of what the text held but the names of its sections.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyError {
    wanted: Wanted,
    file: Option<PathBuf>,
    problem: KeyProblem,
}

/// What was found in place of a usable key.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum KeyProblem {
    /// The file cannot be read.
    Unreadable(io::ErrorKind),
    /// More than 64 KiB, which no key has.
    TooLong,
    /// Bytes that are not text, perhaps DER.
    NotText,
    /// Nothing at all, or only white space.
    Empty,
    /// The name of a file where its content was wanted.
    FileName,
    /// Text without a PEM section.
    NoSection,
    /// A section that begins but does not end.
    Unclosed(String),
    /// A section whose lines are not base64.
    Broken(String),
    /// More than one section.
    Several(Vec<String>),
    /// A private key under a password.
    Encrypted,
    /// A private key where something public was wanted.
    Private,
    /// A public key where something else was wanted.
    Public,
    /// A certificate where a private or a public key was wanted.
    Certificate,
    /// A section of another kind.
    Other(String),
    /// A key that is not RSA.
    Algorithm(&'static str),
    /// An RSA key with fewer than 2048 bits, or more than 8192.
    Size {
        /// The length of the modulus.
        bits: usize,
    },
    /// The right kind of section, but what it holds is not such a key.
    Corrupt,
}

impl KeyError {
    pub(super) fn new(wanted: Wanted, problem: KeyProblem) -> Self {
        Self { wanted, file: None, problem }
    }

    pub(super) fn in_file(mut self, file: &Path) -> Self {
        self.file = Some(file.to_owned());
        self
    }

    /// What was found.
    #[must_use]
    pub fn problem(&self) -> &KeyProblem {
        &self.problem
    }

    /// The file, if the key was to come from one.
    #[must_use]
    pub fn file(&self) -> Option<&Path> {
        self.file.as_deref()
    }

    fn advice(&self) -> &'static str {
        use KeyProblem as P;
        match (self.wanted, &self.problem) {
            (_, P::Unreadable(io::ErrorKind::NotFound)) => "check the path",
            (_, P::Unreadable(_)) => "check the path and the permissions",
            (_, P::TooLong) => "check that the path names the key",
            (_, P::NotText) => {
                "give PEM text; DER becomes PEM with `openssl pkey -inform DER` or `openssl x509 -inform DER`"
            }
            (_, P::FileName) => {
                "give the content of the file, or use what takes a file: `from_file`, or the setting that ends in \
                 `_file`"
            }
            (_, P::NoSection) => "the text must have a line that starts with `-----BEGIN `, and all that follows",
            (_, P::Unclosed(_) | P::Broken(_) | P::Corrupt) => {
                "take the file anew, unchanged; an editor or a copy may have damaged it"
            }
            (_, P::Several(_)) => "keep only the section that is wanted",
            (Wanted::PrivateKey, P::Encrypted) => {
                "take the password off: `openssl pkey -in encrypted.pem -out plain.pem`"
            }
            (Wanted::PrivateKey, P::Certificate) => {
                "use the key that belongs to the certificate: `apiclient_key.pem`, not `apiclient_cert.pem`"
            }
            (Wanted::PrivateKey, _) => {
                "use the RSA private key of the merchant's API certificate, in `apiclient_key.pem`"
            }
            (Wanted::PublicKey, P::Certificate) => {
                "beside an id `PUB_KEY_ID_…` use the public key itself, `pub_key.pem` of the merchant platform; a merchant \
                 with platform certificates leaves key and id out and sets `platform_certificates`, which downloads them"
            }
            (Wanted::PublicKey, _) => {
                "use WeChat Pay's public key as the merchant platform hands it out, in `pub_key.pem`"
            }
            (Wanted::Certificate, _) => {
                "use a certificate: the merchant's is in `apiclient_cert.pem`, those of WeChat Pay are listed by \
                 `GET /v3/certificates`"
            }
        }
    }
}

impl fmt::Display for KeyError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(file) = &self.file {
            write!(out, "{file:?}: ")?;
        }
        let wanted = match self.wanted {
            Wanted::PrivateKey => "an RSA private key",
            Wanted::PublicKey => "an RSA public key",
            Wanted::Certificate => "a certificate with an RSA key",
        };
        match &self.problem {
            KeyProblem::Unreadable(_) => write!(out, "expected {wanted}, but {}; {}", self.problem, self.advice()),
            problem => write!(out, "expected {wanted}, found {problem}; {}", self.advice()),
        }
    }
}

impl std::error::Error for KeyError {}

impl fmt::Display for KeyProblem {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unreadable(io::ErrorKind::NotFound) => out.write_str("there is no such file"),
            Self::Unreadable(kind) => write!(out, "the file cannot be read ({kind})"),
            Self::TooLong => out.write_str("more than 64 KiB"),
            Self::NotText => out.write_str("bytes that are not text"),
            Self::Empty => out.write_str("nothing"),
            Self::FileName => out.write_str("what looks like the name of a file"),
            Self::NoSection => out.write_str("text that is not PEM"),
            Self::Unclosed(label) => write!(out, "a section `{label}` without its END line"),
            Self::Broken(label) => write!(out, "a section `{label}` that is not base64"),
            Self::Several(labels) => write!(out, "{} sections: `{}`", labels.len(), labels.join("`, `")),
            Self::Encrypted => out.write_str("an encrypted private key"),
            Self::Private => out.write_str("a private key"),
            Self::Public => out.write_str("a public key"),
            Self::Certificate => out.write_str("a certificate"),
            Self::Other(label) => write!(out, "a section `{label}`"),
            Self::Algorithm(name) => write!(out, "{name}"),
            Self::Size { bits } => write!(out, "an RSA key of {bits} bits instead of 2048 or more, at most 8192"),
            Self::Corrupt => out.write_str("a damaged one"),
        }
    }
}
