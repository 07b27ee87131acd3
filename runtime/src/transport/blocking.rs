//! Blocking calls, on a thread that runs the awaited ones.

use std::sync::mpsc;
use std::thread;

use tokio::runtime::{self, Handle};
use tokio::sync::oneshot;

use super::{BlockingTransport, Connections, Limits, ReqwestTransport, Transport};
use crate::error::{Delivery, Error, ErrorKind, Result};
use crate::request::Request;
use crate::response::Response;

/// Carries blocking calls: a [`ReqwestTransport`] on a thread of its own.
///
/// So blocking and awaited calls keep the same rules, the limit on time holds for the whole call, and a caller's thread
/// never enters a runtime: waiting is safe wherever a thread may wait.
#[derive(Debug)]
pub struct BlockingReqwestTransport {
    transport: ReqwestTransport,
    runtime: Handle,
    /// Dropped with the transport, which ends the thread.
    _alive: oneshot::Sender<()>,
}

impl BlockingReqwestTransport {
    /// A transport without connections yet, and its thread.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Request`], when TLS cannot be set up or the system gives no thread.
    pub fn new(connections: &Connections) -> Result<Self> {
        let transport = ReqwestTransport::new(connections)?;
        let refuse = |error| Error::request("no thread for blocking calls").because(error);
        let runtime = runtime::Builder::new_current_thread().enable_all().build().map_err(refuse)?;
        let handle = runtime.handle().clone();
        let (alive, ended) = oneshot::channel::<()>();
        thread::Builder::new()
            .name("openapi-client".to_owned())
            .spawn(move || {
                let _ = runtime.block_on(ended);
            })
            .map_err(refuse)?;
        Ok(Self { transport, runtime: handle, _alive: alive })
    }
}

impl BlockingTransport for BlockingReqwestTransport {
    fn send(&self, request: Request, limits: &Limits) -> Result<Response> {
        let answer = self.transport.send(request, limits);
        let (give, take) = mpsc::sync_channel(1);
        self.runtime.spawn(async move {
            // Nobody takes it when the caller's thread has panicked.
            let _ = give.send(answer.await);
        });
        take.recv().unwrap_or_else(|_| {
            Err(Error::transport(ErrorKind::Transport, Delivery::MaybeReceived, "the thread of blocking calls ended"))
        })
    }
}
