//! The keys that are known at one moment.

use std::time::{Duration, SystemTime};

use super::{ServerKey, is_same_serial};
use crate::key::Certificate;

/// How long a certificate is believed that WeChat Pay lists no longer: answers may be on their way, but one that was taken
/// back must not be good until it expires.
const FAREWELL: Duration = Duration::from_secs(24 * 3600);

/// Keys of WeChat Pay that are trusted together. Never changes: what is learned makes a new set.
#[derive(Debug, Clone, Default)]
pub struct KeySet {
    keys: Vec<Known>,
    learned: Option<SystemTime>,
}

#[derive(Debug, Clone)]
struct Known {
    key: ServerKey,
    /// Since when a certificate is missing from what WeChat Pay lists.
    missing: Option<SystemTime>,
}

impl KeySet {
    /// A set of these keys; of two with the same serial the later one counts.
    #[must_use]
    pub fn new(keys: impl IntoIterator<Item = ServerKey>) -> Self {
        let mut set = Self::default();
        keys.into_iter().for_each(|key| set.put(key));
        set
    }

    /// The same set after WeChat Pay has listed these certificates: without those that are expired at that moment, and those
    /// that were missing from the list for more than a day.
    #[must_use]
    pub fn learn(&self, certificates: impl IntoIterator<Item = Certificate>, at: SystemTime) -> Self {
        let mut set = self.clone();
        set.keys.iter_mut().filter(|known| known.key.is_certificate()).for_each(|known| {
            known.missing.get_or_insert(at);
        });
        certificates.into_iter().for_each(|certificate| set.put(certificate.into()));
        set.keys.retain(|known| !known.key.is_expired_at(at) && !known.is_gone_at(at));
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
        let new = Known { key, missing: None };
        match self.keys.iter_mut().find(|known| known.key.header() == new.key.header()) {
            Some(known) => *known = new,
            None => self.keys.push(new),
        }
    }

    /// The key of that serial, expired or not.
    #[must_use]
    pub fn find(&self, serial: &str) -> Option<&ServerKey> {
        self.iter().find(|key| is_same_serial(key.serial(), serial))
    }

    /// The key for which fields are encrypted and by which answers should be signed: the first public key, or else the
    /// certificate that is valid and expires last, of those that WeChat Pay still lists. Its serial belongs into
    /// `Wechatpay-Serial`.
    #[must_use]
    pub fn for_encryption(&self, at: SystemTime) -> Option<&ServerKey> {
        let public = self.iter().find(|key| !key.is_certificate());
        public.or_else(|| {
            let valid = self.keys.iter().filter(|known| known.key.is_valid_at(at));
            valid.max_by_key(|known| (known.missing.is_none(), known.key.not_after())).map(|known| &known.key)
        })
    }

    /// Each key.
    pub fn iter(&self) -> impl Iterator<Item = &ServerKey> {
        self.keys.iter().map(|known| &known.key)
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

impl Known {
    fn is_gone_at(&self, at: SystemTime) -> bool {
        self.missing.is_some_and(|since| at.duration_since(since).is_ok_and(|passed| passed > FAREWELL))
    }
}
