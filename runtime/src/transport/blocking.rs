//! Blocking calls, on a thread that runs the awaited ones.

use std::pin::pin;
use std::sync::mpsc;
use std::task::Poll;
use std::thread;

use futures_util::future::{Either, select};
use futures_util::{StreamExt as _, stream};
use tokio::runtime::{self, Handle};
use tokio::sync::{mpsc as tokio_mpsc, oneshot};

use super::{BlockingTransport, BoxFuture, Connections, Limits, ReqwestTransport, Transport};
use crate::error::{Delivery, Error, ErrorKind, Result};
use crate::incoming::Incoming;
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
        self.wait(self.transport.send(request, limits))
    }

    fn open(&self, request: Request, limits: &Limits) -> Result<Incoming> {
        let (head, rest) = self.wait(self.transport.open(request, limits))?.into_parts();
        let Some(mut rest) = rest else { return Ok(Incoming::whole(head)) };
        // No more than this many pieces wait for whoever reads them.
        let (give, mut take) = tokio_mpsc::channel(4);
        self.runtime.spawn(async move {
            // What nobody wants any more is not waited for: it ends the connection.
            while let Either::Left((Some(piece), _)) = select(rest.next(), pin!(give.closed())).await {
                if give.send(piece).await.is_err() {
                    return;
                }
            }
        });
        // Waiting inside of a poll is what a blocking carrier is.
        let pieces = stream::poll_fn(move |_| Poll::Ready(take.blocking_recv()));
        Ok(Incoming::new(head, Box::pin(pieces)))
    }
}

impl BlockingReqwestTransport {
    fn wait<T: Send + 'static>(&self, answer: BoxFuture<'static, Result<T>>) -> Result<T> {
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
