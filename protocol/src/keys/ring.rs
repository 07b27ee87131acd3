//! The keys of a merchant, renewed while calls go on.

use std::sync::{Arc, Mutex, PoisonError, RwLock};
use std::time::{Duration, SystemTime};

use http::HeaderMap;

use super::{CertificatesError, KeySet, open_certificates_answer};
use crate::key::Certificate;
use crate::seal::ApiV3Key;

/// WeChat Pay's keys as one merchant knows them. Readers take a [`KeySet`], which stays as it is.
#[derive(Debug, Default)]
pub struct KeyRing {
    current: RwLock<Arc<KeySet>>,
    downloads: bool,
    /// When a renewal was last begun, whatever became of it.
    begun: Mutex<Option<SystemTime>>,
}

/// The least time between two renewals that begin by themselves, lest one that fails is tried with every call.
const PAUSE: Duration = Duration::from_secs(60);

impl KeyRing {
    /// Keys that were configured and stay.
    #[must_use]
    pub fn fixed(keys: KeySet) -> Self {
        Self { current: RwLock::new(Arc::new(keys)), ..Self::default() }
    }

    /// Keys that were configured, perhaps none, and platform certificates that are downloaded.
    #[must_use]
    pub fn downloading(keys: KeySet) -> Self {
        Self { current: RwLock::new(Arc::new(keys)), downloads: true, ..Self::default() }
    }

    /// The keys that are known now.
    #[must_use]
    pub fn current(&self) -> Arc<KeySet> {
        // A set is replaced whole, so there is nothing half done behind a poisoned lock.
        Arc::clone(&self.current.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Whether platform certificates are to be downloaded.
    #[must_use]
    pub fn downloads(&self) -> bool {
        self.downloads
    }

    /// Adds certificates. Those that are known stay until they expire, so that answers signed before a rotation verify.
    pub fn learn(&self, certificates: impl IntoIterator<Item = Certificate>, at: SystemTime) {
        let mut current = self.current.write().unwrap_or_else(PoisonError::into_inner);
        *current = Arc::new(current.learn(certificates, at));
    }

    /// Adds the certificates of an answer to `GET /v3/certificates`, after it was opened and verified; gives how many it
    /// listed. Checks as [`open_certificates_answer`] does.
    ///
    /// # Errors
    /// When the answer cannot be opened or verified; then nothing is learned.
    pub fn learn_answer(
        &self,
        headers: &HeaderMap,
        body: &[u8],
        key: &ApiV3Key,
        at: SystemTime,
    ) -> Result<usize, CertificatesError> {
        let certificates = open_certificates_answer(headers, body, key, &self.current(), at)?;
        let count = certificates.len();
        self.learn(certificates, at);
        Ok(count)
    }

    /// How long ago certificates were learned; `None` if never.
    #[must_use]
    pub fn age(&self, at: SystemTime) -> Option<Duration> {
        self.current().learned_at().map(|learned| at.duration_since(learned).unwrap_or_default())
    }

    /// Whether certificates should be downloaded: they are to be, and were not for `limit` (WeChat Pay asks for 12 hours at
    /// most).
    #[must_use]
    pub fn is_stale(&self, limit: Duration, at: SystemTime) -> bool {
        self.downloads && self.age(at).is_none_or(|age| age >= limit)
    }

    /// Whether the caller is the one who should renew the certificates now: they are stale, and nobody has tried within the
    /// last minute.
    pub(crate) fn begin_renewal(&self, limit: Duration, at: SystemTime) -> bool {
        if !self.is_stale(limit, at) {
            return false;
        }
        let mut begun = self.begun.lock().unwrap_or_else(PoisonError::into_inner);
        let is_due = begun.is_none_or(|begun| at.duration_since(begun).is_ok_and(|passed| passed >= PAUSE));
        if is_due {
            *begun = Some(at);
        }
        is_due
    }
}
