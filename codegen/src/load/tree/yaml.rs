//! YAML: the parser's events, made a tree one by one.

use super::failure::{Failure, Kind};
use super::lenient::{self, key_text};
use super::mend::mend;
use super::merge::{is_mergeable, merge};
use super::texts::{self, Written};
use super::{MAX_DEPTH, Parsed, scalar};
use crate::diagnostic::Position;
use saphyr_parser::{Event, Parser, ScalarStyle, Span, Tag};
use serde_json::{Map, Value};
use std::borrow::Cow;
use std::collections::HashMap;

/// How many nodes aliases and anchors may repeat; long texts count as several.
const MAX_REPEATED: usize = 2_000_000;

/// Parses a document of YAML.
pub fn parse(text: &str) -> Result<Parsed, Failure> {
    let failure = match built(text) {
        Err(failure) if matches!(failure.kind, Kind::Syntax(_)) => failure,
        done => return done,
    };
    let failure = match mend(text) {
        None => failure,
        Some(mended) => match built(&mended.text) {
            Ok(parsed) => return Ok(parsed),
            Err(failure) => Failure { position: mended.origin(failure.position), ..failure },
        },
    };
    match failure.kind {
        Kind::Syntax(_) => lenient::parse(text).ok_or(failure),
        _ => Err(failure),
    }
}

fn built(text: &str) -> Result<Parsed, Failure> {
    let mut builder = Builder::default();
    let mut parser = Parser::new_from_str(text);
    while let Some(event) = parser.next() {
        let (event, span) = event.map_err(|error| syntax(error.info(), position_of(*error.marker())))?;
        match event {
            Event::DocumentStart(_) if builder.root.is_some() => {
                // Nothing behind the line `---` is no second document.
                let second = parser.next().and_then(Result::ok).is_some_and(|(event, _)| !is_nothing(&event));
                builder.second = second.then(|| position(span));
                break;
            }
            event => builder.take(event, span)?,
        }
    }
    Ok(Parsed {
        root: builder.root.unwrap_or(Value::Null),
        has_duplicates: builder.has_duplicates,
        second: builder.second,
    })
}

fn is_nothing(event: &Event<'_>) -> bool {
    matches!(event, Event::Scalar(text, ScalarStyle::Plain, ..) if matches!(text.as_ref(), "" | "~"))
}

#[derive(Default)]
struct Builder {
    open: Vec<Open>,
    root: Option<Value>,
    anchors: HashMap<usize, Built>,
    repeated: usize,
    has_duplicates: bool,
    second: Option<Position>,
}

/// A collection whose end has not come.
struct Open {
    collection: Collection,
    anchor: usize,
    /// How many levels there are below.
    depth: usize,
}

enum Collection {
    Sequence(Vec<Value>),
    Mapping { members: Map<String, Value>, key: Option<Key>, merged: Vec<Value>, written: Vec<Written> },
}

struct Key {
    name: String,
    /// `<<` without quotes: what is below belongs to the mapping itself.
    merges: bool,
}

/// A node that has ended.
#[derive(Clone)]
struct Built {
    value: Value,
    depth: usize,
    size: usize,
}

impl Builder {
    fn take(&mut self, event: Event<'_>, span: Span) -> Result<(), Failure> {
        match event {
            Event::Scalar(text, style, anchor, tag) => self.scalar(text, style, anchor, tag.as_deref(), span),
            Event::Alias(anchor) => self.alias(anchor, span),
            Event::SequenceStart(anchor, _) => self.begin(Collection::Sequence(Vec::new()), anchor, span),
            Event::MappingStart(anchor, _) => {
                let mapping =
                    Collection::Mapping { members: Map::new(), key: None, merged: Vec::new(), written: Vec::new() };
                self.begin(mapping, anchor, span)
            }
            Event::SequenceEnd | Event::MappingEnd => self.end(span),
            _ => Ok(()),
        }
    }

    fn begin(&mut self, collection: Collection, anchor: usize, span: Span) -> Result<(), Failure> {
        if self.open.len() >= MAX_DEPTH {
            return Err(Failure { kind: Kind::TooDeep, position: position(span) });
        }
        self.open.push(Open { collection, anchor, depth: 0 });
        Ok(())
    }

    fn end(&mut self, span: Span) -> Result<(), Failure> {
        let Some(Open { collection, anchor, depth }) = self.open.pop() else { return Ok(()) };
        let value = match collection {
            Collection::Sequence(items) => Value::Array(items),
            Collection::Mapping { mut members, merged, written, .. } => {
                texts::settle(&mut members, written);
                merge(&mut members, merged);
                Value::Object(members)
            }
        };
        self.anchor(anchor, &value, depth + 1, span)?;
        self.place(value, depth + 1, false);
        Ok(())
    }

