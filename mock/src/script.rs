//! Which scripted answer a request meets.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::answer::{Answer, Ending};
use crate::received::Received;

type Chooser = Arc<dyn Fn(&Received) -> Option<Answer> + Send + Sync>;

/// The scripted answers that wait for requests.
#[derive(Default)]
pub(crate) struct Script {
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    /// Each used once, first in, first out.
    queue: VecDeque<Answer>,
    /// Used once the queue is empty.
    standing: Option<Standing>,
}

#[derive(Clone)]
enum Standing {
    Always(Box<Answer>),
    With(Chooser),
}

/// What is known before the body of a request was read.
pub(crate) enum Scripted {
    /// This answer.
    Answer(Box<Answer>),
    /// The chooser decides, once it can see the whole request.
    Ask(Chooser),
    /// Nothing is scripted.
    Nothing,
}

impl Script {
    pub(crate) fn push(&self, answer: Answer) {
        self.state().queue.push_back(answer);
    }

    pub(crate) fn always(&self, answer: Answer) {
        self.state().standing = Some(Standing::Always(Box::new(answer)));
    }

    pub(crate) fn with(&self, chooser: Chooser) {
        self.state().standing = Some(Standing::With(chooser));
    }

    pub(crate) fn clear(&self) {
        *self.state() = State::default();
    }

    /// Takes the answer for the next request.
    pub(crate) fn take(&self) -> Scripted {
        let mut state = self.state();
        if let Some(answer) = state.queue.pop_front() {
            return Scripted::Answer(Box::new(answer));
        }
        match state.standing.clone() {
            Some(Standing::Always(answer)) => Scripted::Answer(answer),
            Some(Standing::With(chooser)) => Scripted::Ask(chooser),
            None => Scripted::Nothing,
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        // Every change is one assignment, so a panic elsewhere leaves nothing half done.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Scripted {
    /// Whether the body is not to be read at all.
    pub(crate) fn resets_before_read(&self) -> bool {
        matches!(self, Self::Answer(answer) if answer.ending == Some(Ending::ResetBeforeRead))
    }

    /// The answer, now that the request was read.
    pub(crate) fn decide(self, received: &Received) -> Option<Answer> {
        match self {
            Self::Answer(answer) => Some(*answer),
            Self::Ask(chooser) => chooser(received),
            Self::Nothing => None,
        }
    }
}
