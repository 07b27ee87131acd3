//! Where a node stands in the text: looked up when a diagnostic is shown, so that a run without any pays nothing.

use crate::diagnostic::Position;
use crate::pointer::Pointer;
use saphyr_parser::{Event, Parser, Span};
use std::collections::HashMap;

/// The positions of all nodes of a document.
#[derive(Debug, Default)]
pub struct Positions {
    by_pointer: HashMap<Pointer, Position>,
}

/// A collection that is open while the events go by.
enum Open {
    Sequence { at: Pointer, next: usize },
    Mapping { at: Pointer, key: Option<Pointer> },
}

impl Positions {
    /// Finds every node of `text`; from a syntax error on, none.
    pub fn of(text: &str) -> Self {
        let mut positions = Self::default();
        let mut open: Vec<Open> = Vec::new();
        for event in Parser::new_from_str(text) {
            let Ok((event, span)) = event else { break };
            positions.note(event, span, &mut open);
        }
        positions
    }

    /// The position of `pointer`; of the nearest node around it where the text has no such node.
    pub fn find(&self, pointer: &Pointer) -> Position {
        let mut at = Some(pointer.clone());
        while let Some(pointer) = at {
            if let Some(position) = self.by_pointer.get(&pointer) {
                return *position;
            }
            at = pointer.parent();
        }
        Position { line: 1, column: 1 }
    }

    fn note(&mut self, event: Event<'_>, span: Span, open: &mut Vec<Open>) {
        match event {
            Event::Scalar(text, ..) => match take_key(&text, open) {
                Some(member) => {
                    self.by_pointer.insert(member, position(span));
                }
                None => {
                    self.begin(span, open);
                }
            },
            Event::Alias(_) => {
                self.begin(span, open);
            }
            Event::SequenceStart(..) => {
                let at = self.begin(span, open);
                open.push(Open::Sequence { at, next: 0 });
            }
            Event::MappingStart(..) => {
                let at = self.begin(span, open);
                open.push(Open::Mapping { at, key: None });
            }
            Event::SequenceEnd | Event::MappingEnd => {
                open.pop();
            }
            _ => {}
        }
    }

    /// A value begins: names its place, and notes its position unless its key stood before it.
    fn begin(&mut self, span: Span, open: &mut [Open]) -> Pointer {
        let at = match open.last_mut() {
            None => Pointer::root(),
            Some(Open::Sequence { at, next }) => {
                let item = at.item(*next);
                *next += 1;
                item
            }
            Some(Open::Mapping { at, key }) => key.take().unwrap_or_else(|| at.clone()),
        };
        self.by_pointer.entry(at.clone()).or_insert_with(|| position(span));
        at
    }
}

/// A scalar where a mapping waits for a key is that key; its position stands for the member.
fn take_key(text: &str, open: &mut [Open]) -> Option<Pointer> {
    match open.last_mut() {
        Some(Open::Mapping { at, key: key @ None }) => {
            let member = at.child(text);
            *key = Some(member.clone());
            Some(member)
        }
        _ => None,
    }
}

/// Where a key stands that stood in the same mapping before.
pub fn duplicate_key(text: &str) -> Option<Position> {
    let mut positions = Positions::default();
    let mut open: Vec<Open> = Vec::new();
    for event in Parser::new_from_str(text) {
        let (event, span) = event.ok()?;
        if let (Event::Scalar(key, ..), Some(Open::Mapping { at, key: None })) = (&event, open.last())
            && positions.by_pointer.contains_key(&at.child(key))
        {
            return Some(position(span));
        }
        positions.note(event, span, &mut open);
    }
    None
}

fn position(span: Span) -> Position {
    Position { line: span.start.line(), column: span.start.col() + 1 }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn find(text: &str, pointer: &str) -> (usize, usize) {
        let position = Positions::of(text).find(&Pointer::parse(pointer).unwrap());
        (position.line, position.column)
    }

    #[test]
    fn a_member_stands_where_its_key_stands() {
        let text =
            "openapi: 3.0.3\npaths:\n  /pets:\n    get:\n      tags: [a, b]\n      parameters:\n        - name: x\n";
        assert_eq!(find(text, "/openapi"), (1, 1));
        assert_eq!(find(text, "/paths/~1pets/get"), (4, 5));
        assert_eq!(find(text, "/paths/~1pets/get/tags/1"), (5, 17));
        assert_eq!(find(text, "/paths/~1pets/get/parameters/0/name"), (7, 11));
    }

    #[test]
    fn a_missing_node_stands_where_the_one_around_it_stands() {
        assert_eq!(find("a:\n  b: 1\n", "/a/x/y"), (1, 1));
        assert_eq!(find("a:\n  b: 1\n", "/a/b/c"), (2, 3));
    }

    #[test]
    fn json_is_found_as_well() {
        assert_eq!(find("{\n  \"a\": {\"b\": [1, 2]}\n}", "/a/b/1"), (2, 18));
    }
}
