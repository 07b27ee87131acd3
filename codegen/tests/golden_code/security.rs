//! What the emitted client says of its caller, with a transport that needs no socket.

use super::golden::security_::{Client, security};
use openapi_client_runtime::{
    BlockingTransport, Credential, ErrorKind, HeaderMap, Limits, Request, Response, Result, StatusCode,
};
use std::sync::{Arc, Mutex};

/// Issues a token where it is asked for one, and keeps what was sent.
#[derive(Debug, Clone, Default)]
struct Service(Arc<Mutex<Vec<Request>>>);

impl BlockingTransport for Service {
    fn send(&self, request: Request, _: &Limits) -> Result<Response> {
        let is_token = request.url() == "https://api.example/v1/oauth/token";
        self.0.lock().unwrap().push(request);
        let (status, body) = if is_token { (200, r#"{"access_token":"t"}"#) } else { (204, "") };
        Ok(Response::new(StatusCode::from_u16(status).unwrap(), HeaderMap::new(), body))
    }
}

fn client(service: &Service, credentials: impl IntoIterator<Item = Credential>) -> Client {
    let builder = Client::builder().blocking_transport(service.clone());
    credentials.into_iter().fold(builder, |builder, credential| builder.credential(credential)).build().unwrap()
}

impl Service {
    /// The last request: its target, and a header.
    fn last(&self, header: &str) -> (String, String) {
        let sent = self.0.lock().unwrap();
        let last = sent.last().unwrap();
        let value = last.headers().get(header).map_or("", |value| value.to_str().unwrap());
        (last.target().to_owned(), value.to_owned())
    }
}

fn pair(target: &str, value: &str) -> (String, String) {
    (target.to_owned(), value.to_owned())
}

#[test]
fn each_operation_sends_what_it_needs() {
    let service = Service::default();
    let given = [security::header_key("k"), security::account("a", "b"), security::query_key("q r")];
    let client = client(&service, given);
    client.usual().wait().unwrap();
    assert_eq!(service.last("x-project"), pair("/v1/usual", "k"));
    client.same().wait().unwrap();
    assert_eq!(service.last("x-project"), pair("/v1/usual", "k"));
    client.open().wait().unwrap();
    assert_eq!(service.last("x-project"), pair("/v1/open", ""));
    // A key in the query needs a cookie beside it, which was not given.
    client.either().wait().unwrap();
    assert_eq!(service.last("authorization"), pair("/v1/either", "Basic YTpi"));
    // What was ignored in the document is not needed.
    client.misspelled().wait().unwrap();
    assert_eq!(service.last("authorization"), pair("/v1/wrong", "Basic YTpi"));
    client.unreadable().wait().unwrap();
    assert_eq!(service.last("x-project"), pair("/v1/wrong", "k"));
    client.chain("other").get().wait().unwrap();
    assert_eq!(service.last("x-project"), pair("/v1/other", "k"));
    let error = client.scoped().wait().unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Security);
    assert!(error.to_string().contains("`machine`, or `login`, or `token`, or `digest`"), "{error}");
}

#[test]
fn several_together_and_none_at_all() {
    let service = Service::default();
    let client = client(&service, [security::query_key("q r"), security::the_cookie("c")]);
    client.either().wait().unwrap();
    assert_eq!(service.last("cookie"), pair("/v1/either?api%20key=q%20r", "sid=c"));
    self::client(&service, []).either().wait().unwrap();
    assert_eq!(service.last("cookie"), pair("/v1/either", ""));
}

#[test]
fn a_client_gets_its_token_by_itself() {
    let service = Service::default();
    let client = client(&service, [security::machine_client("id", "secret").scopes(["a"]).into()]);
    client.scoped().wait().unwrap();
    client.scoped().wait().unwrap();
    assert_eq!(service.last("authorization"), pair("/v1/scoped", "Bearer t"));
    let sent = service.0.lock().unwrap();
    assert_eq!(sent.len(), 3);
    assert_eq!(sent[0].target(), "/v1/oauth/token");
    assert_eq!(sent[0].body(), "grant_type=client_credentials&scope=a");
}

#[test]
fn every_function_takes_what_its_scheme_needs() {
    let all = [
        security::moved("a"),
        security::token("b"),
        security::digest("Digest c"),
        security::o_auth("d"),
        security::machine("e"),
        security::half("f"),
        security::login("g"),
        security::r#fn("h"),
        security::fn2(String::from("i")),
    ];
    let service = Service::default();
    let client = client(&service, all);
    client.certified().wait().unwrap();
    assert_eq!(service.last("x-project"), pair("/v1/certified", "a"));
    client.scoped().wait().unwrap();
    assert_eq!(service.last("authorization"), pair("/v1/scoped", "Bearer e"));
}
