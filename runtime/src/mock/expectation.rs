//! What is expected, while it is said.

use bytes::Bytes;

use super::Mock;
use super::condition::Condition;
use super::recorded::Recorded;
use super::reply::Reply;
use super::state::Times;
use crate::model::{Encode, Json, from_json, to_json_with_places};

/// Calls that a [`Mock`] expects. Each function adds something; nothing else need be done.
///
/// Values of paths, queries, headers and forms are compared as text.
#[derive(Debug)]
pub struct Expectation {
    pub(super) mock: Mock,
    pub(super) index: usize,
}

impl Expectation {
    /// Only calls with this value of a path variable.
    pub fn path(self, name: &str, value: impl ToString) -> Self {
        self.condition(Condition::Path(name.to_owned(), value.to_string()))
    }

    /// Only calls with this value of a query parameter, among others of its name.
    pub fn query(self, name: &str, value: impl ToString) -> Self {
        self.condition(Condition::Query(name.to_owned(), value.to_string()))
    }

    /// Only calls without this query parameter.
    pub fn no_query(self, name: &str) -> Self {
        self.condition(Condition::NoQuery(name.to_owned()))
    }

    /// Only calls with this header.
    pub fn header(self, name: &str, value: impl ToString) -> Self {
        self.condition(Condition::Header(name.to_owned(), value.to_string()))
    }

    /// Only calls with this body of JSON, whatever the order of its members.
    pub fn json<V: Encode + ?Sized>(self, body: &V) -> Self {
        let written = to_json_with_places(body).map_err(|error| error.to_string());
        let value = written.and_then(|(bytes, _)| from_json::<Json>(&bytes).map_err(|error| error.to_string()));
        self.condition(value.map_or_else(Condition::Unsayable, Condition::Json))
    }

    /// Only calls with this field in a body that is a form, or with this part in a multipart one.
    pub fn form(self, name: &str, value: impl ToString) -> Self {
        self.condition(Condition::Form(name.to_owned(), value.to_string()))
    }

    /// Only calls with exactly these bytes as their body, which must be in memory: a mock reads no files and no streams.
    pub fn body(self, bytes: impl Into<Bytes>) -> Self {
        self.condition(Condition::Body(bytes.into()))
    }

    /// Only calls that pass a test; `words` say what it is, for messages. The test must not use the mock itself.
    pub fn matching(self, words: &str, test: impl Fn(&Recorded) -> bool + Send + Sync + 'static) -> Self {
        self.condition(Condition::Test(words.to_owned(), std::sync::Arc::new(test)))
    }

    /// Expects exactly so many calls. Further ones are left to the expectations after this one.
    pub fn times(self, times: usize) -> Self {
        self.mock.change(self.index, |expected| expected.times = Times::Exactly(times));
        self
    }

    /// Any number of calls will do, none as well.
    pub fn any_times(self) -> Self {
        self.mock.change(self.index, |expected| expected.times = Times::Any);
        self
    }

    /// Answers with a status and a body of JSON. Several answers are given one after the other, the last one then again
    /// and again.
    pub fn respond<V: Encode + ?Sized>(self, status: u16, body: &V) -> Self {
        self.reply(Reply::json(status, body))
    }

    /// As [`respond`](Self::respond), with any answer, or with a failure.
    pub fn reply(self, reply: Reply) -> Self {
        self.mock.change(self.index, |expected| expected.replies.push(reply));
        self
    }

    fn condition(self, condition: Condition) -> Self {
        self.mock.change(self.index, |expected| expected.conditions.push(condition));
        self
    }
}
