//! Parts of a merchant that must belong together.

use super::settings::Setting;
use super::{ConfigFault, ConfigProblem, MerchantBuilder};
use crate::key::PublicKey;
use crate::keys::{ServerKey, is_same_serial};

impl MerchantBuilder {
    /// The serial: the signer's own, the certificate's, or what was given.
    pub(super) fn take_serial(&mut self) -> Option<String> {
        let given = self.serial.take();
        let signer = self.signer.as_ref().map(|signer| signer.serial().to_owned());
        let certified = self.certificate.as_ref().map(|certificate| certificate.serial().to_owned());
        if let (Some(given), Some(signer)) = (&given, &signer)
            && !is_same_serial(given, signer)
        {
            self.fault(Setting::Serial, ConfigFault::Both { other: "the signer's own".to_owned() });
        }
        for (setting, serial) in [(Setting::Serial, &given), (Setting::Certificate, &signer)] {
            if let (Some(serial), Some(found)) = (serial, &certified)
                && !is_same_serial(serial, found)
            {
                self.fault(setting, ConfigFault::OtherSerial { found: found.clone() });
            }
        }
        signer.or(certified).or(given)
    }

    /// Checks that the certificate belongs to the private key, and that no key of WeChat Pay is the merchant's own.
    pub(super) fn check_agreement(&mut self) {
        let private = self.private_key.as_ref().and_then(|key| key.public_key().ok());
        let certified = self.certificate.as_ref().map(|certificate| certificate.public_key().clone());
        if private.is_some() && certified.is_some() && private != certified {
            self.fault(Setting::Certificate, ConfigFault::OtherKey);
        }
        for own in [private, certified].into_iter().flatten() {
            if self.check_foreign(&own) {
                return;
            }
        }
    }

    /// Whether a key of WeChat Pay is the merchant's own.
    fn check_foreign(&mut self, own: &PublicKey) -> bool {
        let Some(key) = self.server_keys.iter().find(|key| key.public_key() == own) else { return false };
        match key.is_certificate() {
            true => self.problems.push(ConfigProblem::at("`certificates`", ConfigFault::OwnKey)),
            false => self.fault(Setting::PublicKey, ConfigFault::OwnKey),
        }
        true
    }

    /// Checks that an id that was given before is not given to another key.
    pub(super) fn check_id(&mut self, new: &ServerKey) {
        let known = self.server_keys.iter().find(|key| key.serial() == new.serial());
        if known.is_some_and(|known| known != new) {
            self.fault(Setting::PublicKeyId, ConfigFault::Both { other: "another key of the same id".to_owned() });
        }
    }
}
