//! Certificates: made, and read for their serial and their validity.

use std::time::{SystemTime, UNIX_EPOCH};

use rcgen::{CertificateParams, DistinguishedName, DnType, KeyPair, PKCS_RSA_SHA256, SerialNumber};
use time::{Duration, OffsetDateTime};

use crate::crypto::{CryptoError, PrivateKey, PublicKey, certificate_block};

/// How long a certificate is valid, as WeChat Pay's are.
pub(super) const YEARS: i64 = 5;
const SECONDS_OF_YEAR: i64 = 365 * 24 * 60 * 60;
const SERIAL_BYTES: usize = 20;

/// One of WeChat Pay's platform certificates, with its private key.
pub(crate) struct PlatformCertificate {
    /// Upper-case hexadecimal.
    pub(crate) serial: String,
    pub(crate) pem: String,
    /// Unix seconds.
    pub(crate) not_before: i64,
    /// Unix seconds.
    pub(crate) not_after: i64,
    pub(crate) key: PrivateKey,
}

impl PlatformCertificate {
    /// The error says what is wrong with the certificate.
    pub(super) fn new(key: PrivateKey, pem: String) -> Result<Self, String> {
        if !PublicKey::from_certificate_pem(&pem)?.belongs_to(&key) {
            return Err("it is not the certificate of the private key beside it".to_owned());
        }
        let serial = serial(&pem)?;
        let (not_before, not_after) = validity(&pem)?;
        Ok(Self { serial, pem, not_before, not_after, key })
    }

    /// Makes one that is valid from `now` on.
    pub(crate) fn generate(now: i64) -> Result<Self, CryptoError> {
        Self::valid_from(now)
    }

    /// Makes one that expired a year before `now`.
    pub(crate) fn generate_expired(now: i64) -> Result<Self, CryptoError> {
        Self::valid_from(now - (YEARS + 1) * SECONDS_OF_YEAR)
    }

    fn valid_from(start: i64) -> Result<Self, CryptoError> {
        let key = PrivateKey::generate()?;
        let pem = self_signed(&key, "Mock of WeChat Pay", start, YEARS)?;
        Self::new(key, pem).map_err(|_| not_made())
    }
}

/// The time of the machine's clock, in Unix seconds; 0 before 1970.
pub(super) fn now() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_secs()).unwrap_or(i64::MAX)
}

/// A certificate for `common_name`, in PEM, valid for `years` from `start` on.
pub(super) fn self_signed(key: &PrivateKey, common_name: &str, start: i64, years: i64) -> Result<String, CryptoError> {
    let pkcs8 = key.to_pem()?;
    let pair = KeyPair::from_pkcs8_pem_and_sign_algo(&pkcs8, &PKCS_RSA_SHA256).map_err(|_| not_made())?;
    let mut parameters = CertificateParams::default();
    parameters.distinguished_name = DistinguishedName::new();
    parameters.distinguished_name.push(DnType::CommonName, common_name);
    parameters.serial_number = Some(random_serial()?);
    parameters.not_before = OffsetDateTime::from_unix_timestamp(start).map_err(|_| not_made())?;
    parameters.not_after = parameters.not_before + Duration::seconds(years * SECONDS_OF_YEAR);
    Ok(parameters.self_signed(&pair).map_err(|_| not_made())?.pem())
}

fn random_serial() -> Result<SerialNumber, CryptoError> {
    let mut serial = [0; SERIAL_BYTES];
    aws_lc_rs::rand::fill(&mut serial).map_err(|_| not_made())?;
    // Positive, and with all its digits: the first byte is 0x40 to 0x7F.
    serial[0] = serial[0] & 0x3F | 0x40;
    Ok(SerialNumber::from_slice(&serial))
}

fn not_made() -> CryptoError {
    CryptoError::new("make a certificate")
}

/// The serial number as WeChat Pay writes it: upper-case hexadecimal.
pub(super) fn serial(pem: &str) -> Result<String, String> {
    let block = certificate_block(pem)?;
    let certificate = block.parse_x509().map_err(|error| format!("it is no usable certificate: {error}"))?;
    Ok(certificate.raw_serial().iter().skip_while(|byte| **byte == 0).map(|byte| format!("{byte:02X}")).collect())
}

fn validity(pem: &str) -> Result<(i64, i64), String> {
    let block = certificate_block(pem)?;
    let certificate = block.parse_x509().map_err(|error| format!("it is no usable certificate: {error}"))?;
    let validity = certificate.validity();
    Ok((validity.not_before.timestamp(), validity.not_after.timestamp()))
}

#[cfg(test)]
mod tests {
    use super::{PlatformCertificate, YEARS};

    #[test]
    fn a_made_certificate_reads_as_it_was_meant() {
        let one = PlatformCertificate::generate(1_700_000_000).unwrap();
        assert_eq!((one.not_before, one.not_after), (1_700_000_000, 1_700_000_000 + YEARS * 365 * 86400));
        assert_eq!(one.serial.len(), 40);
        assert!(one.serial.bytes().all(|byte| byte.is_ascii_digit() || (b'A'..=b'F').contains(&byte)));
    }

    #[test]
    fn the_certificate_of_another_key_is_refused() {
        let (one, other) = (PlatformCertificate::generate(0).unwrap(), PlatformCertificate::generate(0).unwrap());
        let mixed = PlatformCertificate::new(one.key, other.pem).err().unwrap();
        assert!(mixed.contains("not the certificate of the private key"), "{mixed}");
    }
}
