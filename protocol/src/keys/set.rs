//! The keys that are known at one moment.

use std::time::SystemTime;

use super::ServerKey;
use crate::key::Certificate;

/// Keys of WeChat Pay that are trusted together. Never changes: what is learned makes a new set.
#[derive(Debug, Clone, Default)]
pub struct KeySet {
    keys: Vec<ServerKey>,
    learned: Option<SystemTime>,
}

impl KeySet {
    /// A set of these keys; of two with the same serial the later one counts.
    #[must_use]
    pub fn new(keys: impl IntoIterator<Item = ServerKey>) -> Self {
        let mut set = Self::default();
        keys.into_iter().for_each(|key| set.put(key));
        set
    }

    /// The same set and these certificates, without those that are expired at that moment.
    #[must_use]
    pub fn learn(&self, certificates: impl IntoIterator<Item = Certificate>, at: SystemTime) -> Self {
        let mut set = self.with(certificates);
        set.keys.retain(|key| !key.is_expired_at(at));
        set.learned = Some(at);
        set
    }

    /// The same set and these certificates.
    pub(super) fn with(&self, certificates: impl IntoIterator<Item = Certificate>) -> Self {
        let mut set = self.clone();
        certificates.into_iter().for_each(|certificate| set.put(certificate.into()));
        set
    }

    fn put(&mut self, key: ServerKey) {
        match self.keys.iter_mut().find(|known| known.header() == key.header()) {
            Some(known) => *known = key,
            None => self.keys.push(key),
        }
    }

    /// The key of that serial, expired or not.
    #[must_use]
    pub fn find(&self, serial: &str) -> Option<&ServerKey> {
        self.keys.iter().find(|key| key.serial() == serial)
    }

    /// The key for which fields are encrypted and by which answers should be signed: the first public key, or else the
    /// certificate that is valid and expires last. Its serial belongs into `Wechatpay-Serial`.
    #[must_use]
    pub fn for_encryption(&self, at: SystemTime) -> Option<&ServerKey> {
        let public = self.keys.iter().find(|key| !key.is_certificate());
        public.or_else(|| self.keys.iter().filter(|key| key.is_valid_at(at)).max_by_key(|key| key.not_after()))
    }

    /// Each key.
    pub fn iter(&self) -> impl Iterator<Item = &ServerKey> {
        self.keys.iter()
    }

    /// Whether there is no key at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.keys.is_empty()
    }

    /// When certificates were last learned; `None` if never.
    #[must_use]
    pub fn learned_at(&self) -> Option<SystemTime> {
        self.learned
    }
}
