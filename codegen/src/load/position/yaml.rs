//! Positions in YAML, and in what is almost JSON.

use super::Positions;
use crate::diagnostic::Position;
use crate::load::tree::mend;
use saphyr_parser::{Event, Parser};

/// A collection that is open while the events go by.
enum Open {
    Sequence,
    /// With the member whose key has gone by.
    Mapping(Option<Key>),
}

enum Key {
    Member(usize),
    /// A key that is no plain text.
    Other,
}

/// The positions of the nodes before the first syntax error.
pub fn positions(text: &str) -> Positions {
    let mended = mend(text);
    let text = mended.as_ref().map_or(text, |mended| mended.text.as_str());
    let mut walk = Walk { positions: Positions::default(), open: Vec::new() };
    for event in Parser::new_from_str(text) {
        let Ok((event, span)) = event else { break };
        let position = Position { line: span.start.line(), column: span.start.col() + 1 };
        let position = mended.as_ref().map_or(position, |mended| mended.origin(position));
        if matches!(event, Event::DocumentStart(_)) && !walk.positions.nodes.is_empty() {
            break;
        }
        walk.note(&event, position);
    }
    walk.positions
}

struct Walk {
    positions: Positions,
    open: Vec<Open>,
}

impl Walk {
    fn note(&mut self, event: &Event<'_>, position: Position) {
        match event {
            Event::Scalar(text, ..) => match self.open.last_mut() {
                Some(Open::Mapping(key @ None)) => *key = Some(Key::Member(self.positions.member(text, position))),
                _ => drop(self.begin(position)),
            },
            Event::Alias(_) => drop(self.begin(position)),
            Event::SequenceStart(..) => self.enter(Open::Sequence, position),
            Event::MappingStart(..) => self.enter(Open::Mapping(None), position),
            Event::SequenceEnd | Event::MappingEnd => {
                self.open.pop();
                self.positions.leave();
            }
            _ => {}
        }
    }

    fn enter(&mut self, collection: Open, position: Position) {
        let node = self.begin(position);
        self.positions.enter(node);
        self.open.push(collection);
    }

    /// A value begins, or a key that is no plain text.
    fn begin(&mut self, position: Position) -> usize {
        match self.open.last_mut() {
            Some(Open::Mapping(key)) => match key.take() {
                Some(Key::Member(member)) => member,
                Some(Key::Other) => self.positions.member("", position),
                None => {
                    *key = Some(Key::Other);
                    self.positions.member("", position)
                }
            },
            _ => self.positions.item(position),
        }
    }
}
