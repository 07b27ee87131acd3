//! The names that the rules give an operation, from the shortest to one that holds every word of its path.
//!
//! A last segment that says what is done is the verb, and what stands before it the object: `codes/deposit` is
//! `depositCodes`. Otherwise the method gives the verb, and the last segment the object, in the singular where a variable
//! chooses one of them or one is created: `GET cards/{card_id}` is `getCard`, `POST cards` is `createCard`. A segment that
//! says how one is chosen goes to the end: `transactions/out-trade-no/{out_trade_no}/reverse` is
//! `reverseTransactionByOutTradeNo`. Words of the path before those come in one by one, the nearest first, only where the
//! name would not be unique.

use super::verbs::is_verb;
use super::words::{camel, is_plural, singular, words};
use crate::facts::{Answer, Operation};
use crate::page::Method;

/// A name, and the words of the path that it leaves out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Candidate {
    pub name: String,
    pub left_out: Vec<String>,
}

/// A segment of the path.
struct Segment {
    words: Vec<String>,
    is_variable: bool,
}

/// The parts of a name.
struct Parts {
    verb: Vec<String>,
    object: Vec<String>,
    by: Vec<String>,
    /// How many segments, from the start of the path, are not in it.
    rest: usize,
}

/// The names of an operation, the most wanted first; never none.
pub(super) fn candidates(operation: &Operation) -> Vec<Candidate> {
    let segments = segments(&operation.path.text);
    let parts = parts(operation, &segments);
    let before: Vec<&Segment> = segments.iter().take(parts.rest).filter(|segment| !segment.is_variable).collect();
    let mut list = Vec::new();
    for used in 0..=before.len() {
        let (left_out, context) = before.split_at(before.len() - used);
        let context: Vec<String> = context.iter().flat_map(|segment| segment.words.clone()).collect();
        let name = [parts.verb.as_slice(), &context, &parts.object, &parts.by].concat();
        let left_out = left_out.iter().map(|segment| segment.words.join("-")).collect();
        list.push(Candidate { name: identifier(&name), left_out });
    }
    // Two operations may have the same words, such as `a/b` and `a/b/`.
    if let Some(last) = segments.last().filter(|segment| segment.is_variable && parts.by.is_empty()) {
        let full = list.last().map(|candidate| candidate.name.clone()).unwrap_or_default();
        let name = format!("{full}By{}", super::words::pascal(&last.words));
        list.push(Candidate { name, left_out: Vec::new() });
    }
    list
}

fn identifier(words: &[String]) -> String {
    let name = camel(words);
    if name.starts_with(|first: char| first.is_ascii_alphabetic()) { name } else { format!("call{name}") }
}

fn segments(path: &str) -> Vec<Segment> {
    let segments = path.split('/').filter(|segment| !segment.is_empty()).skip(1);
    segments.map(|segment| Segment { words: words(segment), is_variable: segment.contains('{') }).collect()
}

fn parts(operation: &Operation, segments: &[Segment]) -> Parts {
    let asks = operation.method == Method::Get;
    let Some(last) = segments.iter().rposition(|segment| !segment.is_variable) else {
        return Parts {
            verb: vec![method_verb(operation.method).to_owned()],
            object: vec!["root".to_owned()],
            by: Vec::new(),
            rest: 0,
        };
    };
    let chosen = last + 1 < segments.len();
    let said = segments.get(last).map(|segment| segment.words.as_slice()).unwrap_or_default();
    match said {
        [verb] if is_verb(verb, asks) => {
            let (object, by, rest) = object(segments, last);
            Parts { verb: vec![verb.clone()], object, by, rest }
        }
        [verb, object @ ..] if is_verb(verb, asks) => {
            Parts { verb: vec![verb.clone()], object: object.to_vec(), by: Vec::new(), rest: last }
        }
        _ => by_method(operation, segments, last, chosen),
    }
}

fn by_method(operation: &Operation, segments: &[Segment], last: usize, chosen: bool) -> Parts {
    let said = segments.get(last).map(|segment| segment.words.clone()).unwrap_or_default();
    if chosen {
        let (object, by, rest) = object(segments, segments.len());
        let verb = if operation.method == Method::Post { "post" } else { method_verb(operation.method) };
        return Parts { verb: vec![verb.to_owned()], object, by, rest };
    }
    let many = said.last().is_some_and(|word| is_plural(word));
    let above = last.checked_sub(1).and_then(|index| segments.get(index));
    let above =
        above.filter(|segment| !segment.is_variable && segment.words.last().is_some_and(|word| is_plural(word)));
    let (verb, object, rest) = match (operation.method, above) {
        (Method::Get, _) if many && answers_many(operation) => ("list", said, last),
        // `transactions/jsapi` is a kind of transaction.
        (Method::Post, Some(above)) if !many => ("create", [said, singular(&above.words)].concat(), last - 1),
        (Method::Post, _) => ("create", singular(&said), last),
        (method, _) => (method_verb(method), said, last),
    };
    Parts { verb: vec![verb.to_owned()], object, by: Vec::new(), rest }
}

fn method_verb(method: Method) -> &'static str {
    match method {
        Method::Get => "get",
        Method::Post => "create",
        Method::Put | Method::Patch => "update",
        Method::Delete => "delete",
    }
}

/// Whether the answer holds a list at its top.
fn answers_many(operation: &Operation) -> bool {
    match &operation.answer {
        Answer::Object(rows) => rows.iter().any(|row| row.kind.arrays > 0),
        _ => false,
    }
}

/// What the segments before `end` stand for: the object, how one is chosen, and how many segments are left before it.
fn object(segments: &[Segment], end: usize) -> (Vec<String>, Vec<String>, usize) {
    let before = segments.get(..end).unwrap_or_default();
    let Some(noun) = before.iter().rposition(|segment| !segment.is_variable) else {
        return (Vec::new(), Vec::new(), 0);
    };
    let said = |index: usize| before.get(index).map(|segment| segment.words.clone()).unwrap_or_default();
    if noun + 1 == end {
        return (said(noun), Vec::new(), noun);
    }
    let variable = said(noun + 1);
    let above = noun.checked_sub(1).filter(|above| before.get(*above).is_some_and(|segment| !segment.is_variable));
    match above {
        Some(above) if chooses(&said(noun), &variable) => {
            (singular(&said(above)), [vec!["by".to_owned()], said(noun)].concat(), above)
        }
        _ => (singular(&said(noun)), Vec::new(), noun),
    }
}

/// Whether a segment says by what the variable after it chooses.
fn chooses(segment: &[String], variable: &[String]) -> bool {
    segment == variable || segment.last().is_some_and(|word| matches!(word.as_str(), "id" | "no" | "code" | "number"))
}
