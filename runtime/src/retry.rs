//! When a call is sent again, and after what time.

use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, SystemTime};

use http::header::RETRY_AFTER;
use http::{HeaderMap, StatusCode};

/// How often a call is sent again by itself, and after what time.
///
/// Only calls of a safe method (RFC 9110, section 9.2.1) and those that are marked as idempotent, by the document or by
/// [`Call::idempotent`](crate::Call::idempotent), are repeated after the server may have received them. A call that
/// never left this machine is repeated whatever it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[must_use]
pub struct Retry {
    attempts: u32,
    first_delay: Duration,
    longest_delay: Duration,
}

impl Default for Retry {
    /// At most three attempts, 200 ms and then 400 ms apart, each delay shortened at random by up to a half.
    fn default() -> Self {
        Self { attempts: 3, first_delay: Duration::from_millis(200), longest_delay: Duration::from_secs(10) }
    }
}

impl Retry {
    /// Every call is sent once.
    pub const fn never() -> Self {
        Self { attempts: 1, first_delay: Duration::ZERO, longest_delay: Duration::ZERO }
    }

    /// How often a call is sent at most, the first time included; at least once.
    pub const fn attempts(mut self, attempts: u32) -> Self {
        self.attempts = if attempts == 0 { 1 } else { attempts };
        self
    }

    /// The time before the second attempt. It doubles with each further one, and a random part of up to a half is taken
    /// off, so that clients that failed together do not come back together.
    pub const fn first_delay(mut self, delay: Duration) -> Self {
        self.first_delay = delay;
        self
    }

    /// The longest time between two attempts. A server that asks for more by `Retry-After` gets it, as far as the
    /// call's own time allows.
    pub const fn longest_delay(mut self, delay: Duration) -> Self {
        self.longest_delay = delay;
        self
    }

    pub(crate) fn most_attempts(&self) -> u32 {
        self.attempts
    }

    /// The time to wait after so many attempts.
    pub(crate) fn delay(&self, attempts: u32) -> Duration {
        let doubled = 1_u32.checked_shl(attempts.saturating_sub(1)).unwrap_or(u32::MAX);
        let whole = self.first_delay.saturating_mul(doubled).min(self.longest_delay);
        whole - (whole / 2).mul_f64(fastrand::f64())
    }
}

/// Whether an answer usually asks for the same request again: it was too early (429), or the server failed.
#[must_use]
pub fn asks_again(status: StatusCode) -> bool {
    matches!(
        status,
        StatusCode::TOO_MANY_REQUESTS
            | StatusCode::INTERNAL_SERVER_ERROR
            | StatusCode::BAD_GATEWAY
            | StatusCode::SERVICE_UNAVAILABLE
            | StatusCode::GATEWAY_TIMEOUT
    )
}

/// The time that the server asks for: seconds, or a date (RFC 9110, section 10.2.3).
pub(crate) fn retry_after(headers: &HeaderMap, now: SystemTime) -> Option<Duration> {
    let text = headers.get(RETRY_AFTER)?.to_str().ok()?.trim();
    match text.parse() {
        Ok(seconds) => Some(Duration::from_secs(seconds)),
        // More seconds than can be counted.
        Err(_) if text.bytes().all(|digit| digit.is_ascii_digit()) && !text.is_empty() => Some(Duration::MAX),
        Err(_) => Some(httpdate::parse_http_date(text).ok()?.duration_since(now).unwrap_or_default()),
    }
}

/// How many repetitions all calls of a client may still make, in fifths of one.
///
/// A call that is answered well adds a fifth, a repetition takes a whole one. So in the long run no more than one
/// request in six is a repetition, and a server that is down is not buried under them.
#[derive(Debug)]
pub(crate) struct Budget {
    left: AtomicU32,
    full: u32,
}

impl Budget {
    /// So many repetitions in a row, unless the builder says otherwise.
    pub(crate) const USUAL: u32 = 100;
    const REPETITION: u32 = 5;

    /// A budget of so many repetitions.
    pub(crate) fn of(repetitions: u32) -> Self {
        let full = repetitions.saturating_mul(Self::REPETITION);
        Self { left: AtomicU32::new(full), full }
    }

    pub(crate) fn earn(&self) {
        // A read is cheaper than a write that all threads share, and mostly the budget is full.
        if self.left.load(Ordering::Relaxed) < self.full {
            self.change(|left| Some(left.saturating_add(1).min(self.full)));
        }
    }

    /// Whether there was enough.
    pub(crate) fn spend(&self) -> bool {
        self.change(|left| left.checked_sub(Self::REPETITION))
    }

    fn change(&self, next: impl FnMut(u32) -> Option<u32>) -> bool {
        self.left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, next).is_ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use http::HeaderValue;

    #[test]
    fn delays_double_up_to_the_longest() {
        let second = Duration::from_secs(1);
        let retry = Retry::default().first_delay(second).longest_delay(5 * second);
        for (attempts, whole) in [(1, 1), (2, 2), (3, 4), (4, 5), (5, 5), (40, 5)] {
            for _ in 0..100 {
                let delay = retry.delay(attempts);
                assert!(delay > second * whole / 2 && delay <= second * whole, "{attempts}: {delay:?}");
            }
        }
        assert_eq!(Retry::never().delay(1), Duration::ZERO);
        let endless = Retry::default().first_delay(Duration::MAX).longest_delay(Duration::MAX);
        assert!(endless.delay(u32::MAX) >= Duration::MAX / 2);
        assert_eq!(Retry::default().attempts(0).most_attempts(), 1);
    }

    #[test]
    fn the_server_may_ask_for_seconds_or_a_date() {
        let now = httpdate::parse_http_date("Tue, 24 Nov 2026 10:00:00 GMT").unwrap();
        for (text, seconds) in [
            ("3", Some(3)),
            (" 0 ", Some(0)),
            ("Tue, 24 Nov 2026 10:00:30 GMT", Some(30)),
            ("Tue, 24 Nov 2026 09:00:00 GMT", Some(0)),
            ("18446744073709551615", Some(u64::MAX)),
            ("soon", None),
            ("", None),
            ("-1", None),
        ] {
            let headers = HeaderMap::from_iter([(RETRY_AFTER, HeaderValue::from_static(text))]);
            assert_eq!(retry_after(&headers, now), seconds.map(Duration::from_secs), "{text}");
        }
        let headers = HeaderMap::from_iter([(RETRY_AFTER, HeaderValue::from_static("18446744073709551616"))]);
        assert_eq!(retry_after(&headers, now), Some(Duration::MAX));
    }

    #[test]
    fn a_budget_ends_and_comes_back() {
        let budget = Budget::of(Budget::USUAL);
        assert_eq!((0..1000).filter(|_| budget.spend()).count(), 100);
        (0..4).for_each(|_| budget.earn());
        assert!(!budget.spend());
        budget.earn();
        assert!(budget.spend());
        (0..10_000).for_each(|_| budget.earn());
        assert_eq!((0..1000).filter(|_| budget.spend()).count(), 100);
        assert!(!Budget::of(0).spend());
        assert!(Budget::of(u32::MAX).spend());
    }
}
