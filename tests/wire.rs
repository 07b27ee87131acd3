//! Rules of the wire that no other file shows; `docs/protocol.md` says which test shows which rule.

mod support;

/// What the generator emits for `codegen/tests/golden/protocol/openapi.yaml`.
#[path = "../codegen/tests/golden/protocol/expected/mod.rs"]
mod emitted;

use std::collections::HashSet;
use std::net::SocketAddr;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use serde_json::json;
use support::*;
use tokio::net::{TcpListener, TcpStream};
use wechatpay_client::runtime::{
    Authenticity, BoxFuture, Builder, Connections, Delivery, Error, ErrorKind, Limits, Method, Request, Response,
    Retry, Transport,
};
use wechatpay_client::{Client, ImportResult};
use wechatpay_mock::{Answer, Fault, Mock, Notice, Received};
use wechatpay_protocol::{NotificationError, Rejection, Upload};

/// The names of a request's headers in their order of letters.
fn names(request: &Received) -> Vec<&str> {
    let mut names: Vec<&str> = request.headers.keys().map(|name| name.as_str()).collect();
    names.sort_unstable();
    names
}

/// The nonce in an `Authorization` header.
fn nonce(authorization: &str) -> String {
    let (_, rest) = authorization.split_once("nonce_str=\"").unwrap();
    rest.split_once('"').unwrap().0.to_owned()
}

#[tokio::test]
async fn a_request_carries_what_is_asked_for_and_nothing_else() {
    let mock = mock().await;
    let client = client(&mock);
    client.deposit_codes(CARD, &codes(&["1"])).await.unwrap();
    client.chain("v3/anything").get().await.unwrap();
    let upload = Upload::bytes("a.png", "picture").into_multipart().unwrap();
    client.chain("v3/merchant/media/upload").post_multipart(upload).await.unwrap();

    let requests = mock.requests();
    let of_all = ["accept", "accept-encoding", "authorization", "host", "user-agent", "wechatpay-serial"];
    let with_body: Vec<&str> = {
        let mut names = [&of_all[..], &["content-length", "content-type"]].concat();
        names.sort_unstable();
        names
    };
    // Among others no idempotency key: there is none in this API.
    assert_eq!(names(&requests[0]), with_body);
    assert_eq!(names(&requests[1]), of_all);
    assert_eq!(names(&requests[2]), with_body);
    for request in &requests {
        assert!(request.verdict.is_accepted(), "{:?}", request.verdict);
        assert_eq!(request.header("accept"), Some("application/json"));
        assert!(request.header("user-agent").unwrap().starts_with("wechatpay-client/"));
        assert_eq!(request.header("wechatpay-serial"), Some(credentials(&mock).public_key_id.as_str()));
    }
    assert_eq!(requests[0].header("content-type"), Some("application/json"));
    assert!(requests[2].header("content-type").unwrap().starts_with("multipart/form-data; boundary="));
}

#[tokio::test]
async fn a_call_that_could_have_a_body_says_its_type_also_without_one() {
    let mock = mock().await;
    let client = client(&mock);
    for method in [Method::POST, Method::PUT, Method::PATCH, Method::GET, Method::DELETE] {
        let may_have_body = !matches!(method, Method::GET | Method::DELETE);
        client.chain("v3/anything").send::<()>(method, None).await.unwrap();
        let request = mock.requests().pop().unwrap();
        assert!(request.verdict.is_accepted(), "{:?}", request.verdict);
        assert_eq!(request.header("content-type"), may_have_body.then_some("application/json"), "{}", request.method);
        assert!(request.body.is_empty());
    }
}

#[tokio::test]
async fn a_query_is_signed_as_it_is_sent() {
    let mock = mock().await;
    let client = client(&mock);
    client.chain("v3/bills/{day}").with("day", "2026/11/24").query("名 字", "a+b&c=%2F~*'").get().await.unwrap();
    let request = &mock.requests()[0];
    assert_eq!(request.target, "/v3/bills/2026%2F11%2F24?%E5%90%8D%20%E5%AD%97=a%2Bb%26c%3D%252F~%2A%27");
    assert!(request.verdict.is_accepted(), "{:?}", request.verdict);
    let message = String::from_utf8(request.message.as_ref().unwrap().to_vec()).unwrap();
    assert_eq!(message.lines().nth(1), Some(request.target.as_str()));
}

