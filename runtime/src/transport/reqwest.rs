//! Awaited calls by reqwest.

use std::time::Duration;

use bytes::{Bytes, BytesMut};
use futures_util::{Stream, StreamExt, stream};
use http::header::CONTENT_LENGTH;
use reqwest::{Client, Url, redirect};

use super::surroundings::in_runtime;
use super::{BoxFuture, Connections, Limits, Transport, upload};
use crate::error::{Delivery, Error, ErrorKind, Result};
use crate::incoming::{Incoming, Pieces};
use crate::request::Request;
use crate::response::Response;

/// Carries awaited calls by reqwest: HTTP/1.1, compressed answers, connections that are kept.
///
/// Needs a tokio runtime.
#[derive(Debug, Clone)]
pub struct ReqwestTransport {
    client: Client,
}

impl ReqwestTransport {
    /// A transport without connections yet.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Request`], when TLS cannot be set up.
    pub fn new(connections: &Connections) -> Result<Self> {
        let mut client = Client::builder()
            .redirect(redirect::Policy::none())
            .connect_timeout(connections.connect_timeout)
            .pool_idle_timeout(connections.pool_idle_timeout)
            .referer(false);
        if !connections.system_proxy {
            client = client.no_proxy();
        }
        let client = client.build().map_err(|error| Error::request("no connections can be made").because(error))?;
        Ok(Self { client })
    }
}

impl Transport for ReqwestTransport {
    fn send(&self, request: Request, limits: &Limits) -> BoxFuture<'static, Result<Response>> {
        let (client, limits) = (self.client.clone(), *limits);
        let outgoing = outgoing(request, &limits);
        Box::pin(exchange(client, outgoing, limits))
    }

    fn open(&self, request: Request, limits: &Limits) -> BoxFuture<'static, Result<Incoming>> {
        let (client, limits) = (self.client.clone(), *limits);
        let outgoing = outgoing(request, &limits);
        Box::pin(open(client, outgoing, limits))
    }
}

/// A request as reqwest wants it, byte for byte the same.
fn outgoing(request: Request, limits: &Limits) -> Result<reqwest::Request> {
    let url = Url::parse(request.url()).map_err(|error| Error::request("the URL cannot be read").because(error))?;
    // What was signed is what is sent: a library that tidies the target up would break that.
    if !is_target(&url, request.target()) {
        return Err(Error::request("the path holds characters that would be sent differently: percent-encode them"));
    }
    let streamed = upload::of(&request);
    let mut outgoing = reqwest::Request::new(request.method, url);
    *outgoing.headers_mut() = request.headers;
    // With a limit on silence the answer may last; what holds until it begins is timed here.
    *outgoing.timeout_mut() = limits.silence.is_none().then_some(limits.timeout);
    if let Some(streamed) = streamed {
        if let Some(length) = streamed.length {
            outgoing.headers_mut().insert(CONTENT_LENGTH, length.into());
        }
        *outgoing.body_mut() = Some(streamed.body);
    } else if !request.body.is_empty() {
        *outgoing.body_mut() = Some(request.body.into());
    }
    Ok(outgoing)
}

fn is_target(url: &Url, target: &str) -> bool {
    match (target.split_once('?'), url.query()) {
        (Some((path, query)), Some(found)) => path == url.path() && query == found,
        (None, None) => target == url.path(),
        _ => false,
    }
}

async fn execute(client: Client, request: Result<reqwest::Request>, limits: &Limits) -> Result<reqwest::Response> {
    let request = request?;
    let answer = in_runtime(async { client.execute(request).await }).await?;
    answer.map_err(|error| unanswered(error, limits))
}

async fn open(client: Client, request: Result<reqwest::Request>, limits: Limits) -> Result<Incoming> {
    let execution = execute(client, request, &limits);
    let mut answer = match limits.silence {
        None => execution.await?,
        Some(_) => within(limits.timeout, execution).await?.unwrap_or_else(|| Err(late(&limits)))?,
    };
    let head = Response::new(answer.status(), std::mem::take(answer.headers_mut()), Bytes::new());
    let mut received = 0;
    let pieces = answer.bytes_stream().map(move |piece| match piece {
        Ok(piece) => {
            received += piece.len();
            Ok(piece)
        }
        Err(error) => Err(cut(error, received, &limits)),
    });
    let pieces = Box::pin(pieces);
    Ok(Incoming::new(
        head,
        match limits.silence {
            None => pieces,
            Some(silence) => Box::pin(timed(pieces, silence)),
        },
    ))
}

/// What a future gives, unless that takes longer.
async fn within<T>(limit: Duration, future: impl Future<Output = T>) -> Result<Option<T>> {
    in_runtime(async { tokio::time::timeout(limit, future).await.ok() }).await
}

