//! Answers that are read piece by piece.

mod support;

use std::io::Write as _;
use std::time::Duration;

use flate2::Compression;
use flate2::write::GzEncoder;
use futures_util::stream;
use openapi_client_runtime::{
    Authenticity, BoxFuture, Builder, Bytes, Call, Core, Delivery, Error, ErrorKind, HeaderMap, Incoming, Limits,
    Method, Operation, Protocol, Request, Response, Result, Retry, StatusCode, Transport,
};
use support::wire::{Wire, reply};
use support::{Reply, SHORT, answer, serve};

static DOWNLOAD: Operation = Operation::new("download", Method::GET, "/file");

fn builder(url: &str) -> Builder<Core> {
    Builder::new(url, "test/1").retry(Retry::default().first_delay(Duration::from_millis(1)))
}

fn download(core: &Core) -> Call<Response> {
    core.operation(&DOWNLOAD).call()
}

async fn pieces(mut incoming: Incoming) -> Result<Vec<Bytes>> {
    let mut pieces = Vec::new();
    while let Some(piece) = incoming.piece().await? {
        pieces.push(piece);
    }
    assert!(incoming.piece().await?.is_none(), "an end is an end");
    Ok(pieces)
}

fn chunked(status: &str, chunks: &[&str]) -> Vec<u8> {
    let chunks: String = chunks.iter().map(|chunk| format!("{:x}\r\n{chunk}\r\n", chunk.len())).collect();
    format!("HTTP/1.1 {status}\r\nTransfer-Encoding: chunked\r\nConnection: close\r\nRequest-Id: 7\r\n\r\n{chunks}")
        .into()
}

#[tokio::test]
async fn a_body_larger_than_any_limit_comes_in_pieces() {
    let body: Vec<u8> = (0..=255).cycle().take(3 << 20).collect();
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(&body).unwrap();
    let compressed = answer("200 OK", "Content-Encoding: gzip\r\n", encoder.finish().unwrap());
    let server = serve([answer("200 OK", "X-Kept: yes\r\n", &body), compressed]);
    let core = builder(&server.url).max_response_size(1000).build().unwrap();
    for is_plain in [true, false] {
        let incoming = download(&core).open().await.unwrap();
        let response = incoming.response();
        assert_eq!((response.status().as_u16(), response.headers().contains_key("x-kept")), (200, is_plain));
        assert_eq!((response.operation(), response.body().len()), (Some("download"), 0));
        let pieces = pieces(incoming).await.unwrap();
        assert!(pieces.len() > 1 && pieces.iter().all(|piece| piece.len() < body.len()));
        assert!(pieces.concat() == body);
    }
}

#[tokio::test]
async fn an_answer_without_a_body_has_no_pieces() {
    let server = serve([Reply::Bytes(b"HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n".to_vec())]);
    let incoming = download(&builder(&server.url).build().unwrap()).open().await.unwrap();
    assert!(pieces(incoming).await.unwrap().is_empty());
}

#[tokio::test]
async fn what_is_no_success_is_an_error_with_its_whole_body() {
    let whole = [chunked("404 Not Found", &["no ", "such file"]), b"0\r\n\r\n".to_vec()].concat();
    let server = serve([Reply::Bytes(whole), answer("302 Found", "Location: /x\r\n", "elsewhere")]);
    let core = builder(&server.url).build().unwrap();
    for (status, body) in [(404, "no such file"), (302, "elsewhere")] {
        let error = download(&core).open().await.unwrap_err();
        assert_eq!((error.kind(), error.delivery()), (ErrorKind::Status, Delivery::Answered));
        assert_eq!((error.status().unwrap().as_u16(), error.operation()), (status, Some("download")));
        assert_eq!(error.response().unwrap().body(), body);
    }
}

#[tokio::test]
async fn what_is_no_success_is_read_up_to_its_limit() {
    let endless = Reply::Hold(chunked("404 Not Found", &["x"; 100]));
    let server = serve([endless, answer("400 Bad Request", "", "x".repeat(51))]);
    let core = builder(&server.url).max_response_size(50).build().unwrap();
    for status in [404, 400] {
        let error = download(&core).open().await.unwrap_err();
        assert_eq!((error.kind(), error.delivery()), (ErrorKind::TooLarge, Delivery::Inconclusive));
        assert_eq!(error.status().unwrap(), status);
        assert!(error.response().is_none() && error.to_string().contains("50 bytes"), "{error}");
    }
}