#[tokio::test]
async fn the_signed_part_of_an_upload_keeps_to_the_rules_of_json() {
    let mock = mock().await;
    let upload = |name| Upload::bytes(name, "picture");
    for (upload, place) in
        [(upload("😀.png"), "`/filename`"), (upload("a.png").meta("more", json!({"note": [null]})), "`/more/note/0`")]
    {
        let body = upload.into_multipart().unwrap();
        let error = client(&mock).chain("v3/merchant/media/upload").post_multipart(body).await.unwrap_err();
        assert_eq!((error.kind(), error.delivery()), (ErrorKind::Request, Delivery::NotSent), "{error}");
        assert!(error.to_string().contains(place), "{error}");
    }
    assert!(mock.requests().is_empty());
}

#[tokio::test]
async fn each_result_of_a_code_is_told() {
    let mock = mock().await;
    let body = client(&mock).deposit_codes(CARD, &codes(&["1", "1", ""])).await.unwrap().ok().unwrap();
    let results: Vec<_> = body.data.unwrap().into_iter().map(|item| item.result.unwrap()).collect();
    assert_eq!(results, [ImportResult::Success, ImportResult::Duplicate, ImportResult::Fail]);
}

/// Keeps what was to be sent. Nobody listens at the hosts in `silent`; for all others the mock answers.
#[derive(Debug, Clone)]
struct Wire {
    mock: SocketAddr,
    silent: &'static [&'static str],
    sent: Arc<Mutex<Vec<Request>>>,
    carrier: reqwest::Client,
}

impl Wire {
    fn to(mock: &Mock, silent: &'static [&'static str]) -> Self {
        Self { mock: mock.addr(), silent, sent: Arc::default(), carrier: reqwest::Client::new() }
    }

    /// The hosts that were called, in their order.
    fn hosts(&self) -> Vec<String> {
        let sent = self.sent.lock().unwrap();
        sent.iter().map(|request| request.url().split('/').nth(2).unwrap().to_owned()).collect()
    }

    fn nonces(&self) -> HashSet<String> {
        let sent = self.sent.lock().unwrap();
        sent.iter().map(|request| nonce(request.headers()["authorization"].to_str().unwrap())).collect()
    }
}

impl Transport for Wire {
    fn send(&self, request: Request, _: &Limits) -> BoxFuture<'static, Result<Response, Error>> {
        self.sent.lock().unwrap().push(request.clone());
        let wire = self.clone();
        Box::pin(async move {
            if wire.silent.iter().any(|host| request.url().starts_with(&format!("https://{host}/"))) {
                return Err(Error::transport(ErrorKind::Connect, Delivery::NotSent, "nobody listens"));
            }
            let url = format!("http://{}{}", wire.mock, request.target());
            let sending = wire.carrier.request(request.method().clone(), url).headers(request.headers().clone());
            let answer = sending.body(request.body().clone()).send().await.unwrap();
            let (status, headers) = (answer.status(), answer.headers().clone());
            Ok(Response::new(status, headers, answer.bytes().await.unwrap()))
        })
    }
}

const MAIN: &str = "api.mch.weixin.qq.com";
const BACKUP: &str = "api2.mch.weixin.qq.com";

/// The client as the specification makes it, over this wire.
fn over(wire: &Wire, mock: &Mock) -> Builder<Client> {
    Client::builder().protocol(merchant(mock)).transport(wire.clone()).retry(quickly(3))
}

#[tokio::test]
async fn the_backup_host_takes_a_request_that_could_not_reach_the_main_one() {
    let mock = mock().await;
    let wire = Wire::to(&mock, &[MAIN]);
    let client: Client = over(&wire, &mock).build().unwrap();
    // Not marked as idempotent: it never left, so that it may go elsewhere.
    let response = client.chain(PATH).with("card_id", CARD).post(&json!({"code": ["1"]})).await.unwrap();
    assert_eq!((response.status().as_u16(), response.authenticity()), (200, Authenticity::Verified));
    assert_eq!(wire.hosts(), [MAIN, BACKUP]);
    let request = &mock.requests()[0];
    assert!(request.verdict.is_accepted(), "{:?}", request.verdict);
    assert!(!String::from_utf8_lossy(request.message.as_ref().unwrap()).contains("weixin"));
    assert_eq!(wire.nonces().len(), 2, "each attempt has its own");
}

