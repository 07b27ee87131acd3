//! Requests that the mock itself sends.

use std::time::Duration;

use bytes::Bytes;
use http::header::HOST;
use http::{HeaderMap, HeaderValue, Request, StatusCode, Uri};
use http_body_util::{BodyExt, Full, Limited};
use hyper::client::conn::http1;
use hyper_util::rt::TokioIo;
use tokio::net::TcpStream;

use crate::error::Error;

/// How long WeChat Pay waits for the answer to a notification.
const PATIENCE: Duration = Duration::from_secs(5);
/// The longest answer that is read.
const MAX_ANSWER_BYTES: usize = 64 * 1024 * 1024;

type Failed = Box<dyn std::error::Error + Send + Sync>;

/// An answer to a request of the mock's own.
pub(crate) struct Reply {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
}

/// Sends a request to an `http` URL on a connection of its own.
pub(crate) async fn send(url: &str, request: Request<Full<Bytes>>) -> Result<Reply, Error> {
    let not_sent = |problem: String| Error::NotSent { url: url.to_owned(), problem };
    let uri: Uri = url.parse().map_err(|error| not_sent(format!("it is no URL: {error}")))?;
    match tokio::time::timeout(PATIENCE, exchange(&uri, request)).await {
        Ok(answered) => answered.map_err(|error| not_sent(chain(error.as_ref()))),
        Err(_) => {
            Err(not_sent(format!("none within {} seconds; answer first, and work after that", PATIENCE.as_secs())))
        }
    }
}

async fn exchange(uri: &Uri, mut request: Request<Full<Bytes>>) -> Result<Reply, Failed> {
    let host = uri.host().ok_or("it has no host; write it as http://HOST:PORT/PATH")?;
    if uri.scheme_str() != Some("http") {
        return Err("the mock speaks HTTP without TLS; write it as http://HOST:PORT/PATH".into());
    }
    let target = uri.path_and_query().map_or("/", |target| target.as_str());
    *request.uri_mut() = target.parse()?;
    if let Some(authority) = uri.authority() {
        request.headers_mut().entry(HOST).or_insert(HeaderValue::from_str(authority.as_str())?);
    }
    let address = (host.trim_matches(['[', ']']), uri.port_u16().unwrap_or(80));
    let stream = TcpStream::connect(address).await?;
    let (mut sender, connection) = http1::handshake(TokioIo::new(stream)).await?;
    // Moves the bytes, and ends when sender and answer are gone. What goes wrong reaches the sender, too.
    tokio::spawn(connection);
    let (head, body) = sender.send_request(request).await?.into_parts();
    let body = Limited::new(body, MAX_ANSWER_BYTES).collect().await?.to_bytes();
    Ok(Reply { status: head.status, headers: head.headers, body })
}

/// The error and what caused it: `hyper` keeps the reason apart.
fn chain(error: &dyn std::error::Error) -> String {
    let causes = std::iter::successors(error.source(), |cause| cause.source());
    causes.fold(error.to_string(), |message, cause| format!("{message}: {cause}"))
}
