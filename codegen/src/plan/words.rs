//! Text from a document becomes identifiers: always valid ones, whatever the text.

use unicode_ident::{is_xid_continue, is_xid_start};
use unicode_normalization::{UnicodeNormalization, is_nfc};

/// Rust's keywords of all editions, with those that are reserved.
const KEYWORDS: [&str; 52] = [
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "crate", "do", "dyn", "else",
    "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let", "loop", "macro", "match", "mod",
    "move", "mut", "override", "priv", "pub", "ref", "return", "self", "Self", "static", "struct", "super", "trait",
    "true", "try", "type", "typeof", "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
];

/// Keywords that cannot be written as `r#…`.
const NEVER_RAW: [&str; 4] = ["crate", "self", "Self", "super"];

/// Longer names are cut: they come from documents that are broken or hostile.
const MAX_CHARACTERS: usize = 120;

/// `deposit-codes` as `DepositCodes`; `fallback` goes before a digit and stands for a text without letters.
pub fn pascal(text: &str, fallback: &str) -> String {
    let joined: String = words(text).iter().map(|word| capitalized(word)).collect();
    let name = starting_well(joined, fallback, "");
    if NEVER_RAW.contains(&name.as_str()) { format!("{name}{fallback}") } else { name }
}

/// `DepositCodes` as `deposit_codes`, with a keyword written raw.
pub fn snake(text: &str, fallback: &str) -> String {
    raw(starting_well(snake_words(text), fallback, "_"))
}

/// `depositCodes` as `DEPOSIT_CODES`.
pub fn shout(text: &str, fallback: &str) -> String {
    starting_well(snake_words(text).to_uppercase(), fallback, "_")
}

/// A text of an enum as the name of a variant; `+1` and `-1` stay different.
pub fn variant(text: &str) -> String {
    let spelled: String = match text {
        "" => "Empty".to_owned(),
        _ if words(text).is_empty() => text.chars().map(symbol).collect(),
        _ => match text.chars().next() {
            Some(sign @ ('+' | '-')) => format!("{} {}", symbol(sign), &text[1..]),
            _ => text.to_owned(),
        },
    };
    pascal(&spelled, "Value")
}

/// Whether `text` can stand in code as it is, with or without `r#`.
pub fn is_identifier(text: &str) -> bool {
    let bare = text.strip_prefix("r#").unwrap_or(text);
    let mut characters = bare.chars();
    let begins = characters.next().is_some_and(|first| is_xid_start(first) || (first == '_' && bare.len() > 1));
    let valid = begins && characters.all(is_xid_continue) && !NEVER_RAW.contains(&bare) && is_nfc(bare);
    valid && (text != bare || !KEYWORDS.contains(&bare))
}

/// Whether the identifier `text` is what the compiler expects of a type. None of its own names in small letters is.
pub fn is_type_name(text: &str) -> bool {
    !text.contains('_') && !text.starts_with(char::is_lowercase)
}

/// Whether the identifier `text` is what the compiler expects of a value. No constant, variant or tuple is, and none of
/// those may have the name of an argument.
pub fn is_value_name(text: &str) -> bool {
    text.trim_start_matches("r#").trim_matches('_') == snake_words(text.trim_start_matches("r#"))
}

fn snake_words(text: &str) -> String {
    let lower: Vec<String> = words(text).iter().map(|word| word.to_lowercase()).collect();
    lower.join("_")
}

fn raw(name: String) -> String {
    if NEVER_RAW.contains(&name.as_str()) {
        format!("{name}_")
    } else if KEYWORDS.contains(&name.as_str()) {
        format!("r#{name}")
    } else {
        name
    }
}

fn starting_well(name: String, fallback: &str, separator: &str) -> String {
    // Changing case can make characters that no identifier holds, and take composed ones apart.
    let fitting = name.chars().filter(|character| is_xid_continue(*character)).take(MAX_CHARACTERS);
    let name: String = fitting.nfc().collect();
    match name.chars().next() {
        None => fallback.to_owned(),
        Some(first) if is_xid_start(first) => name,
        // What a name cannot begin with may go together with the character before it.
        Some(_) => composed(&format!("{fallback}{separator}{name}")),
    }
}

