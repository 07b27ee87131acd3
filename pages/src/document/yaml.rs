//! YAML text: block style, plain scalars only where no reader can take them for anything else.

use std::fmt::Write;

/// A node of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Yaml {
    /// `true` or `false`.
    Bool(bool),
    /// A number, in the digits of its source, which JSON has too.
    Number(String),
    /// A text.
    Text(String),
    /// A list.
    List(Vec<Yaml>),
    /// Keys with values, in this order.
    Map(Vec<(String, Yaml)>),
}

impl Yaml {
    /// A text.
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// Keys with values.
    pub fn map<const N: usize>(entries: [(&str, Self); N]) -> Self {
        Self::Map(entries.into_iter().map(|(key, value)| (key.to_owned(), value)).collect())
    }

    /// A reference to a component.
    pub(super) fn reference(kind: &str, name: &str) -> Self {
        Self::map([("$ref", Self::text(format!("#/components/{kind}/{name}")))])
    }

    /// The value of a key.
    pub fn get(&self, key: &str) -> Option<&Self> {
        match self {
            Self::Map(entries) => entries.iter().find(|(known, _)| known == key).map(|(_, value)| value),
            _ => None,
        }
    }

    /// Puts a key at the end; nothing happens to what is no map.
    pub(super) fn put(&mut self, key: &str, value: Self) {
        if let Self::Map(entries) = self {
            entries.push((key.to_owned(), value));
        }
    }

    /// The text of a document.
    pub fn print(&self) -> String {
        let mut text = String::new();
        self.write(&mut text, 0, false);
        text
    }

    /// Writes the lines of a node; `inline` where the first of them goes on with `- `.
    fn write(&self, out: &mut String, indent: usize, inline: bool) {
        match self {
            Self::Map(entries) if !entries.is_empty() => {
                for (index, (key, value)) in entries.iter().enumerate() {
                    if index > 0 || !inline {
                        pad(out, indent);
                    }
                    scalar(out, key);
                    out.push(':');
                    value.after_key(out, indent);
                }
            }
            Self::List(items) if !items.is_empty() => {
                for (index, item) in items.iter().enumerate() {
                    if index > 0 || !inline {
                        pad(out, indent);
                    }
                    out.push_str("- ");
                    item.write(out, indent + 2, true);
                }
            }
            other => {
                other.scalar(out);
                out.push('\n');
            }
        }
    }

    fn after_key(&self, out: &mut String, indent: usize) {
        let below = match self {
            Self::Map(entries) => !entries.is_empty(),
            Self::List(items) => !items.is_empty(),
            _ => false,
        };
        out.push(if below { '\n' } else { ' ' });
        self.write(out, indent + 2, false);
    }

    fn scalar(&self, out: &mut String) {
        match self {
            Self::Bool(value) => out.push_str(if *value { "true" } else { "false" }),
            Self::Number(digits) => out.push_str(digits),
            Self::Text(text) => scalar(out, text),
            Self::List(_) => out.push_str("[]"),
            Self::Map(_) => out.push_str("{}"),
        }
    }
}

fn pad(out: &mut String, indent: usize) {
    out.extend(std::iter::repeat_n(' ', indent));
}

/// A text as it is, or in double quotes.
fn scalar(out: &mut String, text: &str) {
    if is_plain(text) {
        out.push_str(text);
    } else {
        quoted(out, text);
    }
}

/// Words that YAML 1.1 or 1.2 reads as something else than text.
const WORDS: [&str; 14] =
    ["true", "false", "yes", "no", "on", "off", "y", "n", "null", "nan", "inf", "infinity", "none", "undefined"];

/// Whether every reader of YAML takes the bare text as this text.
///
/// It begins with a letter, `_`, `/` or `$`, so it is no number, date or indicator; `:` and `#` do not stand where they mean
/// something.
fn is_plain(text: &str) -> bool {
    let usual = |character: char| {
        character.is_ascii_alphanumeric()
            || matches!(character, '_' | '-' | '.' | '/' | ' ' | ',' | '(' | ')' | '{' | '}' | ':' | '+' | '*' | '$')
    };
    text.starts_with(|first: char| first.is_ascii_alphabetic() || matches!(first, '_' | '/' | '$'))
        && text.chars().all(usual)
        && !text.ends_with([' ', ':'])
        && !text.contains(": ")
        && !WORDS.contains(&text.to_ascii_lowercase().as_str())
}

fn quoted(out: &mut String, text: &str) {
    out.push('"');
    for character in text.chars() {
        match character {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            // What is not printable in YAML, and line breaks of other alphabets.
            '\0'..='\u{1F}' | '\u{7F}'..='\u{9F}' | '\u{2028}' | '\u{2029}' | '\u{FEFF}' | '\u{FFFE}' | '\u{FFFF}' => {
                write!(out, "\\u{:04x}", u32::from(character)).ok();
            }
            other => out.push(other),
        }
    }
    out.push('"');
}

#[cfg(test)]
mod tests {
    use super::Yaml;
    use proptest::prelude::*;

    fn read(text: &str) -> serde_json::Value {
        serde_yaml::from_str(text).unwrap_or_else(|error| panic!("{error} in {text:?}"))
    }

    #[test]
    fn traps_are_quoted() {
        for trap in [
            "on",
            "No",
            "y",
            "1e5",
            "0x1f",
            "2020-01-01",
            "12:30:45",
            "~",
            "",
            " a",
            "a ",
            "a: b",
            "a:",
            "- a",
            "null",
            ".5",
            "=",
            "<<",
            "1_000",
            "@a",
            "%a",
            "a #b",
            "!x",
            "&x",
            "*x",
            "'",
            "\u{85}",
        ] {
            let text = Yaml::map([("k", Yaml::text(trap))]).print();
            assert!(text.contains('"'), "{text}");
            assert_eq!(read(&text), serde_json::json!({ "k": trap }));
        }
        assert_eq!(Yaml::map([("/v3/a/{b}", Yaml::List(Vec::new()))]).print(), "/v3/a/{b}: []\n");
    }

    #[test]
    fn lists_and_maps_are_in_block_style() {
        let inner = Yaml::map([
            ("a", Yaml::Number("1".to_owned())),
            ("b", Yaml::List(vec![Yaml::Bool(true), Yaml::List(vec![Yaml::text("x")])])),
        ]);
        let text = Yaml::map([("list", Yaml::List(vec![inner, Yaml::Map(Vec::new())]))]).print();
        assert_eq!(text, "list:\n  - a: 1\n    b:\n      - true\n      - - x\n  - {}\n");
        assert_eq!(read(&text), serde_json::json!({ "list": [{ "a": 1, "b": [true, ["x"]] }, {}] }));
    }

    proptest! {
        #[test]
        fn any_text_is_read_back(key in any::<String>(), value in any::<String>()) {
            let text = Yaml::map([("k", Yaml::Map(vec![(key.clone(), Yaml::text(value.clone()))]))]).print();
            prop_assert_eq!(read(&text), serde_json::json!({ "k": { key: value } }));
        }
    }
}
