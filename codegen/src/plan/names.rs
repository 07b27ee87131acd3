//! A namespace: who came first keeps the name.

use super::words;
use crate::diagnostic::{Diagnostics, code};
use crate::pointer::Pointer;
use std::collections::{HashMap, HashSet};

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
        wish: Option<&str>,
        candidates: &[String],
        at: &Pointer,
        diagnostics: &mut Diagnostics,
    ) -> String {
        if let Some(wish) = wish {
            if words::is_identifier(wish) && self.taken.insert(bare(wish).to_owned()) {
                return wish.to_owned();
            }
            let reason = if words::is_identifier(wish) { "is taken" } else { "is no Rust name" };
            diagnostics.warning(code::NAME_INVALID, at, format!("the name `{wish}` {reason}; another one is given"));
        }
        let name = self.take(candidates);
        if !candidates.contains(&name) {
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
    fn a_wish_is_granted_or_its_refusal_said() {
        let mut names = Names::default();
        let mut diagnostics = Diagnostics::default();
        let at = Pointer::root();
        let candidates = ["Card".to_owned()];
        assert_eq!(names.take_for(Some("MemberCard"), &candidates, &at, &mut diagnostics), "MemberCard");
        assert_eq!(names.take_for(Some("fn main() {}"), &candidates, &at, &mut diagnostics), "Card");
        assert_eq!(diagnostics.iter().next().unwrap().code, code::NAME_INVALID);
    }
}
