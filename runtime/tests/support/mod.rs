//! A server on loopback that plays what it is told, one connection after the other.

#![allow(dead_code, reason = "each test uses a part")]

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;
use std::time::Duration;

use openapi_client_runtime::{Builder, Core};

/// What the server does with a connection after it has read a request.
pub enum Reply {
    /// Writes these bytes and closes.
    Bytes(Vec<u8>),
    /// Writes these bytes, and keeps the connection until the client closes it.
    Hold(Vec<u8>),
}

pub struct Server {
    pub url: String,
    /// Each request as it came.
    pub requests: Receiver<String>,
    /// A word for each connection of [`Reply::Hold`] that the client has closed.
    pub closed: Receiver<()>,
}

pub fn serve(replies: impl IntoIterator<Item = Reply>) -> Server {
    let replies: Vec<_> = replies.into_iter().collect();
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let (request, requests) = channel();
    let (close, closed) = channel();
    thread::spawn(move || {
        for reply in replies {
            let Ok((stream, _)) = listener.accept() else { return };
            play(stream, reply, &request, &close);
        }
    });
    Server { url, requests, closed }
}

fn play(mut stream: TcpStream, reply: Reply, request: &Sender<String>, close: &Sender<()>) {
    let _ = request.send(read_request(&mut stream));
    match reply {
        Reply::Bytes(bytes) => {
            let _ = stream.write_all(&bytes);
        }
        Reply::Hold(bytes) => {
            let _ = stream.write_all(&bytes);
            let _ = stream.read_to_end(&mut Vec::new());
            let _ = close.send(());
        }
    }
}

fn read_request(stream: &mut TcpStream) -> String {
    let mut text = Vec::new();
    let mut byte = [0];
    while !text.ends_with(b"\r\n\r\n") && stream.read(&mut byte).is_ok_and(|count| count > 0) {
        text.push(byte[0]);
    }
    let head = String::from_utf8_lossy(&text).to_lowercase();
    let length = head.lines().find_map(|line| line.strip_prefix("content-length: ")?.parse().ok()).unwrap_or(0);
    let mut body = vec![0; length];
    let _ = stream.read_exact(&mut body);
    String::from_utf8_lossy(&[text, body].concat()).into_owned()
}

/// An answer with a body of a known length. It says that the connection ends with it: a client may otherwise use it
/// again before it learns that it is closed.
pub fn answer(status: &str, headers: &str, body: impl AsRef<[u8]>) -> Reply {
    let body = body.as_ref();
    let head = format!("HTTP/1.1 {status}\r\nContent-Length: {}\r\nConnection: close\r\n{headers}\r\n", body.len());
    Reply::Bytes([head.as_bytes(), body].concat())
}

/// A client without a document.
#[derive(Debug)]
pub struct Client(pub Core);

impl From<Core> for Client {
    fn from(core: Core) -> Self {
        Self(core)
    }
}

impl Client {
    pub fn builder(url: &str) -> Builder<Self> {
        Builder::new(url, "test/1")
    }

    pub fn of(server: &Server) -> Self {
        Self::builder(&server.url).build().unwrap()
    }
}

/// Shorter than a person notices, longer than loopback needs to connect.
pub const SHORT: Duration = Duration::from_millis(200);
