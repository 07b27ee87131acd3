//! What a protocol must ask of the service before a call can go on.

use crate::operation::Operation;

/// What a [`Protocol`](crate::Protocol) must ask of the service, such as its keys, before a call can go on.
///
/// The runtime calls the operation, which must be a `GET` without parameters, and gives the answer to
/// [`accept`](crate::Protocol::accept), where the protocol learns from it. However many calls wait for an answer, it is
/// asked for once, beside them, with the limits of the client: a call that is dropped, or has little time, breaks off
/// only its own waiting. Without a tokio runtime an awaited call asks by itself.
#[derive(Debug, Clone, Copy)]
pub struct Inquiry {
    pub(crate) operation: &'static Operation,
    pub(crate) urgency: Urgency,
}

/// What a call does while an inquiry is under way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Urgency {
    /// It waits, and fails where the inquiry fails: unsent, if there is no answer yet.
    Required,
    /// It waits, and goes on where the inquiry fails. If the protocol then refuses, the error tells of both.
    Wanted,
    /// It goes on at once. One such inquiry is under way at a time; after a failure the next call asks again, unless
    /// the protocol paces itself.
    Background,
}

impl Inquiry {
    /// Asks for an operation.
    #[must_use]
    pub const fn new(operation: &'static Operation, urgency: Urgency) -> Self {
        Self { operation, urgency }
    }
}
