//! How a client is set up.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;
use std::time::Duration;

use http::header::{ACCEPT, USER_AGENT};
use http::{HeaderMap, HeaderValue};

use crate::base_url::BaseUrl;
#[cfg(feature = "blocking")]
use crate::core::Blocking;
use crate::core::{Core, Shared};
use crate::encode::set_header;
use crate::error::{Error, Result};
use crate::exchange::Inquiries;
use crate::protocol::Protocol;
use crate::redact::Redacted;
use crate::retry::{Budget, Retry};
use crate::security::{Credential, Credentials, Security};
use crate::server::{self, Server};
#[cfg(feature = "blocking")]
use crate::transport::BlockingTransport;
use crate::transport::{Connections, Limits, ReqwestTransport, Transport};

/// Sets up a client. What is wrong with a setting is told by [`build`](Self::build).
#[must_use = "a client comes from `build`"]
pub struct Builder<C> {
    base_url: String,
    /// Whether the caller chose it, and so means every operation.
    base_is_chosen: bool,
    /// Stands for the host of the document's server.
    host: Option<String>,
    /// Values of the variables of servers.
    variables: Vec<(Cow<'static, str>, String)>,
    backup: Option<String>,
    headers: HeaderMap,
    connections: Connections,
    limits: Limits,
    retry: Retry,
    budget: u32,
    security: Security,
    credentials: Credentials,
    lacks_credentials: bool,
    protocol: Option<Arc<dyn Protocol>>,
    transport: Option<Arc<dyn Transport>>,
    #[cfg(feature = "blocking")]
    blocking: Option<Arc<dyn BlockingTransport>>,
    failure: Option<Error>,
    client: PhantomData<fn() -> C>,
}

impl<C> fmt::Debug for Builder<C> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Not the base URL: until it was checked it may hold a password.
        out.debug_struct("Builder")
            .field("headers", &Redacted(&self.headers))
            .field("limits", &self.limits)
            .finish_non_exhaustive()
    }
}

impl<C: From<Core>> Builder<C> {
    /// A builder with the server that the document names, as [`Server`] has it, empty if it names none, and a user agent.
    pub fn new(base_url: &str, user_agent: &str) -> Self {
        let builder = Self {
            base_url: base_url.to_owned(),
            base_is_chosen: false,
            host: None,
            variables: Vec::new(),
            backup: None,
            headers: HeaderMap::new(),
            connections: Connections::default(),
            limits: Limits::default(),
            retry: Retry::default(),
            budget: Budget::USUAL,
            security: &[],
            credentials: Credentials::default(),
            lacks_credentials: false,
            protocol: None,
            transport: None,
            #[cfg(feature = "blocking")]
            blocking: None,
            failure: None,
            client: PhantomData,
        };
        builder.user_agent(user_agent)
    }

    /// Where the service stands: `http` or `https`, a host, and a path prefix if there is one. No user name, query or
    /// fragment. Operations that have a server of their own go there as well.
    pub fn base_url(mut self, url: impl Into<String>) -> Self {
        self.base_url = url.into();
        self.base_is_chosen = true;
        self
    }

    /// Another server of the document. Operations that have a server of their own go there all the same.
    pub fn server(mut self, server: impl Into<Server>) -> Self {
        let server = server.into();
        self.base_url = server.url.into_owned();
        self.variables.extend(server.values);
        self.base_is_chosen = false;
        self.backup = None;
        self
    }

    /// Gives a variable another value than its default, in every server of the document that has it, those of
    /// operations included.
    pub fn server_variable(mut self, name: impl Into<Cow<'static, str>>, value: impl Into<String>) -> Self {
        self.variables.push((name.into(), value.into()));
        self
    }

    /// Where the service stands, `https://pets.example`, where the document names its path alone, such as `/api/v1`, which
    /// is put behind. Of a server that has a host, this takes the place.
    pub fn host(mut self, url: impl Into<String>) -> Self {
        self.host = Some(url.into());
        self.backup = None;
        self
    }

    /// Where calls go after no connection came about: what the document names as a backup of its own server, so that
    /// it does not count once [`base_url`](Self::base_url) was called.
    pub fn backup_server(mut self, url: &str) -> Self {
        self.backup = Some(url.to_owned());
        self
    }

    /// What the operations of the document usually need: said by generated code.
    pub fn security(mut self, security: Security) -> Self {
        self.security = security;
        self
    }

    /// What calls identify their caller with: a key, a token, a user and a password, or an
    /// [`OAuthClient`](crate::OAuthClient). Generated code has a function for each security scheme that makes one. The
    /// last one given for a scheme counts.
    ///
    /// Each call sends what the document says that its operation needs: of several alternatives the first for which all
    /// is given. A header, a query parameter or a cookie that the caller sets himself goes before it. It is written
    /// before each sending, and before a [`protocol`](Self::protocol) signs. A call that needs what was not given fails
    /// with [`ErrorKind::Security`](crate::ErrorKind::Security) before anything is sent.
    pub fn credential(mut self, credential: impl Into<Credential>) -> Self {
        if let Err(error) = self.credentials.add(credential.into()) {
            self.failure.get_or_insert(error);
        }
        self
    }

