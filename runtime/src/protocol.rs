//! Rules of a service that hold for every call.

use std::fmt::Debug;

use crate::error::Result;
use crate::request::Request;
use crate::response::Response;

/// Rules of a service that hold for every call, such as signing requests and verifying answers.
pub trait Protocol: Debug + Send + Sync {
    /// Called right before each sending; sees exactly what will be sent, and may change the headers and the body.
    ///
    /// # Errors
    ///
    /// Any error stops the call, and nothing is sent.
    fn prepare(&self, request: &mut Request) -> Result<()> {
        let _ = request;
        Ok(())
    }

    /// Called with each answer before anything reads it; sees the exact bytes, and may change them.
    ///
    /// # Errors
    ///
    /// Any error rejects the answer: nothing of its body or headers reaches the caller.
    fn accept(&self, request: &Request, response: &mut Response) -> Result<()> {
        let _ = (request, response);
        Ok(())
    }
}
