//! What a running mock sends by itself: notifications and replays.

use bytes::Bytes;
use http::header::{CONNECTION, CONTENT_LENGTH, TRANSFER_ENCODING};
use http::{HeaderMap, HeaderValue, Method, Request, StatusCode};
use http_body_util::Full;

use super::Mock;
use crate::error::Error;
use crate::fault::Fault;
use crate::notice::{self, Notice};
use crate::post;
use crate::received::Received;
use crate::signature::Style;

/// What a replayed request was answered.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Replayed {
    /// The status.
    pub status: StatusCode,
    /// The headers.
    pub headers: HeaderMap,
    /// The body.
    pub body: Bytes,
}

impl Mock {
    /// Sends a notification, sealed and signed, to an `http` URL, as WeChat Pay does: once, with 5 seconds for the
    /// answer, whose status this gives. 200 or 204 ends the delivery; after anything else WeChat Pay sends it again.
    ///
    /// # Errors
    /// [`Error::NotSent`] where there is no answer.
    pub async fn notify(&self, url: &str, notice: &Notice) -> Result<StatusCode, Error> {
        let (headers, body) = self.notification(notice)?;
        self.deliver(url, headers, body).await
    }

    /// Sends headers and body that [`notification`](Self::notification) made, changed or not, and gives the status of
    /// the answer.
    ///
    /// # Errors
    /// As [`notify`](Self::notify).
    pub async fn deliver(&self, url: &str, headers: HeaderMap, body: Bytes) -> Result<StatusCode, Error> {
        Ok(post::send(url, request(Method::POST, headers, body)).await?.status)
    }

    /// Headers and body of a notification, without sending it.
    ///
    /// # Errors
    /// [`Error::Crypto`] where it cannot be sealed or signed.
    pub fn notification(&self, notice: &Notice) -> Result<(HeaderMap, Bytes), Error> {
        notice::notification(&self.world.parties, notice, Style::Right)
    }

    /// As [`notification`](Self::notification), with a fault in the signature. Faults that are not about the signature
    /// change nothing.
    ///
    /// # Errors
    /// As [`notification`](Self::notification).
    pub fn faulty_notification(&self, notice: &Notice, fault: Fault) -> Result<(HeaderMap, Bytes), Error> {
        notice::notification(&self.world.parties, notice, fault.style().unwrap_or_default())
    }

    /// Sends a request that was received before to the mock again: method, target, headers and body are the same. A
    /// signed one is refused, because its nonce was used.
    ///
    /// # Errors
    /// [`Error::NoSuchRequest`] where no request with this [number](Received::number) is kept, [`Error::NotSent`] where
    /// there is no answer.
    pub async fn replay(&self, number: u64) -> Result<Replayed, Error> {
        let received = self.world.journal.get(number).ok_or(Error::NoSuchRequest { number })?;
        let Received { method, target, mut headers, body, .. } = received;
        // They belong to a connection, and the body is at hand as a whole.
        for name in [CONNECTION, TRANSFER_ENCODING, CONTENT_LENGTH] {
            headers.remove(name);
        }
        let url = format!("{}{target}", self.base_url());
        let reply = post::send(&url, request(method, headers, body)).await?;
        Ok(Replayed { status: reply.status, headers: reply.headers, body: reply.body })
    }
}

fn request(method: Method, headers: HeaderMap, body: Bytes) -> Request<Full<Bytes>> {
    let mut request = Request::new(Full::new(body));
    *request.method_mut() = method;
    *request.headers_mut() = headers;
    request.headers_mut().insert(CONNECTION, HeaderValue::from_static("close"));
    request
}
