//! Positions in JSON, many times as fast as a parser of YAML finds them.

use super::Positions;
use crate::diagnostic::Position;
use std::borrow::Cow;

/// What is expected next inside of an object or an array.
#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    /// A key, or the end of an object that is empty so far.
    FirstKey,
    Key,
    /// The value of the member.
    Value(usize),
    /// A comma or the end of an object.
    AfterMember,
    /// An item, or the end of an array that is empty so far.
    FirstItem,
    Item,
    /// A comma or the end of an array.
    AfterItem,
}

/// The positions of all nodes; none where the text is not JSON.
pub fn positions(text: &str) -> Option<Positions> {
    let mut scan = Scan { text, at: 0, line: 1, column: 1, positions: Positions::default(), states: Vec::new() };
    scan.space();
    if !matches!(scan.next(), Some(b'{' | b'[')) {
        return None;
    }
    scan.value(None)?;
    while let Some(state) = scan.states.last().copied() {
        scan.space();
        scan.step(state)?;
    }
    scan.space();
    scan.next().is_none().then_some(scan.positions)
}

struct Scan<'t> {
    text: &'t str,
    at: usize,
    line: usize,
    column: usize,
    positions: Positions,
    states: Vec<State>,
}

impl<'t> Scan<'t> {
    fn next(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn position(&self) -> Position {
        Position { line: self.line, column: self.column }
    }

    /// Goes on by one byte; only the first one of a character counts as a column.
    fn skip(&mut self, byte: u8) {
        self.at += 1;
        if byte == b'\n' {
            (self.line, self.column) = (self.line + 1, 1);
        } else if byte & 0xc0 != 0x80 {
            self.column += 1;
        }
    }

    fn space(&mut self) {
        while let Some(byte @ (b' ' | b'\t' | b'\r' | b'\n')) = self.next() {
            self.skip(byte);
        }
    }

    fn take(&mut self, wanted: u8) -> Option<()> {
        (self.next() == Some(wanted)).then(|| self.skip(wanted))
    }

    fn step(&mut self, state: State) -> Option<()> {
        match (state, self.next()?) {
            (State::FirstKey | State::AfterMember, b'}') | (State::FirstItem | State::AfterItem, b']') => {
                let byte = self.next()?;
                self.skip(byte);
                self.states.pop();
                self.positions.leave();
                Some(())
            }
            (State::FirstKey | State::Key, b'"') => {
                let position = self.position();
                let name = self.string()?;
                let member = self.positions.member(&name, position);
                self.space();
                self.take(b':')?;
                self.become_state(State::Value(member))
            }
            (State::AfterMember, b',') => {
                self.skip(b',');
                self.become_state(State::Key)
            }
            (State::AfterItem, b',') => {
                self.skip(b',');
                self.become_state(State::Item)
            }
            (State::Value(member), _) => {
                self.become_state(State::AfterMember)?;
                self.value(Some(member))
            }
            (State::FirstItem | State::Item, _) => {
                self.become_state(State::AfterItem)?;
                self.value(None)
            }
            _ => None,
        }
    }

    fn become_state(&mut self, state: State) -> Option<()> {
        *self.states.last_mut()? = state;
        Some(())
    }

    /// A value begins: that of a member that is known, or an item.
    fn value(&mut self, member: Option<usize>) -> Option<()> {
        let position = self.position();
        let node = member.unwrap_or_else(|| self.positions.item(position));
        match self.next()? {
            byte @ (b'{' | b'[') => {
                self.skip(byte);
                self.positions.enter(node);
                self.states.push(if byte == b'{' { State::FirstKey } else { State::FirstItem });
            }
            b'"' => drop(self.string()?),
            _ => self.word()?,
        }
        Some(())
    }

    /// A number, `true`, `false` or `null`; the loader has checked what it is.
    fn word(&mut self) -> Option<()> {
        let start = self.at;
        while let Some(byte) = self.next().filter(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(byte)) {
            self.skip(byte);
        }
        let word = self.text.get(start..self.at)?;
        let is_value = matches!(word, "true" | "false" | "null")
            || word.starts_with(|first: char| first == '-' || first.is_ascii_digit());
        is_value.then_some(())
    }

    fn string(&mut self) -> Option<Cow<'t, str>> {
        let start = self.at;
        let mut escaped = false;
        self.skip(b'"');
        loop {
            let byte = self.next()?;
            self.skip(byte);
            match byte {
                b'"' => break,
                b'\\' => {
                    escaped = true;
                    let next = self.next()?;
                    self.skip(next);
                }
                _ => {}
            }
        }
        let quoted = self.text.get(start..self.at)?;
        match escaped {
            true => serde_json::from_str(quoted).ok().map(Cow::Owned),
            false => quoted.get(1..quoted.len() - 1).map(Cow::Borrowed),
        }
    }
}