#[tokio::test]
async fn a_cut_body_is_an_error_and_the_last_piece() {
    let cut =
        [b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\nRequest-Id: 7\r\n\r\nhalf".to_vec(), chunked("200 OK", &["half"])];
    let server = serve(cut.map(Reply::Bytes));
    let core = builder(&server.url).build().unwrap();
    for _ in 0..2 {
        let mut incoming = download(&core).open().await.unwrap();
        assert_eq!(incoming.piece().await.unwrap().unwrap(), "half");
        let error = incoming.piece().await.unwrap_err();
        assert_eq!((error.kind(), error.delivery()), (ErrorKind::Transport, Delivery::Inconclusive));
        assert_eq!((error.status().unwrap().as_u16(), error.request_id()), (200, Some("7")));
        assert_eq!(error.operation(), Some("download"));
        assert!(error.to_string().contains("cut short after 4 bytes") && error.response().is_none(), "{error}");
        assert!(incoming.piece().await.unwrap().is_none());
    }
}

#[tokio::test]
async fn a_failure_that_is_cut_is_repeated_like_any_other() {
    let cut = Reply::Bytes(b"HTTP/1.1 500 Oh\r\nContent-Length: 9\r\n\r\nhalf".to_vec());
    let server = serve([cut, answer("503 Oh", "", ""), answer("200 OK", "", "whole")]);
    let incoming = download(&builder(&server.url).build().unwrap()).open().await.unwrap();
    assert_eq!(incoming.response().attempts(), 3);
    assert_eq!(pieces(incoming).await.unwrap(), ["whole"]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn the_time_of_a_call_holds_for_its_last_piece() {
    let half = b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf".to_vec();
    let server = serve([Reply::Hold(half.clone()), Reply::Hold(half)]);
    let core = builder(&server.url).build().unwrap();
    let mut incoming = download(&core).timeout(SHORT).open().await.unwrap();
    assert_eq!(incoming.piece().await.unwrap().unwrap(), "half");
    let error = incoming.piece().await.unwrap_err();
    assert_eq!((error.kind(), error.delivery()), (ErrorKind::Timeout, Delivery::Inconclusive));
    server.closed.recv().unwrap();

    let incoming = download(&core).open().await.unwrap();
    drop(incoming);
    server.closed.recv().unwrap();
}

#[tokio::test]
async fn a_transport_that_cannot_stream_gives_the_body_in_one_piece() {
    let wire = Wire::new(|_, before| match before {
        0 => Ok(reply(200, "whole")),
        1 => Ok(reply(404, "no such file")),
        _ => Err(Error::transport(ErrorKind::Transport, Delivery::Inconclusive, "cut short")),
    });
    let core = builder("https://example.com").transport(wire).retry(Retry::never()).build().unwrap();
    assert_eq!(pieces(download(&core).open().await.unwrap()).await.unwrap(), ["whole"]);
    let error = download(&core).open().await.unwrap_err();
    assert_eq!((error.kind(), error.response().unwrap().body()), (ErrorKind::Status, "no such file".into()));
    let error = download(&core).open().await.unwrap_err();
    assert_eq!((error.kind(), error.delivery()), (ErrorKind::Transport, Delivery::Inconclusive));
}

/// A transport with a stream that must not be asked again after its end.
#[derive(Debug)]
struct Strict;

impl Transport for Strict {
    fn send(&self, _: Request, _: &Limits) -> BoxFuture<'static, Result<Response>> {
        Box::pin(std::future::ready(Ok(reply(200, "whole"))))
    }

    fn open(&self, _: Request, _: &Limits) -> BoxFuture<'static, Result<Incoming>> {
        let head = Response::new(StatusCode::OK, HeaderMap::new(), "");
        let pieces = stream::unfold(0, |count| async move { (count < 2).then(|| (Ok("piece".into()), count + 1)) });
        Box::pin(std::future::ready(Ok(Incoming::new(head, Box::pin(pieces)))))
    }
}

/// Says of every answer the same, whatever its body.
#[derive(Debug)]
struct Says(Option<Authenticity>);

impl Protocol for Says {
    fn accept(&self, _: &Request, response: &mut Response) -> Result<()> {
        let authenticity = self.0.ok_or_else(|| Error::protocol("not to be believed"))?;
        response.set_authenticity(authenticity);
        Ok(())
    }
}

#[tokio::test]
async fn an_end_is_asked_for_once() {
    let core = builder("https://example.com").transport(Strict).build().unwrap();
    assert_eq!(pieces(download(&core).open().await.unwrap()).await.unwrap(), ["piece"; 2]);
}

#[tokio::test]
async fn a_body_that_the_protocol_has_not_seen_is_not_handed_out_as_verified() {
    for said in [Authenticity::Verified, Authenticity::Unverified, Authenticity::Unchecked] {
        let core = builder("https://example.com").transport(Strict).protocol(Says(Some(said))).build().unwrap();
        match download(&core).open().await {
            Ok(incoming) => assert_eq!(incoming.response().authenticity(), said),
            Err(error) => {
                assert_eq!((said, error.kind()), (Authenticity::Verified, ErrorKind::Protocol), "{error}");
            }
        }
        // Here it has seen all of it.
        assert_eq!(download(&core).await.unwrap().authenticity(), said);
    }
    let core = builder("https://example.com").transport(Strict).protocol(Says(Some(Authenticity::Verified)));
    let error = download(&core.build().unwrap()).open().await.unwrap_err();
    assert!(error.to_string().contains("a body is still to come"), "{error}");
    let core = builder("https://example.com").transport(Strict).protocol(Says(None)).build().unwrap();
    let error = download(&core).open().await.unwrap_err();
    assert_eq!((error.kind(), error.delivery()), (ErrorKind::Protocol, Delivery::Inconclusive));
}
