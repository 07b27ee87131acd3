//! The awaited transport, over real sockets.

mod support;

use std::future::{Future as _, IntoFuture as _};
use std::io::Write as _;
use std::pin::pin;
use std::task::{Context, Waker};
use std::time::Duration;

use flate2::Compression;
use flate2::write::GzEncoder;
use openapi_client_runtime::{Delivery, ErrorKind, Retry};
use support::{Client, Reply, SHORT, answer, refusing, serve};

fn gzip(body: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(body).unwrap();
    encoder.finish().unwrap()
}

#[tokio::test]
async fn a_request_arrives_as_it_was_built() {
    let server = serve([answer("200 OK", "Request-Id: 08F7\r\n", "{}")]);
    let client = Client::builder(&format!("{}/Base", server.url)).header("X-All", "1").build().unwrap();
    let call = client.0.chain("v3/Cards/{id}").with("id", "é/~").query("q", "a b+c").post("x");
    let target = call.request().unwrap().target().to_owned();
    let response = call.header("X-One", "2").await.unwrap();
    assert_eq!((response.status().as_u16(), response.request_id()), (200, Some("08F7")));
    assert_eq!(response.operation(), Some("v3/Cards/{id}"));

    let request = server.requests.recv().unwrap();
    assert!(request.starts_with("POST /Base/v3/Cards/%C3%A9%2F~?q=a%20b%2Bc HTTP/1.1\r\n"), "{request}");
    assert_eq!(target, "/Base/v3/Cards/%C3%A9%2F~?q=a%20b%2Bc");
    for line in ["x-all: 1", "x-one: 2", "user-agent: test/1", "accept: application/json", "accept-encoding: gzip"] {
        assert!(request.contains(&format!("\r\n{line}\r\n")), "{line} in {request}");
    }
    assert!(request.ends_with("\r\n\r\n\"x\""), "{request}");
}

#[tokio::test]
async fn a_target_that_the_url_library_would_change_is_never_sent() {
    let server = serve([]);
    for path in ["a b", "a/%2e%2e/b", "%2E/b", "é", "a\\b", "a\tb", "a\nb"] {
        let error = Client::of(&server).0.chain(path).get().await.unwrap_err();
        assert_eq!((error.kind(), error.delivery()), (ErrorKind::Request, Delivery::NotSent), "{path:?}");
    }
    assert!(server.requests.try_recv().is_err());
}

#[tokio::test]
async fn redirects_are_answers() {
    let target = serve([answer("200 OK", "", "")]);
    let server = serve([answer("302 Found", &format!("Location: {}/x\r\n", target.url), "")]);
    assert_eq!(Client::of(&server).0.chain("a").get().await.unwrap().status(), 302);
    assert!(target.requests.try_recv().is_err());
}

#[tokio::test]
async fn a_refused_connection_sends_nothing() {
    let (_kept, url) = refusing();
    let client = Client::builder(&url).retry(Retry::never()).build().unwrap();
    let error = client.0.chain("v3/{id}").with("id", "hidden").query("key", "hidden").get().await.unwrap_err();
    assert_eq!((error.kind(), error.delivery()), (ErrorKind::Connect, Delivery::NotSent));
    assert_eq!(error.operation(), Some("v3/{id}"));
    let shown = format!("{error} {error:?}");
    assert!(!shown.contains("hidden"), "{shown}");
}

