//! The time of a call.

use std::time::{Duration, Instant};

/// When a call began, and how long it may take with everything that belongs to it.
#[derive(Clone, Copy)]
pub(super) struct Clock {
    started: Instant,
    timeout: Duration,
}

impl Clock {
    pub(super) fn start(timeout: Duration) -> Self {
        Self { started: Instant::now(), timeout }
    }

    /// What is left, in whole milliseconds: so it is told to people.
    pub(super) fn left(&self) -> Duration {
        let left = self.timeout.saturating_sub(self.started.elapsed());
        let millis = left.as_nanos().div_ceil(1_000_000);
        u64::try_from(millis).map_or(left, Duration::from_millis).min(self.timeout)
    }

    /// Whether there is time left after a delay.
    pub(super) fn allows(&self, delay: Duration) -> bool {
        self.started.elapsed().saturating_add(delay) < self.timeout
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_left_is_told_in_whole_milliseconds() {
        let hour = Duration::from_secs(3600);
        let left = Clock::start(hour).left();
        assert!(left <= hour && left.subsec_nanos().is_multiple_of(1_000_000), "{left:?}");
    }

    #[test]
    fn any_time_can_be_given() {
        assert_eq!(Clock::start(Duration::ZERO).left(), Duration::ZERO);
        assert!(!Clock::start(Duration::ZERO).allows(Duration::ZERO));
        let endless = Clock::start(Duration::MAX);
        assert!(endless.left() > Duration::MAX / 2);
        assert!(endless.allows(Duration::MAX / 2) && !endless.allows(Duration::MAX));
    }
}
