//! WeChat Pay's keys at work: which there are, and which signs.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};

use crate::clock::Clock;
use crate::crypto::{CryptoError, PrivateKey};
use crate::key_mode::KeyMode;
use crate::keys::{Keys, PlatformCertificate, PublicKeyPair};

/// WeChat Pay's keys.
pub(crate) struct Platform {
    mode: KeyMode,
    public_key: Arc<PublicKeyPair>,
    certificates: RwLock<Certificates>,
    /// Whose turn it is to sign a notification during a migration.
    certificate_is_next: AtomicBool,
}

struct Certificates {
    /// Listed and signing; the newest last. Never empty.
    active: Vec<Arc<PlatformCertificate>>,
    /// No longer listed; requests may still name them.
    retired: Vec<Arc<PlatformCertificate>>,
    /// Used by rotations before new ones are made; the next one last.
    spare: Vec<Arc<PlatformCertificate>>,
    expired: Option<Arc<PlatformCertificate>>,
}

/// A key that signs.
#[derive(Clone)]
pub(crate) enum Signer {
    PublicKey(Arc<PublicKeyPair>),
    Certificate(Arc<PlatformCertificate>),
}

impl Signer {
    /// The value of `Wechatpay-Serial`.
    pub(crate) fn serial(&self) -> &str {
        match self {
            Self::PublicKey(pair) => &pair.id,
            Self::Certificate(certificate) => &certificate.serial,
        }
    }

    pub(crate) fn key(&self) -> &PrivateKey {
        match self {
            Self::PublicKey(pair) => &pair.key,
            Self::Certificate(certificate) => &certificate.key,
        }
    }
}

impl Platform {
    pub(crate) fn new(mode: KeyMode, keys: &Keys) -> Self {
        let mut spare = keys.certificates.clone();
        let active = if spare.is_empty() { Vec::new() } else { vec![spare.remove(0)] };
        spare.reverse();
        let certificates = Certificates { active, retired: Vec::new(), spare, expired: keys.expired.clone() };
        Self {
            mode,
            public_key: Arc::clone(&keys.public_key),
            certificates: RwLock::new(certificates),
            certificate_is_next: AtomicBool::new(false),
        }
    }

    pub(crate) fn public_key(&self) -> &PublicKeyPair {
        &self.public_key
    }

    pub(crate) fn mode(&self) -> KeyMode {
        self.mode
    }

    /// The key that a request names with `Wechatpay-Serial`. A retired certificate counts as named, and its successor
    /// signs.
    pub(crate) fn named(&self, serial: &str) -> Option<Signer> {
        if self.mode.has_public_key() && serial == self.public_key.id {
            return Some(Signer::PublicKey(Arc::clone(&self.public_key)));
        }
        if !self.mode.has_certificates() {
            return None;
        }
        let certificates = self.certificates();
        if let Some(active) = certificates.active.iter().find(|one| one.serial == serial) {
            return Some(Signer::Certificate(Arc::clone(active)));
        }
        if certificates.retired.iter().any(|one| one.serial == serial) {
            return certificates.newest().map(Signer::Certificate);
        }
        None
    }

    /// The key that signs where a request names none.
    pub(crate) fn default_signer(&self) -> Signer {
        let newest = if self.mode.has_certificates() { self.certificates().newest() } else { None };
        newest.map_or_else(|| Signer::PublicKey(Arc::clone(&self.public_key)), Signer::Certificate)
    }

    /// The key that signs the next notification: during a migration each kind in its turn.
    pub(crate) fn notification_signer(&self) -> Signer {
        match self.mode {
            KeyMode::Migration if !self.certificate_is_next.fetch_xor(true, Ordering::Relaxed) => {
                Signer::PublicKey(Arc::clone(&self.public_key))
            }
            _ => self.default_signer(),
        }
    }

    /// The keys that requests may name, for messages.
    pub(crate) fn serials(&self) -> Vec<String> {
        let public = self.mode.has_public_key().then(|| self.public_key.id.clone());
        let certificates = self.listed();
        public.into_iter().chain(certificates.iter().map(|one| one.serial.clone())).collect()
    }

    /// The certificates that `/v3/certificates` lists, oldest first; none in the public key mode.
    pub(crate) fn listed(&self) -> Vec<Arc<PlatformCertificate>> {
        if self.mode.has_certificates() { self.certificates().active.clone() } else { Vec::new() }
    }

