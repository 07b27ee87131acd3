//! The listening socket.

use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::oneshot;
use tokio::task::JoinSet;

use crate::connection;
use crate::error::Error;
use crate::world::World;

/// After a failed accept, such as with too many open files.
const ACCEPT_AGAIN: Duration = Duration::from_millis(10);

/// Listens on loopback. Port 0 takes a free one.
pub(crate) fn bind(port: u16) -> Result<(TcpListener, SocketAddr), Error> {
    let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
    let failed = |source| Error::Listen { address, source };
    let listener = TcpListener::bind(address).map_err(failed)?;
    listener.set_nonblocking(true).map_err(failed)?;
    let bound = listener.local_addr().map_err(failed)?;
    Ok((listener, bound))
}

/// Serves connections until `stop` is dropped, then closes them all.
pub(crate) async fn serve(listener: tokio::net::TcpListener, world: Arc<World>, mut stop: oneshot::Receiver<()>) {
    let mut connections = JoinSet::new();
    loop {
        tokio::select! {
            _ = &mut stop => break,
            accepted = listener.accept() => match accepted {
                Ok((stream, _)) => {
                    connections.spawn(connection::serve(stream, Arc::clone(&world)));
                }
                Err(_) => tokio::time::sleep(ACCEPT_AGAIN).await,
            },
            Some(_) = connections.join_next() => {}
        }
    }
    connections.shutdown().await;
}
