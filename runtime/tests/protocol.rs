//! What a protocol sees, changes and refuses; with a transport that needs no socket.

mod support;

use std::sync::{Arc, Mutex};

use openapi_client_runtime::{
    BoxFuture, Delivery, Error, ErrorKind, HeaderMap, HeaderValue, Limits, Protocol, Request, Response, Result,
    StatusCode, Transport,
};
use support::Client;

/// Answers every request with itself: its `seal` as a header, its body as the body.
#[derive(Debug, Clone, Default)]
struct Echo {
    sent: Arc<Mutex<Vec<Request>>>,
}

impl Transport for Echo {
    fn send(&self, request: Request, _: &Limits) -> BoxFuture<'static, Result<Response>> {
        self.sent.lock().unwrap().push(request.clone());
        let mut headers = HeaderMap::from_iter([("request-id".parse().unwrap(), HeaderValue::from_static("7"))]);
        if let Some(seal) = request.headers().get("seal") {
            headers.insert("seal", seal.clone());
        }
        let response = Response::new(StatusCode::OK, headers, request.body().clone());
        Box::pin(std::future::ready(Ok(response)))
    }
}

/// Seals a request with its target and the length of its body, and opens the answer.
#[derive(Debug)]
struct Seal;

impl Protocol for Seal {
    fn prepare(&self, request: &mut Request) -> Result<()> {
        if request.body().as_ref() == b"\"unsayable\"" {
            return Err(Error::protocol("no key for this"));
        }
        let seal = format!("{} {} {}", request.method(), request.target(), request.body().len());
        request.headers_mut().insert("seal", seal.parse().unwrap());
        request.set_body([b"sealed ", request.body().as_ref()].concat());
        Ok(())
    }

    fn accept(&self, request: &Request, response: &mut Response) -> Result<()> {
        let body = response.body();
        response.set_body("changed before the refusal");
        if request.headers().get("seal") != response.headers().get("seal") || body.ends_with(b"\"forged\"") {
            return Err(Error::protocol("the seal is broken"));
        }
        response.set_body(body.slice("sealed ".len()..));
        Ok(())
    }
}

fn client(echo: &Echo) -> Client {
    Client::builder("https://example.com").transport(echo.clone()).protocol(Seal).build().unwrap()
}

#[tokio::test]
async fn it_sees_the_exact_request_and_may_change_it() {
    let echo = Echo::default();
    let response = client(&echo).0.chain("v3/{a}").with("a", "x y").post("text").await.unwrap();
    assert_eq!(response.body(), "\"text\"");
    let sent = echo.sent.lock().unwrap();
    assert_eq!(sent[0].headers()["seal"], "POST /v3/x%20y 6");
    assert_eq!(sent[0].body(), "sealed \"text\"");
}

#[tokio::test]
async fn a_refusal_to_prepare_sends_nothing() {
    let echo = Echo::default();
    let error = client(&echo).0.chain("v3/a").post("unsayable").await.unwrap_err();
    assert_eq!((error.kind(), error.delivery()), (ErrorKind::Protocol, Delivery::NotSent));
    assert_eq!(error.to_string(), "v3/a: no key for this; the request was not sent");
    assert!(echo.sent.lock().unwrap().is_empty());
}

#[tokio::test]
async fn a_refused_answer_is_not_handed_out() {
    let error = client(&Echo::default()).0.chain("v3/a").post("forged").await.unwrap_err();
    assert_eq!((error.kind(), error.delivery()), (ErrorKind::Protocol, Delivery::Inconclusive));
    let doubt = "whether the server did what was asked is not known";
    assert_eq!(error.to_string(), format!("v3/a: the seal is broken; {doubt}; status 200 OK; request id 7"));
    assert!(error.response().is_none());
    assert!(!format!("{error:?}").contains("forged"));
}

#[tokio::test]
async fn an_answer_with_everything_behind_it_is_at_hand_on_success() {
    let answer = client(&Echo::default()).0.chain("v3/a").get().with_response().await.unwrap();
    assert_eq!((answer.status().as_u16(), answer.request_id(), answer.headers().len()), (200, Some("7"), 2));
    assert_eq!(answer.into_body().status(), 200);
}

#[tokio::test]
async fn a_call_that_cannot_be_built_tells_when_it_is_awaited() {
    let echo = Echo::default();
    let call = client(&echo).0.chain("v3/{a}").get();
    assert_eq!(call.request().unwrap_err().kind(), ErrorKind::Request);
    let error = call.raw().header("x", "y").idempotent().await.unwrap_err();
    assert_eq!(error.to_string(), "v3/{a}: the path variable `a` of `v3/{a}` is missing");
    let error = client(&echo).0.chain("a").get().header("x", "y\n").await.unwrap_err();
    assert!(error.to_string().contains("`x`"), "{error}");
    assert!(echo.sent.lock().unwrap().is_empty());
}
