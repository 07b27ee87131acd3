//! A request as it arrived, taken apart.

use percent_encoding::percent_decode_str;
use serde_json::Value;
use wechatpay_mock::{Received, Verdict};

/// A request as it arrived.
pub struct Arrived {
    /// As the mock has it.
    pub received: Received,
}

impl Arrived {
    pub fn new(received: Received) -> Self {
        Self { received }
    }

    /// Why the mock refuses its signature, where it does.
    pub fn refused(&self) -> Option<String> {
        match &self.received.verdict {
            Verdict::Accepted => None,
            other => Some(format!("the mock does not accept it: {other:?}")),
        }
    }

    /// The query, decoded, in the order of names.
    pub fn query(&self) -> Vec<(String, String)> {
        let query = self.received.target.split_once('?').map_or("", |(_, query)| query);
        let mut pairs: Vec<_> = query.split('&').filter(|pair| !pair.is_empty()).map(pair).collect();
        pairs.sort();
        pairs
    }

    /// The JSON of the body, where it is some.
    pub fn json(&self) -> Option<Value> {
        serde_json::from_slice(&self.received.body).ok()
    }

    /// The parts of a multipart body: name, name of the file, and content.
    pub fn parts(&self) -> Vec<Part> {
        let content_type = self.received.header("content-type").unwrap_or_default();
        let Some((_, boundary)) = content_type.split_once("boundary=") else { return Vec::new() };
        let delimiter = format!("--{}", boundary.trim_matches('"'));
        let body = String::from_utf8_lossy(&self.received.body);
        body.split(delimiter.as_str()).filter_map(Part::read).collect()
    }
}

fn pair(text: &str) -> (String, String) {
    let (name, value) = text.split_once('=').unwrap_or((text, ""));
    let decoded = |text: &str| percent_decode_str(&text.replace('+', " ")).decode_utf8_lossy().into_owned();
    (decoded(name), decoded(value))
}

/// A part of a multipart body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// Its name.
    pub name: String,
    /// The name of the file, where it is one.
    pub file: Option<String>,
    /// What it holds.
    pub content: String,
}

impl Part {
    fn read(text: &str) -> Option<Self> {
        let (head, content) = text.split_once("\r\n\r\n")?;
        let disposition = head.lines().find(|line| line.to_ascii_lowercase().starts_with("content-disposition:"))?;
        let parameter = |name: &str| {
            let (_, after) = disposition.split_once(&format!("; {name}=\""))?;
            after.split_once('"').map(|(value, _)| value.to_owned())
        };
        let content = content.strip_suffix("\r\n").unwrap_or(content).to_owned();
        Some(Self { name: parameter("name")?, file: parameter("filename"), content })
    }
}
