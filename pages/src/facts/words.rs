//! What a description says about values, in words of the grammar: `A` \| `B` 枚举值之一, 默认为`A`, 固定为`A`.

use std::collections::HashSet;

/// What a description says about values, and its text without the list of values.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Words {
    /// The values that may be sent or come, each once.
    pub values: Vec<String>,
    /// The value that holds where none is given.
    pub default: Option<String>,
    /// The text without the list of values.
    pub text: String,
    /// What does not go together, said for people.
    pub doubts: Vec<Doubt>,
}

/// Why some words do not count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doubt {
    /// Several lists of values, defaults or fixed values that differ.
    Several(&'static str),
    /// 枚举值 stands after quotes and bars, but not directly after a list of values.
    Unclear,
    /// A value with a character that could not be read.
    Damaged,
}

const ENUM: &str = "枚举值";
const ONE_OF: &str = "枚举值之一";
const DEFAULT: &str = "默认为";
const FIXED: &str = "固定为";
const UNREADABLE: char = '\u{FFFD}';

impl Words {
    /// Reads a description.
    pub fn of(description: &str) -> Self {
        let mut words = Self { text: description.to_owned(), ..Self::default() };
        let mut runs = runs(description).into_iter();
        if let Some(run) = runs.next() {
            words.text = without(description, &run);
            words.values = once(run.values);
            if runs.any(|other| once(other.values) != words.values) {
                words.doubts.push(Doubt::Several("lists of values"));
            }
        }
        if is_unclear(description) {
            words.doubts.push(Doubt::Unclear);
        }
        words.default = words.after(description, DEFAULT, "defaults");
        if let Some(value) = words.after(description, FIXED, "fixed values") {
            if !words.values.is_empty() && words.values != [value.as_str()] {
                words.doubts.push(Doubt::Several("a list of values and a fixed value"));
            }
            words.values = vec![value];
        }
        let damaged = |text: &String| text.contains(UNREADABLE);
        if words.values.iter().any(damaged) || words.default.as_ref().is_some_and(damaged) {
            words.doubts.push(Doubt::Damaged);
            words.default = words.default.filter(|value| !damaged(value));
            if words.values.iter().any(damaged) {
                words.values.clear();
            }
        }
        words
    }

    /// The quoted value that follows `word`, wherever that stands.
    fn after(&mut self, description: &str, word: &str, what: &'static str) -> Option<String> {
        let mut found: Option<String> = None;
        for (index, _) in description.match_indices(word) {
            let rest = description.get(index + word.len()..).unwrap_or_default().trim_start();
            let Some((value, _)) = rest.strip_prefix('`').and_then(|rest| rest.split_once('`')) else { continue };
            match &found {
                None => found = Some(value.trim().to_owned()),
                Some(known) if known == value.trim() => {}
                Some(_) => self.doubts.push(Doubt::Several(what)),
            }
        }
        found
    }
}

/// A list of values and where it stands, up to and with the words that make it one.
struct Run {
    start: usize,
    end: usize,
    values: Vec<String>,
}

/// The lists of values: read backwards from each 枚举值, so that a stray quote before does no harm.
fn runs(text: &str) -> Vec<Run> {
    let mut runs = Vec::new();
    for (index, _) in text.match_indices(ENUM) {
        let rest = text.get(index..).unwrap_or_default();
        let length = if rest.starts_with(ONE_OF) { ONE_OF.len() } else { ENUM.len() };
        let before = text.get(..index).unwrap_or_default();
        let mut values = Vec::new();
        let mut start = index;
        let mut tail = before.trim_end();
        while let Some((head, value)) = quoted_at_end(tail) {
            values.push(value.trim().to_owned());
            start = head.len();
            let Some(more) = head.trim_end().strip_suffix('|') else { break };
            tail = more.trim_end();
        }
        // One value at the end of a line is prose; several are a list, wherever the line breaks.
        let broken = before.get(before.trim_end().len()..).is_some_and(|space| space.contains('\n'));
        if values.len() > usize::from(broken) {
            values.reverse();
            runs.push(Run { start, end: index + length, values });
        }
    }
    runs
}

