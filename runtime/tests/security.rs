//! What calls identify their caller with, as a server sees it.

mod support;

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use openapi_client_runtime::{
    Builder, Call, Core, Credential, Delivery, ErrorKind, Method, OAuthClient, Operation, Protocol, Request, Response,
    Result, Retry, Scheme, Secret, Security,
};
use support::events::Events;
use support::wire::{Wire, reply};
use support::{answer, serve};

static HEADER: Scheme = Scheme::header("key", "X-Project");
static QUERY: Scheme = Scheme::query("query_key", "key");
static COOKIE: Scheme = Scheme::cookie("session", "sid");
static USER: Scheme = Scheme::authorization("user");
static BEARER: Scheme = Scheme::bearer("token");
static OAUTH: Scheme = Scheme::bearer("oauth");
static TLS: Scheme = Scheme::mutual_tls("tls");

/// What operations need that do not say so.
static USUALLY: Security = &[&[&BEARER]];

static ANY: Operation =
    Operation::new("any", Method::GET, "/any").security(&[&[], &[&BEARER], &[&HEADER, &QUERY], &[&COOKIE], &[&USER]]);
static BOTH: Operation = Operation::new("both", Method::GET, "/both").security(&[&[&HEADER, &QUERY], &[&USER]]);
static OPEN: Operation = Operation::new("open", Method::GET, "/open").security(&[]);
static USUAL: Operation = Operation::new("usual", Method::POST, "/usual");
static CERTIFIED: Operation = Operation::new("certified", Method::GET, "/certified").security(&[&[&TLS, &HEADER]]);
static OTHER: Operation = Operation::new("other", Method::GET, "/other").security(&[&[&OAUTH]]);

fn builder(wire: &Wire) -> Builder<Core> {
    let builder = Builder::new("https://api.example/v1", "test/1").security(USUALLY).transport(wire.clone());
    #[cfg(feature = "blocking")]
    let builder = builder.blocking_transport(wire.clone());
    builder.retry(Retry::default().first_delay(Duration::from_millis(1)))
}

fn call(core: &Core, operation: &'static Operation) -> Call<Response> {
    core.operation(operation).call()
}

/// The last request as `method target` and those headers that may hold a credential.
fn seen(wire: &Wire) -> String {
    let sent = wire.sent();
    let last = sent.last().unwrap();
    let headers = ["x-project", "cookie", "authorization"].map(|name| last.headers().get(name));
    let headers: Vec<_> = headers.into_iter().flatten().map(|value| value.to_str().unwrap().to_owned()).collect();
    format!("{} {}", last.target(), headers.join("; ")).trim_end().to_owned()
}

#[tokio::test]
async fn each_kind_of_credential_stands_in_its_place() {
    for (credentials, expected) in [
        (vec![], "/v1/any"),
        (vec![Credential::new(&COOKIE, "a+b/c==")], "/v1/any sid=a+b/c=="),
        (vec![Credential::basic(&USER, "Aladdin", "open sesame")], "/v1/any Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ=="),
        (vec![Credential::new(&USER, "Negotiate abc")], "/v1/any Negotiate abc"),
        // One of two is not enough.
        (vec![Credential::new(&HEADER, "k"), Credential::new(&COOKIE, "c")], "/v1/any sid=c"),
        (vec![Credential::new(&QUERY, "a&b=c"), Credential::new(&HEADER, "k")], "/v1/any?key=a%26b%3Dc k"),
        // The order is that of the operation.
        (vec![Credential::new(&COOKIE, "c"), Credential::new(&BEARER, "t")], "/v1/any Bearer t"),
    ] {
        let wire = Wire::status(200);
        let builder = credentials.into_iter().fold(builder(&wire), Builder::credential);
        call(&builder.build().unwrap(), &ANY).await.unwrap();
        assert_eq!(seen(&wire), expected);
    }
}

#[tokio::test]
async fn what_is_missing_is_named_before_anything_is_sent() {
    let wire = Wire::status(200);
    let core = builder(&wire).credential(Credential::new(&HEADER, "k")).build().unwrap();
    let error = call(&core, &BOTH).await.unwrap_err();
    assert_eq!((error.kind(), error.delivery()), (ErrorKind::Security, Delivery::NotSent));
    let text = error.to_string();
    assert!(
        text.starts_with("both: the operation needs credentials for `key` with `query_key`, or `user`: "),
        "{text}"
    );
    call(&core, &USUAL).await.unwrap_err();
    assert!(wire.sent().is_empty());
    call(&core, &OPEN).await.unwrap();
    assert_eq!(seen(&wire), "/v1/open");
    call(&core, &CERTIFIED).await.unwrap();
    assert_eq!(seen(&wire), "/v1/certified k");

    let core = builder(&wire).without_credentials().build().unwrap();
    call(&core, &BOTH).await.unwrap();
    assert_eq!(seen(&wire), "/v1/both");
}

