//! What all calls of one client share.

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;
#[cfg(feature = "blocking")]
use std::sync::OnceLock;

use elsa::sync::FrozenMap;
use http::HeaderMap;

use crate::base_url::BaseUrl;
use crate::chain::Chain;
use crate::draft::Draft;
use crate::exchange::Inquiries;
use crate::operation::Operation;
use crate::protocol::Protocol;
use crate::redact::Redacted;
use crate::retry::{Budget, Retry};
use crate::security::{Credentials, Security};
#[cfg(feature = "blocking")]
use crate::transport::{BlockingReqwestTransport, BlockingTransport, Connections};
use crate::transport::{Limits, Transport};

/// How many paths a client keeps for `client["…"]`.
const PATHS: usize = 1024;

/// What all calls of one client share. Cheap to clone; a clone shares the connections.
#[derive(Clone)]
pub struct Core {
    shared: Arc<Shared>,
    /// Chains by path, for `client["…"]`. Held beside what they share, so that nothing holds itself.
    paths: Arc<FrozenMap<String, Box<Chain>>>,
}

pub(crate) struct Shared {
    pub(crate) base: BaseUrl,
    /// Whether the caller chose the base URL: it then stands for the servers of operations as well.
    pub(crate) base_is_chosen: bool,
    /// Values of the variables of servers.
    pub(crate) variables: Vec<(Cow<'static, str>, String)>,
    pub(crate) backup: Option<BaseUrl>,
    pub(crate) headers: HeaderMap,
    pub(crate) limits: Limits,
    pub(crate) retry: Retry,
    pub(crate) budget: Budget,
    pub(crate) inquiries: Inquiries,
    /// What operations need that do not say so themselves.
    pub(crate) security: Security,
    pub(crate) credentials: Credentials,
    /// Whether calls go out without credentials that are missing.
    pub(crate) lacks_credentials: bool,
    pub(crate) protocol: Option<Arc<dyn Protocol>>,
    pub(crate) transport: Arc<dyn Transport>,
    #[cfg(feature = "blocking")]
    pub(crate) blocking: Blocking,
}

/// The blocking transport: given, or made when it is first needed.
#[cfg(feature = "blocking")]
#[derive(Debug)]
pub(crate) struct Blocking {
    given: Option<Arc<dyn BlockingTransport>>,
    connections: Connections,
    made: OnceLock<Arc<dyn BlockingTransport>>,
}

impl fmt::Debug for Core {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.shared, out)
    }
}

impl fmt::Debug for Shared {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = out.debug_struct("Core");
        shown.field("base_url", &self.base.as_str()).field("headers", &Redacted(&self.headers));
        shown.field("limits", &self.limits).field("protocol", &self.protocol).finish_non_exhaustive()
    }
}

impl Shared {
    /// Where a server of an operation stands. A base URL that the caller chose stands for its host: so no call of a test
    /// leaves for the service itself.
    pub(crate) fn at_server(&self, server: &str) -> crate::Result<BaseUrl> {
        if self.base_is_chosen { self.base.in_place_of(server) } else { self.base.of_operation(server) }
    }
}

impl Core {
    pub(crate) fn new(shared: Shared) -> Self {
        Self { shared: Arc::new(shared), paths: Arc::default() }
    }

    /// Where the service stands, without a slash at the end.
    #[must_use]
    pub fn base_url(&self) -> &str {
        self.shared.base.as_str()
    }

    /// Starts a call of an operation.
    pub fn operation(&self, operation: &'static Operation) -> Draft {
        Draft::new(self.shared.clone(), operation)
    }

    /// Starts a call of any path, variables in braces; a slash at its start may be left out.
    pub fn chain(&self, path: &str) -> Chain {
        Chain::new(self.shared.clone(), path)
    }

    /// Starts a call of a URL that the service gave, such as that of a file. It goes to the URL's own host, unless the
    /// caller chose a base URL; path and query are sent as they stand.
    ///
    /// Requests carry the client's headers and what its protocol adds: see first whose host it is.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Request`](crate::ErrorKind::Request), when it is no URL of `http` or `https`.
    pub fn link(&self, url: &str) -> crate::Result<Chain> {
        Chain::of_link(self.shared.clone(), url)
    }

    /// As [`chain`](Self::chain), but kept as long as the client, so that `client["…"]` can point to it.
    ///
    /// At most 1024 different paths are kept; calls of further ones give an error, as paths are meant to be declared
    /// with variables, not filled in.
    pub fn indexed(&self, path: &str) -> &Chain {
        /// No path has a line break.
        const OVERFLOW: &str = "\n";
        if let Some(chain) = self.paths.get(path) {
            return chain;
        }
        if self.paths.len() < PATHS {
            return self.paths.insert(path.to_owned(), Box::new(self.chain(path)));
        }
        self.paths.insert(OVERFLOW.to_owned(), Box::new(self.chain(OVERFLOW).overflowed()))
    }
}

impl AsRef<Core> for Core {
    fn as_ref(&self) -> &Core {
        self
    }
}

#[cfg(feature = "blocking")]
impl Blocking {
    pub(crate) fn new(given: Option<Arc<dyn BlockingTransport>>, connections: Connections) -> Self {
        Self { given, connections, made: OnceLock::new() }
    }

    /// The transport, made at the first call: who only awaits never pays for it.
    pub(crate) fn transport(&self) -> crate::Result<&Arc<dyn BlockingTransport>> {
        if let Some(transport) = self.given.as_ref().or_else(|| self.made.get()) {
            return Ok(transport);
        }
        let transport = Arc::new(BlockingReqwestTransport::new(&self.connections)?);
        // Of two threads that come here at once, one transport stays.
        Ok(self.made.get_or_init(|| transport))
    }
}
