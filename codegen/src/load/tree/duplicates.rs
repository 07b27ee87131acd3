//! Keys that stand twice in a mapping: looked for once it is known that there are any.

use super::mend::mend;
use crate::diagnostic::{Diagnostics, Place, Position, Severity, code};
use saphyr_parser::{Event, Parser};
use std::collections::HashMap;
use std::path::Path;

/// Nobody reads more of them.
const MOST: usize = 200;

/// A collection that is open while the events go by.
enum Open {
    Sequence,
    Mapping { keys: HashMap<String, Position>, has_key: bool },
}

/// Says where each key stands, and that the later one counts.
pub fn report(text: &str, file: &Path, diagnostics: &mut Diagnostics) {
    let found = match mend(text) {
        Some(mended) => found(&mended.text, |position| mended.origin(position)),
        None => found(text, |position| position),
    };
    for (name, first, again) in found.into_iter().take(MOST) {
        let place = Place::Position(file.to_owned(), again);
        let message = format!("`{name}` stands twice: what stands at {first} is ignored");
        diagnostics
            .at(Severity::Warning, code::DOCUMENT_DUPLICATE_KEY, place, message)
            .help("give one of them another name, or remove it");
    }
}

/// Each key that stood before in its mapping, with its first and its later place.
fn found(text: &str, origin: impl Fn(Position) -> Position) -> Vec<(String, Position, Position)> {
    let mut found = Vec::new();
    let mut open: Vec<Open> = Vec::new();
    for event in Parser::new_from_str(text) {
        let Ok((event, span)) = event else { break };
        match event {
            Event::Scalar(name, ..) => {
                let here = origin(Position { line: span.start.line(), column: span.start.col() + 1 });
                if let Some(Open::Mapping { keys, has_key }) = open.last_mut()
                    && !*has_key
                {
                    *has_key = true;
                    if let Some(before) = keys.insert(name.clone().into_owned(), here) {
                        found.push((name.into_owned(), before, here));
                    }
                } else {
                    value_ends(&mut open);
                }
            }
            Event::Alias(_) => value_ends(&mut open),
            Event::SequenceStart(..) => open.push(Open::Sequence),
            Event::MappingStart(..) => open.push(Open::Mapping { keys: HashMap::new(), has_key: false }),
            Event::SequenceEnd | Event::MappingEnd => {
                open.pop();
                value_ends(&mut open);
            }
            _ => {}
        }
    }
    found
}

/// A node that was no plain key has ended: in a mapping, a key or a value.
fn value_ends(open: &mut [Open]) {
    if let Some(Open::Mapping { has_key, .. }) = open.last_mut() {
        *has_key = !*has_key;
    }
}