#[tokio::test]
async fn a_host_overseas_is_a_base_url_and_has_no_backup() {
    let mock = mock().await;
    for host in ["apihk.mch.weixin.qq.com", "apius.mch.weixin.qq.com", "apieu.mch.weixin.qq.com"] {
        let wire = Wire::to(&mock, &[]);
        let client: Client = over(&wire, &mock).base_url(format!("https://{host}")).build().unwrap();
        client.deposit_codes(CARD, &codes(&["1"])).await.unwrap().ok().unwrap();
        assert_eq!(wire.hosts(), [host]);
    }
    let wire = Wire::to(&mock, &["apihk.mch.weixin.qq.com"]);
    let client: Client = over(&wire, &mock).base_url("https://apihk.mch.weixin.qq.com").build().unwrap();
    let error = client.deposit_codes(CARD, &codes(&["1"])).await.unwrap_err();
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::Connect, 3), "{error}");
    assert_eq!(wire.hosts(), ["apihk.mch.weixin.qq.com"; 3]);
}

/// Stands before a mock and counts the connections; where it stands, and how many there were.
async fn counted(mock: &Mock) -> (String, Arc<AtomicUsize>) {
    let (server, count) = (mock.addr(), Arc::new(AtomicUsize::new(0)));
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let counter = count.clone();
    tokio::spawn(async move {
        while let Ok((mut near, _)) = listener.accept().await {
            counter.fetch_add(1, Ordering::Relaxed);
            tokio::spawn(async move {
                let mut far = TcpStream::connect(server).await.unwrap();
                // It ends as one of the two does.
                let _ = tokio::io::copy_bidirectional(&mut near, &mut far).await;
            });
        }
    });
    (url, count)
}

#[tokio::test]
async fn a_connection_is_used_again_unless_it_idled_too_long() {
    const CALLS: usize = 10;
    // Below the 8 s after which the server closes it.
    assert_eq!(Connections::default().pool_idle_timeout, Duration::from_secs(7));
    let mock = mock().await;
    let connections = async |settings: fn(Builder<Client>) -> Builder<Client>| {
        let (url, count) = counted(&mock).await;
        let client: Client = settings(client_of(&mock, merchant(&mock)).base_url(&url)).build().unwrap();
        for _ in 0..CALLS {
            client.deposit_codes(CARD, &codes(&["1"])).await.unwrap().ok().unwrap();
        }
        count.load(Ordering::Relaxed)
    };
    assert!(connections(|builder| builder).await < CALLS);
    assert_eq!(connections(|builder| builder.pool_idle_timeout(Duration::from_nanos(1))).await, CALLS);
}

#[tokio::test]
async fn a_call_is_repeated_twice_with_the_same_parameters_and_a_new_signature() {
    for status in [202, 429, 500, 502, 503] {
        let mock = mock().await;
        mock.script_always(Answer::status(status).json(&json!({"code": "SYSTEM_ERROR"}))).unwrap();
        let retry = Retry::default().first_delay(Duration::from_millis(1));
        let client: Client = client_of(&mock, merchant(&mock)).retry(retry).build().unwrap();
        let response = client.chain("v3/anything").query("limit", 1).get().await.unwrap();
        assert_eq!((response.status().as_u16(), response.attempts()), (status, 3));
        client.deposit_codes(CARD, &codes(&["1"])).await.unwrap().ok().unwrap_err();
        let requests = mock.requests();
        assert_eq!(requests.len(), 6, "{status}");
        for of_one_call in requests.chunks(3) {
            for again in &of_one_call[1..] {
                assert_eq!((&again.target, &again.body), (&of_one_call[0].target, &of_one_call[0].body));
            }
        }
        let nonces: HashSet<String> =
            requests.iter().map(|request| nonce(request.header("authorization").unwrap())).collect();
        assert_eq!(nonces.len(), 6, "{status}");
        assert!(requests.iter().all(|request| request.verdict.is_accepted()));
    }
}

