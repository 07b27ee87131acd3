//! When a call is sent again, and when it must not be.

mod support;

use std::time::Duration;

use openapi_client_runtime::{
    Builder, Call, Core, Delivery, Error, ErrorKind, HeaderMap, HeaderValue, Method, Operation, Response, Retry,
    StatusCode,
};
use support::wire::{Wire, reply};
use support::{Client, Reply, SHORT, Server, answer, refusing, serve};

static POST: Operation = Operation::new("post", Method::POST, "/a");
static MARKED_POST: Operation = Operation::new("markedPost", Method::POST, "/a").idempotent();
static GET: Operation = Operation::new("get", Method::GET, "/a");
static ELSEWHERE: Operation = Operation::new("elsewhere", Method::GET, "/a").server("https://files.example");

fn quick() -> Retry {
    Retry::default().first_delay(Duration::from_millis(1))
}

fn core(url: &str) -> Builder<Core> {
    Builder::new(url, "test/1").retry(quick())
}

fn over(wire: &Wire) -> Core {
    core("https://main.example").transport(wire.clone()).build().unwrap()
}

fn call(core: &Core, operation: &'static Operation) -> Call<Response> {
    core.operation(operation).json("body").call()
}

fn get(core: &Core) -> Call<Response> {
    core.operation(&GET).call()
}

fn with_method(core: &Core, method: Method) -> Call<Response> {
    core.chain("a").send(method, None::<&()>)
}

