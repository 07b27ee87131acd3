//! Lines that the parser finds indented too little, where indentation says nothing.
//!
//! Inside of braces, brackets and quotes YAML asks for as much indentation as around them, and the parser insists. Many a
//! document has a closing brace further to the left, and most parsers take it; here such lines get the spaces that they
//! lack, and places are told without them.

use crate::diagnostic::Position;
use saphyr_parser::{Event, Parser, ScanError};
use std::collections::HashMap;

/// How many bytes are parsed again: each line that is mended takes another run.
const MAX_BYTES: usize = 32 * 1024 * 1024;

/// A text whose lines are indented enough.
pub struct Mended {
    /// The text, with spaces before some lines.
    pub text: String,
    /// How many spaces stand before a line that did not stand there.
    added: HashMap<usize, usize>,
}

impl Mended {
    /// Where what stands at `position` of the mended text stands in the file.
    pub fn origin(&self, position: Position) -> Position {
        let added = self.added.get(&position.line).copied().unwrap_or(0);
        Position { line: position.line, column: position.column.saturating_sub(added).max(1) }
    }
}

/// The text with such lines mended; none where there are none, or too many.
pub fn mend(text: &str) -> Option<Mended> {
    let mut mended = Mended { text: text.to_owned(), added: HashMap::new() };
    let mut parsed = 0;
    while let Some(Trouble { lines, indent }) = trouble(&mended.text) {
        parsed += mended.text.len();
        if parsed > MAX_BYTES || !indented(&mut mended, lines, indent) {
            break;
        }
    }
    (!mended.added.is_empty()).then_some(mended)
}

/// Lines, counted from 1, that lack indentation.
struct Trouble {
    lines: (usize, usize),
    /// How many spaces they need.
    indent: usize,
}

/// The first such lines; none where the text can be parsed, or something else is wrong first.
fn trouble(text: &str) -> Option<Trouble> {
    let mut columns: Vec<usize> = Vec::new();
    for event in Parser::new_from_str(text) {
        match event {
            Ok((Event::MappingStart(..) | Event::SequenceStart(..), span)) => columns.push(span.start.col()),
            Ok((Event::MappingEnd | Event::SequenceEnd, _)) => {
                columns.pop();
            }
            Ok(_) => {}
            Err(error) => {
                // What begins further to the right than a line asks for less, and more does no harm.
                let indent = columns.iter().max().copied().unwrap_or(0) + 2;
                return lines(text, &error).map(|lines| Trouble { lines, indent });
            }
        }
    }
    None
}

fn lines(text: &str, error: &ScanError) -> Option<(usize, usize)> {
    let line = error.marker().line();
    match error.info() {
        "invalid indentation" | "invalid indentation in flow construct" => Some((line, line)),
        "invalid indentation in quoted scalar" => {
            let start = text.char_indices().nth(error.marker().index()).map(|(offset, _)| offset)?;
            let rest = text.get(start..)?;
            let length = quoted_length(rest)?;
            Some((line + 1, line + rest.get(..length)?.matches('\n').count()))
        }
        _ => None,
    }
}

/// The bytes of the quoted scalar that `text` begins with.
fn quoted_length(text: &str) -> Option<usize> {
    let quote = text.chars().next().filter(|quote| matches!(quote, '"' | '\''))?;
    let mut escaped = false;
    let mut characters = text.char_indices().skip(1).peekable();
    while let Some((index, character)) = characters.next() {
        match character {
            _ if escaped => escaped = false,
            '\\' if quote == '"' => escaped = true,
            '\'' if quote == '\'' && characters.peek().is_some_and(|(_, next)| *next == '\'') => escaped = true,
            _ if character == quote => return Some(index + 1),
            _ => {}
        }
    }
    None
}

/// Puts spaces before the lines; false where none of them lacks any.
fn indented(mended: &mut Mended, (first, last): (usize, usize), indent: usize) -> bool {
    let mut text = String::with_capacity(mended.text.len() + indent);
    let mut changed = false;
    for (index, line) in mended.text.split_inclusive('\n').enumerate() {
        let number = index + 1;
        let has = line.len() - line.trim_start_matches(' ').len();
        if (first..=last).contains(&number) && has < indent && !line.trim().is_empty() {
            text.extend(std::iter::repeat_n(' ', indent - has));
            *mended.added.entry(number).or_default() += indent - has;
            changed = true;
        }
        text.push_str(line);
    }
    mended.text = text;
    changed
}
