//! How a mock is set up.

use std::net::{SocketAddr, TcpListener};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::oneshot;

use crate::card::{Card, CodeMode};
use crate::clock::Clock;
use crate::deposit::Desk;
use crate::document::Document;
use crate::error::Error;
use crate::fault::FaultQueue;
use crate::journal::Journal;
use crate::key_mode::KeyMode;
use crate::keys::{Keys, Merchant};
use crate::listener;
use crate::mock::Mock;
use crate::page::PageState;
use crate::parties::Parties;
use crate::platform::Platform;
use crate::routes::{self, Documented};
use crate::running::Running;
use crate::script::Script;
use crate::send::RequestIds;
use crate::store::Store;
use crate::verify::Gate;
use crate::world::World;

/// Sets up a [`Mock`]: where it listens, where it keeps its state and which cards it knows.
///
/// By default it checks the signature of every request, signs its answers and has the keys of [`Keys::fixture`].
#[derive(Clone, Debug)]
#[must_use]
pub struct Builder {
    state_file: Option<PathBuf>,
    port: u16,
    cards: Vec<NewCard>,
    any_card: bool,
    lenient_card_ids: bool,
    signed: bool,
    keys: Option<Keys>,
    key_mode: KeyMode,
    other_merchants: Vec<String>,
    clock_offset: i64,
    slow: Duration,
    keep: usize,
    documents: Vec<Arc<Document>>,
    page: bool,
}

/// A card to add. Without an owner it belongs to the merchant whose keys the mock has.
#[derive(Clone, Debug)]
struct NewCard {
    card_id: String,
    owner: Option<String>,
    mode: CodeMode,
}

impl Default for Builder {
    fn default() -> Self {
        Self {
            state_file: None,
            port: 0,
            cards: Vec::new(),
            any_card: false,
            lenient_card_ids: false,
            signed: true,
            keys: None,
            key_mode: KeyMode::default(),
            other_merchants: Vec::new(),
            clock_offset: 0,
            slow: Duration::from_secs(5),
            keep: 16_384,
            documents: Vec::new(),
            page: false,
        }
    }
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

    /// Neither checks nor makes signatures: plain HTTP, for tests and measurements of HTTP alone. The mandatory headers
    /// (without `Wechatpay-Serial`) and the rules for JSON are checked all the same; who owns a card is not.
    pub fn unsigned(mut self) -> Self {
        self.signed = false;
        self
    }

    /// The keys of both sides; [`Keys::fixture`] by default.
    pub fn keys(mut self, keys: Keys) -> Self {
        self.keys = Some(keys);
        self
    }

    /// The kinds of keys with which answers and notifications are signed; [`KeyMode::PublicKey`] by default.
    pub fn key_mode(mut self, key_mode: KeyMode) -> Self {
        self.key_mode = key_mode;
        self
    }

    /// Adds another merchant, for whom keys are made; [`Mock::credentials_of`] gives them.
    pub fn merchant(mut self, mchid: impl Into<String>) -> Self {
        self.other_merchants.push(mchid.into());
        self
    }

    /// Puts the mock's clock forward by so many seconds, or back where it is negative. All timestamps are judged and
    /// made by this clock.
    pub fn clock_offset(mut self, seconds: i64) -> Self {
        self.clock_offset = seconds;
        self
    }

    /// How long the answers with the faults [`SlowHeaders`](crate::Fault::SlowHeaders) and
    /// [`SlowBody`](crate::Fault::SlowBody) take; 5 seconds by default.
    pub fn slow(mut self, delay: Duration) -> Self {
        self.slow = delay;
        self
    }

    /// How many requests are kept for [`Mock::requests`]; 16,384 by default. Beyond that the oldest goes.
    pub fn keep_requests(mut self, count: usize) -> Self {
        self.keep = count.max(1);
        self
    }

    /// Adds a card of the mock's merchant into which codes may be deposited. A state file remembers its cards; a card
    /// that is added again keeps its codes.
    pub fn card(self, card_id: impl Into<String>) -> Self {
        self.new_card(card_id.into(), None, CodeMode::MerchantDeposit)
    }

