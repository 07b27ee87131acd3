//! How a mock is set up.

use std::net::{SocketAddr, TcpListener};
use std::path::PathBuf;
use std::sync::Arc;

use tokio::sync::oneshot;

use crate::deposit::Desk;
use crate::error::Error;
use crate::journal::Journal;
use crate::listener;
use crate::mock::Mock;
use crate::routes;
use crate::running::Running;
use crate::script::Script;
use crate::send::RequestIds;
use crate::store::Store;
use crate::world::World;

/// Sets up a [`Mock`]: where it listens, where it keeps its state and which cards it knows.
#[derive(Clone, Debug, Default)]
#[must_use]
pub struct Builder {
    state_file: Option<PathBuf>,
    port: u16,
    cards: Vec<String>,
    any_card: bool,
    lenient_card_ids: bool,
}

/// What is ready before the first request is served.
struct Prepared {
    listener: TcpListener,
    address: SocketAddr,
    world: Arc<World>,
    released: oneshot::Receiver<()>,
}

impl Builder {
    /// Keeps cards and codes in this file, which is created where it does not exist. Without it
    /// they live in memory and end with the mock.
    pub fn state_file(mut self, path: impl Into<PathBuf>) -> Self {
        self.state_file = Some(path.into());
        self
    }

    /// The port on 127.0.0.1; 0, the default, takes a free one.
    pub fn port(mut self, port: u16) -> Self {
        self.port = port;
        self
    }

    /// Adds a card whose code mode is "merchant deposit". A state file remembers its cards.
    pub fn card(mut self, card_id: impl Into<String>) -> Self {
        self.cards.push(card_id.into());
        self
    }

    /// Whether every card id is taken, by adding the card on its first deposit. Off by default:
    /// a card that was not added is refused with `INVALID_REQUEST`.
    pub fn any_card(mut self, any_card: bool) -> Self {
        self.any_card = any_card;
        self
    }

    /// Lifts the limit of 32 characters for card ids, for tests of how paths are encoded.
    pub fn lenient_card_ids(mut self) -> Self {
        self.lenient_card_ids = true;
        self
    }

    /// Starts the mock on the current tokio runtime. It listens when this returns.
    ///
    /// # Errors
    /// [`Error::Listen`] for the port, the `State…` variants for the state file.
    ///
    /// # Panics
    /// Outside a tokio runtime with I/O and time enabled.
    pub async fn start(self) -> Result<Mock, Error> {
        // Off the runtime's threads: a state file may need a repair.
        let prepared = match tokio::task::spawn_blocking(move || self.prepare()).await {
            Ok(prepared) => prepared?,
            Err(error) => std::panic::resume_unwind(error.into_panic()),
        };
        prepared.run(Running::on_this_runtime)
    }

    /// Starts the mock on a thread of its own, for tests and programs without a runtime. It
    /// listens when this returns, and stops when it is dropped.
    ///
    /// # Errors
    /// As [`start`](Self::start), and [`Error::Thread`].
    pub fn start_blocking(self) -> Result<Mock, Error> {
        self.prepare()?.run(Running::on_own_thread)
    }

    fn prepare(self) -> Result<Prepared, Error> {
        let (listener, address) = listener::bind(self.port)?;
        let (store, released) = Store::open(self.state_file.as_deref(), &self.cards, self.any_card)?;
        let world = Arc::new(new_world(store, self.lenient_card_ids));
        Ok(Prepared { listener, address, world, released })
    }
}

impl Prepared {
    fn run(self, serve: fn(TcpListener, Arc<World>) -> Result<Running, Error>) -> Result<Mock, Error> {
        let running = serve(self.listener, Arc::clone(&self.world))?;
        Ok(Mock::new(self.address, self.world, running, self.released))
    }
}

fn new_world(store: Store, lenient_card_ids: bool) -> World {
    let store = Arc::new(store);
    let desk = Desk { store: Arc::clone(&store), lenient_card_ids };
    World {
        journal: Journal::new(),
        script: Script::default(),
        store,
        router: routes::router(desk),
        request_ids: RequestIds::new(),
    }
}
