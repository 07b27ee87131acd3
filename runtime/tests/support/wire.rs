//! A transport that needs no socket: a function answers.

use std::fmt;
use std::sync::{Arc, Mutex};

#[cfg(feature = "blocking")]
use openapi_client_runtime::BlockingTransport;
use openapi_client_runtime::{BoxFuture, HeaderMap, Limits, Request, Response, Result, StatusCode, Transport};

type Answer = dyn Fn(&Request, usize) -> Result<Response> + Send + Sync;

/// Keeps what was sent, and answers by a function of the request and of how many came before.
#[derive(Clone)]
pub struct Wire {
    sent: Arc<Mutex<Vec<(Request, Limits)>>>,
    answer: Arc<Answer>,
}

impl Wire {
    pub fn new(answer: impl Fn(&Request, usize) -> Result<Response> + Send + Sync + 'static) -> Self {
        Self { sent: Arc::default(), answer: Arc::new(answer) }
    }

    /// Answers all with the same status, and with the body that came.
    pub fn status(status: u16) -> Self {
        Self::new(move |request, _| Ok(reply(status, request.body().clone())))
    }

    /// The statuses in turn, the last one again and again.
    pub fn statuses<const N: usize>(statuses: [u16; N]) -> Self {
        Self::new(move |_, before| Ok(reply(statuses[before.min(N - 1)], "")))
    }

    pub fn sent(&self) -> Vec<Request> {
        self.sent.lock().unwrap().iter().map(|(request, _)| request.clone()).collect()
    }

    pub fn limits(&self) -> Vec<Limits> {
        self.sent.lock().unwrap().iter().map(|(_, limits)| *limits).collect()
    }

    fn answered(&self, request: Request, limits: &Limits) -> Result<Response> {
        let before = {
            let mut sent = self.sent.lock().unwrap();
            sent.push((request.clone(), *limits));
            sent.len() - 1
        };
        (self.answer)(&request, before)
    }
}

/// An answer without headers.
pub fn reply(status: u16, body: impl Into<openapi_client_runtime::Bytes>) -> Response {
    Response::new(StatusCode::from_u16(status).unwrap(), HeaderMap::new(), body)
}

impl fmt::Debug for Wire {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("Wire")
    }
}

impl Transport for Wire {
    fn send(&self, request: Request, limits: &Limits) -> BoxFuture<'static, Result<Response>> {
        let (wire, limits) = (self.clone(), *limits);
        Box::pin(async move { wire.answered(request, &limits) })
    }
}

#[cfg(feature = "blocking")]
impl BlockingTransport for Wire {
    fn send(&self, request: Request, limits: &Limits) -> Result<Response> {
        self.answered(request, limits)
    }
}
