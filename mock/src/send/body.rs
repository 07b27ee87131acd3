//! The bodies of answers: scripted ones, and the watch over each until it has left.

use std::pin::Pin;
use std::task::{Context, Poll, ready};

use axum::body::Body;
use bytes::Bytes;
use http_body::{Body as HttpBody, Frame, SizeHint};
use tokio::time::Sleep;

use crate::answer::Answer;
use crate::connection::{Cut, FlushMark, Wire};
use crate::journal::Pending;

/// A body as scripted. Its length is announced by the answer's headers, or not at all.
pub(super) struct ScriptedBody {
    delay: Option<Pin<Box<Sleep>>>,
    /// Repeated until nothing is left.
    chunk: Bytes,
    left: u64,
    end: End,
}

/// What follows the last byte.
enum End {
    /// The end of the answer.
    Complete,
    /// The connection closes, but not before all bytes have left.
    Cut { wire: Wire, mark: Option<FlushMark> },
}

impl ScriptedBody {
    pub(super) fn new(answer: Answer, wire: &Wire) -> Self {
        let whole = answer.content.length();
        let end = match answer.truncate_at {
            Some(_) => End::Cut { wire: wire.clone(), mark: None },
            None => End::Complete,
        };
        Self {
            delay: (!answer.delay_body.is_zero()).then(|| Box::pin(tokio::time::sleep(answer.delay_body))),
            chunk: answer.content.chunk,
            left: answer.truncate_at.map_or(whole, |length| whole.min(length)),
            end,
        }
    }

    fn next_chunk(&mut self) -> Option<Bytes> {
        let length = self.left.min(self.chunk.len() as u64);
        self.left -= length;
        // At most the chunk's own length, so the conversion loses nothing.
        (length > 0).then(|| self.chunk.slice(..length as usize))
    }
}

impl HttpBody for ScriptedBody {
    type Data = Bytes;
    type Error = Cut;

    fn poll_frame(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, Cut>>> {
        if let Some(delay) = &mut self.delay {
            ready!(delay.as_mut().poll(context));
            self.delay = None;
        }
        match self.next_chunk() {
            Some(chunk) => Poll::Ready(Some(Ok(Frame::data(chunk)))),
            None => self.end.poll(context).map(|()| match self.end {
                End::Complete => None,
                End::Cut { .. } => Some(Err(Cut::Scripted)),
            }),
        }
    }

    fn is_end_stream(&self) -> bool {
        self.left == 0 && matches!(self.end, End::Complete)
    }
}

impl End {
    fn poll(&mut self, context: &mut Context<'_>) -> Poll<()> {
        match self {
            Self::Complete => Poll::Ready(()),
            Self::Cut { wire, mark } => mark.get_or_insert_with(|| wire.flush_mark()).poll_passed(context),
        }
    }
}

/// The body of an answer under way. Once all of it was handed over, the request is settled.
pub(crate) struct Sent {
    body: Body,
    /// How much of the announced length is left.
    left: Option<u64>,
    pending: Pending,
}

impl Sent {
    pub(super) fn new(body: Body, announced: Option<u64>, pending: Pending) -> Self {
        let left = announced.or_else(|| body.size_hint().exact());
        let mut sent = Self { body, left, pending };
        sent.settle_at_end();
        sent
    }

    fn settle_at_end(&mut self) {
        if self.body.is_end_stream() || self.left == Some(0) {
            self.pending.settle();
        }
    }

    fn count(&mut self, frame: &Frame<Bytes>) {
        if let (Some(left), Some(data)) = (&mut self.left, frame.data_ref()) {
            *left = left.saturating_sub(data.len() as u64);
        }
        self.settle_at_end();
    }
}

impl HttpBody for Sent {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        let frame = ready!(Pin::new(&mut self.body).poll_frame(context));
        match &frame {
            Some(Ok(frame)) => self.count(frame),
            // The end, or a cut: either way it was the mock that ended the answer.
            None | Some(Err(_)) => self.pending.settle(),
        }
        Poll::Ready(frame)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}
