//! The inquiries of a client: which are under way, and how the last ones ended.

use std::ptr;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use tokio::sync::watch;

use crate::error::Error;
use crate::operation::Operation;
use crate::security::Tokens;

/// What is asked.
#[derive(Debug, Clone)]
pub(super) enum Question {
    /// An operation, for a protocol.
    Operation(&'static Operation),
    /// A token, of whoever issues them.
    Token(Arc<Tokens>),
}

impl Question {
    fn is(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Operation(one), Self::Operation(other)) => ptr::eq(*one, *other),
            (Self::Token(one), Self::Token(other)) => Arc::ptr_eq(one, other),
            (Self::Operation(_) | Self::Token(_), _) => false,
        }
    }

    /// How it is called in a log.
    pub(super) fn name(&self) -> &'static str {
        match self {
            Self::Operation(operation) => operation.id,
            Self::Token(tokens) => tokens.scheme().name,
        }
    }
}

/// The inquiries of a client, the last one of each question.
#[derive(Debug, Default)]
pub(crate) struct Inquiries {
    /// How many are over.
    over: AtomicU64,
    known: Mutex<Vec<Known>>,
}

#[derive(Debug)]
struct Known {
    question: Question,
    begun: Instant,
    ending: Awaited,
}

/// How an inquiry ended, once it has; an error if whoever was asking gave up.
pub(super) type Awaited = watch::Receiver<Option<Ending>>;

/// How an inquiry ended.
#[derive(Debug, Clone)]
pub(super) struct Ending {
    /// How many were over then.
    number: u64,
    pub(super) outcome: Outcome,
}

/// What an inquiry failed with, shared by all calls that waited for it.
pub(super) type Outcome = Result<(), Arc<Error>>;

/// The part of a call in an inquiry.
pub(super) enum Part {
    /// It asks.
    Ask(Asking),
    /// It waits for what another call has asked already.
    Wait(Awaited),
}

/// Tells all who wait how an inquiry ends.
pub(super) struct Asking {
    tell: watch::Sender<Option<Ending>>,
}

impl Inquiries {
    /// How many are over: to be read before the protocol decides what it needs.
    pub(super) fn over(&self) -> u64 {
        self.over.load(Ordering::Acquire)
    }

    /// Joins the inquiry of a question: the one that is under way, or that ended since `seen` were over, or a new
    /// one. One that is under way for longer than it may take stands still, as its runtime does: it is not waited for.
    pub(super) fn join(&self, question: &Question, seen: u64, longest: Duration) -> Part {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        let last = known.iter().position(|known| known.question.is(question));
        if let Some(last) = last.and_then(|index| known.get(index))
            && last.answers(seen, longest)
        {
            return Part::Wait(last.ending.clone());
        }
        let (tell, ending) = watch::channel(None);
        let new = Known { question: question.clone(), begun: Instant::now(), ending };
        match last {
            Some(index) => known[index] = new,
            None => known.push(new),
        }
        Part::Ask(Asking { tell })
    }

    /// Tells how an inquiry ended.
    pub(super) fn end(&self, asking: &Asking, outcome: Outcome) {
        let number = self.over.fetch_add(1, Ordering::AcqRel).saturating_add(1);
        asking.tell.send_replace(Some(Ending { number, outcome }));
    }
}

impl Asking {
    /// How it will have ended.
    pub(super) fn ending(&self) -> Awaited {
        self.tell.subscribe()
    }
}

impl Known {
    /// Whether this one tells what a call needs that had seen so many to be over.
    fn answers(&self, seen: u64, longest: Duration) -> bool {
        let is_asking = self.ending.has_changed().is_ok() && self.begun.elapsed() <= longest;
        self.ending.borrow().as_ref().map_or(is_asking, |ending| ending.number > seen)
    }
}

#[cfg(test)]
mod tests {
    use http::Method;

    use super::*;

    static KEYS: Operation = Operation::new("keys", Method::GET, "/keys");
    static OTHER: Operation = Operation::new("other", Method::GET, "/other");

    fn asking(inquiries: &Inquiries, operation: &'static Operation, seen: u64) -> Option<Asking> {
        asking_for(inquiries, operation, seen, Duration::MAX)
    }

    fn asking_for(
        inquiries: &Inquiries,
        operation: &'static Operation,
        seen: u64,
        longest: Duration,
    ) -> Option<Asking> {
        match inquiries.join(&Question::Operation(operation), seen, longest) {
            Part::Ask(asking) => Some(asking),
            Part::Wait(_) => None,
        }
    }

    #[test]
    fn one_asks_and_the_others_wait() {
        let inquiries = Inquiries::default();
        let first = asking(&inquiries, &KEYS, 0).unwrap();
        assert!(asking(&inquiries, &KEYS, 0).is_none());
        let other = asking(&inquiries, &OTHER, 0).unwrap();
        inquiries.end(&first, Ok(()));
        drop(first);
        // Who decided before that end has what it needs; who decided after it needs something newer.
        assert!(asking(&inquiries, &KEYS, 0).is_none());
        assert!(asking(&inquiries, &KEYS, inquiries.over()).is_some());
        assert!(asking(&inquiries, &OTHER, inquiries.over()).is_none());
        drop(other);
    }

    #[test]
    fn what_stands_still_is_not_waited_for() {
        let inquiries = Inquiries::default();
        let first = asking(&inquiries, &KEYS, 0).unwrap();
        let second = asking_for(&inquiries, &KEYS, 0, Duration::ZERO).unwrap();
        inquiries.end(&first, Err(Arc::new(Error::request("too late"))));
        assert!(second.ending().borrow().is_none());
        inquiries.end(&second, Ok(()));
        // What has ended holds however long ago it began.
        assert!(asking_for(&inquiries, &KEYS, 0, Duration::ZERO).is_none());
    }

    #[test]
    fn who_gives_up_leaves_the_turn_to_the_next() {
        let inquiries = Inquiries::default();
        drop(asking(&inquiries, &KEYS, 0));
        let second = asking(&inquiries, &KEYS, 0).unwrap();
        assert!(asking(&inquiries, &KEYS, 0).is_none());
        let ending = second.ending();
        inquiries.end(&second, Err(Arc::new(Error::request("no"))));
        assert!(ending.borrow().as_ref().is_some_and(|ending| ending.outcome.is_err()));
    }
}
