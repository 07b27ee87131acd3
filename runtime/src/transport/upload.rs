//! Bodies that are read while they are sent.

use std::fmt;
use std::io;
use std::path::PathBuf;

use bytes::{Bytes, BytesMut};
use futures_util::stream::{self, Stream, StreamExt};
use tokio::fs::File;
use tokio::io::AsyncReadExt;

use crate::multipart::{Multipart, Piece};

/// How much of a file is read at a time.
const BUFFER: usize = 64 << 10;

/// Why a file could not be sent as it was announced.
#[derive(Debug)]
pub(super) struct Broken(String);

/// A multipart body, its files read as far as it is sent.
pub(super) fn body(multipart: &Multipart) -> reqwest::Body {
    let pieces = multipart.pieces().into_iter().map(|piece| match piece {
        Piece::Bytes(bytes) => stream::iter([Ok(bytes)]).boxed(),
        Piece::File { path, length } => file(path, length).boxed(),
    });
    reqwest::Body::wrap_stream(stream::iter(pieces).flatten())
}

/// As many bytes of a file as were announced. One that has become shorter breaks the request off: its length was
/// promised, and the server would wait for the rest.
fn file(path: PathBuf, length: u64) -> impl Stream<Item = Result<Bytes, Broken>> + Send {
    let unread = Reading { path, length, left: length, file: None };
    stream::try_unfold(unread, |mut reading| async move { Ok(reading.next().await?.map(|piece| (piece, reading))) })
}

struct Reading {
    path: PathBuf,
    length: u64,
    left: u64,
    file: Option<File>,
}

impl Reading {
    async fn next(&mut self) -> Result<Option<Bytes>, Broken> {
        if self.left == 0 {
            return Ok(None);
        }
        let piece = self.read().await.map_err(|error| self.broken(format_args!("cannot be read: {error}")))?;
        if piece.is_empty() {
            let there = self.length - self.left;
            let problem = format_args!("has become shorter: {there} of {} bytes were there", self.length);
            return Err(self.broken(problem));
        }
        self.left = self.left.saturating_sub(piece.len() as u64);
        Ok(Some(piece))
    }

    async fn read(&mut self) -> io::Result<Bytes> {
        let file = match &mut self.file {
            Some(file) => file,
            none => none.insert(File::open(&self.path).await?),
        };
        let mut piece = BytesMut::with_capacity(BUFFER);
        file.take(self.left).read_buf(&mut piece).await?;
        Ok(piece.freeze())
    }

    fn broken(&self, problem: fmt::Arguments<'_>) -> Broken {
        Broken(format!("the file {} {problem}", self.path.display()))
    }
}

impl Broken {
    /// The one behind an error of the connection.
    pub(super) fn behind<'e>(error: &'e (dyn std::error::Error + 'static)) -> Option<&'e Self> {
        std::iter::successors(Some(error), |error| error.source()).find_map(|error| error.downcast_ref())
    }
}

impl fmt::Display for Broken {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

impl std::error::Error for Broken {}
