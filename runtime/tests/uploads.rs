//! Bodies of several parts, over real sockets.

mod support;

use std::fs::{self, File};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::Duration;

use openapi_client_runtime::{
    Builder, Call, Core, Delivery, ErrorKind, Method, Multipart, Operation, Part, Protocol, Request, Response, Result,
    Retry,
};
use support::read_request;

static UPLOAD: Operation = Operation::new("upload", Method::POST, "/upload");

/// A server that reads whole requests, does something after each, and answers with these statuses in turn.
fn serve(statuses: &'static [u16], mut after: impl FnMut(usize) + Send + 'static) -> (String, Receiver<Vec<u8>>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let (give, take) = channel();
    thread::spawn(move || {
        for (number, status) in statuses.iter().enumerate() {
            let Ok((mut stream, _)) = listener.accept() else { return };
            let _ = give.send(read_request(&mut stream));
            after(number);
            let answer = format!("HTTP/1.1 {status} X\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
            let _ = std::io::Write::write_all(&mut stream, answer.as_bytes());
        }
    });
    (url, take)
}

fn core(url: &str) -> Core {
    let builder: Builder<Core> = Builder::new(url, "test/1");
    builder.retry(Retry::default().first_delay(Duration::from_millis(1))).build().unwrap()
}

fn upload(url: &str, body: Multipart) -> Call<Response> {
    core(url).operation(&UPLOAD).multipart(body).call()
}

/// A file of its own for each test.
fn file(name: &str, content: &[u8]) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{}-{name}", std::process::id()));
    fs::write(&path, content).unwrap();
    path
}

fn part(path: &Path) -> Part {
    Part::file("file", "a.bin", "application/octet-stream", path).unwrap()
}

fn body_of(request: &[u8]) -> &[u8] {
    let head = request.windows(4).position(|window| window == b"\r\n\r\n").unwrap();
    &request[head + 4..]
}

#[tokio::test]
async fn parts_arrive_byte_for_byte_with_their_length() {
    let bytes: Vec<u8> = (0..=255).cycle().take(300_000).collect();
    let path = file("exact", &bytes);
    let meta = Part::json("meta", &openapi_client_runtime::Json::from("名")).unwrap();
    let body = Multipart::new()
        .part(meta)
        .part(Part::text("note", "a\r\nb"))
        .part(Part::bytes("raw", "r.bin", "image/png", b"\x00\xff".to_vec()))
        .part(part(&path));
    let (url, requests) = serve(&[200], |_| {});
    let call = upload(&url, body);
    assert!(call.request().unwrap().body().is_empty());
    assert_eq!(call.request().unwrap().multipart().unwrap().parts().len(), 4);
    assert_eq!(call.await.unwrap().status(), 200);
    fs::remove_file(&path).unwrap();

    let request = requests.recv().unwrap();
    let sent = body_of(&request);
    let head = String::from_utf8(request[..request.len() - sent.len()].to_vec()).unwrap().to_lowercase();
    let boundary = head.split_once("content-type: multipart/form-data; boundary=").unwrap().1;
    let boundary = boundary.lines().next().unwrap();
    let part = |head: &str, content: &[u8]| {
        [format!("--{boundary}\r\nContent-Disposition: form-data; {head}\r\n\r\n").as_bytes(), content, b"\r\n"]
            .concat()
    };
    let expected = [
        part("name=\"meta\"\r\nContent-Type: application/json", "\"名\"".as_bytes()),
        part("name=\"note\"", b"a\r\nb"),
        part("name=\"raw\"; filename=\"r.bin\"\r\nContent-Type: image/png", b"\x00\xff"),
        part("name=\"file\"; filename=\"a.bin\"\r\nContent-Type: application/octet-stream", &bytes),
        format!("--{boundary}--\r\n").into_bytes(),
    ]
    .concat();
    assert!(sent == expected, "{} bytes in place of {}", sent.len(), expected.len());
    assert!(head.contains(&format!("\r\ncontent-length: {}\r\n", expected.len())), "{head}");
    assert!(!head.contains("transfer-encoding"), "{head}");
}

#[tokio::test]
async fn a_path_given_as_text_takes_parts_as_well() {
    let (url, requests) = serve(&[200], |_| {});
    let body = Multipart::new().part(Part::text("a", "b"));
    core(&url).chain("upload").post_multipart(body).await.unwrap();
    assert!(requests.recv().unwrap().ends_with(b"--\r\n"));
}

