//! Documentation: words of a document as Markdown that rustdoc reads without a warning, and that holds no code to run.

use crate::plan::Docs;
use proc_macro2::TokenStream;
use quote::quote;

/// The attributes of an item, whose words are `fallback` where the document has none.
pub fn attributes(docs: &Docs, fallback: &str) -> TokenStream {
    described(docs, Some(fallback))
}

/// The attributes of a field or a variant: none where the document says no more than its name.
pub fn of_field(docs: &Docs) -> TokenStream {
    described(docs, None)
}

fn described(docs: &Docs, fallback: Option<&str>) -> TokenStream {
    let mut paragraphs: Vec<Vec<String>> = match docs.text.as_deref().map(str::trim) {
        Some(text) if !text.is_empty() => vec![markdown(text)],
        _ => fallback.map(|text| vec![text.to_owned()]).into_iter().collect(),
    };
    let limits = (!docs.facts.is_empty()).then(|| format!("Limits: {}.", safe_line(&docs.facts.join("; "))));
    let default = docs.default.as_ref().map(|default| format!("Default: `{}`.", code_span(default)));
    let facts: Vec<String> = limits.into_iter().chain(default).collect();
    if !facts.is_empty() {
        paragraphs.push(vec![facts.join(" ")]);
    }
    paragraphs.extend(docs.notes.iter().map(|note| markdown(note)));
    if let Some(source) = &docs.source {
        let example = docs.example.as_ref().map(|example| format!(", as `{}`", code_span(example)));
        paragraphs.push(vec![format!("`{}`{}", code_span(source), example.unwrap_or_default())]);
    }
    let lines = paragraphs.join(&String::new());
    let deprecated = docs.deprecated.then(|| quote!(#[deprecated]));
    let docs = lines_of(lines.iter());
    quote!(#docs #deprecated)
}

/// The attributes of an item that the generator itself describes.
pub fn plain(text: &str) -> TokenStream {
    lines_of(text.lines().map(str::to_owned).collect::<Vec<_>>().iter())
}

/// One item of a list: a name, and what is said about it.
pub fn list_item(name: &str, text: &str) -> TokenStream {
    let line = format!("* `{}`: {}", code_span(name.trim_start_matches("r#")), safe_line(text));
    lines_of([line].iter())
}

/// A value, and what is said about it.
pub fn value(value: &str, text: Option<&str>) -> TokenStream {
    let text = text.map(safe_line).filter(|text| !text.is_empty());
    let line = match text {
        Some(text) => format!("`{}`: {text}", code_span(value)),
        None => format!("`{}`", code_span(value)),
    };
    lines_of([line].iter())
}

/// The same inside of a module, at its head.
pub fn inner(paragraphs: &[&str]) -> TokenStream {
    let lines: Vec<Vec<String>> = paragraphs.iter().map(|text| markdown(text)).collect();
    let lines = lines.join(&String::new()).into_iter().map(|line| indented(&line));
    quote!(#(#![doc = #lines])*)
}

fn lines_of<'a>(lines: impl Iterator<Item = &'a String>) -> TokenStream {
    let lines = lines.map(|line| indented(line));
    quote!(#(#[doc = #lines])*)
}

fn indented(line: &str) -> String {
    if line.is_empty() { String::new() } else { format!(" {line}") }
}

/// What can stand between back quotes.
pub fn code_span(text: &str) -> String {
    visible(text).replace('`', "'")
}

fn markdown(text: &str) -> Vec<String> {
    let mut lines = Vec::new();
    let mut fence: Option<&str> = None;
    let mut indent: Option<usize> = None;
    for line in text.trim().lines() {
        let trimmed = line.trim();
        // What follows an item belongs to it until a blank line, and must be indented to say so.
        let item = list_mark(trimmed).filter(|_| fence.is_none());
        let continues = item.is_none() && !trimmed.is_empty() && fence.is_none();
        indent = item.or(indent.filter(|_| continues));
        match fence {
            Some(mark) => {
                if trimmed.starts_with(mark) {
                    fence = None;
                    lines.push(mark.to_owned());
                } else {
                    lines.push(visible(line).trim_end().to_owned());
                }
            }
            None => match ["```", "~~~"].into_iter().find(|mark| trimmed.starts_with(mark)) {
                Some(mark) => {
                    fence = Some(mark);
                    indent = None;
                    lines.push(format!("{mark}text"));
                }
                None => match (item, indent) {
                    (Some(_), _) => lines.push(safe_line(trimmed)),
                    (None, Some(indent)) => lines.push(format!("{:indent$}{}", "", safe_line(trimmed))),
                    (None, None) => wrap(&safe_line(trimmed), &mut lines),
                },
            },
        }
    }
    lines.extend(fence.map(str::to_owned));
    lines
}

/// How wide the mark of a list item is, where `line` is one.
fn list_mark(line: &str) -> Option<usize> {
    let number = line.trim_start_matches(|character: char| character.is_ascii_digit());
    let digits = line.len() - number.len();
    let numbered = digits > 0 && (number.starts_with(". ") || number.starts_with(") "));
    let marked = ["- ", "* ", "+ "].iter().any(|mark| line.starts_with(mark));
    (numbered || marked).then_some(digits + 2)
}

/// How long a line of documentation gets: with its indent and its mark, 120 characters.
const WIDTH: usize = 112;

/// Breaks a long line between words, but never so that a word at the beginning would change what the line is.
fn wrap(line: &str, lines: &mut Vec<String>) {
    let plain = |word: &str| word.starts_with(|first: char| first.is_alphabetic() || first == '`' || first == '(');
    if !line.starts_with(|first: char| first.is_alphanumeric() || first == '`') {
        lines.push(line.to_owned());
        return;
    }
    let mut current = String::new();
    let mut length = 0;
    for word in line.split(' ') {
        let added = word.chars().count();
        if length + 1 + added > WIDTH && plain(word) {
            lines.push(std::mem::take(&mut current));
            length = 0;
        } else if !current.is_empty() {
            current.push(' ');
            length += 1;
        }
        current.push_str(word);
        length += added;
    }
    lines.push(current);
}

/// One line outside a code block: links become text, markup of HTML becomes text, bare addresses become links.
///
/// Spaces stand alone and no run of back quotes or tildes stays, so that no line, not even inside of a list, begins a
/// block of code: rustdoc would compile and run it as a test.
fn safe_line(line: &str) -> String {
    let line = visible(line).split_whitespace().collect::<Vec<_>>().join(" ");
    if line.contains("``") || line.matches('`').count() % 2 == 1 {
        return escaped(&line.replace('`', "'"));
    }
    let parts = line.split('`').enumerate();
    parts.map(|(index, part)| if index % 2 == 0 { escaped(part) } else { format!("`{part}`") }).collect()
}

fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for (index, word) in text.split(' ').enumerate() {
        if index > 0 {
            safe.push(' ');
        }
        match address(word) {
            Some(end) => {
                safe.push_str(&format!("<{}>", &word[..end]));
                push_escaped(&word[end..], &mut safe);
            }
            None => push_escaped(word, &mut safe),
        }
    }
    safe
}

/// Where the address ends that `word` begins with.
fn address(word: &str) -> Option<usize> {
    if !(word.starts_with("https://") || word.starts_with("http://")) {
        return None;
    }
    let allowed = |character: char| character.is_ascii_alphanumeric() || "-._~:/?#@!$&*+,;=%".contains(character);
    let end = word.find(|character| !allowed(character)).unwrap_or(word.len());
    let end = word[..end].trim_end_matches(['.', ',', ';', ':', '!', '?']).len();
    (end > "https://".len()).then_some(end)
}

fn push_escaped(text: &str, safe: &mut String) {
    // An address inside a word would be a bare one to rustdoc.
    let text = text.replace("://", ":\u{200b}//");
    for character in text.chars() {
        if matches!(character, '[' | ']' | '<' | '>' | '\\' | '~') {
            safe.push('\\');
        }
        safe.push(character);
    }
}

/// Without control characters, and without those that change the direction of text, which rustc refuses.
fn visible(text: &str) -> String {
    text.chars()
        .map(|character| match character {
            '\t' => ' ',
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => '\u{fffd}',
            other if other.is_control() => '\u{fffd}',
            other => other,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_and_markup_become_text() {
        assert_eq!(safe_line("see [Foo](bar) <br/>"), "see \\[Foo\\](bar) \\<br/\\>");
        assert_eq!(safe_line("`[Foo]` and Vec<T>"), "`[Foo]` and Vec\\<T\\>");
        assert_eq!(safe_line("at https://example.com/a. Or"), "at <https://example.com/a>. Or");
        assert_eq!(safe_line("one ` alone [x]"), "one ' alone \\[x\\]");
    }

    #[test]
    fn a_long_line_is_broken_where_it_stays_what_it_is() {
        let mut lines = Vec::new();
        wrap(&format!("{} - not a list", "word ".repeat(22).trim_end()), &mut lines);
        assert_eq!(lines.len(), 2);
        assert!(lines[1].starts_with("not"), "{lines:?}");
    }

    #[test]
    fn what_belongs_to_an_item_is_indented() {
        assert_eq!(markdown("- a\nb\n1. c\nd\n\ne"), ["- a", "  b", "1. c", "   d", "", "e"]);
    }

    #[test]
    fn no_code_hides_in_a_list_or_behind_a_fence() {
        assert_eq!(markdown("- ~~~rust\n  evil();"), ["- \\~\\~\\~rust", "  evil();"]);
        assert_eq!(markdown("-      evil();"), ["- evil();"]);
        assert_eq!(markdown("- 1.      evil();"), ["- 1. evil();"]);
        assert_eq!(markdown("- ``````rust\nevil();"), ["- ''''''rust", "  evil();"]);
        assert_eq!(markdown("```\n100. x\n```\nevil();"), ["```text", "100. x", "```", "evil();"]);
        assert_eq!(safe_line("`<img>```"), "'\\<img\\>'''");
    }

    #[test]
    fn no_code_block_is_run() {
        assert_eq!(
            markdown("a\n\n    indented()\n```rust\nfn f() {}\n"),
            ["a", "", "indented()", "```text", "fn f() {}", "```"]
        );
    }

    #[test]
    fn characters_that_rustc_refuses_are_replaced() {
        assert_eq!(visible("a\u{202e}b\rc"), "a\u{fffd}b\u{fffd}c");
    }
}
