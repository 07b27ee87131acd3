//! A merchant made of parts.

use std::fmt;
use std::sync::Arc;

use super::settings::Setting;
use super::{ConfigError, ConfigFault, ConfigProblem, Inner, Merchant, checks};
use crate::clock::{Clock, SystemClock};
use crate::key::{Certificate, KeyAndSerial, PrivateKey, PublicKey, Signer};
use crate::keys::{KeyRing, KeySet, ServerKey};
use crate::nonce::{NonceSource, RandomNonces};
use crate::notification::{RecentDeliveries, Replays};
use crate::seal::ApiV3Key;
use crate::sign::{Credentials, Scheme};

/// Collects the parts of a [`Merchant`]; [`build`](Self::build) says all that is wrong with them at once.
#[derive(Default)]
pub struct MerchantBuilder {
    mchid: Option<String>,
    pub(super) serial: Option<String>,
    pub(super) certificate: Option<Certificate>,
    pub(super) private_key: Option<PrivateKey>,
    pub(super) signer: Option<Box<dyn Signer>>,
    api_v3_key: Option<ApiV3Key>,
    pub(super) server_keys: Vec<ServerKey>,
    downloads: bool,
    scheme: Scheme,
    clock: Option<Box<dyn Clock>>,
    nonces: Option<Box<dyn NonceSource>>,
    replays: Option<Box<dyn Replays>>,
    pub(super) problems: Vec<ConfigProblem>,
}

impl MerchantBuilder {
    /// The merchant number, digits only.
    #[must_use]
    pub fn mchid(mut self, mchid: impl Into<String>) -> Self {
        self.mchid = Some(mchid.into());
        self
    }

    /// The serial number of the merchant's certificate, hexadecimal digits. Not needed beside [`certificate`](Self::certificate).
    #[must_use]
    pub fn serial(mut self, serial: impl Into<String>) -> Self {
        self.serial = Some(serial.into());
        self
    }

    /// The merchant's certificate, which is in `apiclient_cert.pem`. It gives the serial, and must belong to the private key:
    /// a pair that does not is the commonest reason for a `SIGN_ERROR`.
    #[must_use]
    pub fn certificate(mut self, certificate: Certificate) -> Self {
        self.certificate = Some(certificate);
        self
    }

    /// The merchant's private key.
    #[must_use]
    pub fn private_key(mut self, key: PrivateKey) -> Self {
        self.private_key = Some(key);
        self
    }

    /// Who signs in place of a private key, and knows the serial: a key service, for example.
    #[must_use]
    pub fn signer(mut self, signer: impl Signer + 'static) -> Self {
        self.signer = Some(Box::new(signer));
        self
    }

    /// The APIv3 key: 32 bytes. Needed for notifications and platform certificates.
    #[must_use]
    pub fn api_v3_key(mut self, key: impl AsRef<[u8]>) -> Self {
        match ApiV3Key::new(key) {
            Ok(key) => self.api_v3_key = Some(key),
            Err(error) => self.fault(Setting::ApiV3Key, ConfigFault::ApiV3Key(error)),
        }
        self
    }

    /// WeChat Pay's public key with its id, `PUB_KEY_ID_` and what follows. The first one that is given encrypts; all verify.
    #[must_use]
    pub fn public_key(mut self, id: &str, key: PublicKey) -> Self {
        match ServerKey::public(id, key) {
            Ok(key) => {
                self.check_id(&key);
                self.server_keys.push(key);
            }
            Err(error) => self.fault(Setting::PublicKeyId, ConfigFault::KeyId(error)),
        }
        self
    }

    /// Platform certificates of WeChat Pay that are known already.
    #[must_use]
    pub fn certificates(mut self, certificates: impl IntoIterator<Item = Certificate>) -> Self {
        self.server_keys.extend(certificates.into_iter().map(ServerKey::from));
        self
    }

    /// Has platform certificates downloaded and renewed. With a public key beside them both are believed, as is right while a
    /// merchant moves to the public key.
    #[must_use]
    pub fn platform_certificates(mut self) -> Self {
        self.downloads = true;
        self
    }

    /// How requests are signed.
    #[must_use]
    pub fn scheme(mut self, scheme: Scheme) -> Self {
        self.scheme = scheme;
        self
    }

    /// Another clock, for tests.
    #[must_use]
    pub fn clock(mut self, clock: impl Clock + 'static) -> Self {
        self.clock = Some(Box::new(clock));
        self
    }

    /// Another source of nonces, for tests.
    #[must_use]
    pub fn nonce_source(mut self, nonces: impl NonceSource + 'static) -> Self {
        self.nonces = Some(Box::new(nonces));
        self
    }

