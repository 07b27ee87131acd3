//! A service in process, for tests of code that uses a generated client (feature `mock`).
//!
//! A [`Mock`] carries the calls of a client in place of a socket. It is told which calls to expect and what to answer,
//! keeps every request, and says at the end what did not happen.
//!
//! ```
//! use openapi_client_runtime::{Builder, Core, Json, Method, Operation, mock::Mock};
//!
//! // Generated code has one in `operations` for each operation, and a `Client`.
//! static LIST_PETS: Operation = Operation::new("listPets", Method::GET, "/shops/{shop}/pets");
//! # fn main() -> openapi_client_runtime::Result<()> {
//! # tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(test()) }
//! # async fn test() -> openapi_client_runtime::Result<()> {
//!
//! let mock = Mock::new();
//! mock.on(&LIST_PETS).path("shop", 7).query("limit", 5).respond(200, &["Rex", "Tom"]);
//!
//! let client: Core = Builder::new("", "test/1").mock(&mock).build()?;
//! let pets = client.operation(&LIST_PETS).path("shop", &7).query("limit", &5).call::<openapi_client_runtime::Response>();
//! assert_eq!(pets.await?.json::<Vec<String>>()?, ["Rex", "Tom"]);
//!
//! assert_eq!(mock.requests()[0].query("limit").as_deref(), Some("5"));
//! mock.verify().unwrap();
//! # Ok(())
//! # }
//! ```
//!
//! Calls go through everything that real ones go through, but the socket: building, the protocol, repetitions, decoding.
//! A test of failures that are repeated is quicker with `.retry(Retry::never())`, or with answers for each attempt.
//!
//! # Credentials
//!
//! A call that needs credentials fails without them, with a mock as well. A test that is not about them builds its client
//! with [`without_credentials`](crate::Builder::without_credentials).
//!
//! # Clients with a protocol
//!
//! The mock sees requests as the protocol has prepared them: signed, and with sensitive texts encrypted. What the protocol
//! asks in between, such as for keys, are calls like others: expect them with [`Mock::on_path`]. A protocol that verifies
//! answers refuses those of a mock, unless [`Mock::sign`] completes each of them as the service would. Most tests are
//! about neither: leave the protocol out, and sensitive texts are the only thing that cannot be sent.

mod carry;
mod condition;
mod expectation;
mod recorded;
mod reply;
mod state;
mod template;
mod unmet;

use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use http::Method;

pub use self::expectation::Expectation;
pub use self::recorded::Recorded;
pub use self::reply::Reply;
pub use self::unmet::Unmet;

use self::condition::Called;
use self::state::State;
use crate::operation::Operation;
use crate::request::Request;
use crate::response::Response;

/// A service in process. A clone is the same mock.
#[derive(Clone, Default)]
pub struct Mock {
    state: Arc<Mutex<State>>,
}

impl Mock {
    /// A mock that expects nothing.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Expects calls of an operation, at least one unless [`Expectation::times`] or [`Expectation::any_times`] says
    /// otherwise. A call is answered by the first expectation that it fits and that still waits for calls.
    pub fn on(&self, operation: &'static Operation) -> Expectation {
        self.expect(Called::Operation(operation))
    }

    /// As [`on`](Self::on), for a method and a path as it is declared, variables in braces: for calls that were made
    /// with `Client::chain`, and for what a protocol asks in between. A slash at its start may be left out.
    pub fn on_path(&self, method: Method, path: &str) -> Expectation {
        self.expect(Called::Path(method, path.trim_start_matches('/').to_owned()))
    }

    /// As [`on`](Self::on), for any call.
    pub fn on_any(&self) -> Expectation {
        self.expect(Called::Any)
    }

    /// Answers calls that fit no expectation. Unless it is set they fail with an error that says what was expected and
    /// what differs, and [`verify`](Self::verify) tells of them; with it they are in order.
    pub fn otherwise(&self, reply: Reply) {
        self.state().otherwise = Some(reply);
    }

    /// Completes each answer as the service would, such as by signing it, for a client whose protocol verifies answers.
    /// The request is the one that was sent, signed by the client.
    pub fn sign(&self, sign: impl Fn(&Request, &mut Response) + Send + Sync + 'static) {
        self.state().sign = Some(Arc::new(sign));
    }

    /// Every request so far, those that nothing expected as well, in the order in which they came.
    #[must_use]
    pub fn requests(&self) -> Vec<Recorded> {
        self.state().requests.clone()
    }

    /// The requests of one operation so far.
    #[must_use]
    pub fn requests_of(&self, operation: &'static Operation) -> Vec<Recorded> {
        let called = Called::Operation(operation);
        self.state().requests.iter().filter(|request| called.is(request)).cloned().collect()
    }

    /// Whether everything happened that was expected, and nothing else: what a test ends with.
    ///
    /// A mock that is dropped says nothing by itself.
    ///
    /// # Errors
    ///
    /// What did not happen, and what nothing expected; `unwrap()` shows it a line each.
    pub fn verify(&self) -> Result<(), Unmet> {
        let lines = self.state().unmet();
        if lines.is_empty() { Ok(()) } else { Err(Unmet(lines)) }
    }

    fn expect(&self, called: Called) -> Expectation {
        let index = self.state().add(called);
        Expectation { mock: self.clone(), index }
    }

    /// A test that panicked while it held the lock has left nothing half done.
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl fmt::Debug for Mock {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Mock").field("requests", &self.state().requests.len()).finish_non_exhaustive()
    }
}
