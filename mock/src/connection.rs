//! One connection, and what HTTP on top of it cannot do: reset, and wait for a flush.

use std::convert::Infallible;
use std::io;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Waker};

use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;

use crate::exchange;
use crate::world::World;

/// Serves one connection until either side closes it.
pub(crate) async fn serve(stream: TcpStream, world: Arc<World>) {
    let wire = Wire::default();
    let socket = Socket { stream, wire: wire.clone() };
    let service = service_fn(move |request| exchange::answer(Arc::clone(&world), wire.clone(), request));
    // An error is a client that went, or a fault that was asked for: both end the connection.
    let _ = http1::Builder::new().serve_connection(TokioIo::new(socket), service).await;
}

/// Why a connection ends in the middle of an exchange.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Cut {
    #[error("the connection is closed, as scripted")]
    Scripted,
    #[error("the request broke off")]
    RequestBroken,
}

impl From<Infallible> for Cut {
    fn from(never: Infallible) -> Self {
        match never {}
    }
}

/// A request's hold on the socket that it came through.
#[derive(Clone, Default)]
pub(crate) struct Wire(Arc<Mutex<WireState>>);

#[derive(Default)]
struct WireState {
    reset: bool,
    flushes: u64,
    waiting: Option<Waker>,
}

impl Wire {
    /// When the connection closes, it is by a reset.
    pub(crate) fn reset_on_close(&self) {
        self.state().reset = true;
    }

    /// A future step: ready once everything written so far has left.
    pub(crate) fn flush_mark(&self) -> FlushMark {
        FlushMark { wire: self.clone(), seen: self.state().flushes }
    }

    fn flushed(&self) {
        let mut state = self.state();
        state.flushes += 1;
        if let Some(waker) = state.waiting.take() {
            waker.wake();
        }
    }

    fn state(&self) -> MutexGuard<'_, WireState> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A moment; what was written before it has left once the socket was flushed after it.
pub(crate) struct FlushMark {
    wire: Wire,
    seen: u64,
}

impl FlushMark {
    pub(crate) fn poll_passed(&self, context: &mut Context<'_>) -> Poll<()> {
        let mut state = self.wire.state();
        if state.flushes > self.seen {
            return Poll::Ready(());
        }
        state.waiting = Some(context.waker().clone());
        Poll::Pending
    }
}

/// The stream, watched. HTTP flushes it exactly when its own buffers are empty.
struct Socket {
    stream: TcpStream,
    wire: Wire,
}

impl Socket {
    fn stream(self: Pin<&mut Self>) -> Pin<&mut TcpStream> {
        Pin::new(&mut self.get_mut().stream)
    }
}

impl Drop for Socket {
    fn drop(&mut self) {
        if self.wire.state().reset {
            // Where it fails the connection is closed all the same, only less rudely.
            let _ = self.stream.set_zero_linger();
        }
    }
}

impl AsyncRead for Socket {
    fn poll_read(self: Pin<&mut Self>, context: &mut Context<'_>, buffer: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        self.stream().poll_read(context, buffer)
    }
}

impl AsyncWrite for Socket {
    fn poll_write(self: Pin<&mut Self>, context: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        self.stream().poll_write(context, bytes)
    }

    fn poll_flush(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.wire.flushed();
        self.stream().poll_flush(context)
    }

    fn poll_shutdown(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.stream().poll_shutdown(context)
    }
}