    /// Who remembers notifications, in place of [`RecentDeliveries`]: where several processes receive them, for example.
    #[must_use]
    pub fn replays(mut self, replays: impl Replays + 'static) -> Self {
        self.replays = Some(Box::new(replays));
        self
    }

    /// Makes the merchant.
    ///
    /// # Errors
    /// When a part is missing or cannot be used; all such parts are named.
    pub fn build(mut self) -> Result<Merchant, ConfigError> {
        let mchid = self.mchid.take();
        let mchid = self.checked(&[Setting::Mchid], mchid, checks::mchid);
        self.check_agreement();
        let serial = self.take_serial();
        let settings = [Setting::Serial, Setting::Certificate, Setting::CertificateFile];
        let serial = self.checked(&settings, serial, |serial| checks::serial(&serial));
        let signer = self.take_signer(serial.as_deref().unwrap_or_default());
        self.check_the_rest();
        match (mchid, serial, signer) {
            (Some(mchid), Some(serial), Some(signer)) if self.problems.is_empty() => {
                Ok(self.finish(mchid, serial, signer))
            }
            _ => Err(ConfigError::new(self.problems)),
        }
    }

    fn finish(self, mchid: String, serial: String, signer: Box<dyn Signer>) -> Merchant {
        let keys = KeySet::new(self.server_keys);
        Merchant(Arc::new(Inner {
            credentials: Credentials::new(self.scheme, &mchid, &serial),
            mchid,
            serial,
            scheme: self.scheme,
            signer,
            api_v3_key: self.api_v3_key,
            keys: if self.downloads { KeyRing::downloading(keys) } else { KeyRing::fixed(keys) },
            clock: self.clock.unwrap_or_else(|| Box::new(SystemClock)),
            nonces: self.nonces.unwrap_or_else(|| Box::new(RandomNonces)),
            replays: self.replays.unwrap_or_else(|| Box::<RecentDeliveries>::default()),
        }))
    }

    pub(super) fn fault(&mut self, setting: Setting, fault: ConfigFault) {
        self.problems.push(ConfigProblem::of(setting, fault));
    }

    /// Says that the first of the settings is missing, unless something is wrong with any of them already.
    pub(super) fn missing(&mut self, settings: &[Setting]) {
        let is_wrong = |problem: &ConfigProblem| problem.setting.is_some_and(|setting| settings.contains(&setting));
        if let Some(first) = settings.first()
            && !self.problems.iter().any(is_wrong)
        {
            self.fault(*first, ConfigFault::Missing);
        }
    }

    /// A value that one of the settings must give, and that must pass a check.
    fn checked(
        &mut self,
        settings: &[Setting],
        value: Option<String>,
        check: impl FnOnce(String) -> Result<String, ConfigFault>,
    ) -> Option<String> {
        let Some(value) = value.filter(|value| !value.is_empty()) else {
            self.missing(settings);
            return None;
        };
        let first = settings.first().copied();
        check(value).map_err(|fault| first.map(|setting| self.fault(setting, fault))).ok()
    }

    fn take_signer(&mut self, serial: &str) -> Option<Box<dyn Signer>> {
        match (self.signer.take(), self.private_key.take()) {
            (Some(signer), None) => Some(signer),
            (None, Some(key)) => Some(Box::new(KeyAndSerial { key, serial: serial.to_owned() })),
            (Some(_), Some(_)) => {
                self.fault(Setting::PrivateKey, ConfigFault::Both { other: "a signer".to_owned() });
                None
            }
            (None, None) => {
                self.missing(&[Setting::PrivateKey, Setting::PrivateKeyFile]);
                None
            }
        }
    }

    fn check_the_rest(&mut self) {
        if !self.scheme.is_supported() {
            self.fault(Setting::Scheme, ConfigFault::Scheme(self.scheme));
        }
        if self.downloads && self.api_v3_key.is_none() {
            self.missing(&[Setting::ApiV3Key]);
        }
        if !self.downloads && self.server_keys.is_empty() {
            self.missing(&[Setting::PublicKey, Setting::PublicKeyFile, Setting::PublicKeyId]);
        }
        self.problems.sort_by_key(|problem| problem.setting);
    }
}

impl fmt::Debug for MerchantBuilder {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Not the texts themselves: until they were checked any of them may be a secret in the wrong place.
        out.debug_struct("MerchantBuilder")
            .field("has_mchid", &self.mchid.is_some())
            .field("has_serial", &self.serial.is_some())
            .field("problems", &self.problems)
            .finish_non_exhaustive()
    }
}