#[tokio::test]
async fn what_the_caller_sets_goes_before_what_was_given() {
    let wire = Wire::status(200);
    let core = builder(&wire).credential(Credential::new(&BEARER, "given")).build().unwrap();
    call(&core, &USUAL).header("Authorization", "Bearer own").await.unwrap();
    assert_eq!(seen(&wire), "/v1/usual Bearer own");
    core.operation(&BOTH).query("key", "q").header("X-Project", "p").call::<Response>().await.unwrap();
    assert_eq!(seen(&wire), "/v1/both?key=q p");
    core.operation(&BOTH).query("key", "q").call::<Response>().await.unwrap_err();
    // The first alternative counts, whatever else the caller sets.
    core.operation(&ANY).header("Cookie", "a=b; sid=own").call::<Response>().header("X-Project", "p").await.unwrap();
    assert_eq!(seen(&wire), "/v1/any p; a=b; sid=own; Bearer given");
}

#[tokio::test]
async fn a_path_as_text_needs_what_operations_usually_need_at_the_own_host_alone() {
    let wire = Wire::status(200);
    let core = builder(&wire).credential(Credential::new(&BEARER, "t")).build().unwrap();
    core.chain("v1/x").get().await.unwrap();
    assert_eq!(seen(&wire), "/v1/v1/x Bearer t");
    core.link("https://api.example/x?a=b").unwrap().get().await.unwrap();
    assert_eq!(seen(&wire), "/x?a=b Bearer t");
    for elsewhere in ["https://files.example/x", "http://api.example/x", "https://api.example:444/x"] {
        core.link(elsewhere).unwrap().get().await.unwrap();
        assert_eq!(seen(&wire), "/x", "{elsewhere}");
    }
    builder(&wire).build().unwrap().chain("x").get().await.unwrap();
    assert_eq!(seen(&wire), "/v1/x");
}

#[tokio::test]
async fn nothing_shows_a_credential() {
    let events = Events::default();
    let _listening = tracing::subscriber::set_default(events.clone());
    let wire = Wire::status(500);
    let core = builder(&wire)
        .credential(Credential::new(&HEADER, "hidden"))
        .credential(Credential::new(&QUERY, "hidden"))
        .build()
        .unwrap();
    call(&core, &BOTH).await.unwrap();
    let error = call(&core, &BOTH).await.unwrap().into_error();
    let sent = wire.sent();
    assert!(sent[0].url().contains("hidden") && sent[0].headers()["x-project"] == "hidden");
    let shown = format!("{core:?} {error} {error:?} {sent:?} {:?}", events.lines());
    assert!(!shown.contains("hidden"), "{shown}");
    // What cannot be sent is not shown either.
    for credential in [Credential::new(&BEARER, "hidden\n"), Credential::new(&BEARER, "")] {
        let core = builder(&wire).credential(credential).build().unwrap();
        let error = call(&core, &USUAL).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Security);
        assert!(error.to_string().contains("`token`"), "{error}");
        assert!(!format!("{error} {error:?}").contains("hidden"), "{error:?}");
    }
    let error = builder(&wire).credential(Credential::basic(&USER, "a:b", "hidden")).build().unwrap_err();
    assert!(!format!("{error} {error:?}").contains("hidden"), "{error:?}");
}

#[tokio::test]
async fn a_function_is_asked_before_each_sending() {
    let wire = Wire::statuses([503, 200]);
    let count = AtomicUsize::new(0);
    let secret = Secret::from_fn(move || match count.fetch_add(1, Ordering::Relaxed) {
        number @ 0..=1 => Ok(format!("t{number}")),
        _ => Err("the vault is closed"),
    });
    let core = builder(&wire).credential(Credential::new(&BEARER, secret)).build().unwrap();
    call(&core, &USUAL).idempotent().await.unwrap();
    let sent: Vec<_> = wire.sent().iter().map(|request| request.headers()["authorization"].clone()).collect();
    assert_eq!(sent, ["Bearer t0", "Bearer t1"]);
    let error = call(&core, &USUAL).await.unwrap_err();
    assert!(error.to_string().contains("`token` cannot be had: the vault is closed"), "{error}");
}

/// Signs by a header that says what it saw.
#[derive(Debug, Default, Clone)]
struct Signing(Arc<Mutex<Vec<String>>>);

impl Protocol for Signing {
    fn prepare(&self, request: &mut Request) -> Result<()> {
        let seen = format!("{} {:?}", request.target(), request.headers().get("x-project").is_some());
        self.0.lock().unwrap().push(seen);
        Ok(())
    }
}

