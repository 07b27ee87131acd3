//! A protocol that needs keys, and a service in memory that tells them.

use std::fmt;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Condvar, Mutex};
use std::time::Duration;

#[cfg(feature = "blocking")]
use openapi_client_runtime::BlockingTransport;
use openapi_client_runtime::{
    BoxFuture, Builder, Call, Core, Delivery, Error, ErrorKind, Inquiry, Limits, Method, Operation, Protocol, Request,
    Response, Result, Retry, Transport, Urgency,
};
use tokio::sync::watch;

use super::wire::reply;

static KEYS: Operation = Operation::new("keys", Method::GET, "/keys");
static KEYS_BY_POST: Operation = Operation::new("keys", Method::POST, "/keys");
static RULES: Operation = Operation::new("rules", Method::GET, "/rules");
static GET: Operation = Operation::new("get", Method::GET, "/work");
static POST: Operation = Operation::new("post", Method::POST, "/work");

pub fn get(core: &Core) -> Call<Response> {
    core.operation(&GET).call()
}

pub fn post(core: &Core) -> Call<Response> {
    core.operation(&POST).json("work").call()
}

/// A protocol that needs keys before the first request, or after its answer.
#[derive(Debug, Clone)]
pub struct Keys {
    before: bool,
    urgency: Urgency,
    /// Whether an answer is refused as long as the keys are not known.
    strict: bool,
    /// Whether the keys are refused when they come.
    distrustful: bool,
    rules: bool,
    keys: &'static Operation,
    knows_keys: Arc<AtomicBool>,
    knows_rules: Arc<AtomicBool>,
    pub prepared: Arc<AtomicUsize>,
    /// How many calls have found that they need something.
    needed: watch::Sender<usize>,
}

impl Keys {
    pub fn before(urgency: Urgency) -> Self {
        let (knows_keys, knows_rules, prepared) = Default::default();
        let (needed, keys) = (watch::Sender::new(0), &KEYS);
        Self {
            before: true,
            urgency,
            strict: false,
            distrustful: false,
            rules: false,
            keys,
            knows_keys,
            knows_rules,
            prepared,
            needed,
        }
    }

    pub fn after(urgency: Urgency) -> Self {
        Self { before: false, strict: true, ..Self::before(urgency) }
    }

    pub fn strict(self) -> Self {
        Self { strict: true, ..self }
    }

    pub fn distrustful(self) -> Self {
        Self { distrustful: true, ..self }
    }

    /// Once the keys are known, needs the rules as well.
    pub fn and_rules(self) -> Self {
        Self { rules: true, ..self }
    }

    pub fn by_post(self) -> Self {
        Self { keys: &KEYS_BY_POST, ..self }
    }
}

/// An error of the protocol's own.
#[derive(Debug, PartialEq)]
pub struct Distrust;

impl fmt::Display for Distrust {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("these are not the keys")
    }
}

impl std::error::Error for Distrust {}

impl Protocol for Keys {
    fn prepare(&self, _: &mut Request) -> Result<()> {
        self.prepared.fetch_add(1, Ordering::Relaxed);
        Ok(())
    }

    fn inquiry(&self, _: &Request, answer: Option<&Response>) -> Option<Inquiry> {
        if self.before == answer.is_some() {
            return None;
        }
        let missing = if !self.knows_keys.load(Ordering::Acquire) {
            Some(self.keys)
        } else {
            (self.rules && !self.knows_rules.load(Ordering::Acquire)).then_some(&RULES)
        };
        self.needed.send_modify(|count| *count += usize::from(missing.is_some()));
        missing.map(|operation| Inquiry::new(operation, self.urgency))
    }

    fn accept(&self, request: &Request, response: &mut Response) -> Result<()> {
        match request.path_template() {
            "/keys" if self.distrustful => return Err(Error::protocol_from(Distrust)),
            "/keys" if response.status().is_success() => self.knows_keys.store(true, Ordering::Release),
            "/rules" => self.knows_rules.store(true, Ordering::Release),
            "/work" if self.strict && !self.knows_keys.load(Ordering::Acquire) => {
                return Err(Error::protocol("the key is not known"));
            }
            _ => {}
        }
        Ok(())
    }
}

/// What the service does when it is asked for keys.
#[derive(Debug, Clone, Copy)]
enum Manner {
    Answers,
    Fails,
    NeverAnswers,
    Panics,
    UnreachableAtFirst,
}

/// A service in memory.
#[derive(Clone)]
pub struct Service {
    keys: Keys,
    manner: Manner,
    /// How many calls must have found that they need keys before the service tells them.
    after: usize,
    seen: watch::Sender<Vec<(Request, Limits)>>,
    /// What [`Manner::NeverAnswers`] waits for on a thread.
    never: Arc<(Mutex<()>, Condvar)>,
}

