//! Bodies that are streamed up, and answers of many values, over real sockets.

mod support;

use std::io;
use std::path::Path;
use std::time::Duration;

use futures_util::{StreamExt as _, stream};
use openapi_client_runtime::{
    AnswersEvents, AnswersLines, Builder, Core, ErrorKind, EventData, FromResponse, Method, Multipart, Operation, Part,
    Response, Result, Retry, Upload,
};
use support::{Reply, SHORT, answer, serve};

static GET: Operation = Operation::new("get", Method::GET, "/stream");
static PUT: Operation = Operation::new("put", Method::PUT, "/file");

/// Answers of numbers, one an event or one a line.
#[derive(Debug)]
struct Numbers;

impl FromResponse for Numbers {
    fn from_response(_: Response) -> Result<Self> {
        Ok(Self)
    }
}

impl AnswersEvents for Numbers {
    type Data = i64;
    const DATA: EventData = EventData::Json;
}

impl AnswersLines for Numbers {
    type Item = i64;
}

fn core(url: &str) -> Core {
    let builder: Builder<Core> = Builder::new(url, "test/1");
    builder.retry(Retry::default().first_delay(Duration::from_millis(1))).build().unwrap()
}

/// An answer in chunks, the last of which may never come.
fn chunked(media_type: &str, chunks: &[&str], end: &str) -> Vec<u8> {
    let chunks: String = chunks.iter().map(|chunk| format!("{:x}\r\n{chunk}\r\n", chunk.len())).collect();
    format!("HTTP/1.1 200 OK\r\nContent-Type: {media_type}\r\nTransfer-Encoding: chunked\r\n\r\n{chunks}{end}").into()
}

const EVENTS: &str = "text/event-stream; charset=utf-8";
const END: &str = "0\r\n\r\n";

#[tokio::test(flavor = "multi_thread")]
async fn events_come_before_the_answer_ends() {
    let body = chunked(EVENTS, &["data: 1\n\nda", "ta: 2\r", "\n\r\n"], "");
    let server = serve([Reply::Hold(body)]);
    let mut events = core(&server.url).operation(&GET).call::<Numbers>().events().await.unwrap();
    assert_eq!(events.next().await.unwrap().unwrap().data, Ok(1));
    assert_eq!(events.next().await.unwrap().unwrap().data, Ok(2));
    drop(events);
    server.closed.recv().unwrap();
    let request = server.requests.recv().unwrap().to_lowercase();
    assert!(request.contains("accept: text/event-stream\r\n"), "{request}");
}

#[tokio::test]
async fn a_stream_is_a_stream_of_the_async_world() {
    let body = chunked(EVENTS, &["data: 1\n\ndata: 2\n\n", "data: [DONE]\n\ndata: 3\n\n"], END);
    let server = serve([Reply::Bytes(body)]);
    let events = core(&server.url).operation(&GET).call::<Numbers>().events().await.unwrap();
    let read: Vec<i64> = events.map(|event| event.unwrap().data.unwrap()).collect().await;
    assert_eq!(read, [1, 2]);
}

#[tokio::test]
async fn a_stream_that_is_silent_or_too_large_or_cut_says_so() {
    let silent = Reply::Hold(chunked(EVENTS, &["data: 1\n\n"], ""));
    let large = Reply::Hold(chunked(EVENTS, &["data: 1\n\n", "data: 2222222222222222222222"], ""));
    let cut = Reply::Bytes(chunked(EVENTS, &["data: 1\n\n"], ""));
    let server = serve([silent, large, cut]);
    let core = core(&server.url);
    for (limit, kind, text) in [
        (SHORT, ErrorKind::Timeout, "nothing came for"),
        (Duration::from_secs(60), ErrorKind::TooLarge, "larger than 20 bytes"),
        (Duration::from_secs(60), ErrorKind::Transport, "cut short"),
    ] {
        let call = core.operation(&GET).call::<Numbers>().timeout(limit).max_response_size(20);
        let mut events = call.events().await.unwrap();
        assert_eq!(events.next().await.unwrap().unwrap().data, Ok(1), "{text}");
        let error = events.next().await.unwrap().unwrap_err();
        assert_eq!((error.kind(), error.status().unwrap().as_u16()), (kind, 200));
        assert!(error.to_string().contains(text) && error.operation() == Some("get"), "{error}");
        assert!(events.next().await.is_none(), "an error is the last of a stream");
    }
}

