//! A WeChat Pay without sockets, which signs with the keys of the fixtures.

use std::fmt;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use base64::prelude::{BASE64_STANDARD, Engine as _};
use openapi_client_runtime::{
    BoxFuture, Bytes, HeaderMap, HeaderName, HeaderValue, Incoming, Limits, Request, Response, Result, StatusCode,
    Transport,
};
use tokio::sync::{Semaphore, watch};
use wechatpay_protocol::{Clock, PrivateKey, answer_message};

use super::bytes;

/// The keys by which WeChat Pay signs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Key {
    Public,
    /// Certificates: valid until 2028-01, until 2028-10, until 2023-01.
    A,
    B,
    Expired,
}

/// An answer in the making: signed by the public key, unless said otherwise.
#[derive(Clone)]
pub struct Reply {
    status: u16,
    headers: HeaderMap,
    body: Bytes,
    signed_by: Option<Key>,
    /// Comes piece by piece in place of the body, which is what is signed.
    pieces: Vec<&'static [u8]>,
    /// When it was signed, if not now.
    signed_at: Option<u64>,
    twice: Option<&'static str>,
    held: Option<Arc<Semaphore>>,
}

/// Answers by a function of the request and of how many came before.
#[derive(Clone)]
pub struct Pay(Arc<State>);

type Answer = dyn Fn(&Request, usize) -> Reply + Send + Sync;

struct State {
    answer: Box<Answer>,
    sent: Mutex<Vec<Request>>,
    count: watch::Sender<usize>,
    seconds: AtomicU64,
}

impl Key {
    pub fn name(self) -> &'static str {
        match self {
            Self::Public => "wechatpay",
            Self::A => "platform-a",
            Self::B => "platform-b",
            Self::Expired => "platform-expired",
        }
    }

    pub fn serial(self) -> &'static str {
        match self {
            Self::Public => "PUB_KEY_ID_0119000072912024010100000000000001",
            Self::A => "5157F09EFDC096DE15EBE81A47057A7232F1B8E1",
            Self::B => "0B57F09EFDC096DE15EBE81A47057A7232F1B8E2",
            Self::Expired => "9157F09EFDC096DE15EBE81A47057A7232F1B8E3",
        }
    }

    pub fn private(self) -> PrivateKey {
        PrivateKey::from_pem(bytes(&format!("keys/{}.pem", self.name()))).unwrap()
    }
}

impl Reply {
    pub fn new(status: u16, body: impl Into<Bytes>) -> Self {
        let (headers, pieces, signed_at, twice, held) = Default::default();
        Self { status, headers, body: body.into(), signed_by: Some(Key::Public), pieces, signed_at, twice, held }
    }

    /// A list of platform certificates of the fixtures: A, or A and B.
    pub fn certificates(list: &[Key]) -> Self {
        let name = if list.contains(&Key::B) { "certificates" } else { "certificates.one" };
        Self::new(200, bytes(&format!("sealed/{name}.json"))).by(Key::A)
    }

    pub fn by(mut self, key: Key) -> Self {
        self.signed_by = Some(key);
        self
    }

    pub fn unsigned(mut self) -> Self {
        self.signed_by = None;
        self
    }

    /// Another header, in place of one by which the answer is signed.
    pub fn header(mut self, name: &'static str, value: &str) -> Self {
        self.headers.insert(HeaderName::from_static(name), HeaderValue::from_str(value).unwrap());
        self
    }

    /// One of its headers comes twice, both times with the same value.
    pub fn twice(mut self, name: &'static str) -> Self {
        self.twice = Some(name);
        self
    }

    /// Was signed at that moment.
    pub fn frozen(mut self, seconds: u64) -> Self {
        self.signed_at = Some(seconds);
        self
    }

