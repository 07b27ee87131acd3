//! Calls whose answers are read as they come.

use std::path::Path;

use tokio::fs::File;
use tokio::io::AsyncWriteExt as _;

use super::events::{AnswersEvents, Events};
use super::lines::{AnswersLines, Lines};
use crate::call::Call;
use crate::error::{Delivery, Error, ErrorKind, Result};
use crate::response::Response;

const EVENTS: &str = "text/event-stream";

impl<T: AnswersEvents> Call<T> {
    /// Sends the call, asks for Server-Sent Events, and reads them as they come.
    ///
    /// The time of the call is that until the answer begins, and then that of each silence; `max_response_size` is the
    /// size of an event. Events are not verified by a protocol, as for [`open`](Self::open).
    ///
    /// # Errors
    ///
    /// As [`open`](Self::open); and [`ErrorKind::Decode`] for an answer of another media type.
    pub async fn events(self) -> Result<Events<T::Data>> {
        let limit = self.limits().max_response_size;
        let incoming = self.header("accept", EVENTS).lasting().open().await?;
        Ok(Events::of(of_type(incoming, EVENTS)?, T::DATA, limit))
    }

    /// As [`events`](Self::events), on this thread: read them by [`Events::wait_next`].
    ///
    /// # Errors
    ///
    /// As [`events`](Self::events) and [`wait`](Self::wait).
    #[cfg(feature = "blocking")]
    pub fn wait_events(self) -> Result<Events<T::Data>> {
        let limit = self.limits().max_response_size;
        let incoming = self.header("accept", EVENTS).lasting().wait_open()?;
        Ok(Events::of(of_type(incoming, EVENTS)?, T::DATA, limit))
    }
}

impl<T: AnswersLines> Call<T> {
    /// Sends the call, and reads the values of its answer as they come.
    ///
    /// The time of the call is that until the answer begins, and then that of each silence; `max_response_size` is the
    /// size of a value. Values are not verified by a protocol, as for [`open`](Self::open).
    ///
    /// # Errors
    ///
    /// As [`open`](Self::open).
    pub async fn lines(self) -> Result<Lines<T::Item>> {
        let limit = self.limits().max_response_size;
        Ok(Lines::of(self.lasting().open().await?, limit))
    }

    /// As [`lines`](Self::lines), on this thread: read them by [`Lines::wait_next`].
    ///
    /// # Errors
    ///
    /// As [`lines`](Self::lines) and [`wait`](Self::wait).
    #[cfg(feature = "blocking")]
    pub fn wait_lines(self) -> Result<Lines<T::Item>> {
        let limit = self.limits().max_response_size;
        Ok(Lines::of(self.lasting().wait_open()?, limit))
    }
}

impl<T> Call<T> {
    /// Sends the call, and writes the body of a success to a file as it comes, however large it is. The file is made,
    /// or written over. Gives status and headers.
    ///
    /// # Errors
    ///
    /// As [`open`](Self::open); and [`ErrorKind::Request`] when the file cannot be written, a part of which may be there
    /// then.
    pub async fn save(self, path: impl AsRef<Path>) -> Result<Response> {
        let path = path.as_ref();
        let refuse = |error: std::io::Error| {
            let message = format!("the file {} cannot be written: {error}", path.display());
            Error::new(ErrorKind::Request, Delivery::Answered, message).because(error)
        };
        let mut incoming = self.open().await?;
        let mut file = File::create(path).await.map_err(refuse)?;
        while let Some(piece) = incoming.piece().await? {
            file.write_all(&piece).await.map_err(refuse)?;
        }
        file.flush().await.map_err(refuse)?;
        Ok(incoming.response().clone())
    }
}

/// An answer of another type would be read as no event at all.
fn of_type(incoming: crate::Incoming, media: &str) -> Result<crate::Incoming> {
    if incoming.response().is(media) {
        return Ok(incoming);
    }
    let error = Error::new(ErrorKind::Decode, Delivery::Answered, format!("the answer is not of the type {media}"));
    Err(error.cutting(incoming.response()))
}
