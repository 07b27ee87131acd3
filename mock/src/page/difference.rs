//! Where the client's message and the mock's part.

/// The names of the lines of a request's message.
pub(super) const LINES: [&str; 5] = ["method", "target", "timestamp", "nonce", "body"];

/// The first place where two messages are not the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Difference {
    /// How many bytes are the same before it.
    pub(super) offset: usize,
    /// The line, from 1.
    pub(super) line: usize,
    /// The character in the line, from 1.
    pub(super) column: usize,
    pub(super) ours: Next,
    pub(super) theirs: Next,
}

/// What stands in a message at the place where it differs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Next {
    Character(char),
    /// A byte that is not UTF-8.
    Byte(u8),
    /// Nothing: the message is over.
    End,
}

impl Difference {
    /// `None` where the messages are the same.
    pub(super) fn between(ours: &[u8], theirs: &[u8]) -> Option<Self> {
        if ours == theirs {
            return None;
        }
        let same = ours.iter().zip(theirs).take_while(|(one, other)| one == other).count();
        let offset = start_of_character(ours, theirs, same);
        let before = &ours[..offset];
        let line_start = before.iter().rposition(|byte| *byte == b'\n').map_or(0, |line_feed| line_feed + 1);
        Some(Self {
            offset,
            line: before.iter().filter(|byte| **byte == b'\n').count() + 1,
            column: String::from_utf8_lossy(&before[line_start..]).chars().count() + 1,
            ours: Next::at(ours, offset),
            theirs: Next::at(theirs, offset),
        })
    }

    /// The name of the line: a body may hold line feeds, so that it goes on to the end.
    pub(super) fn line_name(&self) -> &'static str {
        LINES[(self.line - 1).min(LINES.len() - 1)]
    }
}

/// Characters that begin alike may differ in a later byte: the place is where the character begins.
fn start_of_character(ours: &[u8], theirs: &[u8], same: usize) -> usize {
    let mut before = (1..=3).rev().filter_map(|back| same.checked_sub(back));
    let is_whole = |start: &usize| {
        let characters = [Next::at(ours, *start), Next::at(theirs, *start)];
        characters[0] != characters[1] && characters.iter().any(|next| start + next.len() > same)
    };
    before.find(is_whole).unwrap_or(same)
}

impl Next {
    fn at(text: &[u8], offset: usize) -> Self {
        let Some(chunk) = text[offset..].utf8_chunks().next() else { return Self::End };
        match (chunk.valid().chars().next(), chunk.invalid().first()) {
            (Some(character), _) => Self::Character(character),
            (None, Some(byte)) => Self::Byte(*byte),
            (None, None) => Self::End,
        }
    }

    /// How many bytes it has.
    pub(super) fn len(self) -> usize {
        match self {
            Self::Character(character) => character.len_utf8(),
            Self::Byte(_) => 1,
            Self::End => 0,
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn place(ours: &str, theirs: &str) -> (usize, usize, &'static str) {
        let difference = Difference::between(ours.as_bytes(), theirs.as_bytes()).unwrap();
        (difference.line, difference.column, difference.line_name())
    }

    #[test]
    fn the_place_is_a_line_and_a_character() {
        assert_eq!(Difference::between(b"GET\n", b"GET\n"), None);
        assert_eq!(place("POST\n/v3/a\n", "POST\n/v3/b\n"), (2, 5, "target"));
        assert_eq!(place("POST\n", "post\n"), (1, 1, "method"));
        assert_eq!(place("GET\n/\n1\nn\n{\"a\":\n1}\n", "GET\n/\n1\nn\n{\"a\":\n2}\n"), (6, 1, "body"));
    }

    #[test]
    fn a_character_is_never_cut() {
        let difference = Difference::between("a会".as_bytes(), "a伙".as_bytes()).unwrap();
        assert_eq!((difference.offset, difference.column), (1, 2));
        assert_eq!((difference.ours, difference.theirs), (Next::Character('会'), Next::Character('伙')));
        let difference = Difference::between("ä".as_bytes(), b"\xc3").unwrap();
        assert_eq!((difference.ours, difference.theirs), (Next::Character('ä'), Next::Byte(0xc3)));
        let difference = Difference::between(b"\x80\x80\x80\x80\x80", b"\x80\x80\x80\x80\x81").unwrap();
        assert_eq!((difference.offset, difference.theirs), (4, Next::Byte(0x81)));
    }

    proptest! {
        #[test]
        fn all_before_the_place_is_the_same_and_there_it_is_not(ours in any::<Vec<u8>>(), theirs in any::<Vec<u8>>(), both in ".{0,9}") {
            let [ours, theirs] = [ours, theirs].map(|end| [both.as_bytes(), &end].concat());
            match Difference::between(&ours, &theirs) {
                None => prop_assert_eq!(ours, theirs),
                Some(found) => {
                    prop_assert_eq!(&ours[..found.offset], &theirs[..found.offset]);
                    prop_assert_ne!(found.ours, found.theirs);
                    prop_assert!(found.offset + found.ours.len() <= ours.len());
                    prop_assert!(found.offset + found.theirs.len() <= theirs.len());
                }
            }
        }
    }

    #[test]
    fn one_message_may_end_where_the_other_goes_on() {
        let difference = Difference::between(b"GET\n/\n\n", b"GET\n/\n").unwrap();
        assert_eq!((difference.line, difference.column), (3, 1));
        assert_eq!((difference.ours, difference.theirs), (Next::Character('\n'), Next::End));
    }
}
