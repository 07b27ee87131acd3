//! The scripted answers and faults on the wire.

mod support;

use std::io::{ErrorKind, Read};
use std::time::{Duration, Instant};

use flate2::read::MultiGzDecoder;
use serde_json::json;
use support::{CARD, connect_and_send, deposit, deposit_request, exchange, read_head};
use wechatpay_mock::{Answer, Mock};

/// Longer than any test runs.
const FOR_EVER: Duration = Duration::from_secs(3600);

fn mock() -> Mock {
    Mock::builder().unsigned().card(CARD).start_blocking().unwrap()
}

fn wait<T>(future: impl Future<Output = T>) -> T {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap();
    runtime.block_on(async { tokio::time::timeout(Duration::from_secs(20), future).await.expect("it comes to pass") })
}

/// The status that the mock answers to a deposit of nothing.
fn status(mock: &Mock) -> u16 {
    exchange(mock.addr(), &deposit_request("{}")).unwrap().status()
}

#[test]
fn queued_answers_are_used_once_in_order() {
    let mock = mock();
    mock.script(Answer::status(502).header("content-type", "text/html").body("<h1>")).unwrap();
    mock.script(Answer::status(429).json(&json!({"code": "RATE"}))).unwrap();
    let first = exchange(mock.addr(), &deposit_request("{}")).unwrap();
    assert_eq!((first.status(), first.body.as_slice()), (502, &b"<h1>"[..]));
    assert_eq!(first.head.header("content-type"), Some("text/html"));
    assert_eq!(first.head.header("content-length"), Some("4"));
    assert!(first.head.header("request-id").is_some());
    let second = exchange(mock.addr(), &deposit_request("{}")).unwrap();
    assert_eq!((second.status(), second.json()), (429, json!({"code": "RATE"})));
    assert_eq!(second.head.header("content-type"), Some("application/json"));
    assert_eq!(status(&mock), 200);
    assert_eq!(mock.requests().len(), 3);
}

#[test]
fn a_standing_answer_comes_after_the_queue_and_can_be_removed() {
    let mock = mock();
    mock.script_always(Answer::status(503)).unwrap();
    mock.script(Answer::status(500)).unwrap();
    assert_eq!([status(&mock), status(&mock), status(&mock)], [500, 503, 503]);
    mock.unscript();
    assert_eq!(status(&mock), 200);
}

