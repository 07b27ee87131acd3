//! The running server, on the caller's runtime or on a thread of its own.

use std::net::TcpListener;
use std::sync::Arc;
use std::thread::{self, JoinHandle};

use tokio::runtime::Runtime;
use tokio::sync::oneshot;

use crate::error::Error;
use crate::listener;
use crate::world::World;

/// The running server. Dropping it closes the listening socket and all connections.
pub(crate) struct Running {
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Running {
    /// Serves on the runtime that this is called in.
    pub(crate) fn on_this_runtime(listener: TcpListener, world: Arc<World>) -> Result<Self, Error> {
        let listener = tokio::net::TcpListener::from_std(listener).map_err(Error::Thread)?;
        let (stop, stopped) = oneshot::channel();
        tokio::spawn(listener::serve(listener, world, stopped));
        Ok(Self { stop: Some(stop), thread: None })
    }

    /// Serves on a thread with a runtime of its own.
    pub(crate) fn on_own_thread(listener: TcpListener, world: Arc<World>) -> Result<Self, Error> {
        let runtime = own_runtime().map_err(Error::Thread)?;
        let listener = {
            let _inside = runtime.enter();
            tokio::net::TcpListener::from_std(listener).map_err(Error::Thread)?
        };
        let (stop, stopped) = oneshot::channel();
        let thread = thread::Builder::new()
            .name("wechatpay-mock".to_owned())
            .spawn(move || runtime.block_on(listener::serve(listener, world, stopped)))
            .map_err(Error::Thread)?;
        Ok(Self { stop: Some(stop), thread: Some(thread) })
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.stop = None;
        if let Some(thread) = self.thread.take() {
            // A panic of the thread was already reported by the thread.
            let _ = thread.join();
        }
    }
}

fn own_runtime() -> std::io::Result<Runtime> {
    tokio::runtime::Builder::new_current_thread().enable_all().build()
}