    /// Sends calls without the credentials that are missing, for a proxy or a protocol that adds them, or to see what
    /// the server says.
    pub fn without_credentials(mut self) -> Self {
        self.lacks_credentials = true;
        self
    }

    /// The rules of the service, such as how requests are signed. The last one given counts.
    pub fn protocol(mut self, protocol: impl Protocol + 'static) -> Self {
        self.protocol = Some(Arc::new(protocol));
        self
    }

    /// How often calls are sent again by themselves, and after what time.
    pub fn retry(mut self, retry: Retry) -> Self {
        self.retry = retry;
        self
    }

    /// How many repetitions all calls of the client may make before some succeed. 100 unless set. Five calls that succeed
    /// make good for one repetition, so that a server that is down is not buried under repetitions.
    pub fn retry_budget(mut self, repetitions: u32) -> Self {
        self.budget = repetitions;
        self
    }

    /// How long one attempt of a call may take. The whole call's time unless set, so that an attempt that hangs is the
    /// last one.
    pub fn attempt_timeout(mut self, timeout: Duration) -> Self {
        self.limits.attempt_timeout = Some(timeout);
        self
    }

    /// How long a whole call may take, from the connection to the last byte of the answer, all attempts and the time
    /// between them included. 30 s unless set.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.limits.timeout = timeout;
        self
    }

    /// How long a connection may take to come about. 10 s unless set.
    pub fn connect_timeout(mut self, timeout: Duration) -> Self {
        self.connections.connect_timeout = timeout;
        self.limits.connect_timeout = timeout;
        self
    }

    /// How long a connection is kept when idle. 7 s unless set: many servers close theirs after 8 s or more, and a
    /// request on a connection that is just being closed is lost.
    pub fn pool_idle_timeout(mut self, timeout: Duration) -> Self {
        self.connections.pool_idle_timeout = timeout;
        self
    }

    /// How large an answer's body may be, in bytes after content decoding. 16 MiB unless set.
    pub fn max_response_size(mut self, bytes: usize) -> Self {
        self.limits.max_response_size = bytes;
        self
    }

    /// What the client calls itself.
    pub fn user_agent(self, user_agent: &str) -> Self {
        self.header(USER_AGENT.as_str(), user_agent)
    }

    /// A header for every call; an operation's own header of the same name goes before it.
    pub fn header(mut self, name: &str, value: &str) -> Self {
        if let Err(error) = set_header(&mut self.headers, name, value) {
            self.failure.get_or_insert(error);
        }
        self
    }

    /// Whether to take the proxy that the system or the environment names. Not taken unless set.
    pub fn system_proxy(mut self, use_it: bool) -> Self {
        self.connections.system_proxy = use_it;
        self
    }

    /// Another way to carry awaited calls.
    pub fn transport(mut self, transport: impl Transport + 'static) -> Self {
        self.transport = Some(Arc::new(transport));
        self
    }

    /// Another way to carry blocking calls.
    #[cfg(feature = "blocking")]
    pub fn blocking_transport(mut self, transport: impl BlockingTransport + 'static) -> Self {
        self.blocking = Some(Arc::new(transport));
        self
    }

    /// Carries awaited and blocking calls to a [`Mock`](crate::mock::Mock). Where no server is known, the base URL
    /// becomes `http://mock.invalid`.
    #[cfg(feature = "mock")]
    pub fn mock(mut self, mock: &crate::mock::Mock) -> Self {
        if self.base_url.is_empty() {
            self.base_url.push_str("http://mock.invalid");
        }
        #[cfg(feature = "blocking")]
        let this = self.blocking_transport(mock.clone());
        #[cfg(not(feature = "blocking"))]
        let this = self;
        this.transport(mock.clone())
    }

    /// The client.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Request`](crate::ErrorKind::Request), when a setting does not make sense.
    pub fn build(self) -> Result<C> {
        if let Some(error) = self.failure {
            return Err(error);
        }
        let base = match self.base_is_chosen {
            true => BaseUrl::parse(&self.base_url)?,
            false => server::base_of(&server::filled(&self.base_url, &self.variables)?, self.host.as_deref())?,
        };
        let backup = self.backup.filter(|_| !self.base_is_chosen);
        let backup = backup.map(|url| BaseUrl::parse(&url)).transpose()?;
        let mut headers = self.headers;
        // Here once, and not in each call.
        headers.entry(ACCEPT).or_insert(HeaderValue::from_static("application/json"));
        let transport = match self.transport {
            Some(transport) => transport,
            None => Arc::new(ReqwestTransport::new(&self.connections)?),
        };
        Ok(C::from(Core::new(Shared {
            base,
            base_is_chosen: self.base_is_chosen,
            variables: self.variables,
            backup,
            headers,
            limits: self.limits,
            retry: self.retry,
            budget: Budget::of(self.budget),
            inquiries: Inquiries::default(),
            security: self.security,
            credentials: self.credentials,
            lacks_credentials: self.lacks_credentials,
            protocol: self.protocol,
            transport,
            #[cfg(feature = "blocking")]
            blocking: Blocking::new(self.blocking, self.connections),
        })))
    }
}
