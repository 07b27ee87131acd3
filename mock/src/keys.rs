//! The keys of both sides: the merchant's, and WeChat Pay's.

use std::fmt;
use std::path::Path;
use std::sync::{Arc, LazyLock};

mod certificate;
mod fixture;
mod folder;

pub(crate) use certificate::PlatformCertificate;

use crate::crypto::{CryptoError, PrivateKey, PublicKey};
use crate::error::Error;
use crate::random;

/// The keys of a [`Mock`](crate::Mock): a merchant's, as WeChat Pay knows them, and WeChat Pay's own.
///
/// All RSA keys have 2048 bits. `Debug` shows none of them.
#[derive(Clone)]
pub struct Keys {
    pub(crate) merchant: Arc<Merchant>,
    pub(crate) public_key: Arc<PublicKeyPair>,
    /// The one in use first, then those that rotations bring.
    pub(crate) certificates: Vec<Arc<PlatformCertificate>>,
    /// Made when it is first needed where there is none.
    pub(crate) expired: Option<Arc<PlatformCertificate>>,
}

/// A merchant.
pub(crate) struct Merchant {
    pub(crate) mchid: String,
    /// Upper-case hexadecimal, of the certificate.
    pub(crate) serial: String,
    pub(crate) certificate_pem: String,
    pub(crate) key: PrivateKey,
    /// Of the certificate.
    pub(crate) public_key: PublicKey,
    /// 32 characters.
    pub(crate) api_v3_key: String,
}

/// WeChat Pay's key of the public key mode.
pub(crate) struct PublicKeyPair {
    /// `PUB_KEY_ID_` and digits.
    pub(crate) id: String,
    pub(crate) key: PrivateKey,
}

impl Keys {
    /// The file of a folder that holds the merchant's private key.
    pub const PRIVATE_KEY_FILE: &str = folder::PRIVATE_KEY;
    /// The file of a folder that holds WeChat Pay's public key.
    pub const PUBLIC_KEY_FILE: &str = folder::PUBLIC_KEY;

    /// The keys that come with this crate. Everybody can read them, so they protect nothing; they make tests start
    /// quickly and give the same signatures in every run.
    pub fn fixture() -> Self {
        static FIXTURE: LazyLock<Keys> = LazyLock::new(fixture::keys);
        FIXTURE.clone()
    }

    /// Makes new keys.
    ///
    /// # Errors
    /// [`Error::Crypto`] where the operating system gives no random numbers.
    pub fn generate() -> Result<Self, Error> {
        let merchant = Merchant::generate(fixture::MCHID)?;
        let id = format!("PUB_KEY_ID_{}", random::digits(34)?);
        let public_key = PublicKeyPair { id, key: PrivateKey::generate()? };
        let certificate = PlatformCertificate::generate(certificate::now())?;
        Ok(Self {
            merchant: Arc::new(merchant),
            public_key: Arc::new(public_key),
            certificates: vec![Arc::new(certificate)],
            expired: None,
        })
    }

    /// Reads the keys in a folder, or makes some and keeps them there. The folder appears whole or not at all; it and
    /// the private files are for their owner only.
    ///
    /// The files that a merchant needs have the names that WeChat Pay gives them: `apiclient_key.pem`,
    /// `apiclient_cert.pem`, `pub_key.pem`.
    ///
    /// # Errors
    /// [`Error::KeysNotMade`] where the folder cannot be made, [`Error::KeysElsewhere`] where it is there and holds
    /// something else, [`Error::KeysNotUsable`] where a file of it is missing or wrong.
    pub fn open_or_create(folder: impl AsRef<Path>) -> Result<Self, Error> {
        folder::open_or_create(folder.as_ref())
    }

    /// The same keys with, in place of the platform certificates, one that expired years ago.
    ///
    /// # Errors
    /// [`Error::Crypto`] where such a certificate cannot be made.
    pub fn with_expired_certificate(mut self) -> Result<Self, Error> {
        let expired = match self.expired.take() {
            Some(expired) => expired,
            None => Arc::new(PlatformCertificate::generate_expired(certificate::now())?),
        };
        self.certificates = vec![Arc::clone(&expired)];
        self.expired = Some(expired);
        Ok(self)
    }
}

impl Merchant {
    /// Makes a merchant with this number.
    pub(crate) fn generate(mchid: &str) -> Result<Self, Error> {
        let key = PrivateKey::generate()?;
        let certificate_pem = certificate::self_signed(&key, mchid, certificate::now(), certificate::YEARS)?;
        Self::new(mchid.to_owned(), key, certificate_pem, random::alphanumeric(32)?)
            .map_err(|_| CryptoError::new("read the certificate that was just made").into())
    }

    /// The error says what is wrong, and with which of them.
    fn new(mchid: String, key: PrivateKey, certificate_pem: String, api_v3_key: String) -> Result<Self, Problem> {
        let wrong = |problem| Problem { part: Part::Certificate, problem };
        let public_key = PublicKey::from_certificate_pem(&certificate_pem).map_err(wrong)?;
        if !public_key.belongs_to(&key) {
            return Err(wrong("it is not the certificate of the private key beside it".to_owned()));
        }
        if api_v3_key.len() != 32 {
            let problem = format!("an APIv3 key has 32 bytes, this one has {}", api_v3_key.len());
            return Err(Problem { part: Part::ApiV3Key, problem });
        }
        let serial = certificate::serial(&certificate_pem).map_err(wrong)?;
        Ok(Self { mchid, serial, certificate_pem, key, public_key, api_v3_key })
    }
}

/// What of a merchant is wrong, and why.
struct Problem {
    part: Part,
    problem: String,
}

enum Part {
    Certificate,
    ApiV3Key,
}

impl fmt::Debug for Keys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Keys")
            .field("mchid", &self.merchant.mchid)
            .field("merchant_serial", &self.merchant.serial)
            .field("public_key_id", &self.public_key.id)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::Keys;

    #[test]
    fn the_fixture_has_the_serials_that_openssl_shows() {
        let keys = Keys::fixture();
        assert_eq!(keys.merchant.serial, "4D6F636B004D65726368616E7400312E30303031");
        let serials: Vec<&str> = keys.certificates.iter().map(|certificate| certificate.serial.as_str()).collect();
        assert_eq!(serials, ["4D6F636B00506C6174666F726D00312E30303031", "4D6F636B00506C6174666F726D00312E30303032"]);
    }

    #[test]
    fn made_keys_differ_and_debug_shows_no_secret() {
        let (one, other) = (Keys::generate().unwrap(), Keys::generate().unwrap());
        assert_ne!(one.merchant.serial, other.merchant.serial);
        assert_ne!(one.public_key.id, other.public_key.id);
        assert_ne!(one.merchant.api_v3_key, other.merchant.api_v3_key);
        let shown = format!("{one:?}");
        assert!(shown.contains(&one.merchant.serial), "{shown}");
        assert!(!shown.contains(&one.merchant.api_v3_key), "{shown}");
        assert!(!shown.contains("PRIVATE"), "{shown}");
    }

    #[test]
    fn an_expired_certificate_takes_the_place_of_the_others() {
        let fixture = Keys::fixture().with_expired_certificate().unwrap();
        // 2021-01-01, as the note beside the fixture says.
        assert_eq!(fixture.certificates.iter().map(|one| one.not_after).collect::<Vec<_>>(), [1_609_459_200]);
        let made = Keys::generate().unwrap().with_expired_certificate().unwrap();
        assert!(made.certificates[0].not_after < super::certificate::now());
    }
}