#[tokio::test]
async fn a_refusal_that_is_signed_wrongly_is_not_believed() {
    for fault in [Fault::WrongSignature, Fault::MissingSignature, Fault::StaleTimestamp, Fault::ProbeSignature] {
        let mock = mock().await;
        mock.fault(fault);
        let error = client(&mock).deposit_codes("unknown-card", &codes(&["1"])).await.unwrap_err();
        assert_eq!(mock.requests()[0].status.unwrap().as_u16(), 400);
        assert_eq!(error.kind(), ErrorKind::Protocol, "{fault}: {error}");
        assert!(error.cause::<Rejection>().is_some() && error.response().is_none(), "{fault}: {error}");
        assert!(!format!("{error} {error:?}").contains("INVALID_REQUEST"), "{fault}: {error:?}");
    }
}

#[tokio::test]
async fn a_new_merchant_is_told_what_to_do_by_the_older_code_too() {
    let refusal = Answer::status(404).json(&json!({"code": "NOT_FOUND", "message": "no certificate"}));
    for answer in [refusal.clone(), refusal.unsigned()] {
        let mock = mock().await;
        let merchant = merchant_without_keys(&credentials(&mock)).platform_certificates().build().unwrap();
        mock.script(answer).unwrap();
        let client: Client = client_of(&mock, merchant).build().unwrap();
        let error = client.deposit_codes(CARD, &codes(&["1"])).await.unwrap_err();
        let text = error.to_string();
        assert!(text.contains("no platform certificates") && text.contains("PUB_KEY_ID_"), "{text}");
        assert_eq!(mock.requests().len(), 1, "the deposit itself is not sent");
    }
}

#[tokio::test]
async fn a_notification_from_another_time_is_refused() {
    let mock = mock().await;
    let merchant = merchant(&mock);
    for seconds in [-600, 600] {
        mock.set_clock_offset(seconds);
        let (headers, body) = mock.notification(&Notice::default()).unwrap();
        let error = merchant.notification(&headers, &body).unwrap_err();
        let NotificationError::Rejected(Rejection::Skew { by }) = error else { panic!("{error}") };
        assert!((by - seconds).abs() < 5, "{by}");
    }
    for seconds in [-200, 200] {
        mock.set_clock_offset(seconds);
        let (headers, body) = mock.notification(&Notice::default()).unwrap();
        merchant.notification(&headers, &body).unwrap();
    }
}

fn emitted_client(mock: &Mock) -> emitted::Client {
    let builder = emitted::Client::builder().base_url(mock.base_url()).protocol(merchant(mock));
    builder.retry(Retry::never()).build().unwrap()
}

#[tokio::test]
async fn only_an_operation_that_the_document_marks_may_answer_unsigned() {
    let mock = mock().await;
    let client = emitted_client(&mock);
    let bill = Answer::status(200).header("content-type", "text/csv").body("a,b");
    mock.script(bill.clone().unsigned()).unwrap();
    let file = client.download_bill("1").with_response().await.unwrap();
    assert_eq!(file.response().authenticity(), Authenticity::Unverified);
    assert_eq!(file.into_body().ok().unwrap(), "a,b");
    assert_eq!(mock.requests()[0].header("accept"), Some("text/csv, application/json"));
    assert!(mock.requests()[0].verdict.is_accepted(), "{:?}", mock.requests()[0].verdict);
    mock.script(Answer::status(204).unsigned()).unwrap();
    let error = client.close_transfer("1").await.unwrap_err();
    assert!(matches!(error.cause(), Some(Rejection::MissingHeader(_))), "{error}");
    // Signed all the same, the signature counts.
    mock.fault(Fault::WrongSignature);
    mock.script(bill).unwrap();
    let error = client.download_bill("1").await.unwrap_err();
    assert_eq!(error.cause(), Some(&Rejection::WrongSignature), "{error}");
}

#[tokio::test]
async fn an_empty_sensitive_text_is_sent_empty() {
    let mock = mock().await;
    mock.script(Answer::status(200).json(&json!({"id": "1", "approver": ""}))).unwrap();
    let transfer = emitted::TransferRequest::new("batch-1", "", [emitted::Receiver::new().name("张三")]);
    let answered = emitted_client(&mock).transfer(&transfer).await.unwrap().ok().unwrap();
    assert_eq!(answered.approver.unwrap().expose(), "");
    let request = &mock.requests()[0];
    let body = request.json().unwrap();
    assert_eq!(body["approver"], "");
    assert_eq!(mock.decrypt(request, body["receivers"][0]["name"].as_str().unwrap()).unwrap(), "张三");
}