    /// Adds a newer certificate, and gives its serial.
    pub(crate) fn rotate(&self, clock: &Clock) -> Result<String, CryptoError> {
        let spare = self.change_certificates().spare.pop();
        let newer = match spare {
            Some(spare) => spare,
            None => Arc::new(PlatformCertificate::generate(clock.now())?),
        };
        let serial = newer.serial.clone();
        self.change_certificates().active.push(newer);
        Ok(serial)
    }

    /// Takes all certificates but the newest out of use.
    pub(crate) fn retire_old(&self) {
        let mut certificates = self.change_certificates();
        let newest = certificates.active.pop();
        let old = std::mem::take(&mut certificates.active);
        certificates.retired.extend(old);
        certificates.active.extend(newest);
    }

    /// A certificate that expired.
    pub(crate) fn expired(&self, clock: &Clock) -> Result<Arc<PlatformCertificate>, CryptoError> {
        if let Some(expired) = &self.certificates().expired {
            return Ok(Arc::clone(expired));
        }
        let made = Arc::new(PlatformCertificate::generate_expired(clock.now())?);
        Ok(Arc::clone(self.change_certificates().expired.get_or_insert(made)))
    }

    /// The private key behind any serial that was ever in use, to decrypt with.
    pub(crate) fn private_key_of(&self, serial: &str) -> Option<Signer> {
        if serial == self.public_key.id {
            return Some(Signer::PublicKey(Arc::clone(&self.public_key)));
        }
        let certificates = self.certificates();
        let mut all = certificates.active.iter().chain(&certificates.retired);
        all.find(|one| one.serial == serial).map(|one| Signer::Certificate(Arc::clone(one)))
    }

    fn certificates(&self) -> RwLockReadGuard<'_, Certificates> {
        self.certificates.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn change_certificates(&self) -> RwLockWriteGuard<'_, Certificates> {
        self.certificates.write().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Certificates {
    fn newest(&self) -> Option<Arc<PlatformCertificate>> {
        self.active.last().cloned()
    }
}

#[cfg(test)]
mod tests {
    use super::Platform;
    use crate::clock::Clock;
    use crate::{KeyMode, Keys};

    const OLD: &str = "4D6F636B00506C6174666F726D00312E30303031";
    const NEW: &str = "4D6F636B00506C6174666F726D00312E30303032";
    const PUBLIC: &str = "PUB_KEY_ID_0119000001092026010100000000000001";

    fn signer(platform: &Platform, named: &str) -> Option<String> {
        platform.named(named).map(|signer| signer.serial().to_owned())
    }

    #[test]
    fn a_mode_has_its_own_keys() {
        for (mode, public, certificate, by_default) in [
            (KeyMode::PublicKey, true, false, PUBLIC),
            (KeyMode::Certificates, false, true, OLD),
            (KeyMode::Migration, true, true, OLD),
        ] {
            let platform = Platform::new(mode, &Keys::fixture());
            assert_eq!(platform.named(PUBLIC).is_some(), public, "{mode}");
            assert_eq!(platform.named(OLD).is_some(), certificate, "{mode}");
            assert_eq!(platform.default_signer().serial(), by_default, "{mode}");
            assert!(platform.named(NEW).is_none(), "{mode}");
        }
    }

    #[test]
    fn a_rotation_keeps_both_until_the_old_one_retires() {
        let platform = Platform::new(KeyMode::Certificates, &Keys::fixture());
        assert_eq!(platform.rotate(&Clock::new(0)).unwrap(), NEW);
        assert_eq!((signer(&platform, OLD).as_deref(), signer(&platform, NEW).as_deref()), (Some(OLD), Some(NEW)));
        assert_eq!(platform.serials(), [OLD, NEW]);
        platform.retire_old();
        assert_eq!((signer(&platform, OLD).as_deref(), signer(&platform, NEW).as_deref()), (Some(NEW), Some(NEW)));
        assert_eq!(platform.serials(), [NEW]);
        let made = platform.rotate(&Clock::new(0)).unwrap();
        assert_eq!(platform.serials(), [NEW, &made]);
    }

    #[test]
    fn notifications_take_turns_during_a_migration() {
        let platform = Platform::new(KeyMode::Migration, &Keys::fixture());
        let serials: Vec<String> = (0..4).map(|_| platform.notification_signer().serial().to_owned()).collect();
        assert_eq!(serials, [PUBLIC, OLD, PUBLIC, OLD]);
    }
}
