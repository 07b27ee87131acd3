//! A namespace: who came first keeps the name.

use super::words;
use crate::diagnostic::{Diagnostics, code};
use crate::pointer::Pointer;
use std::collections::{HashMap, HashSet};

/// What an item is that asks for a name: the compiler has conventions for each, and names for itself that break them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A type, such as `MemberCard`.
    Type,
    /// A function, a field or an argument, such as `member_card`.
    Value,
}

impl Kind {
    /// Why the item cannot have the name `wish`.
    fn refuses(self, wish: &str) -> Option<&'static str> {
        match self {
            _ if !words::is_identifier(wish) => Some("is no Rust name"),
            Self::Type if !words::is_type_name(wish) => {
                Some("is no name of a type: those begin with a capital letter and hold no `_`")
            }
            Self::Value if !words::is_value_name(wish) => {
                Some("is no name of a function, a field or an argument: those hold no capital letters and no `__`")
            }
            Self::Type | Self::Value => None,
        }
    }
}

/// The names of one namespace.
#[derive(Debug, Default)]
pub struct Names {
    taken: HashSet<String>,
    /// The number that a name was given last, so that many of one name are numbered in one go.
    numbers: HashMap<String, usize>,
}

impl Names {
    /// A namespace in which some names cannot be given.
    pub fn reserving(names: &[&str]) -> Self {
        Self { taken: names.iter().map(|name| bare(name).to_owned()).collect(), numbers: HashMap::new() }
    }

    /// Takes the first of `candidates` that is free, or the first with a number.
    ///
    /// The number depends on those that came before alone, so something added at the end renames nothing.
    pub fn take(&mut self, candidates: &[String]) -> String {
        // Two texts that are composed each for itself need not be so together.
        let candidates: Vec<String> = candidates.iter().map(|candidate| words::composed(candidate)).collect();
        let free = candidates.iter().find(|candidate| !self.taken.contains(bare(candidate))).cloned();
        let name = free.unwrap_or_else(|| self.numbered(candidates.first().map_or("item", String::as_str)));
        self.taken.insert(bare(&name).to_owned());
        name
    }

    /// The same for an item of a document, which may ask for a name: `wish` is its `x-rust-name`.
    ///
    /// A number, and a wish that cannot be had, are said in `diagnostics`.
    pub fn take_for(
        &mut self,
        kind: Kind,
        wish: Option<&str>,
        candidates: &[String],
        at: &Pointer,
        diagnostics: &mut Diagnostics,
    ) -> String {
        if let Some(wish) = wish {
            let refused = kind.refuses(wish);
            if refused.is_none() && self.taken.insert(bare(wish).to_owned()) {
                return wish.to_owned();
            }
            let reason = refused.unwrap_or("is taken");
            diagnostics
                .warning(code::NAME_INVALID, at, format!("the name `{wish}` {reason}; another one is given"))
                .help("choose another `x-rust-name`, or leave it out");
        }
        let name = self.take(candidates);
        if !candidates.iter().any(|candidate| words::composed(candidate) == name) {
            let wanted = candidates.first().map_or("", String::as_str);
            diagnostics
                .warning(code::NAME_TAKEN, at, format!("the name `{wanted}` is taken; `{name}` is given"))
                .help("choose a name of your own with `x-rust-name`");
        }
        name
    }

    fn numbered(&mut self, name: &str) -> String {
        let last = self.numbers.entry(bare(name).to_owned()).or_insert(1);
        loop {
            *last += 1;
            let candidate = format!("{}{last}", bare(name));
            if !self.taken.contains(&candidate) {
                return candidate;
            }
        }
    }
}

/// `r#type` and `type` are one name.
fn bare(name: &str) -> &str {
    name.strip_prefix("r#").unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_keeps_the_name() {
        let mut names = Names::reserving(&["new"]);
        let mut take = |text: &str| names.take(&[words::snake(text, "field")]);
        assert_eq!(take("foo_bar"), "foo_bar");
        assert_eq!(take("fooBar"), "foo_bar2");
        assert_eq!(take("new"), "new2");
        assert_eq!(take("type"), "r#type");
        assert_eq!(take("Type"), "type2");
    }

    #[test]
    fn names_that_the_compiler_takes_for_one_are_one() {
        let mut names = Names::default();
        // A consonant and a vowel of Hangul, each a name for itself, are one letter together.
        assert_eq!(names.take(&["\u{1100}\u{1161}".to_owned()]), "\u{ac00}");
        assert_eq!(names.take(&["\u{ac00}".to_owned()]), "\u{ac00}2");
    }

    #[test]
    fn a_wish_is_granted_or_its_refusal_said() {
        let mut names = Names::default();
        let mut diagnostics = Diagnostics::default();
        let at = Pointer::root();
        let candidates = ["Card".to_owned()];
        let mut take = |kind, wish| names.take_for(kind, Some(wish), &candidates, &at, &mut diagnostics);
        assert_eq!(take(Kind::Type, "MemberCard"), "MemberCard");
        assert_eq!(take(Kind::Type, "fn main() {}"), "Card");
        assert_eq!(diagnostics.iter().next().unwrap().code, code::NAME_INVALID);
    }

    #[test]
    fn a_wish_follows_the_conventions() {
        for wish in ["Card", "HTTPCard", "Card2", "会员卡"] {
            assert_eq!(Kind::Type.refuses(wish), None, "{wish}");
        }
        for wish in ["bool", "u64", "runtime", "card", "Member_Card", "_Card", "fn main() {}"] {
            assert!(Kind::Type.refuses(wish).is_some(), "{wish}");
        }
        for wish in ["card", "r#type", "type_", "card_2", "http2_card", "会员卡"] {
            assert_eq!(Kind::Value.refuses(wish), None, "{wish}");
        }
        for wish in ["None", "Some", "ID", "TYPE", "memberCard", "member__card", "type"] {
            assert!(Kind::Value.refuses(wish).is_some(), "{wish}");
        }
    }
}