#[test]
fn an_answer_can_depend_on_the_request() {
    let mock = mock();
    mock.script_with(|received| received.body.starts_with(b"{\"code\"").then(|| Answer::status(418)));
    let chosen = exchange(mock.addr(), &deposit_request(r#"{"code":[]}"#)).unwrap();
    assert_eq!(chosen.status(), 418);
    assert_eq!(status(&mock), 200);
}

#[test]
fn a_redirect_names_its_location() {
    let mock = mock();
    mock.script(Answer::status(307).redirect("http://127.0.0.1:1/elsewhere")).unwrap();
    let reply = exchange(mock.addr(), &deposit_request("{}")).unwrap();
    assert_eq!(reply.status(), 307);
    assert_eq!(reply.head.header("location"), Some("http://127.0.0.1:1/elsewhere"));
}

#[test]
fn headers_can_be_delayed() {
    let mock = mock();
    let delay = Duration::from_millis(60);
    mock.script(Answer::status(200).delay_headers(delay)).unwrap();
    let start = Instant::now();
    assert_eq!(status(&mock), 200);
    assert!(start.elapsed() >= delay);
}

#[test]
fn headers_arrive_before_a_delayed_body() {
    let mock = mock();
    mock.script(Answer::status(200).body("late").delay_body(FOR_EVER)).unwrap();
    let mut reader = connect_and_send(mock.addr(), &deposit_request("{}"));
    let head = read_head(&mut reader).unwrap();
    assert_eq!(head.header("content-length"), Some("4"));
    drop(reader);
    wait(mock.wait_abandoned(1));
}

#[test]
fn a_delayed_body_arrives_whole() {
    let mock = mock();
    mock.script(Answer::status(200).body("late").delay_body(Duration::from_millis(20))).unwrap();
    assert_eq!(exchange(mock.addr(), &deposit_request("{}")).unwrap().body, b"late");
    assert_eq!(mock.abandoned(), 0);
}

#[test]
fn a_hanging_request_is_abandoned_by_its_client() {
    let mock = mock();
    mock.script(Answer::status(200).hang()).unwrap();
    let reader = connect_and_send(mock.addr(), &deposit_request("{}"));
    wait(mock.wait_requests(1));
    assert_eq!(mock.abandoned(), 0);
    drop(reader);
    wait(mock.wait_abandoned(1));
    assert_eq!(mock.abandoned(), 1);
}

#[test]
fn a_hanging_request_ends_with_the_mock() {
    let mock = mock();
    mock.script(Answer::status(200).hang()).unwrap();
    let mut reader = connect_and_send(mock.addr(), &deposit_request("{}"));
    wait(mock.wait_requests(1));
    drop(mock);
    assert!(matches!(reader.read(&mut [0]), Ok(0) | Err(_)));
}

#[test]
fn a_request_that_breaks_off_is_abandoned() {
    let mock = mock();
    let bytes = deposit_request(r#"{"code":[]}"#);
    drop(connect_and_send(mock.addr(), &bytes[..bytes.len() - 1]));
    wait(mock.wait_abandoned(1));
    assert!(mock.requests().is_empty());
}

#[test]
fn a_truncated_body_announces_more_than_it_sends() {
    let mock = mock();
    // The long one does not fit into the buffers on the way: nothing of it may be lost.
    for (length, kept) in [(100, 0), (100, 40), (8_000_000, 7_999_999)] {
        mock.script(Answer::status(200).body(vec![b'x'; length]).truncate_body_at(kept)).unwrap();
        let reply = exchange(mock.addr(), &deposit_request("{}")).unwrap();
        let announced = reply.head.header("content-length").unwrap().parse();
        assert_eq!(announced, Ok(length));
        assert_eq!(reply.body.len() as u64, kept);
    }
    assert_eq!(mock.abandoned(), 0);
}

#[test]
fn a_reset_leaves_no_answer() {
    let mock = mock();
    let resets = [Answer::status(200).reset_before_read(), Answer::status(200).reset_after_read()];
    for (reset, recorded) in resets.into_iter().zip(["", "{}"]) {
        mock.clear_requests();
        mock.script(reset).unwrap();
        let mut reader = connect_and_send(mock.addr(), &deposit_request("{}"));
        let error = reader.read(&mut [0]).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::ConnectionReset);
        assert_eq!(mock.requests()[0].body, recorded);
    }
    assert_eq!(mock.abandoned(), 0);
}

#[test]
fn a_chunked_body_has_no_length() {
    let mock = mock();
    mock.script(Answer::status(200).body("hello").chunked()).unwrap();
    let reply = exchange(mock.addr(), &deposit_request("{}")).unwrap();
    assert_eq!(reply.head.header("content-length"), None);
    assert_eq!(reply.head.header("transfer-encoding"), Some("chunked"));
    assert_eq!(reply.body, b"5\r\nhello\r\n0\r\n\r\n");
    assert_eq!(mock.abandoned(), 0);
}

#[test]
fn a_truncated_chunked_body_lacks_its_last_chunk() {
    let mock = mock();
    mock.script(Answer::status(200).body("hello").chunked().truncate_body_at(5)).unwrap();
    let reply = exchange(mock.addr(), &deposit_request("{}")).unwrap();
    assert_eq!(reply.body, b"5\r\nhello\r\n");
}

#[test]
fn a_gzipped_body_is_marked_and_opens() {
    let mock = mock();
    mock.script(Answer::status(200).body("hello").gzip()).unwrap();
    let reply = exchange(mock.addr(), &deposit_request("{}")).unwrap();
    assert_eq!(reply.head.header("content-encoding"), Some("gzip"));
    let announced = reply.head.header("content-length").unwrap().parse();
    assert_eq!(announced, Ok(reply.body.len()));
    assert_eq!(unzipped(&reply.body), b"hello");
}

#[test]
fn an_endless_gzipped_body_is_a_sequence_of_members() {
    let mock = mock();
    // Two bytes make a member of 22: 10 of head, 4 of data, 8 of tail.
    mock.script(Answer::status(200).endless("ab").gzip().truncate_body_at(44)).unwrap();
    let reply = exchange(mock.addr(), &deposit_request("{}")).unwrap();
    let members: Vec<u8> = unchunked(&reply.body);
    assert_eq!(unzipped(&members), b"abab");
}

#[test]
fn an_endless_body_goes_on_until_the_client_leaves() {
    let mock = mock();
    mock.script(Answer::status(200).endless(vec![b'x'; 64 * 1024])).unwrap();
    let mut reader = connect_and_send(mock.addr(), &deposit_request("{}"));
    read_head(&mut reader).unwrap();
    let mut some = vec![0; 10_000_000];
    reader.read_exact(&mut some).unwrap();
    assert_eq!(mock.abandoned(), 0);
    drop(reader);
    wait(mock.wait_abandoned(1));
}

#[test]
fn a_scripted_answer_leaves_the_state_alone() {
    let mock = mock();
    mock.script(Answer::status(500)).unwrap();
    exchange(mock.addr(), &deposit_request(r#"{"code":["1"]}"#)).unwrap();
    assert!(mock.codes(CARD).unwrap().is_empty());
    assert_eq!(deposit(mock.addr(), r#"{"code":["1"]}"#)[0].1, "SUCCESS");
}

fn unzipped(bytes: &[u8]) -> Vec<u8> {
    let mut plain = Vec::new();
    MultiGzDecoder::new(bytes).read_to_end(&mut plain).unwrap();
    plain
}

/// The data of a chunked body whose last chunk may be missing.
fn unchunked(mut bytes: &[u8]) -> Vec<u8> {
    let mut data = Vec::new();
    while let Some(line) = bytes.windows(2).position(|pair| pair == b"\r\n") {
        let digits = std::str::from_utf8(&bytes[..line]).unwrap();
        let length = usize::from_str_radix(digits, 16).unwrap();
        data.extend_from_slice(&bytes[line + 2..line + 2 + length]);
        bytes = &bytes[line + 2 + length + 2..];
    }
    data
}

#[test]
fn an_answer_that_http_does_not_allow_is_an_error() {
    let mock = Mock::builder().unsigned().start_blocking().unwrap();
    let refused = |answer: Answer| mock.script(answer).unwrap_err().to_string();
    assert!(refused(Answer::status(99)).contains("99 is not the status"));
    assert!(refused(Answer::status(1000)).contains("1000 is not the status"));
    assert!(refused(Answer::status(200).header("a b", "c")).contains("\"a b\" is no name"));
    assert!(refused(Answer::status(200).header("a", "b\r\nc: d")).contains("the header a holds a control character"));
    assert!(refused(Answer::status(307).redirect("\n")).contains("location"));
    assert!(mock.script_always(Answer::status(7)).is_err());
    // None of them was queued; a chooser's is told to the client.
    mock.script_with(|_| Some(Answer::status(99)));
    let told = exchange(mock.addr(), &deposit_request("{}")).unwrap();
    assert_eq!(told.status(), 500);
    assert!(told.json()["message"].as_str().unwrap().contains("99 is not the status"), "{}", told.json());
}