#[cfg(feature = "rustls")]
#[tokio::test]
async fn a_server_without_tls_gets_nothing_of_an_https_request() {
    let server = serve([Reply::Bytes(b"HTTP/1.1 400 Bad Request\r\n\r\n".to_vec())]);
    let client =
        Client::builder(&server.url.replace("http:", "https:")).timeout(SHORT).retry(Retry::never()).build().unwrap();
    let error = client.0.chain("secret-path").get().await.unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::Connect | ErrorKind::Timeout), "{error}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn a_call_ends_with_its_time() {
    let server =
        serve([Reply::Hold(vec![]), Reply::Hold(b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf".to_vec())]);
    let client = Client::of(&server);
    let silent = client.0.chain("a").get().timeout(SHORT).await.unwrap_err();
    assert_eq!((silent.kind(), silent.delivery()), (ErrorKind::Timeout, Delivery::MaybeReceived));
    assert!(silent.to_string().contains("no answer within 200ms; the server may have received"), "{silent}");
    server.closed.recv().unwrap();

    let slow = client.0.chain("a").get().timeout(SHORT).await.unwrap_err();
    assert_eq!((slow.kind(), slow.delivery()), (ErrorKind::Timeout, Delivery::Inconclusive));
    assert_eq!(slow.status().unwrap(), 200);
}

#[tokio::test]
async fn an_answer_that_is_cut_short_is_an_error() {
    let whole = gzip(&[b'x'; 4000]);
    let replies = [
        b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf".to_vec(),
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nhalf\r\n".to_vec(),
        [b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n", &whole[..whole.len() / 2]].concat(),
    ];
    let server = serve(replies.map(Reply::Bytes));
    for _ in 0..3 {
        let error = Client::of(&server).0.chain("a").get().await.unwrap_err();
        assert_eq!((error.kind(), error.delivery()), (ErrorKind::Transport, Delivery::Inconclusive));
        assert_eq!(error.status().unwrap(), 200);
        assert!(error.to_string().contains("cut short"), "{error}");
        assert!(error.to_string().contains("whether the server did what was asked is not known"), "{error}");
        assert!(error.response().is_none());
    }
}

#[tokio::test]
async fn a_connection_that_closes_without_an_answer_leaves_a_doubt() {
    for bytes in [b"".to_vec(), b"HTTP/1.1 2".to_vec(), b"not http at all\r\n\r\n".to_vec()] {
        let server = serve([Reply::Bytes(bytes)]);
        let error = Client::of(&server).0.chain("a").get().await.unwrap_err();
        assert_eq!((error.kind(), error.delivery()), (ErrorKind::Transport, Delivery::MaybeReceived), "{error}");
    }
}

#[tokio::test]
async fn bodies_are_read_up_to_their_limit() {
    let chunked =
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n6\r\n world\r\n0\r\n\r\n".to_vec();
    let server = serve([answer("200 OK", "", "hello world"), Reply::Bytes(chunked)]);
    let client = Client::of(&server);
    for _ in 0..2 {
        let response = client.0.chain("a").get().max_response_size(11).await.unwrap();
        assert_eq!(response.body(), "hello world");
    }
}

#[tokio::test]
async fn larger_bodies_are_an_error_however_they_come() {
    let bomb = answer("200 OK", "Content-Encoding: gzip\r\n", gzip(&vec![0; 8 << 20]));
    let chunked = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nfff\r\n".to_vec();
    let endless = Reply::Hold([chunked, vec![b'x'; 0xfff]].concat());
    let announced = Reply::Hold(b"HTTP/1.1 200 OK\r\nContent-Length: 999999999999\r\n\r\n".to_vec());
    let server = serve([bomb, endless, announced]);
    let client = Client::builder(&server.url).max_response_size(1000).build().unwrap();
    for _ in 0..3 {
        let error = client.0.chain("a").get().await.unwrap_err();
        assert_eq!((error.kind(), error.delivery()), (ErrorKind::TooLarge, Delivery::Inconclusive));
        assert_eq!(error.status().unwrap().as_u16(), 200);
        let text = error.to_string();
        assert!(text.contains("1000 bytes") && text.contains("max_response_size"), "{text}");
    }
}

#[tokio::test]
async fn compressed_answers_are_handed_out_decompressed() {
    let server = serve([answer("200 OK", "Content-Encoding: gzip\r\n", gzip(b"hello"))]);
    assert_eq!(Client::of(&server).0.chain("a").get().await.unwrap().body(), "hello");
}

#[tokio::test]
async fn dropping_the_future_breaks_the_exchange_off() {
    let server = serve([Reply::Hold(vec![])]);
    let task = tokio::spawn(Client::of(&server).0.chain("a").get().into_future());
    let requests = server.requests;
    tokio::task::spawn_blocking(move || requests.recv().unwrap()).await.unwrap();
    task.abort();
    assert!(task.await.unwrap_err().is_cancelled());
    tokio::task::spawn_blocking(move || server.closed.recv().unwrap()).await.unwrap();
}

#[test]
fn awaiting_without_a_runtime_is_an_error() {
    let client = Client::builder("http://127.0.0.1:9").build().unwrap();
    let mut call = pin!(client.0.chain("a").get().into_future());
    let std::task::Poll::Ready(outcome) = call.as_mut().poll(&mut Context::from_waker(Waker::noop())) else {
        panic!("it waits for a runtime that is not there");
    };
    let error = outcome.unwrap_err();
    assert_eq!((error.kind(), error.delivery()), (ErrorKind::Request, Delivery::NotSent));
    assert!(error.to_string().contains("tokio runtime"), "{error}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn connections_are_kept_for_the_next_call() {
    let twice = b"HTTP/1.1 204 No Content\r\n\r\n".to_vec();
    let server = serve([Reply::Hold(twice)]);
    let client = Client::builder(&server.url).pool_idle_timeout(Duration::from_secs(60)).build().unwrap();
    assert_eq!(client.0.chain("a").get().await.unwrap().status(), 204);
    // The server answers only once on a connection and takes no second one: the call hangs on the first.
    let error = client.0.chain("b").get().timeout(SHORT).await.unwrap_err();
    assert_eq!((error.kind(), error.delivery()), (ErrorKind::Timeout, Delivery::MaybeReceived));
    drop(client);
    server.closed.recv().unwrap();
}
