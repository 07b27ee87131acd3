//! Rules of a service that hold for every call.

use std::fmt::Debug;

use http::StatusCode;

use crate::error::{Error, Result};
use crate::inquiry::Inquiry;
use crate::request::Request;
use crate::response::Response;
use crate::retry;

/// Rules of a service that hold for every call, such as signing requests and verifying answers.
pub trait Protocol: Debug + Send + Sync {
    /// Called right before each sending, with the request as it was made: never with one that was prepared before. Sees
    /// exactly what will be sent, and may change the headers and the body. It must
    /// [`encrypt`](Request::encrypt) what is [sensitive](Request::has_sensitive), or the request is not sent.
    ///
    /// # Errors
    ///
    /// Any error stops the call, and nothing is sent.
    fn prepare(&self, request: &mut Request) -> Result<()> {
        let _ = request;
        Ok(())
    }

    /// Called with each answer before anything reads it; sees the exact bytes, and may change them. Of an answer that
    /// is [opened](crate::Call::open) it sees no body, and cannot make it count as verified.
    ///
    /// # Errors
    ///
    /// Any error rejects the answer: nothing of its body or headers reaches the caller.
    fn accept(&self, request: &Request, response: &mut Response) -> Result<()> {
        let _ = (request, response);
        Ok(())
    }

    /// What must be asked of the service before a request is prepared (then there is no answer yet), or before its
    /// answer is accepted. Nothing unless overridden. Called for every attempt of a call, and not for inquiries.
    fn inquiry(&self, request: &Request, answer: Option<&Response>) -> Option<Inquiry> {
        let _ = (request, answer);
        None
    }

    /// Whether an answer of this status asks for the same request again. 429, 500, 502, 503 and 504 unless overridden.
    fn asks_again(&self, status: StatusCode) -> bool {
        retry::asks_again(status)
    }

    /// Turns a [`Sensitive`](crate::Sensitive) text of an accepted answer into clear text.
    ///
    /// # Errors
    ///
    /// Any error makes the answer unreadable.
    fn decrypt(&self, ciphertext: &str) -> Result<String> {
        let _ = ciphertext;
        Err(Error::protocol("this protocol decrypts nothing"))
    }
}