fn late(limits: &Limits) -> Error {
    Error::transport(ErrorKind::Timeout, Delivery::MaybeReceived, format!("no answer within {:?}", limits.timeout))
}

/// The pieces of a body, each of which comes within `silence` of the one before.
fn timed(pieces: Pieces, silence: Duration) -> impl Stream<Item = Result<Bytes>> + Send {
    stream::try_unfold(pieces, move |mut pieces| async move {
        match within(silence, pieces.next()).await? {
            Some(piece) => Ok(piece.transpose()?.map(|piece| (piece, pieces))),
            None => {
                let message = format!("nothing came for {silence:?} while the answer was read");
                Err(Error::transport(ErrorKind::Timeout, Delivery::Inconclusive, message))
            }
        }
    })
}

async fn exchange(client: Client, request: Result<reqwest::Request>, limits: Limits) -> Result<Response> {
    let mut answer = execute(client, request, &limits).await?;
    let status = answer.status();
    let body = body(&mut answer, &limits).await.map_err(|error| error.with_status(status))?;
    let headers = std::mem::take(answer.headers_mut());
    Ok(Response::new(status, headers, body))
}

/// Reads a body piece by piece, and no further than its limit.
async fn body(answer: &mut reqwest::Response, limits: &Limits) -> Result<Bytes> {
    let limit = limits.max_response_size;
    let announced = answer.content_length().and_then(|length| usize::try_from(length).ok()).unwrap_or_default();
    if announced > limit {
        return Err(Error::too_large(limit));
    }
    let mut pieces = Gathered::Few(Bytes::new());
    while let Some(piece) = answer.chunk().await.map_err(|error| cut(error, pieces.len(), limits))? {
        if pieces.len().saturating_add(piece.len()) > limit {
            return Err(Error::too_large(limit));
        }
        pieces = pieces.and(piece, announced);
    }
    Ok(pieces.whole())
}

/// A body in the making. Most come in one piece, which is then not copied.
enum Gathered {
    Few(Bytes),
    Many(BytesMut),
}

impl Gathered {
    fn len(&self) -> usize {
        match self {
            Self::Few(piece) => piece.len(),
            Self::Many(pieces) => pieces.len(),
        }
    }

    fn and(self, piece: Bytes, announced: usize) -> Self {
        match self {
            Self::Few(first) if first.is_empty() => Self::Few(piece),
            Self::Few(first) => {
                let mut pieces = BytesMut::with_capacity(announced.max(first.len() + piece.len()));
                pieces.extend_from_slice(&first);
                pieces.extend_from_slice(&piece);
                Self::Many(pieces)
            }
            Self::Many(mut pieces) => {
                pieces.extend_from_slice(&piece);
                Self::Many(pieces)
            }
        }
    }

    fn whole(self) -> Bytes {
        match self {
            Self::Few(piece) => piece,
            Self::Many(pieces) => pieces.freeze(),
        }
    }
}

/// No answer came.
fn unanswered(error: reqwest::Error, limits: &Limits) -> Error {
    let (kind, delivery, message) = if let Some(broken) = upload::Broken::behind(&error) {
        (ErrorKind::Request, Delivery::MaybeReceived, broken.to_string())
    } else if error.is_builder() {
        (ErrorKind::Request, Delivery::NotSent, "the request cannot be sent".to_owned())
    } else if error.is_connect() && error.is_timeout() {
        (ErrorKind::Connect, Delivery::NotSent, format!("no connection within {:?}", limits.connect_timeout))
    } else if error.is_connect() {
        (ErrorKind::Connect, Delivery::NotSent, format!("no connection: {}", innermost(&error)))
    } else if error.is_timeout() {
        (ErrorKind::Timeout, Delivery::MaybeReceived, format!("no answer within {:?}", limits.timeout))
    } else {
        (ErrorKind::Transport, Delivery::MaybeReceived, format!("the connection broke: {}", innermost(&error)))
    };
    // The URL holds the filled path and the query, which are not for logs.
    Error::transport(kind, delivery, message).because(error.without_url())
}

/// An answer came, but not all of it.
fn cut(error: reqwest::Error, received: usize, limits: &Limits) -> Error {
    let (kind, message) = if error.is_timeout() {
        (ErrorKind::Timeout, format!("the answer was not whole within {:?}", limits.timeout))
    } else {
        let reason = innermost(&error);
        (ErrorKind::Transport, format!("the answer was cut short after {received} bytes of its body: {reason}"))
    };
    Error::transport(kind, Delivery::Inconclusive, message).because(error.without_url())
}

/// The reason behind all reasons, which is the one that tells something.
fn innermost(error: &dyn std::error::Error) -> String {
    let mut error = error;
    while let Some(source) = error.source() {
        error = source;
    }
    error.to_string()
}