impl fmt::Debug for Service {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("Service")
    }
}

impl Service {
    pub fn of(keys: &Keys) -> Self {
        Self {
            keys: keys.clone(),
            manner: Manner::Answers,
            after: 0,
            seen: watch::Sender::default(),
            never: Arc::default(),
        }
    }

    pub fn answers_after(self, calls: usize) -> Self {
        Self { after: calls, ..self }
    }

    pub fn fails(self) -> Self {
        Self { manner: Manner::Fails, ..self }
    }

    pub fn never_answers(self) -> Self {
        Self { manner: Manner::NeverAnswers, ..self }
    }

    pub fn panics(self) -> Self {
        Self { manner: Manner::Panics, ..self }
    }

    pub fn unreachable_at_first(self) -> Self {
        Self { manner: Manner::UnreachableAtFirst, ..self }
    }

    pub fn core(&self) -> Core {
        let builder: Builder<Core> = Builder::new("https://main.example", "test/1");
        let builder =
            builder.backup_server("https://backup.example").protocol(self.keys.clone()).transport(self.clone());
        #[cfg(feature = "blocking")]
        let builder = builder.blocking_transport(self.clone());
        builder.retry(Retry::default().first_delay(Duration::from_millis(1))).build().unwrap()
    }

    pub fn requests(&self, path: &str) -> Vec<Request> {
        let seen = self.seen.borrow();
        seen.iter().map(|(request, _)| request).filter(|request| request.target().starts_with(path)).cloned().collect()
    }

    pub fn count(&self, path: &str) -> usize {
        self.requests(path).len()
    }

    pub fn limits_of_keys(&self) -> Vec<Limits> {
        let seen = self.seen.borrow();
        seen.iter().filter(|(request, _)| request.target() == "/keys").map(|(_, limits)| *limits).collect()
    }

    /// Waits until so many requests of a path have come.
    pub async fn wait_for(&self, path: &str, count: usize) {
        let mut seen = self.seen.subscribe();
        let is_enough = |seen: &Vec<(Request, Limits)>| {
            seen.iter().filter(|(request, _)| request.target() == path).count() >= count
        };
        seen.wait_for(is_enough).await.unwrap();
    }

    #[cfg(feature = "blocking")]
    pub fn wait_for_on_this_thread(&self, path: &str, count: usize) {
        on_this_thread(self.wait_for(path, count));
    }

    fn note(&self, request: &Request, limits: &Limits) -> usize {
        let before = self.count(request.target());
        self.seen.send_modify(|seen| seen.push((request.clone(), *limits)));
        before
    }

    fn answer(&self, request: &Request, before: usize) -> Result<Response> {
        match (request.target(), self.manner) {
            ("/work", _) => Ok(reply(200, "done")),
            (_, Manner::Fails) => Ok(reply(404, "no such thing")),
            (_, Manner::Panics) => panic!("as the test wants it"),
            (_, Manner::UnreachableAtFirst) if before == 0 => {
                Err(Error::transport(ErrorKind::Connect, Delivery::NotSent, "no connection"))
            }
            _ => Ok(reply(200, "keys")),
        }
    }

    /// Whether the answer is never to come.
    fn hangs(&self, request: &Request) -> bool {
        request.target() != "/work" && matches!(self.manner, Manner::NeverAnswers)
    }
}

impl Transport for Service {
    fn send(&self, request: Request, limits: &Limits) -> BoxFuture<'static, Result<Response>> {
        let (service, limits) = (self.clone(), *limits);
        Box::pin(async move {
            let before = service.note(&request, &limits);
            if service.hangs(&request) {
                std::future::pending::<()>().await;
            }
            if request.target() != "/work" {
                let mut needed = service.keys.needed.subscribe();
                needed.wait_for(|needed| *needed >= service.after).await.unwrap();
            }
            service.answer(&request, before)
        })
    }
}

#[cfg(feature = "blocking")]
impl BlockingTransport for Service {
    fn send(&self, request: Request, limits: &Limits) -> Result<Response> {
        let before = self.note(&request, limits);
        if self.hangs(&request) {
            let (lock, never) = &*self.never;
            let _waited = never.wait_while(lock.lock().unwrap(), |()| true);
        }
        if request.target() != "/work" {
            let mut needed = self.keys.needed.subscribe();
            on_this_thread(needed.wait_for(|needed| *needed >= self.after)).unwrap();
        }
        self.answer(&request, before)
    }
}

#[cfg(feature = "blocking")]
fn on_this_thread<T>(future: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(future)
}