#[tokio::test]
async fn a_repeated_call_reads_its_file_again() {
    let path = file("again", b"first.");
    let changed = path.clone();
    let (url, requests) = serve(&[500, 200], move |_| fs::write(&changed, b"second").unwrap());
    let response = upload(&url, Multipart::new().part(part(&path))).idempotent().await.unwrap();
    assert_eq!((response.status().as_u16(), response.attempts()), (200, 2));
    fs::remove_file(&path).unwrap();
    let bodies = [requests.recv().unwrap(), requests.recv().unwrap()];
    let text = |request: &[u8]| String::from_utf8(body_of(request).to_vec()).unwrap();
    assert!(text(&bodies[0]).contains("\r\n\r\nfirst.\r\n"));
    assert_eq!(text(&bodies[1]), text(&bodies[0]).replace("first.", "second"));
}

#[tokio::test]
async fn a_file_that_has_grown_is_sent_as_long_as_it_was() {
    let path = file("grown", b"short");
    let (url, requests) = serve(&[200], |_| {});
    let call = upload(&url, Multipart::new().part(part(&path)));
    fs::write(&path, b"short no longer").unwrap();
    call.await.unwrap();
    fs::remove_file(&path).unwrap();
    assert!(String::from_utf8_lossy(&requests.recv().unwrap()).contains("\r\n\r\nshort\r\n--"));
}

#[tokio::test]
async fn a_file_that_has_become_shorter_breaks_the_call_off() {
    let path = file("shorter", &[b'x'; 100_000]);
    let (url, _requests) = serve(&[200, 200, 200], |_| {});
    // Marked, and still not repeated: the file would be the same.
    let call = upload(&url, Multipart::new().part(part(&path))).idempotent();
    File::options().write(true).open(&path).unwrap().set_len(70_000).unwrap();
    let error = call.await.unwrap_err();
    fs::remove_file(&path).unwrap();
    assert_eq!((error.kind(), error.delivery()), (ErrorKind::Request, Delivery::MaybeReceived));
    let text = error.to_string();
    assert!(text.contains("shorter") && text.contains("70000 of 100000 bytes"), "{text}");
    assert!(text.contains("upload: the file ") && text.contains("the server may have received"), "{text}");
    assert_eq!(error.attempts(), 1);
}

#[tokio::test]
async fn a_file_that_has_gone_breaks_the_call_off() {
    let path = file("gone", b"x");
    let (url, _requests) = serve(&[200], |_| {});
    let call = upload(&url, Multipart::new().part(part(&path)));
    fs::remove_file(&path).unwrap();
    let error = call.await.unwrap_err();
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::Request, 1));
    assert!(error.to_string().contains("gone cannot be read"), "{error}");
}

/// Signs the part `meta` alone.
#[derive(Debug)]
struct SignsMeta;

impl Protocol for SignsMeta {
    fn prepare(&self, request: &mut Request) -> Result<()> {
        let parts = request.multipart().unwrap().parts();
        assert!(parts[1].content().is_none(), "a file is read when it is sent");
        let meta = String::from_utf8(parts[0].content().unwrap().to_vec()).unwrap();
        let signed = format!("{} {meta}", parts[0].name());
        request.headers_mut().insert("signed", signed.parse().unwrap());
        Ok(())
    }
}

#[tokio::test]
async fn a_protocol_sees_the_parts() {
    let path = file("signed", b"x");
    let (url, requests) = serve(&[200], |_| {});
    let builder: Builder<Core> = Builder::new(&url, "test/1");
    let body = Multipart::new().part(Part::text("meta", "abc")).part(part(&path));
    builder.protocol(SignsMeta).build().unwrap().operation(&UPLOAD).multipart(body).call::<Response>().await.unwrap();
    fs::remove_file(&path).unwrap();
    assert!(String::from_utf8_lossy(&requests.recv().unwrap()).contains("\r\nsigned: meta abc\r\n"));
}

#[cfg(feature = "blocking")]
#[test]
fn a_blocking_call_sends_parts_as_well() {
    let path = file("blocking", &[b'y'; 200_000]);
    let (url, requests) = serve(&[200], |_| {});
    assert_eq!(upload(&url, Multipart::new().part(part(&path))).wait().unwrap().status(), 200);
    let (url, _requests) = serve(&[200], |_| {});
    let call = upload(&url, Multipart::new().part(part(&path)));
    fs::write(&path, b"y").unwrap();
    assert!(call.wait().unwrap_err().to_string().contains("1 of 200000 bytes"));
    fs::remove_file(&path).unwrap();
    assert!(requests.recv().unwrap().len() > 200_000);
}