    pub fn pieces(mut self, pieces: &[&'static [u8]]) -> Self {
        self.pieces = pieces.to_vec();
        self
    }

    /// Does not come before the semaphore has a permit for it.
    pub fn held(mut self, gate: &Arc<Semaphore>) -> Self {
        self.held = Some(gate.clone());
        self
    }

    fn response(self, now: u64) -> Response {
        let now = self.signed_at.unwrap_or(now);
        let mut headers = self.signed_by.map(|key| signature(key, now, &self.body)).unwrap_or_default();
        headers.extend(self.headers);
        if let Some((name, value)) = self.twice.and_then(|name| Some((name, headers.get(name)?.clone()))) {
            headers.append(name, value);
        }
        headers.insert("request-id", HeaderValue::from_static("08F7"));
        Response::new(StatusCode::from_u16(self.status).unwrap(), headers, self.body)
    }
}

fn signature(key: Key, now: u64, body: &[u8]) -> HeaderMap {
    let (timestamp, nonce) = (now.to_string(), "abcdefghij0123456789ABCDEFGHIJab");
    let signature = key.private().sign(&answer_message(&timestamp, nonce, body)).unwrap();
    let fields = [
        ("wechatpay-timestamp", timestamp),
        ("wechatpay-nonce", nonce.to_owned()),
        ("wechatpay-signature", BASE64_STANDARD.encode(signature)),
        ("wechatpay-serial", key.serial().to_owned()),
    ];
    fields.into_iter().map(|(name, value)| (HeaderName::from_static(name), value.parse().unwrap())).collect()
}

impl Pay {
    /// Its clock stands at 1700000000, in November 2023.
    pub fn new(answer: impl Fn(&Request, usize) -> Reply + Send + Sync + 'static) -> Self {
        let (sent, count) = (Mutex::default(), watch::Sender::new(0));
        Self(Arc::new(State { answer: Box::new(answer), sent, count, seconds: AtomicU64::new(1_700_000_000) }))
    }

    /// Answers all with the same.
    pub fn always(reply: Reply) -> Self {
        Self::new(move |_, _| reply.clone())
    }

    /// The clock of both sides.
    pub fn clock(&self) -> impl Clock + 'static {
        let pay = self.clone();
        move || -> SystemTime { UNIX_EPOCH + Duration::from_secs(pay.now()) }
    }

    fn now(&self) -> u64 {
        self.0.seconds.load(Ordering::SeqCst)
    }

    /// A clock that goes on by a second whenever it is read.
    pub fn tick(&self) -> SystemTime {
        self.pass(1);
        UNIX_EPOCH + Duration::from_secs(self.now())
    }

    /// Lets time pass.
    pub fn pass(&self, seconds: u64) {
        self.0.seconds.fetch_add(seconds, Ordering::SeqCst);
    }

    /// Sets the clock to another Unix time.
    pub fn set_clock(&self, seconds: u64) {
        self.0.seconds.store(seconds, Ordering::SeqCst);
    }

    /// All that was sent.
    pub fn sent(&self) -> Vec<Request> {
        self.0.sent.lock().unwrap().clone()
    }

    /// How often a path was asked for.
    pub fn count(&self, path: &str) -> usize {
        self.sent().iter().filter(|request| request.target() == path).count()
    }

    /// How often certificates were asked for.
    pub fn downloads(&self) -> usize {
        self.count("/v3/certificates")
    }

    /// Waits until so many requests were sent.
    pub async fn sent_at_least(&self, count: usize) {
        self.0.count.subscribe().wait_for(|sent| *sent >= count).await.unwrap();
    }

    fn take(&self, request: Request) -> Reply {
        let before = {
            let mut sent = self.0.sent.lock().unwrap();
            sent.push(request.clone());
            sent.len() - 1
        };
        let reply = (self.0.answer)(&request, before);
        self.0.count.send_modify(|count| *count += 1);
        reply
    }

    async fn reply(&self, request: Request) -> Reply {
        let reply = self.take(request);
        if let Some(gate) = &reply.held {
            gate.acquire().await.unwrap().forget();
        }
        reply
    }
}

impl Transport for Pay {
    fn send(&self, request: Request, _: &Limits) -> BoxFuture<'static, Result<Response>> {
        let pay = self.clone();
        Box::pin(async move { Ok(pay.reply(request).await.response(pay.now())) })
    }

    fn open(&self, request: Request, _: &Limits) -> BoxFuture<'static, Result<Incoming>> {
        let pay = self.clone();
        Box::pin(async move {
            let reply = pay.reply(request).await;
            let pieces = match reply.pieces.as_slice() {
                [] => vec![Ok(reply.body.clone())],
                pieces => pieces.iter().map(|piece| Ok(Bytes::from_static(piece))).collect(),
            };
            let mut head = reply.response(pay.now());
            head.set_body("");
            Ok(Incoming::new(head, Box::pin(futures_util::stream::iter(pieces))))
        })
    }
}

impl fmt::Debug for Pay {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("Pay")
    }
}
