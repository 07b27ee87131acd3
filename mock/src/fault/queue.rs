//! The faults that wait for requests.

use std::collections::VecDeque;
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::Fault;

/// Each fault with how many requests it is for.
#[derive(Default)]
pub(crate) struct FaultQueue(Mutex<VecDeque<(Fault, usize)>>);

impl FaultQueue {
    pub(crate) fn push(&self, fault: Fault, times: usize) {
        if times > 0 {
            self.waiting().push_back((fault, times));
        }
    }

    /// The fault for the next request.
    pub(crate) fn take(&self) -> Option<Fault> {
        let mut waiting = self.waiting();
        let (fault, times) = waiting.front_mut()?;
        let fault = *fault;
        *times -= 1;
        if *times == 0 {
            waiting.pop_front();
        }
        Some(fault)
    }

    pub(crate) fn list(&self) -> Vec<(Fault, usize)> {
        self.waiting().iter().copied().collect()
    }

    /// Takes back all that waits of one fault.
    pub(crate) fn remove(&self, fault: Fault) {
        self.waiting().retain(|(waiting, _)| *waiting != fault);
    }

    pub(crate) fn clear(&self) {
        self.waiting().clear();
    }

    fn waiting(&self) -> MutexGuard<'_, VecDeque<(Fault, usize)>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