#[tokio::test]
async fn a_protocol_signs_what_holds_the_credentials() {
    let (wire, signing) = (Wire::status(200), Signing::default());
    let core = builder(&wire)
        .protocol(signing.clone())
        .credential(Credential::new(&HEADER, "k"))
        .credential(Credential::new(&QUERY, "q"))
        .build()
        .unwrap();
    call(&core, &BOTH).await.unwrap();
    assert_eq!(*signing.0.lock().unwrap(), ["/v1/both?key=q true"]);
}

/// Issues `t0`, `t1` and so on, and takes those that are not refused.
fn issuer(expires_in: u32, refused: &'static [&'static str]) -> Wire {
    let issued = AtomicUsize::new(0);
    Wire::new(move |request, _| {
        if request.target().contains("/token") {
            let number = issued.fetch_add(1, Ordering::Relaxed);
            let body = format!(r#"{{"access_token":"t{number}","token_type":"Bearer","expires_in":{expires_in}}}"#);
            return Ok(reply(200, body));
        }
        let token = request.headers().get("authorization").map(|value| value.to_str().unwrap().to_owned());
        let is_refused = token.is_none_or(|token| refused.contains(&token.trim_start_matches("Bearer ")));
        Ok(reply(if is_refused { 401 } else { 200 }, request.body().clone()))
    })
}

fn oauth() -> OAuthClient {
    OAuthClient::new(&OAUTH, "https://auth.example/token", "id:1", "s/cret")
}

fn tokens_asked(wire: &Wire) -> usize {
    wire.sent().iter().filter(|request| request.target().starts_with("/token")).count()
}

#[tokio::test]
async fn a_token_is_asked_for_as_the_rfc_says_and_kept() {
    let (wire, signing) = (issuer(3600, &[]), Signing::default());
    let client = oauth().scopes(["a", "b"]).parameter("audience", "x y");
    let core = builder(&wire).header("X-Own", "1").protocol(signing.clone()).credential(client).build().unwrap();
    for _ in 0..3 {
        assert_eq!(call(&core, &OTHER).await.unwrap().status(), 200);
    }
    assert_eq!((tokens_asked(&wire), wire.sent().len()), (1, 4));
    let sent = wire.sent();
    assert_eq!((sent[0].url(), sent[0].method()), ("https://auth.example/token", &Method::POST));
    assert_eq!(sent[0].body(), "grant_type=client_credentials&scope=a+b&audience=x+y");
    // `id%3A1:s%2Fcret`; and nothing of what is meant for the service.
    assert_eq!(sent[0].headers()["authorization"], "Basic aWQlM0ExOnMlMkZjcmV0");
    assert_eq!((sent[0].headers().get("x-own"), signing.0.lock().unwrap().len()), (None, 3));
    assert_eq!(sent[1].headers()["authorization"], "Bearer t0");
    assert!(!format!("{core:?} {sent:?}").contains("cret"));
}

#[tokio::test]
async fn a_token_endpoint_may_stand_at_the_base_url_and_want_the_secret_in_the_body() {
    let wire = issuer(3600, &[]);
    let client = OAuthClient::new(&OAUTH, "/token?v=2", "id", "s/cret").secret_in_body();
    let core = builder(&wire).base_url("http://127.0.0.1:9/x").credential(client).build().unwrap();
    call(&core, &OTHER).await.unwrap();
    let first = &wire.sent()[0];
    assert_eq!(first.url(), "http://127.0.0.1:9/token?v=2");
    assert_eq!(first.body(), "grant_type=client_credentials&client_id=id&client_secret=s%2Fcret");
    assert!(first.headers().get("authorization").is_none());
    let below = OAuthClient::new(&OAUTH, "token?v=2", "id", "s/cret");
    let core = builder(&wire).base_url("http://127.0.0.1:9/x/").credential(below).build().unwrap();
    call(&core, &OTHER).await.unwrap();
    assert!(wire.sent().iter().any(|request| request.url() == "http://127.0.0.1:9/x/token?v=2"));
}

#[tokio::test]
async fn a_token_that_ends_is_renewed_and_one_that_is_refused_once() {
    let ending = issuer(0, &[]);
    let core = builder(&ending).credential(oauth()).build().unwrap();
    call(&core, &OTHER).await.unwrap();
    call(&core, &OTHER).await.unwrap();
    assert_eq!(tokens_asked(&ending), 2);

    let refusing = issuer(3600, &["t0"]);
    let core = builder(&refusing).credential(oauth()).build().unwrap();
    assert_eq!(call(&core, &OTHER).await.unwrap().status(), 200);
    assert_eq!(call(&core, &OTHER).await.unwrap().status(), 200);
    assert_eq!((tokens_asked(&refusing), refusing.sent().len()), (2, 5));

    let stubborn = issuer(3600, &["t0", "t1", "t2"]);
    let core = builder(&stubborn).credential(oauth()).build().unwrap();
    assert_eq!(call(&core, &OTHER).await.unwrap().status(), 401);
    assert_eq!((tokens_asked(&stubborn), stubborn.sent().len()), (2, 4));
}

#[tokio::test]
async fn a_call_with_a_body_is_sent_again_whole_after_a_token_was_refused() {
    static POST: Operation = Operation::new("post", Method::POST, "/post").security(&[&[&OAUTH]]);
    let wire = issuer(3600, &["t0"]);
    let core = builder(&wire).credential(oauth()).build().unwrap();
    let answer = core.operation(&POST).json("body").call::<Response>().await.unwrap();
    assert_eq!((answer.status().as_u16(), &answer.body()[..]), (200, &b"\"body\""[..]));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn however_many_calls_wait_a_token_is_asked_for_once() {
    let wire = issuer(3600, &[]);
    let core = builder(&wire).credential(oauth()).build().unwrap();
    let calls: tokio::task::JoinSet<_> = (0..50)
        .map(|_| {
            let core = core.clone();
            async move { call(&core, &OTHER).await }
        })
        .collect();
    assert!(calls.join_all().await.into_iter().all(|answer| answer.unwrap().status() == 200));
    assert_eq!(tokens_asked(&wire), 1);
}

#[tokio::test]
async fn a_token_that_cannot_be_had_is_told_with_the_reason() {
    let wire = Wire::new(|_, _| Ok(reply(400, r#"{"error":"invalid_client"}"#)));
    let core = builder(&wire).credential(oauth()).build().unwrap();
    let error = call(&core, &OTHER).await.unwrap_err();
    assert_eq!((error.kind(), error.delivery()), (ErrorKind::Security, Delivery::NotSent));
    let text = error.to_string();
    assert!(text.starts_with("other: no token for `oauth` could be had: token endpoint of `oauth`: "), "{text}");
    assert!(text.contains("400") && text.contains("invalid_client") && !text.contains("cret"), "{text}");
    let wrong = builder(&wire).credential(oauth().token_url("ftp://auth.example")).build().unwrap();
    let error = call(&wrong, &OTHER).await.unwrap_err();
    assert!(error.to_string().contains("neither http nor https"), "{error}");
}

#[cfg(feature = "blocking")]
#[test]
fn blocking_calls_get_tokens_alike() {
    let wire = issuer(3600, &["t0"]);
    let core = builder(&wire).credential(oauth()).build().unwrap();
    std::thread::scope(|scope| {
        let calls: Vec<_> = (0..8).map(|_| scope.spawn(|| call(&core, &OTHER).wait().unwrap().status())).collect();
        assert!(calls.into_iter().all(|call| call.join().unwrap() == 200));
    });
    assert_eq!(call(&core, &OTHER).wait().unwrap().status(), 200);
    assert_eq!(tokens_asked(&wire), 2);
    assert_eq!(call(&core, &USUAL).wait().unwrap_err().kind(), ErrorKind::Security);
}

#[tokio::test]
async fn a_server_sees_token_and_keys_over_a_socket() {
    let token = r#"{"access_token":"t0","expires_in":3600}"#;
    let server = serve([answer("200 OK", "", token), answer("200 OK", "", "[]"), answer("200 OK", "", "[]")]);
    let builder: Builder<Core> = Builder::new(&server.url, "test/1");
    let core = builder
        .credential(OAuthClient::new(&OAUTH, "/token", "id", "secret"))
        .credential(Credential::new(&HEADER, "k"))
        .credential(Credential::new(&QUERY, "q é"))
        .build()
        .unwrap();
    call(&core, &OTHER).await.unwrap();
    call(&core, &BOTH).await.unwrap();
    let mut requests = server.requests.iter();
    let (token, other, both) = (requests.next().unwrap(), requests.next().unwrap(), requests.next().unwrap());
    assert!(token.starts_with("POST /token HTTP/1.1\r\n"), "{token}");
    assert!(token.contains("content-type: application/x-www-form-urlencoded\r\n"), "{token}");
    assert!(token.ends_with("\r\n\r\ngrant_type=client_credentials"), "{token}");
    assert!(other.contains("authorization: Bearer t0\r\n"), "{other}");
    assert!(both.starts_with("GET /both?key=q%20%C3%A9 HTTP/1.1\r\n") && both.contains("x-project: k\r\n"), "{both}");
}