#[tokio::test]
async fn an_answer_that_does_not_begin_is_late() {
    let server = serve([Reply::Hold(Vec::new())]);
    let call = core(&server.url).operation(&PUT).call::<Numbers>().timeout(SHORT);
    let error = call.events().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Timeout);
    assert!(error.to_string().contains("no answer within"), "{error}");
}

#[tokio::test]
async fn a_failure_is_told_with_its_body() {
    let server = serve([answer("404 Not Found", "", "none"), answer("404 Not Found", "", "none")]);
    let core = core(&server.url);
    let events = core.operation(&GET).call::<Numbers>().events().await.unwrap_err();
    let lines = core.operation(&GET).call::<Numbers>().lines().await.unwrap_err();
    for error in [events, lines] {
        assert_eq!((error.kind(), &error.response().unwrap().body()[..]), (ErrorKind::Status, &b"none"[..]));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn lines_come_before_the_answer_ends() {
    let server = serve([Reply::Hold(chunked("application/x-ndjson", &["1\n2", "2\n"], ""))]);
    let mut lines = core(&server.url).operation(&GET).call::<Numbers>().lines().await.unwrap();
    assert_eq!(lines.next().await.unwrap().unwrap(), 1);
    assert_eq!(lines.next().await.unwrap().unwrap(), 22);
    drop(lines);
    server.closed.recv().unwrap();
}

#[tokio::test]
async fn a_body_is_saved_as_it_comes() {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("saved-{}", std::process::id()));
    let body = vec![7_u8; 300_000];
    let server = serve([answer("200 OK", "", &body), answer("404 Not Found", "", "none")]);
    let core = core(&server.url);
    let head = core.operation(&GET).call::<Response>().max_response_size(10).save(&path).await.unwrap();
    assert_eq!((head.status().as_u16(), head.body().len()), (200, 0));
    assert!(std::fs::read(&path).unwrap() == body);
    std::fs::remove_file(&path).unwrap();
    assert_eq!(core.operation(&GET).call::<Response>().save(&path).await.unwrap_err().kind(), ErrorKind::Status);
    assert!(!path.exists(), "a failure makes no file");
}

fn pieces(pieces: &'static [&'static str]) -> impl futures_util::Stream<Item = io::Result<&'static str>> {
    stream::iter(pieces.iter().copied().map(Ok))
}

#[tokio::test]
async fn a_stream_is_sent_with_its_length_or_in_chunks() {
    let server = serve([answer("200 OK", "", ""), answer("200 OK", "", ""), answer("200 OK", "", "")]);
    let core = core(&server.url);
    let put = |upload: Upload| core.operation(&PUT).upload("application/octet-stream", upload).call::<Response>();
    put(Upload::stream(Some(6), pieces(&["abc", "def"])).media_type("image/png")).await.unwrap();
    let request = server.requests.recv().unwrap();
    assert!(
        request.to_lowercase().contains("content-length: 6\r\n") && request.ends_with("\r\n\r\nabcdef"),
        "{request}"
    );
    assert!(request.to_lowercase().contains("content-type: image/png\r\n"), "{request}");
    put(Upload::stream(None, pieces(&["abc", "def"]))).await.unwrap();
    let request = server.requests.recv().unwrap();
    assert!(request.to_lowercase().contains("transfer-encoding: chunked\r\n"), "{request}");
    put(Upload::reader(Some(5), &b"hello"[..])).await.unwrap();
    assert!(server.requests.recv().unwrap().ends_with("\r\n\r\nhello"));
}

