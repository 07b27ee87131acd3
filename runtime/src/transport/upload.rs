//! Bodies that are read while they are sent.

use std::fmt;
use std::io;
use std::path::PathBuf;

use bytes::{Bytes, BytesMut};
use futures_util::stream::{self, Stream, StreamExt};
use tokio::fs::File;
use tokio::io::AsyncReadExt;

use crate::body::Source;
use crate::error::Error;
use crate::incoming::Pieces;
use crate::request::Request;

/// How much of a file is read at a time.
const BUFFER: usize = 64 << 10;

/// Why a file could not be sent as it was announced.
#[derive(Debug)]
pub(super) struct Broken(String);

/// A body that is not in memory as a whole.
pub(super) struct Streamed {
    pub(super) body: reqwest::Body,
    /// How many bytes it has; `None` where it is sent in chunks.
    pub(super) length: Option<u64>,
}

/// The parts of a request, or what it uploads, read as far as it is sent.
pub(super) fn of(request: &Request) -> Option<Streamed> {
    let (sources, length) = match (&request.multipart, &request.upload) {
        (Some(multipart), _) => (multipart.pieces(), multipart.length()),
        (None, Some(upload)) => (vec![upload.source().clone()], upload.source().length()),
        (None, None) => return None,
    };
    let pieces = sources.into_iter().map(|source| match source {
        Source::Bytes(bytes) => stream::iter([Ok(bytes)]).boxed(),
        Source::File { path, length } => file(path, length).boxed(),
        // Taken when it is first asked for: a call that never comes so far may be repeated.
        Source::Stream(once) => {
            let length = once.length();
            stream::once(async move { Flow { pieces: once.take(), length, seen: 0 } }).flat_map(flowing).boxed()
        }
    });
    Some(Streamed { body: reqwest::Body::wrap_stream(stream::iter(pieces).flatten()), length })
}

/// A stream on its way, and how much of what was announced has come.
struct Flow {
    pieces: Option<Pieces>,
    length: Option<u64>,
    seen: u64,
}

fn flowing(flow: Flow) -> impl Stream<Item = Result<Bytes, Broken>> + Send {
    stream::try_unfold(flow, |mut flow| async move { Ok(flow.next().await?.map(|piece| (piece, flow))) })
}

impl Flow {
    async fn next(&mut self) -> Result<Option<Bytes>, Broken> {
        let Some(pieces) = &mut self.pieces else {
            return Err(Broken("the stream of the body was read already".to_owned()));
        };
        let piece = pieces.next().await.transpose().map_err(|error| Broken(reason(&error)))?;
        self.seen += piece.as_ref().map_or(0, |piece| piece.len() as u64);
        match (self.length, &piece) {
            (Some(length), Some(_)) if self.seen > length => {
                Err(Broken(format!("the stream of the body has more than the {length} bytes that were announced")))
            }
            (Some(length), None) if self.seen < length => {
                Err(Broken(format!("the stream of the body has {} of {length} bytes", self.seen)))
            }
            _ => Ok(piece),
        }
    }
}

/// What the caller's own stream said.
fn reason(error: &Error) -> String {
    match std::error::Error::source(error) {
        Some(source) => format!("the stream of the body broke off: {source}"),
        None => error.to_string(),
    }
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
