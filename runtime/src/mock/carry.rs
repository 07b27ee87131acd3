//! A mock as what carries calls.

use std::future::ready;

use bytes::Bytes;
use futures_util::stream;

use super::Mock;
use super::recorded::Recorded;
use super::reply::{Answer, Kind, Reply};
use crate::error::{Delivery, Error, ErrorKind, Result};
use crate::incoming::Incoming;
use crate::request::Request;
use crate::response::Response;
#[cfg(feature = "blocking")]
use crate::transport::BlockingTransport;
use crate::transport::{BoxFuture, Limits, Transport};

/// How many functions may hand a request on to one another.
const MOST_MADE: usize = 16;

impl Transport for Mock {
    fn send(&self, request: Request, limits: &Limits) -> BoxFuture<'static, Result<Response>> {
        Box::pin(ready(self.whole(request, limits)))
    }

    fn open(&self, request: Request, limits: &Limits) -> BoxFuture<'static, Result<Incoming>> {
        Box::pin(ready(self.piecewise(request, limits)))
    }
}

#[cfg(feature = "blocking")]
impl BlockingTransport for Mock {
    fn send(&self, request: Request, limits: &Limits) -> Result<Response> {
        self.whole(request, limits)
    }
}

impl Mock {
    fn whole(&self, request: Request, limits: &Limits) -> Result<Response> {
        let (head, answer) = self.answer(request, limits)?;
        let body = answer.pieces.concat();
        if answer.is_cut {
            return Err(cut(body.len()).with_status(head.status()));
        }
        if body.len() > limits.max_response_size {
            return Err(Error::too_large(limits.max_response_size).with_status(head.status()));
        }
        Ok(head)
    }

    fn piecewise(&self, request: Request, limits: &Limits) -> Result<Incoming> {
        let (mut head, answer) = self.answer(request, limits)?;
        let length = answer.pieces.iter().map(Bytes::len).sum();
        let end = answer.is_cut.then(|| Err(cut(length)));
        let pieces: Vec<_> = answer.pieces.into_iter().map(Ok).chain(end).collect();
        head.set_body(Bytes::new());
        Ok(Incoming::new(head, Box::pin(stream::iter(pieces))))
    }

    /// The whole answer, as the service would have signed it, and what it was made of.
    fn answer(&self, request: Request, limits: &Limits) -> Result<(Response, Answer)> {
        let request = Recorded::new(request);
        let (reply, sign) = {
            let mut state = self.state();
            (state.answer(&request)?, state.sign.clone())
        };
        let answer = answer(reply, &request, limits)?;
        let mut response = Response::new(answer.status, answer.headers.clone(), answer.pieces.concat());
        if let Some(sign) = sign {
            sign(&request, &mut response);
        }
        Ok((response, answer))
    }
}

fn answer(mut reply: Reply, request: &Recorded, limits: &Limits) -> Result<Answer> {
    for _ in 0..MOST_MADE {
        match reply.0 {
            Kind::Answer(answer) => return Ok(answer),
            Kind::Made(make) => reply = make(request),
            Kind::Refused => {
                let message = "no connection: the mock refused it";
                return Err(Error::transport(ErrorKind::Connect, Delivery::NotSent, message));
            }
            Kind::Reset => {
                let message = "the connection broke: the mock reset it";
                return Err(Error::transport(ErrorKind::Transport, Delivery::MaybeReceived, message));
            }
            Kind::TimedOut => {
                let message = format!("no answer within {:?}, as the mock was told", limits.timeout);
                return Err(Error::transport(ErrorKind::Timeout, Delivery::MaybeReceived, message));
            }
            Kind::Unsayable(problem) => return Err(Error::request(format!("the mock cannot answer: {problem}"))),
        }
    }
    Err(Error::request("the mock cannot answer: its functions hand the request on to one another"))
}

/// An answer came, but not all of it.
fn cut(received: usize) -> Error {
    let message = format!("the answer was cut short after {received} bytes of its body: the mock was told so");
    Error::transport(ErrorKind::Transport, Delivery::Inconclusive, message)
}
