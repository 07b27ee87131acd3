//! What a protocol must ask of the service before a call can go on.

use crate::operation::Operation;

/// What a [`Protocol`](crate::Protocol) must ask of the service, such as its keys, before a call can go on.
///
/// The runtime calls the operation, which must be a `GET` without parameters, and gives the answer to
/// [`accept`](crate::Protocol::accept), where the protocol learns from it. However many calls wait for an answer, it is
/// asked for once.
#[derive(Debug, Clone, Copy)]
pub struct Inquiry {
    pub(crate) operation: &'static Operation,
    pub(crate) urgency: Urgency,
}

/// What a call does while an inquiry is under way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Urgency {
    /// It waits, and fails where the inquiry fails.
    Required,
    /// It waits, and goes on where the inquiry fails.
    Wanted,
    /// It goes on at once.
    Background,
}

impl Inquiry {
    /// Asks for an operation.
    #[must_use]
    pub const fn new(operation: &'static Operation, urgency: Urgency) -> Self {
        Self { operation, urgency }
    }
}
