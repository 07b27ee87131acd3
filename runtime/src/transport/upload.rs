//! Bodies that are read while they are sent.

use std::io;
use std::path::PathBuf;

use bytes::Bytes;
use futures_util::stream::{self, BoxStream, Stream, StreamExt, TryStreamExt};
use tokio::fs::File;
use tokio::io::AsyncReadExt;
use tokio_util::io::ReaderStream;

use crate::multipart::{Multipart, Piece};

/// How much of a file is read at a time.
const BUFFER: usize = 64 << 10;

/// A multipart body, its files read as far as it is sent.
pub(super) fn body(multipart: &Multipart) -> reqwest::Body {
    let pieces = multipart.pieces().into_iter().map(|piece| match piece {
        Piece::Bytes(bytes) => stream::iter([Ok(bytes)]).boxed(),
        Piece::File { path, length } => file(path, length),
    });
    reqwest::Body::wrap_stream(stream::iter(pieces).flatten())
}

fn file(path: PathBuf, length: u64) -> BoxStream<'static, io::Result<Bytes>> {
    stream::once(async move { opened(path, length).await }).try_flatten().boxed()
}

/// As many bytes as were announced. A file that has become shorter breaks the request off, as its length was promised.
async fn opened(path: PathBuf, length: u64) -> io::Result<impl Stream<Item = io::Result<Bytes>>> {
    let file = File::open(&path).await?;
    Ok(ReaderStream::with_capacity(file.take(length), BUFFER))
}
