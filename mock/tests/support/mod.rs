//! A client that is nothing but a socket, so that the mock is seen as it is on the wire.
#![allow(dead_code, reason = "each test file uses its own part")]

use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};

use serde_json::Value;

pub mod signed;

/// A card that tests deposit into.
pub const CARD: &str = "pbLatjvWOibDc5-TBnbUk1pD12o0";

/// The head of an answer.
#[derive(Debug)]
pub struct Head {
    pub status: u16,
    pub headers: Vec<(String, String)>,
}

impl Head {
    pub fn header(&self, name: &str) -> Option<&str> {
        let found = self.headers.iter().find(|(key, _)| key == name);
        found.map(|(_, value)| value.as_str())
    }
}

/// An answer, read until the server closed the connection.
#[derive(Debug)]
pub struct Reply {
    pub head: Head,
    pub body: Vec<u8>,
}

impl Reply {
    pub fn status(&self) -> u16 {
        self.head.status
    }

    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).expect("a JSON body")
    }
}

/// The target of the deposit endpoint for a card id that is encoded already.
pub fn target(card: &str) -> String {
    format!("/v3/marketing/membercard-open/cards/{card}/codes/deposit")
}

/// The headers that the endpoint demands.
pub const HEADERS: &[(&str, &str)] =
    &[("User-Agent", "test"), ("Accept", "application/json"), ("Content-Type", "application/json")];

/// The bytes of a request after which the server closes the connection.
pub fn request(method: &str, target: &str, headers: &[(&str, &str)], body: &[u8]) -> Vec<u8> {
    let mut bytes = format!("{method} {target} HTTP/1.1\r\nHost: mock\r\nConnection: close\r\n");
    for (name, value) in headers {
        bytes += &format!("{name}: {value}\r\n");
    }
    bytes += &format!("Content-Length: {}\r\n\r\n", body.len());
    let mut bytes = bytes.into_bytes();
    bytes.extend_from_slice(body);
    bytes
}

/// A well-formed deposit of `body` into [`CARD`].
pub fn deposit_request(body: &str) -> Vec<u8> {
    request("POST", &target(CARD), HEADERS, body.as_bytes())
}

/// Sends `bytes` on a connection of its own.
pub fn connect_and_send(address: SocketAddr, bytes: &[u8]) -> BufReader<TcpStream> {
    try_to_send(address, bytes).expect("the mock listens and reads")
}

fn try_to_send(address: SocketAddr, bytes: &[u8]) -> io::Result<BufReader<TcpStream>> {
    let mut stream = TcpStream::connect(address)?;
    stream.write_all(bytes)?;
    Ok(BufReader::new(stream))
}

/// Reads the head of an answer.
pub fn read_head(reader: &mut impl BufRead) -> io::Result<Head> {
    let first = read_line(reader)?;
    let status = first.split(' ').nth(1).and_then(|status| status.parse().ok());
    let status = status.ok_or_else(|| io::Error::other(format!("no status in {first:?}")))?;
    Ok(Head { status, headers: read_headers(reader)? })
}

/// Reads headers and the empty line after them.
pub fn read_headers(reader: &mut impl BufRead) -> io::Result<Vec<(String, String)>> {
    let mut headers = Vec::new();
    loop {
        let line = read_line(reader)?;
        let Some((name, value)) = line.split_once(": ") else {
            return Ok(headers);
        };
        headers.push((name.to_ascii_lowercase(), value.to_owned()));
    }
}

pub fn read_line(reader: &mut impl BufRead) -> io::Result<String> {
    let mut line = String::new();
    reader.read_line(&mut line)?;
    Ok(line.trim_end().to_owned())
}

/// Sends `bytes` and reads until the server closes the connection.
pub fn exchange(address: SocketAddr, bytes: &[u8]) -> io::Result<Reply> {
    let mut reader = try_to_send(address, bytes)?;
    let head = read_head(&mut reader)?;
    let mut body = Vec::new();
    reader.read_to_end(&mut body)?;
    Ok(Reply { head, body })
}

/// Deposits into [`CARD`] and takes the results out of the answer.
pub fn deposit(address: SocketAddr, body: &str) -> Vec<(String, String)> {
    let reply = exchange(address, &deposit_request(body)).expect("an answer");
    assert_eq!(reply.status(), 200, "{reply:?}");
    let text = |value: &Value| value.as_str().expect("a string").to_owned();
    let data = reply.json()["data"].as_array().expect("data").clone();
    data.iter().map(|entry| (text(&entry["code"]), text(&entry["result"]))).collect()
}
