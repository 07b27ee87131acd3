//! A certificate of WeChat Pay.

use std::fmt::Write as _;
use std::path::Path;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use x509_parser::certificate::X509Certificate;
use x509_parser::prelude::FromDer;
use x509_parser::time::ASN1Time;

use super::error::{KeyError, KeyProblem, Wanted};
use super::pem::{Kind, Section};
use super::{PublicKey, pem};

/// An X.509 certificate with an RSA key: a key with a serial and an end. Who issued it is not checked: what vouches for it is
/// the APIv3 key under which it came, or the person who configured it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Certificate {
    serial: String,
    not_before: SystemTime,
    not_after: SystemTime,
    key: PublicKey,
}

impl Certificate {
    /// Reads PEM text with one certificate. One that has expired is read too: see [`is_valid_at`](Self::is_valid_at).
    ///
    /// # Errors
    /// When the text is anything else, or the certificate's key is not RSA or too small; the error names what it is.
    pub fn from_pem(pem: impl AsRef<[u8]>) -> Result<Self, KeyError> {
        let certificate = pem::only_section(pem.as_ref()).and_then(|section| Self::from_section(&section));
        certificate.map_err(|problem| KeyError::new(Wanted::Certificate, problem))
    }

    /// Reads a PEM file.
    ///
    /// # Errors
    /// When the file cannot be read, and as for [`from_pem`](Self::from_pem); the error names the file.
    pub fn from_file(path: impl AsRef<Path>) -> Result<Self, KeyError> {
        let path = path.as_ref();
        let text = pem::read(path).map_err(|problem| KeyError::new(Wanted::Certificate, problem).in_file(path))?;
        Self::from_pem(&*text).map_err(|error| error.in_file(path))
    }

    fn from_section(section: &Section) -> Result<Self, KeyProblem> {
        match &section.kind {
            Kind::Certificate => Self::from_der(&section.der),
            Kind::Pkcs8 | Kind::Pkcs1 => Err(KeyProblem::Private),
            Kind::PublicKey => Err(KeyProblem::Public),
            Kind::Other(label) => Err(KeyProblem::Other(label.clone())),
        }
    }

    fn from_der(der: &[u8]) -> Result<Self, KeyProblem> {
        let parsed = parse(der)?;
        let validity = parsed.validity();
        Ok(Self {
            serial: hex(parsed.raw_serial()),
            not_before: time(validity.not_before),
            not_after: time(validity.not_after),
            key: PublicKey::from_der(parsed.public_key().raw)?,
        })
    }

    /// The serial number in upper-case hexadecimal digits, as WeChat Pay writes it.
    #[must_use]
    pub fn serial(&self) -> &str {
        &self.serial
    }

    /// The first moment at which the certificate is valid.
    #[must_use]
    pub fn not_before(&self) -> SystemTime {
        self.not_before
    }

    /// The last moment at which the certificate is valid.
    #[must_use]
    pub fn not_after(&self) -> SystemTime {
        self.not_after
    }

    /// Whether the certificate is valid at that moment.
    #[must_use]
    pub fn is_valid_at(&self, moment: SystemTime) -> bool {
        self.not_before <= moment && moment <= self.not_after
    }

    /// The key that the certificate is about.
    #[must_use]
    pub fn public_key(&self) -> &PublicKey {
        &self.key
    }
}

fn parse(der: &[u8]) -> Result<X509Certificate<'_>, KeyProblem> {
    match X509Certificate::from_der(der) {
        Ok(([], certificate)) => Ok(certificate),
        _ => Err(KeyProblem::Corrupt),
    }
}

/// Two digits a byte, without the zero byte that only says that the number is positive.
fn hex(serial: &[u8]) -> String {
    let digits = match serial {
        [0, rest @ ..] if !rest.is_empty() => rest,
        all => all,
    };
    digits.iter().fold(String::with_capacity(digits.len() * 2), |mut text, byte| {
        let _ = write!(text, "{byte:02X}");
        text
    })
}

fn time(time: ASN1Time) -> SystemTime {
    let seconds = Duration::from_secs(time.timestamp().unsigned_abs());
    let moment = if time.timestamp() < 0 { UNIX_EPOCH.checked_sub(seconds) } else { UNIX_EPOCH.checked_add(seconds) };
    moment.unwrap_or(UNIX_EPOCH)
}
