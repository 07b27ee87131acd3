//! The one section of a PEM text (RFC 7468), and texts from files.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use base64::prelude::{BASE64_STANDARD, Engine as _};
use zeroize::Zeroizing;

use super::error::KeyProblem;

/// No key or certificate comes near to it.
const LIMIT: usize = 64 * 1024;

/// What stands between a BEGIN and an END line.
pub(super) struct Section {
    pub(super) kind: Kind,
    pub(super) der: Zeroizing<Vec<u8>>,
}

/// What a section says of itself.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Pkcs8,
    Pkcs1,
    PublicKey,
    Certificate,
    Other(String),
}

/// The section of a text that has exactly one.
pub(super) fn only_section(text: &[u8]) -> Result<Section, KeyProblem> {
    if text.len() > LIMIT {
        return Err(KeyProblem::TooLong);
    }
    let text = std::str::from_utf8(text).map_err(|_| KeyProblem::NotText)?;
    let labels = labels(text);
    match labels.as_slice() {
        [] => Err(without_section(text)),
        ["EC PARAMETERS", "EC PRIVATE KEY"] | ["EC PRIVATE KEY"] => Err(KeyProblem::Algorithm("an EC key")),
        ["DSA PRIVATE KEY"] => Err(KeyProblem::Algorithm("a DSA key")),
        ["ENCRYPTED PRIVATE KEY"] => Err(KeyProblem::Encrypted),
        [_] if text.contains("Proc-Type: 4,ENCRYPTED") => Err(KeyProblem::Encrypted),
        [label] => section(text, label),
        several => Err(KeyProblem::Several(several.iter().map(|label| shown(label)).collect())),
    }
}

fn section(text: &str, label: &str) -> Result<Section, KeyProblem> {
    let (begin, end) = (format!("-----BEGIN {label}-----"), format!("-----END {label}-----"));
    let inside = text.split_once(&begin).and_then(|(_, rest)| rest.split_once(&end)).map(|(inside, _)| inside);
    let der = decode(inside.ok_or_else(|| KeyProblem::Unclosed(shown(label)))?);
    let kind = match label {
        "PRIVATE KEY" => Kind::Pkcs8,
        "RSA PRIVATE KEY" => Kind::Pkcs1,
        "PUBLIC KEY" | "RSA PUBLIC KEY" => Kind::PublicKey,
        "CERTIFICATE" | "X509 CERTIFICATE" => Kind::Certificate,
        other => Kind::Other(shown(other)),
    };
    Ok(Section { kind, der: der.ok_or_else(|| KeyProblem::Broken(shown(label)))? })
}

/// Decodes the lines of a section. Done here, as the crates for PEM leave copies of a key in memory that they do not wipe.
fn decode(lines: &str) -> Option<Zeroizing<Vec<u8>>> {
    let mut base64 = Zeroizing::new(Vec::with_capacity(lines.len()));
    base64.extend(lines.bytes().filter(|byte| !byte.is_ascii_whitespace()));
    // Room for all of it from the start, for the same reason.
    let mut der = Zeroizing::new(Vec::with_capacity(base64.len() / 4 * 3 + 3));
    BASE64_STANDARD.decode_vec(&*base64, &mut der).ok().map(|()| der)
}

/// What the BEGIN lines name.
fn labels(text: &str) -> Vec<&str> {
    let rests = text.split("-----BEGIN ").skip(1);
    rests.map(|rest| rest.split_once("-----").map_or("", |(label, _)| label)).collect()
}

fn without_section(text: &str) -> KeyProblem {
    let text = text.trim();
    let has_suffix = [".pem", ".key", ".crt", ".cer"].iter().any(|suffix| text.ends_with(suffix));
    match text {
        "" => KeyProblem::Empty,
        _ if has_suffix && !text.contains('\n') => KeyProblem::FileName,
        _ => KeyProblem::NoSection,
    }
}

/// A label that is fit for an error: what is no label is not shown, as it may be a piece of a key.
fn shown(label: &str) -> String {
    let is_label =
        label.len() <= 40 && label.bytes().all(|byte| byte.is_ascii_uppercase() || b"0123456789 ".contains(&byte));
    if is_label { label.to_owned() } else { "unnamed".to_owned() }
}

/// Reads a file that holds a key.
pub(super) fn read(path: &Path) -> Result<Zeroizing<Vec<u8>>, KeyProblem> {
    // Room for all of it from the start: a growing buffer would leave pieces of a key behind.
    let mut text = Zeroizing::new(Vec::with_capacity(LIMIT + 2));
    let limit = LIMIT as u64 + 1;
    let read = File::open(path).and_then(|file| file.take(limit).read_to_end(&mut text));
    read.map(|_| text).map_err(|error| KeyProblem::Unreadable(error.kind()))
}