    /// Adds a card of another merchant.
    pub fn card_of(self, card_id: impl Into<String>, mchid: impl Into<String>) -> Self {
        self.new_card(card_id.into(), Some(mchid.into()), CodeMode::MerchantDeposit)
    }

    /// Adds a card of the mock's merchant whose codes come from elsewhere, unless the mode is
    /// [`CodeMode::MerchantDeposit`].
    pub fn card_in_mode(self, card_id: impl Into<String>, mode: CodeMode) -> Self {
        self.new_card(card_id.into(), None, mode)
    }

    fn new_card(mut self, card_id: String, owner: Option<String>, mode: CodeMode) -> Self {
        self.cards.push(NewCard { card_id, owner, mode });
        self
    }

    /// Whether every card id is taken, by adding the card on its first deposit, as one of who deposits. Off by default:
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

    /// Answers the operations of this document, too. The endpoints that the mock plays by itself stay its own; of several
    /// documents the first one that has the path answers.
    ///
    /// A text with `x-sensitive: true` or `x-encrypted` must be encrypted in the JSON of a request with the key that `Wechatpay-Serial`
    /// names, or be empty; its limits are those of the plain text. In answers it is encrypted for the merchant that
    /// asks. Not so where [`unsigned`](Self::unsigned) is set.
    pub fn document(mut self, document: Document) -> Self {
        self.documents.push(Arc::new(document));
        self
    }

    /// Shows a page at `/` for people who debug signatures: the requests with the messages that the mock built, the
    /// cards, and switches for the faults. It takes `/` and the paths below `/mock/`, answers only this machine, and
    /// is off by default; requests for it are not recorded.
    ///
    /// A client that sends the message it signed, in base64, in the header `Mock-Sign-Message` is shown where it and the
    /// mock's message part.
    pub fn page(mut self) -> Self {
        self.page = true;
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
        let parties = Arc::new(self.parties()?);
        let owner = &parties.merchant.mchid;
        let (store, released) = Store::open(self.state_file.as_deref(), &self.cards_of(owner), owner, self.any_card)?;
        let world = Arc::new(self.world(Arc::new(store), parties));
        Ok(Prepared { listener, address, world, released })
    }

    fn parties(&self) -> Result<Parties, Error> {
        let keys = self.keys.clone().unwrap_or_else(Keys::fixture);
        let others: Result<_, Error> = self.other_merchants.iter().map(|mchid| Merchant::generate(mchid)).collect();
        let platform = Platform::new(self.key_mode, &keys);
        Ok(Parties::new(keys.merchant, others?, platform, Clock::new(self.clock_offset)))
    }

    fn cards_of(&self, default_owner: &str) -> Vec<Card> {
        let card = |new: &NewCard| Card {
            card_id: new.card_id.clone(),
            owner: new.owner.clone().unwrap_or_else(|| default_owner.to_owned()),
            mode: new.mode,
            stock: 0,
        };
        self.cards.iter().map(card).collect()
    }

    fn world(&self, store: Arc<Store>, parties: Arc<Parties>) -> World {
        let desk = Desk { store: Arc::clone(&store), lenient_card_ids: self.lenient_card_ids };
        let others =
            Documented { documents: self.documents.clone(), parties: self.signed.then(|| Arc::clone(&parties)) };
        World {
            journal: Journal::new(self.keep),
            script: Script::default(),
            faults: FaultQueue::default(),
            slow: self.slow,
            gate: if self.signed { Gate::signed(Arc::clone(&parties)) } else { Gate::unsigned() },
            router: routes::router(desk, Arc::clone(&parties), others),
            parties,
            store,
            request_ids: RequestIds::new(),
            page: self.page.then(PageState::default),
        }
    }
}

impl Prepared {
    fn run(self, serve: fn(TcpListener, Arc<World>) -> Result<Running, Error>) -> Result<Mock, Error> {
        let running = serve(self.listener, Arc::clone(&self.world))?;
        Ok(Mock::new(self.address, self.world, running, self.released))
    }
}