    fn scalar(
        &mut self,
        text: Cow<'_, str>,
        style: ScalarStyle,
        anchor: usize,
        tag: Option<&Tag>,
        span: Span,
    ) -> Result<(), Failure> {
        let is_plain = style == ScalarStyle::Plain && !is_text(tag);
        if anchor == 0 && self.key_follows() {
            self.key(text.into_owned(), is_plain);
            return Ok(());
        }
        if is_plain {
            self.note_written(&text);
        }
        let value = if is_plain { scalar::plain(text.clone()) } else { Value::String(text.clone().into_owned()) };
        if anchor > 0 {
            // As a key it is the text that stands there.
            let is_key = self.key_follows();
            let kept = if is_key { Value::String(text.into_owned()) } else { value.clone() };
            self.anchor(anchor, &kept, 0, span)?;
            self.place(kept, 0, is_plain);
            return Ok(());
        }
        self.place(value, 0, is_plain);
        Ok(())
    }

    fn alias(&mut self, anchor: usize, span: Span) -> Result<(), Failure> {
        let failed = |kind| Failure { kind, position: position(span) };
        let Some(Built { value, depth, size }) = self.anchors.get(&anchor) else { return Err(failed(Kind::Itself)) };
        if self.open.len() + depth > MAX_DEPTH {
            return Err(failed(Kind::TooDeep));
        }
        self.repeated += size;
        if self.repeated > MAX_REPEATED {
            return Err(failed(Kind::Aliases));
        }
        let (value, depth) = (value.clone(), *depth);
        self.place(value, depth, false);
        Ok(())
    }

    fn anchor(&mut self, anchor: usize, value: &Value, depth: usize, span: Span) -> Result<(), Failure> {
        if anchor == 0 {
            return Ok(());
        }
        let size = size(value);
        self.repeated += size;
        if self.repeated > MAX_REPEATED {
            return Err(Failure { kind: Kind::Aliases, position: position(span) });
        }
        self.anchors.insert(anchor, Built { value: value.clone(), depth, size });
        Ok(())
    }

    fn key_follows(&self) -> bool {
        matches!(self.open.last(), Some(Open { collection: Collection::Mapping { key: None, .. }, .. }))
    }

    fn key(&mut self, name: String, is_plain: bool) {
        if let Some(Open { collection: Collection::Mapping { key, .. }, .. }) = self.open.last_mut() {
            *key = Some(Key { merges: is_plain && name == "<<", name });
        }
    }

    /// Puts a node into the collection around it.
    fn place(&mut self, value: Value, depth: usize, is_plain: bool) {
        if self.key_follows() {
            return self.key(key_text(value), is_plain);
        }
        let Some(around) = self.open.last_mut() else {
            self.root.get_or_insert(value);
            return;
        };
        around.depth = around.depth.max(depth);
        match &mut around.collection {
            Collection::Sequence(items) => items.push(value),
            Collection::Mapping { members, key, merged, .. } => match key.take() {
                Some(key) if key.merges && is_mergeable(&value) => merged.push(value),
                Some(key) => self.has_duplicates |= members.insert(key.name, value).is_some(),
                None => {}
            },
        }
    }

    /// Keeps what stood in the file, where it may turn out to be a text.
    fn note_written(&mut self, text: &str) {
        let mut around = self.open.iter_mut().rev();
        let Some(inner) = around.next() else { return };
        match &mut inner.collection {
            Collection::Mapping { key: Some(key), written, .. } if texts::may_be_text(&key.name) => {
                written.push(Written { member: key.name.clone(), item: None, text: text.to_owned() });
            }
            Collection::Sequence(items) => {
                let item = Some(items.len());
                if let Some(Open { collection: Collection::Mapping { key: Some(key), written, .. }, .. }) =
                    around.next()
                    && texts::may_be_text(&key.name)
                {
                    written.push(Written { member: key.name.clone(), item, text: text.to_owned() });
                }
            }
            Collection::Mapping { .. } => {}
        }
    }
}

fn is_text(tag: Option<&Tag>) -> bool {
    tag.is_some_and(|tag| tag.is_yaml_core_schema() && tag.suffix == "str")
}

fn size(node: &Value) -> usize {
    match node {
        Value::Object(members) => members.iter().map(|(name, member)| 1 + name.len() / 32 + size(member)).sum(),
        Value::Array(items) => items.iter().map(|item| 1 + size(item)).sum(),
        Value::String(text) => 1 + text.len() / 32,
        _ => 1,
    }
}

fn syntax(message: &str, position: Position) -> Failure {
    // The parser has a limit of its own, for collections without line breaks.
    let kind = match message.contains("recursion limit") {
        true => Kind::TooDeep,
        false => Kind::Syntax(message.to_owned()),
    };
    Failure { kind, position }
}

fn position(span: Span) -> Position {
    position_of(span.start)
}

fn position_of(marker: saphyr_parser::Marker) -> Position {
    Position { line: marker.line(), column: marker.col() + 1 }
}
