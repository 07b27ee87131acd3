//! What stands in braces: `{data-required data-indent=1}`, `{.im-table #request}`.

/// The attributes of a heading, a cell, a container or a marker line.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Attributes {
    /// Names and values in their order; a name alone has an empty value, `.class` and `#id` are names.
    pub list: Vec<(String, String)>,
    /// Whether the closing brace is missing.
    pub open: bool,
}

impl Attributes {
    /// The value of an attribute.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.list.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// Whether an attribute is there.
    pub fn has(&self, name: &str) -> bool {
        self.get(name).is_some()
    }

    /// The text around braces, and what stands in all of them.
    pub fn split(text: &str) -> (String, Self) {
        let (mut outside, mut attributes, mut rest) = (Vec::new(), Self::default(), text);
        while let Some((before, tail)) = rest.split_once('{') {
            let end = closing(tail);
            attributes.list.extend(entries(tail.get(..end.unwrap_or(tail.len())).unwrap_or_default()));
            attributes.open |= end.is_none();
            outside.push(before.trim());
            rest = end.and_then(|end| tail.get(end + 1..)).unwrap_or_default();
        }
        outside.push(rest.trim());
        outside.retain(|part| !part.is_empty());
        (outside.join(" "), attributes)
    }
}

/// Where the brace closes, outside of quotes.
fn closing(text: &str) -> Option<usize> {
    let mut quote = None;
    for (index, character) in text.char_indices() {
        match (quote, character) {
            (None, '}') => return Some(index),
            (None, '"' | '\'') => quote = Some(character),
            (Some(open), _) if open == character => quote = None,
            _ => {}
        }
    }
    // A quote that never closes must not swallow the brace.
    quote.and_then(|_| text.find('}'))
}

const TOOLTIP: &str = "data-tooltip";

fn is_attribute(name: &str) -> bool {
    ["data-", ".", "#"].iter().any(|start| name.starts_with(start))
}

fn entries(text: &str) -> Vec<(String, String)> {
    let mut list: Vec<(String, String)> = Vec::new();
    let mut rest = text.trim_start();
    while !rest.is_empty() {
        let end = rest.find(|character: char| character == '=' || character.is_whitespace()).unwrap_or(rest.len());
        let (name, tail) = rest.split_at(end);
        let (value, tail) = match tail.trim_start().strip_prefix('=') {
            Some(tail) => value(tail.trim_start()),
            None => ("", tail),
        };
        let all = rest.get(..rest.len() - tail.len()).unwrap_or(name).trim_end();
        rest = tail.trim_start();
        match list.last_mut() {
            // Words of a tooltip that has lost its quotes.
            Some((last, known)) if last == TOOLTIP && !is_attribute(name) => {
                known.push(' ');
                known.push_str(all);
            }
            _ => list.push((name.to_owned(), value.to_owned())),
        }
    }
    list
}

/// A value, in quotes or up to the next white space, and what follows it.
fn value(text: &str) -> (&str, &str) {
    for quote in ['"', '\''] {
        if let Some((value, rest)) = text.strip_prefix(quote).and_then(|text| text.split_once(quote)) {
            return (value, rest);
        }
    }
    text.split_at(text.find(char::is_whitespace).unwrap_or(text.len()))
}

#[cfg(test)]
mod tests {
    use super::Attributes;

    #[test]
    fn braces_may_touch_the_text_and_hold_quotes() {
        let (text, attributes) = Attributes::split("string{data-tooltip=\"a } b\" data-encrypted=by-x}");
        assert_eq!(text, "string");
        assert_eq!(attributes.get("data-tooltip"), Some("a } b"));
        assert_eq!(attributes.get("data-encrypted"), Some("by-x"));
        assert!(!attributes.open);
    }

    #[test]
    fn braces_may_be_several_and_a_tooltip_may_lack_its_quotes() {
        let (text, attributes) = Attributes::split("a {data-required}{data-indent=1}");
        assert_eq!(
            (text.as_str(), attributes.has("data-required"), attributes.get("data-indent")),
            ("a", true, Some("1"))
        );
        let (_, attributes) = Attributes::split("a {data-tooltip=甲 乙 data-encoded=by-json_encode}");
        assert_eq!((attributes.get("data-tooltip"), attributes.list.len()), (Some("甲 乙"), 2));
        let (_, attributes) = Attributes::split("a {data-tooltip=甲 (b=\"c\" d) .e}");
        assert_eq!((attributes.get("data-tooltip"), attributes.list.len()), (Some("甲 (b=\"c\" d)"), 2));
    }

    #[test]
    fn white_space_may_stand_around_the_equals_sign() {
        let (_, attributes) = Attributes::split("a { data-required data-indent = 2 data-tooltip= \"b c\" }");
        assert_eq!((attributes.get("data-indent"), attributes.get("data-tooltip")), (Some("2"), Some("b c")));
        assert_eq!(attributes.list.len(), 3);
    }

    #[test]
    fn a_brace_that_never_closes_is_said() {
        let (text, attributes) = Attributes::split("name {data-required data-indent=2");
        assert_eq!(text, "name");
        assert!(attributes.open && attributes.has("data-required"));
        assert_eq!(attributes.get("data-indent"), Some("2"));
        let (_, attributes) = Attributes::split("a {b=\"c} d");
        assert_eq!(attributes.get("b"), Some("\"c"));
    }
}
