//! Signatures of requests.

mod authorization;
mod message;
mod scheme;

#[cfg(test)]
mod tests;

pub(crate) use authorization::{Credentials, RequestLine};
pub use authorization::{SignError, Signed};
pub(crate) use message::lines;
pub use message::{answer_message, request_message};
pub use scheme::Scheme;
