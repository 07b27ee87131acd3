//! What the page shows, as plain values.

use super::difference::Difference;
use super::excerpt::Excerpt;

/// All that the page shows.
#[derive(Clone, Debug, Default)]
pub(super) struct Page {
    /// `http://127.0.0.1:PORT`
    pub(super) address: String,
    /// What is good to know of the mock, such as the merchant's number: name and value.
    pub(super) facts: Vec<(String, String)>,
    /// The newest requests, newest first.
    pub(super) requests: Vec<Request>,
    /// How many requests the mock keeps.
    pub(super) kept: usize,
    /// How many of them it refused.
    pub(super) refused: usize,
    pub(super) cards: Vec<Card>,
    /// How many cards there are.
    pub(super) all_cards: usize,
    /// The names of all faults.
    pub(super) faults: Vec<&'static str>,
    /// The faults that wait, first come first.
    pub(super) waiting: Vec<Waiting>,
    pub(super) last_notice: Option<Sent>,
}

/// A request and what became of it.
#[derive(Clone, Debug)]
pub(super) struct Request {
    pub(super) number: u64,
    /// In the machine's time zone.
    pub(super) time: String,
    pub(super) method: String,
    pub(super) target: String,
    pub(super) verdict: Judgement,
    pub(super) status: Option<u16>,
    pub(super) merchant: Option<String>,
    pub(super) fault: Option<&'static str>,
    pub(super) scripted: bool,
    /// The message that the mock built.
    pub(super) message: Option<Excerpt>,
    pub(super) signed: Option<Signed>,
    pub(super) headers: Vec<(String, String)>,
    pub(super) body: Excerpt,
}

/// What the mock thinks of a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Judgement {
    Unchecked,
    Accepted,
    Refused { rule: &'static str, reason: String },
}

/// What the client signed.
#[derive(Clone, Debug)]
pub(super) struct Signed {
    pub(super) message: Excerpt,
    pub(super) source: Source,
    /// Where it parts from the mock's message; `None` where the two are the same.
    pub(super) difference: Option<Difference>,
}

/// How it is known what the client signed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Source {
    /// The signature fits this message.
    Proved,
    /// The client says so in `Mock-Sign-Message`.
    Told,
}

/// A card and its codes.
#[derive(Clone, Debug)]
pub(super) struct Card {
    pub(super) id: String,
    pub(super) owner: String,
    /// Where its codes come from.
    pub(super) mode: &'static str,
    /// How many codes it has.
    pub(super) stock: u64,
    /// The first of them.
    pub(super) codes: Vec<String>,
}

/// A fault that waits for requests.
#[derive(Clone, Debug)]
pub(super) struct Waiting {
    pub(super) name: &'static str,
    /// For how many requests.
    pub(super) times: usize,
}

/// A notification that was sent.
#[derive(Clone, Debug)]
pub(super) struct Sent {
    pub(super) url: String,
    /// The status of the answer, or why there is none.
    pub(super) outcome: Result<u16, String>,
}
