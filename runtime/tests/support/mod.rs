//! A server on loopback that plays what it is told, one connection after the other.

#![allow(dead_code, reason = "each test uses a part")]

pub mod events;
pub mod keys;
pub mod wire;

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;
use std::time::Duration;

use openapi_client_runtime::{Builder, Core, Retry};
use tokio::net::TcpSocket;

/// What the server does with a connection after it has read a request.
pub enum Reply {
    /// Writes these bytes and closes.
    Bytes(Vec<u8>),
    /// Writes these bytes, and keeps the connection until the client closes it.
    Hold(Vec<u8>),
    /// Resets the connection without having read the request.
    Reset,
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
    if matches!(reply, Reply::Reset) {
        // What is closed with something unread is reset.
        let _ = stream.peek(&mut [0]);
        return;
    }
    let _ = request.send(String::from_utf8_lossy(&read_request(&mut stream)).into_owned());
    match reply {
        Reply::Reset => {}
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

/// A request as it came, as far as its `Content-Length` goes.
pub fn read_request(stream: &mut TcpStream) -> Vec<u8> {
    let mut text = Vec::new();
    let mut byte = [0];
    while !text.ends_with(b"\r\n\r\n") && stream.read(&mut byte).is_ok_and(|count| count > 0) {
        text.push(byte[0]);
    }
    let head = String::from_utf8_lossy(&text).to_lowercase();
    let length = head.lines().find_map(|line| line.strip_prefix("content-length: ")?.parse().ok()).unwrap_or(0);
    let _ = stream.take(length).read_to_end(&mut text);
    text
}

/// A host that refuses every connection as long as the socket is kept: its port is taken, and nobody listens.
pub fn refusing() -> (TcpSocket, String) {
    let socket = TcpSocket::new_v4().unwrap();
    socket.bind("127.0.0.1:0".parse().unwrap()).unwrap();
    let url = format!("http://{}", socket.local_addr().unwrap());
    (socket, url)
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

    /// A client that sends every call once.
    pub fn of(server: &Server) -> Self {
        Self::builder(&server.url).retry(Retry::never()).build().unwrap()
    }
}

/// Shorter than a person notices, longer than loopback needs to connect.
pub const SHORT: Duration = Duration::from_millis(200);
