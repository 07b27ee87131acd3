//! The keys of a merchant, renewed while calls go on.

use std::sync::{Arc, Mutex, PoisonError, RwLock};
use std::time::{Duration, SystemTime};

use http::HeaderMap;

use super::{CertificatesError, KeySet, open_certificates_answer};
use crate::key::Certificate;
use crate::seal::ApiV3Key;
use crate::verify::SKEW;

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

    /// Adds the certificates that WeChat Pay lists. Those that are known stay until they expire, or were missing from the list
    /// for a day, so that answers signed before a rotation verify.
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

    /// How long ago certificates were learned; `None` if never, zero where the clock was set back since.
    #[must_use]
    pub fn age(&self, at: SystemTime) -> Option<Duration> {
        self.current().learned_at().map(|learned| at.duration_since(learned).unwrap_or_default())
    }

    /// Whether certificates should be downloaded: they are to be, and were not for `limit` (WeChat Pay asks for 12 hours at
    /// most). After the clock was set back by more than 300 seconds it is not known for how long, so that they are stale.
    #[must_use]
    pub fn is_stale(&self, limit: Duration, at: SystemTime) -> bool {
        let is_fresh = |learned: SystemTime| match at.duration_since(learned) {
            Ok(age) => age < limit,
            Err(ahead) => ahead.duration() <= Duration::from_secs(SKEW.unsigned_abs()),
        };
        self.downloads && !self.current().learned_at().is_some_and(is_fresh)
    }

    /// Whether the caller is the one who should renew the certificates now: they are stale, and nobody has tried within the
    /// last minute.
    pub(crate) fn begin_renewal(&self, limit: Duration, at: SystemTime) -> bool {
        if !self.is_stale(limit, at) {
            return false;
        }
        let mut begun = self.begun.lock().unwrap_or_else(PoisonError::into_inner);
        // In both directions: a clock that was ahead, and is set right, must not put renewals off until it is there again.
        let apart = |begun| at.duration_since(begun).unwrap_or_else(|back| back.duration());
        let is_due = begun.is_none_or(|begun| apart(begun) >= PAUSE);
        if is_due {
            *begun = Some(at);
        }
        is_due
    }
}
