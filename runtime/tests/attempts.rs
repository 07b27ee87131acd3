//! What a protocol sees of attempts, and what whoever listens is told of them.

mod support;

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use openapi_client_runtime::{
    Builder, Core, Delivery, Error, ErrorKind, Method, Operation, Protocol, Request, Response, Result, Retry,
    StatusCode,
};
use support::events::Events;
use support::wire::{Wire, reply};

static DEPOSIT: Operation = Operation::new("deposit", Method::POST, "/cards/{card}").idempotent();
static READ: Operation = Operation::new("read", Method::GET, "/cards/{card}");
static CREATE: Operation = Operation::new("create", Method::POST, "/cards/{card}");

/// Puts a new nonce into each request, and into its body as well.
#[derive(Debug, Default)]
struct Nonces {
    next: AtomicUsize,
    accepted: Mutex<Vec<String>>,
}

impl Protocol for Nonces {
    fn prepare(&self, request: &mut Request) -> Result<()> {
        assert!(!request.headers().contains_key("nonce"), "it was prepared before");
        let nonce = self.next.fetch_add(1, Ordering::Relaxed).to_string();
        request.headers_mut().insert("nonce", nonce.parse().unwrap());
        request.set_body([request.body().as_ref(), b" sealed with ", nonce.as_bytes()].concat());
        Ok(())
    }

    fn accept(&self, request: &Request, response: &mut Response) -> Result<()> {
        let nonce = request.headers()["nonce"].to_str().unwrap().to_owned();
        self.accepted.lock().unwrap().push(nonce);
        match response.body().starts_with(b"forged") {
            true => Err(Error::protocol("forged")),
            false => Ok(()),
        }
    }

    fn asks_again(&self, status: StatusCode) -> bool {
        matches!(status.as_u16(), 202 | 500)
    }
}

fn core(wire: &Wire) -> Core {
    let builder: Builder<Core> = Builder::new("https://main.example", "test/1");
    let builder = builder.retry(Retry::default().first_delay(Duration::from_millis(1)));
    builder.protocol(Nonces::default()).transport(wire.clone()).build().unwrap()
}

fn bodies(wire: &Wire) -> Vec<String> {
    wire.sent().iter().map(|request| String::from_utf8(request.body().to_vec()).unwrap()).collect()
}

#[tokio::test]
async fn each_attempt_is_prepared_anew_from_the_request_as_it_was_made() {
    let wire = Wire::new(|_, before| match before {
        0 => Ok(reply(500, "")),
        1 => Err(Error::transport(ErrorKind::Transport, Delivery::MaybeReceived, "reset")),
        _ => Ok(reply(200, "")),
    });
    let response = core(&wire).operation(&DEPOSIT).path("card", "1").json("code").call::<Response>().await.unwrap();
    assert_eq!((response.status().as_u16(), response.attempts()), (200, 3));
    assert_eq!(bodies(&wire), [0, 1, 2].map(|nonce| format!("\"code\" sealed with {nonce}")));
    let nonces = wire.sent().iter().map(|request| request.headers()["nonce"].clone()).collect::<Vec<_>>();
    assert_eq!(nonces, ["0", "1", "2"]);
}

#[tokio::test]
async fn a_protocol_may_ask_for_another_attempt_where_one_is_safe() {
    let wire = Wire::statuses([202, 200]);
    let core = core(&wire);
    assert_eq!(core.operation(&READ).path("card", "1").call::<Response>().await.unwrap().status(), 200);
    let wire = Wire::statuses([202, 200]);
    let response = self::core(&wire).operation(&CREATE).path("card", "1").call::<Response>().await.unwrap();
    assert_eq!((response.status().as_u16(), wire.sent().len()), (202, 1));
    // 503 is no reason for this protocol.
    let wire = Wire::status(503);
    self::core(&wire).operation(&READ).path("card", "1").call::<Response>().await.unwrap();
    assert_eq!(wire.sent().len(), 1);
}

#[tokio::test]
async fn an_answer_that_is_not_believed_asks_for_nothing() {
    let wire = Wire::new(|_, _| Ok(reply(500, "forged")));
    let error = core(&wire).operation(&READ).path("card", "1").call::<Response>().await.unwrap_err();
    assert_eq!((error.kind(), error.delivery()), (ErrorKind::Protocol, Delivery::Inconclusive));
    assert_eq!((error.attempts(), wire.sent().len()), (1, 1));
}

#[tokio::test]
async fn whoever_listens_is_told_of_each_attempt_and_of_no_secret() {
    let (events, _listening) = Events::listen();
    let wire = Wire::new(|_, before| match before {
        0 => Ok(reply(500, "hidden-answer")),
        1 => Err(Error::transport(ErrorKind::Transport, Delivery::MaybeReceived, "reset")),
        _ => Ok(reply(200, "hidden-answer")),
    });
    let draft = core(&wire).operation(&DEPOSIT).path("card", "hidden-card").query("q", "hidden-query");
    let call = draft.header("x-note", "hidden-header").json("hidden-body").call::<Response>();
    call.header("authorization", "hidden-key").await.unwrap();

    let lines = events.lines();
    let [first, again, second, once_more, third] = lines.as_slice() else { panic!("{lines:#?}") };
    for (line, parts) in [
        (first, ["DEBUG message=answered", "attempt=1", "status=500", "operation=\"deposit\"", "method=\"POST\""]),
        (again, ["INFO message=will be sent again", "attempt=1", "delay_ms=", "operation=\"deposit\"", ""]),
        (second, ["DEBUG message=failed", "attempt=2", "kind=Transport", "delivery=MaybeReceived", ""]),
        (once_more, ["INFO message=will be sent again", "attempt=2", "delay_ms=", "", ""]),
        (third, ["DEBUG message=answered", "attempt=3", "status=200", "path=\"/cards/{card}\"", "elapsed_ms="]),
    ] {
        assert!(parts.iter().all(|part| line.contains(part)), "{line} lacks one of {parts:?}");
        assert!(!line.contains("hidden"), "{line}");
    }
}