fn cut() -> Reply {
    Reply::Bytes(b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf".to_vec())
}

fn ok() -> Reply {
    answer("200 OK", "", "at last")
}

/// What a server does to a call that it has received.
fn troubles() -> [Reply; 5] {
    [
        answer("500 Internal Server Error", "", ""),
        answer("503 Service Unavailable", "", ""),
        answer("429 Too Many Requests", "", ""),
        Reply::Reset,
        cut(),
    ]
}

fn requests(server: &Server) -> usize {
    server.requests.try_iter().count()
}

#[tokio::test]
async fn a_get_is_sent_again_after_trouble() {
    for trouble in troubles() {
        let server = serve([trouble, ok()]);
        let response = get(&core(&server.url).build().unwrap()).await.unwrap();
        assert_eq!((response.body(), response.attempts()), ("at last".into(), 2));
    }
}

#[tokio::test]
async fn what_the_server_may_have_received_is_not_sent_again() {
    for method in [Method::POST, Method::PUT, Method::PATCH, Method::DELETE] {
        for trouble in troubles() {
            let server = serve([trouble, ok()]);
            match with_method(&core(&server.url).build().unwrap(), method.clone()).await {
                Ok(response) => assert!(!response.status().is_success() && response.attempts() == 1),
                Err(error) => {
                    assert_ne!(error.delivery(), Delivery::NotSent, "{error}");
                    assert_eq!((error.kind(), error.attempts()), (ErrorKind::Transport, 1));
                }
            }
            assert!(requests(&server) <= 1);
        }
    }
}

#[tokio::test]
async fn a_post_that_was_not_answered_in_time_is_not_sent_again() {
    let server = serve([Reply::Hold(vec![]), ok()]);
    let core = core(&server.url).attempt_timeout(SHORT).build().unwrap();
    let error = call(&core, &POST).await.unwrap_err();
    assert_eq!((error.kind(), error.delivery()), (ErrorKind::Timeout, Delivery::MaybeReceived));
    assert_eq!((error.attempts(), requests(&server)), (1, 1));
}

#[tokio::test]
async fn a_post_that_never_left_is_sent_again() {
    let (_kept, url) = refusing();
    let error = call(&core(&url).build().unwrap(), &POST).await.unwrap_err();
    assert_eq!((error.kind(), error.delivery(), error.attempts()), (ErrorKind::Connect, Delivery::NotSent, 3));
    assert!(error.to_string().ends_with("the request was not sent; after 3 attempts"), "{error}");
}

#[tokio::test]
async fn a_post_that_is_marked_is_sent_again() {
    for trouble in troubles() {
        let server = serve([trouble, ok()]);
        assert_eq!(call(&core(&server.url).build().unwrap(), &MARKED_POST).await.unwrap().body(), "at last");
    }
    for trouble in troubles() {
        let server = serve([trouble, ok()]);
        let response = call(&core(&server.url).build().unwrap(), &POST).idempotent().await.unwrap();
        assert_eq!(response.body(), "at last");
    }
}

#[tokio::test]
async fn a_call_whose_first_attempt_left_is_not_called_unsent_for_its_last() {
    let refused = || Error::transport(ErrorKind::Connect, Delivery::NotSent, "no connection");
    let reset = || Error::transport(ErrorKind::Transport, Delivery::MaybeReceived, "reset");
    let after_reset = Wire::new(move |_, before| Err(if before == 0 { reset() } else { refused() }));
    let after_answer = Wire::new(move |_, before| if before == 0 { Ok(reply(503, "")) } else { Err(refused()) });
    for wire in [after_reset, after_answer] {
        let error = call(&over(&wire), &MARKED_POST).await.unwrap_err();
        assert_eq!((error.kind(), error.delivery()), (ErrorKind::Connect, Delivery::MaybeReceived));
        assert_eq!(
            error.to_string(),
            "markedPost: no connection; the server may have received the request; after 3 attempts"
        );
    }
}

#[tokio::test]
async fn an_attempt_that_takes_too_long_is_given_up_for_the_next() {
    let server = serve([Reply::Hold(vec![]), ok()]);
    let core = core(&server.url).attempt_timeout(SHORT).build().unwrap();
    assert_eq!(get(&core).await.unwrap().attempts(), 2);
    assert_eq!(requests(&server), 2);
}

#[tokio::test]
async fn answers_that_ask_for_nothing_are_handed_out() {
    for status in [200, 202, 204, 302, 400, 401, 404, 409, 501, 505] {
        let wire = Wire::status(status);
        assert_eq!(get(&over(&wire)).await.unwrap().status(), status);
        assert_eq!(wire.sent().len(), 1, "{status}");
    }
}

#[tokio::test]
async fn what_another_attempt_would_not_change_is_an_error_at_once() {
    for kind in [ErrorKind::TooLarge, ErrorKind::Request, ErrorKind::Protocol, ErrorKind::Decode] {
        let wire = Wire::new(move |_, _| Err(Error::transport(kind, Delivery::MaybeReceived, "no")));
        let error = get(&over(&wire)).await.unwrap_err();
        assert_eq!((error.kind(), error.attempts(), wire.sent().len()), (kind, 1, 1));
    }
}

#[tokio::test]
async fn the_last_answer_tells_how_often_it_was_asked_for() {
    let wire = Wire::status(503);
    let response = get(&over(&wire)).await.unwrap();
    assert_eq!((response.attempts(), wire.sent().len()), (3, 3));
    let error = response.into_error();
    assert_eq!((error.attempts(), error.delivery()), (3, Delivery::Inconclusive));
    assert!(error.to_string().contains("; after 3 attempts"), "{error}");
    let unreadable = get(&over(&Wire::status(503))).await.unwrap().json::<bool>().unwrap_err();
    assert_eq!(unreadable.attempts(), 3);
}

#[tokio::test]
async fn never_means_once() {
    let wire = Wire::status(503);
    assert_eq!(get(&over(&wire)).retry(Retry::never()).await.unwrap().status(), 503);
    let (_kept, url) = refusing();
    let core = core(&url).retry(Retry::never()).build().unwrap();
    assert_eq!((get(&core).await.unwrap_err().attempts(), wire.sent().len()), (1, 1));
}

#[tokio::test]
async fn the_server_decides_how_long_to_wait() {
    let server = serve([answer("429 Too Many Requests", "Retry-After: 0\r\n", ""), ok()]);
    assert_eq!(get(&core(&server.url).build().unwrap()).await.unwrap().status(), 200);
    // Longer than the call may take, however it is said: waiting would be in vain.
    for time in ["3600", "18446744073709551615", "99999999999999999999999", "Fri, 31 Dec 9999 23:59:59 GMT"] {
        let server = serve([answer("429 Too Many Requests", &format!("Retry-After: {time}\r\n"), ""), ok()]);
        let response = get(&core(&server.url).build().unwrap()).await.unwrap();
        assert_eq!((response.status().as_u16(), response.attempts()), (429, 1), "{time}");
        assert_eq!(requests(&server), 1, "{time}");
    }
}

#[tokio::test]
async fn the_time_of_a_call_holds_for_all_attempts_together() {
    let wire = Wire::status(503);
    let patient = Retry::default().attempts(1000).first_delay(Duration::from_millis(20));
    let response = get(&over(&wire)).retry(patient).timeout(Duration::from_millis(50)).await.unwrap();
    assert_eq!(response.status(), 503);
    // Each delay takes at least half of what is set.
    assert!(wire.sent().len() <= 6, "{}", wire.sent().len());
    let left: Vec<_> = wire.limits().iter().map(|limits| limits.timeout).collect();
    assert_eq!(left[0], Duration::from_millis(50));
    assert!(left.is_sorted_by(|earlier, later| earlier >= later), "{left:?}");

    let server = serve([Reply::Hold(vec![]), ok()]);
    let error = get(&core(&server.url).build().unwrap()).timeout(SHORT).await.unwrap_err();
    assert_eq!((error.kind(), error.attempts(), requests(&server)), (ErrorKind::Timeout, 1, 1));
}

#[tokio::test]
async fn without_time_nothing_is_sent() {
    let wire = Wire::status(200);
    let error = get(&over(&wire)).timeout(Duration::ZERO).await.unwrap_err();
    assert_eq!((error.kind(), error.delivery()), (ErrorKind::Timeout, Delivery::NotSent));
    assert!(wire.sent().is_empty());
    assert_eq!(get(&over(&wire)).timeout(Duration::MAX).await.unwrap().status(), 200);
}

#[tokio::test]
async fn a_server_that_is_down_is_not_buried_under_repetitions() {
    let wire = Wire::status(500);
    let core = over(&wire);
    for _ in 0..150 {
        assert_eq!(get(&core).retry(quick().attempts(2)).await.unwrap().status(), 500);
    }
    assert_eq!(wire.sent().len(), 150 + 100);
}

#[tokio::test]
async fn the_backup_takes_over_when_no_connection_comes_about() {
    let (_kept, main) = refusing();
    let backup = serve([ok(), ok()]);
    let core = core(&format!("{main}/base")).backup_server(&format!("{}/other", backup.url)).build().unwrap();
    let response = core.operation(&POST).query("q", "x y").json("body").call::<Response>().await.unwrap();
    assert_eq!((response.body(), response.attempts()), ("at last".into(), 2));
    let request = backup.requests.recv().unwrap();
    assert!(request.starts_with("POST /other/a?q=x%20y HTTP/1.1\r\n"), "{request}");
    assert!(request.ends_with("\r\n\r\n\"body\""), "{request}");
    let host = backup.url.trim_start_matches("http://");
    assert!(request.contains(&format!("\r\nhost: {host}\r\n")), "{request}");
    // Each call tries the main host first.
    assert_eq!(get(&core).await.unwrap().attempts(), 2);
}

#[tokio::test]
async fn the_hosts_take_turns_while_neither_answers() {
    let wire = Wire::new(|_, _| Err(Error::transport(ErrorKind::Connect, Delivery::NotSent, "no connection")));
    let core = core("https://main.example/x").backup_server("https://backup.example").transport(wire.clone());
    let error = call(&core.build().unwrap(), &POST).retry(quick().attempts(4)).await.unwrap_err();
    let urls: Vec<_> = wire.sent().iter().map(|request| request.url().to_owned()).collect();
    let (main, backup) = ("https://main.example/x/a", "https://backup.example/a");
    assert_eq!(urls, [main, backup, main, backup]);
    assert_eq!(error.attempts(), 4);
}

#[tokio::test]
async fn the_backup_is_not_for_a_server_that_can_be_reached() {
    for trouble in troubles() {
        let (main, backup) = (serve([trouble, ok()]), serve([ok()]));
        let core = core(&main.url).backup_server(&backup.url).build().unwrap();
        assert_eq!(get(&core).await.unwrap().body(), "at last");
        assert_eq!(requests(&backup), 0);
    }
}

#[tokio::test]
async fn the_backup_stands_in_for_the_server_of_the_document_alone() {
    let (backup, (_kept, url)) = (serve([ok()]), refusing());
    let chosen = core("https://main.example").backup_server(&backup.url).base_url(&url).build().unwrap();
    assert_eq!(get(&chosen).await.unwrap_err().kind(), ErrorKind::Connect);

    let wire = Wire::new(|_, _| Err(Error::transport(ErrorKind::Connect, Delivery::NotSent, "no connection")));
    let core = core("https://main.example").backup_server(&backup.url).transport(wire.clone()).build().unwrap();
    call(&core, &ELSEWHERE).await.unwrap_err();
    assert!(wire.sent().iter().all(|request| request.url() == "https://files.example/a"));
    assert_eq!((wire.sent().len(), requests(&backup)), (3, 0));
}

#[tokio::test]
async fn a_date_that_has_passed_asks_for_no_delay() {
    let header = HeaderValue::from_static("Tue, 24 Nov 1994 10:00:00 GMT");
    let headers = HeaderMap::from_iter([("retry-after".parse().unwrap(), header)]);
    let wire = Wire::new(move |_, before| match before {
        0 => Ok(Response::new(StatusCode::SERVICE_UNAVAILABLE, headers.clone(), "")),
        _ => Ok(reply(200, "")),
    });
    assert_eq!(get(&over(&wire)).await.unwrap().attempts(), 2);
}

#[cfg(feature = "blocking")]
#[test]
fn a_blocking_call_is_sent_again_by_the_same_rules() {
    for trouble in troubles() {
        let server = serve([trouble, ok()]);
        assert_eq!(get(&core(&server.url).build().unwrap()).wait().unwrap().body(), "at last");
    }
    let server = serve([answer("500 Internal Server Error", "", ""), ok()]);
    assert_eq!(call(&core(&server.url).build().unwrap(), &POST).wait().unwrap().status(), 500);
    let (_kept, main) = refusing();
    let backup = serve([ok()]);
    let both = core(&main).backup_server(&backup.url).build().unwrap();
    assert_eq!(call(&both, &POST).wait().unwrap().attempts(), 2);
    let server = serve([answer("429 Too Many Requests", "Retry-After: 3600\r\n", ""), ok()]);
    assert_eq!(get(&core(&server.url).build().unwrap()).wait().unwrap().status(), 429);
}

#[tokio::test]
async fn a_call_can_say_for_itself_how_often_it_is_sent() {
    let server = serve([answer("500 Internal Server Error", "", ""), ok()]);
    let client = Client::builder(&server.url).retry(quick().attempts(1)).build().unwrap();
    assert_eq!(client.0.chain("a").get().await.unwrap().status(), 500);
    assert_eq!(client.0.chain("a").get().retry(quick()).await.unwrap().status(), 200);
}