/// The text as the compiler compares names: those that differ only in their composition are one (UAX 31, normalization
/// form C).
pub fn composed(text: &str) -> String {
    text.nfc().collect()
}

/// Splits where letters end and where capitals begin: `HTTPServer2Id` is `HTTP`, `Server2`, `Id`.
fn words(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word = String::new();
    let characters: Vec<char> = text.nfc().take(4 * MAX_CHARACTERS).collect();
    for (index, &character) in characters.iter().enumerate() {
        if !is_xid_continue(character) || character == '_' {
            words.extend((!word.is_empty()).then(|| std::mem::take(&mut word)));
            continue;
        }
        let before = word.chars().next_back();
        let next = characters.get(index + 1);
        let begins = match before {
            Some(before) if character.is_uppercase() => {
                !before.is_uppercase() || next.is_some_and(|next| next.is_lowercase())
            }
            _ => false,
        };
        if begins {
            words.push(std::mem::take(&mut word));
        }
        word.push(character);
    }
    words.extend((!word.is_empty()).then_some(word));
    words
}

fn capitalized(word: &str) -> String {
    let mut characters = word.chars();
    match characters.next() {
        Some(first) => first.to_uppercase().chain(characters.flat_map(char::to_lowercase)).collect(),
        None => String::new(),
    }
}

fn symbol(character: char) -> &'static str {
    match character {
        '+' => "Plus",
        '-' => "Minus",
        '*' => "Star",
        '/' => "Slash",
        '%' => "Percent",
        '=' => "Equal",
        '<' => "Less",
        '>' => "Greater",
        '!' => "Not",
        '&' => "And",
        '|' => "Or",
        '.' => "Dot",
        ',' => "Comma",
        ':' => "Colon",
        '$' => "Dollar",
        '#' => "Hash",
        '@' => "At",
        '~' => "Tilde",
        '?' => "Question",
        ' ' => "Space",
        '_' => "Underscore",
        _ => "Symbol",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn words_are_found_in_every_spelling() {
        for text in ["depositCodes", "DepositCodes", "deposit-codes", "deposit_codes", "deposit codes", "DEPOSIT_CODES"]
        {
            assert_eq!(pascal(text, "Type"), "DepositCodes", "{text}");
            assert_eq!(snake(text, "field"), "deposit_codes", "{text}");
            assert_eq!(shout(text, "OPERATION"), "DEPOSIT_CODES", "{text}");
        }
        assert_eq!(snake("HTTPServer2Id", "field"), "http_server2_id");
    }

    #[test]
    fn keywords_and_digits_become_names() {
        assert_eq!(snake("type", "field"), "r#type");
        assert_eq!(snake("self", "field"), "self_");
        assert_eq!(snake("2fa", "field"), "field_2fa");
        assert_eq!(pascal("2fa", "Type"), "Type2fa");
        assert_eq!(pascal("self", "Type"), "SelfType");
        assert_eq!(snake("e\u{301}", "field"), snake("\u{e9}", "field"));
        assert_eq!(pascal("\u{323}", "Type"), "Typ\u{1eb9}");
        assert_eq!(snake("", "field"), "field");
        assert_eq!(snake("会员卡", "field"), "会员卡");
    }

    #[test]
    fn symbols_of_enums_stay_different() {
        let names: Vec<String> = ["+1", "-1", "1", "", "<", ">="].iter().map(|text| variant(text)).collect();
        assert_eq!(names, ["Plus1", "Minus1", "Value1", "Empty", "Less", "GreaterEqual"]);
    }

    proptest! {
        #[test]
        fn any_text_becomes_a_name(text in any::<String>()) {
            prop_assert!(is_identifier(&pascal(&text, "Type")), "{}", pascal(&text, "Type"));
            prop_assert!(is_identifier(&snake(&text, "field")), "{}", snake(&text, "field"));
            prop_assert!(is_identifier(&shout(&text, "OPERATION")), "{}", shout(&text, "OPERATION"));
            prop_assert!(is_identifier(&variant(&text)), "{}", variant(&text));
            prop_assert!(syn::parse_str::<syn::Ident>(&snake(&text, "field")).is_ok());
        }
    }
}