/// Whether a line says 枚举值 after quotes and bars that are no list of values.
fn is_unclear(text: &str) -> bool {
    let unclear =
        |line: &str| line.split_once(ENUM).is_some_and(|(before, _)| before.contains('`') && before.contains('|'));
    runs(text).is_empty() && text.lines().any(unclear)
}

/// The quoted value at the end of a text, and what stands before it.
fn quoted_at_end(text: &str) -> Option<(&str, &str)> {
    let (head, value) = text.strip_suffix('`')?.rsplit_once('`')?;
    (!value.contains('\n')).then_some((head, value))
}

fn once(values: Vec<String>) -> Vec<String> {
    let mut met = HashSet::new();
    values.into_iter().filter(|value| !value.is_empty() && met.insert(value.clone())).collect()
}

fn without(text: &str, run: &Run) -> String {
    let before = text.get(..run.start).unwrap_or_default().trim_end();
    let after = text.get(run.end..).unwrap_or_default().trim();
    match (before.is_empty(), after.is_empty()) {
        (_, true) => before.to_owned(),
        (true, false) => after.to_owned(),
        (false, false) => format!("{before}\n{after}"),
    }
}

#[cfg(test)]
mod tests {
    use super::{Doubt, Words};

    fn values(description: &str) -> Vec<String> {
        Words::of(description).values
    }

    #[test]
    fn values_are_the_run_before_the_words() {
        assert_eq!(values("甲\n`A` | `B`|`C` 枚举值之一"), ["A", "B", "C"]);
        assert_eq!(values("`A`枚举值"), ["A"]);
        assert_eq!(values("用`X`时\n`A` | `A` | `B` 枚举值"), ["A", "B"]);
        assert_eq!(values("用`X`的`A` | `B` 枚举值"), ["A", "B"]);
        assert_eq!(values("甲`的\n`A` | `B` 枚举值"), ["A", "B"]);
        assert_eq!(values("甲`的，`A` |\n `B` 枚举值"), ["A", "B"]);
        assert_eq!(values("`A|B` 枚举值"), ["A|B"]);
        assert_eq!(values("甲\n`A` | `B`\n枚举值之一"), ["A", "B"]);
        assert_eq!(Words::of("甲\n`A` | `B` 枚举值之一").text, "甲");
        assert_eq!(Words::of("`A` | `B` 枚举值之一").text, "");
    }

    #[test]
    fn words_without_values_are_prose() {
        assert!(values("甲，枚举值").is_empty());
        assert!(values("`A` | `B` 之一").is_empty());
        assert!(values("`A`\n枚举值").is_empty());
        assert!(values("`A`的枚举值").is_empty());
    }

    #[test]
    fn defaults_and_fixed_values_stand_beside_a_list() {
        let words = Words::of("甲，默认为`B`\n`A` | `B` 枚举值之一");
        assert_eq!((words.values, words.default.as_deref()), (vec!["A".to_owned(), "B".to_owned()], Some("B")));
        let words = Words::of("`1` | `2` 枚举值之一，默认为 `1`");
        assert_eq!((words.values.len(), words.default.as_deref()), (2, Some("1")));
        assert_eq!(Words::of("默认为`A` | `B` 枚举值之一").values, ["A", "B"]);
        assert_eq!(Words::of("固定为`A`").values, ["A"]);
        assert_eq!(Words::of("默认为A").default, None);
    }

    #[test]
    fn what_does_not_go_together_is_said() {
        let words = Words::of("`A` 枚举值 `B` 枚举值");
        assert_eq!(words.values, ["A"]);
        assert_eq!(words.doubts, [Doubt::Several("lists of values")]);
        assert_eq!(Words::of("`A`(甲) | `B`(乙) 枚举值").doubts, [Doubt::Unclear]);
        let words = Words::of("`A\u{FFFD}` | `B` 枚举值");
        assert!(words.values.is_empty());
        assert_eq!(words.doubts, [Doubt::Damaged]);
    }
}
