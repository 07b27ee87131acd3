//! A place among tokens.

use super::Problem;
use super::token::Token;

/// A place among tokens.
pub struct Cursor<'t> {
    tokens: &'t [(usize, Token)],
    at: usize,
}

impl<'t> Cursor<'t> {
    /// The first of these.
    pub fn new(tokens: &'t [(usize, Token)]) -> Self {
        Self { tokens, at: 0 }
    }

    /// The token that comes next.
    pub fn peek(&self) -> Option<&'t Token> {
        self.peek_after(0)
    }

    /// The token behind so many others.
    pub fn peek_after(&self, ahead: usize) -> Option<&'t Token> {
        self.tokens.get(self.at + ahead).map(|(_, token)| token)
    }

    /// The token that comes next, for good.
    pub fn take(&mut self) -> Option<&'t Token> {
        let token = self.peek();
        self.at += 1;
        token
    }

    /// Goes on by so many tokens.
    pub fn skip(&mut self, count: usize) {
        self.at += count;
    }

    /// Takes the mark, if it comes next.
    pub fn takes(&mut self, mark: char) -> bool {
        let is_there = self.peek() == Some(&Token::Mark(mark));
        self.at += usize::from(is_there);
        is_there
    }

    /// Takes the mark.
    pub fn expect(&mut self, mark: char) -> Result<(), Problem> {
        if self.takes(mark) { Ok(()) } else { Err(self.problem(&format!("`{mark}` is missing"))) }
    }

    /// What is wrong here, with its line.
    pub fn problem(&self, what: &str) -> Problem {
        let line = self.tokens.get(self.at).or(self.tokens.last()).map_or(1, |(line, _)| *line);
        Problem::new(line, what)
    }
}