#[tokio::test]
async fn a_stream_that_breaks_its_word_breaks_the_call_off() {
    let server = serve([Reply::Hold(Vec::new()), Reply::Hold(Vec::new()), Reply::Hold(Vec::new())]);
    let core = core(&server.url);
    let failing = stream::iter([Ok("abc"), Err(io::Error::other("the disk is gone"))]);
    for (upload, text) in [
        (Upload::stream(Some(9), pieces(&["abc"])), "has 3 of 9 bytes"),
        (Upload::stream(Some(2), pieces(&["abc"])), "more than the 2 bytes"),
        (Upload::stream(Some(9), failing), "the disk is gone"),
    ] {
        // Marked, and still not repeated: nothing is left of the stream.
        let call = core.operation(&PUT).upload("application/octet-stream", upload).call::<Response>().idempotent();
        let error = call.await.unwrap_err();
        assert_eq!((error.kind(), error.attempts()), (ErrorKind::Request, 1));
        assert!(error.to_string().contains(text), "{error}");
    }
}

#[tokio::test]
async fn a_stream_is_sent_once_whatever_the_answer() {
    let server = serve([answer("503 Oh", "", "")]);
    let upload = Upload::stream(Some(3), pieces(&["abc"]));
    let call = core(&server.url).operation(&PUT).upload("text/plain", upload).call::<Response>().idempotent();
    let response = call.await.unwrap();
    assert_eq!((response.status().as_u16(), response.attempts()), (503, 1));
}

#[tokio::test]
async fn a_call_that_never_began_to_send_its_stream_is_repeated() {
    let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let upload = Upload::stream(Some(3), pieces(&["abc"]));
    let call = core(&format!("http://127.0.0.1:{port}")).operation(&PUT).upload("text/plain", upload);
    let error = call.call::<Response>().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Connect);
    assert!(error.attempts() > 1, "{error}");
}

#[tokio::test]
async fn a_stream_is_a_part_as_well() {
    let server = serve([answer("200 OK", "", "")]);
    let value: openapi_client_runtime::Map<Upload> =
        [("file".to_owned(), Upload::stream(Some(3), pieces(&["abc"])).file_name("a.txt"))].into_iter().collect();
    core(&server.url).operation(&PUT).parts("multipart/form-data", &value).call::<Response>().await.unwrap();
    let request = server.requests.recv().unwrap();
    assert!(
        request.contains("name=\"file\"; filename=\"a.txt\"\r\n") && request.contains("\r\n\r\nabc\r\n--"),
        "{request}"
    );
    assert!(request.to_lowercase().contains("content-length: "), "{request}");
    let body = Multipart::of("multipart/mixed").part(Part::text("a", "b"));
    assert_eq!(body.parts()[0].head(), "Content-Disposition: form-data; name=\"a\"\r\n");
}

#[cfg(feature = "blocking")]
#[test]
fn blocking_calls_read_streams_too() {
    let events = Reply::Hold(chunked(EVENTS, &["data: 1\n\n", "data: 2\n\n"], ""));
    let lines = Reply::Bytes(chunked("application/x-ndjson", &["1\n", "2"], END));
    let server = serve([events, lines, answer("200 OK", "", "whole")]);
    let core = core(&server.url);
    let mut events = core.operation(&GET).call::<Numbers>().wait_events().unwrap();
    assert_eq!(events.wait_next().unwrap().unwrap().data, Ok(1));
    assert_eq!(events.wait_next().unwrap().unwrap().data, Ok(2));
    drop(events);
    server.closed.recv().unwrap();
    let mut lines = core.operation(&GET).call::<Numbers>().wait_lines().unwrap();
    assert_eq!(lines.wait_next().unwrap().unwrap(), 1);
    assert_eq!(lines.wait_next().unwrap().unwrap(), 2);
    assert!(lines.wait_next().is_none());
    let mut incoming = core.operation(&GET).call::<Response>().wait_open().unwrap();
    assert_eq!(incoming.wait_piece().unwrap().unwrap(), "whole");
    assert!(incoming.wait_piece().unwrap().is_none());
}

#[cfg(feature = "blocking")]
#[tokio::test]
async fn a_task_is_not_stopped_by_waiting() {
    let server = serve([answer("200 OK", "Content-Type: text/event-stream\r\n", "data: 1\n\n")]);
    let mut events = core(&server.url).operation(&GET).call::<Numbers>().events().await.unwrap();
    assert_eq!(events.wait_next().unwrap().unwrap_err().kind(), ErrorKind::Blocking);
    assert_eq!(events.next().await.unwrap().unwrap().data, Ok(1));
}
