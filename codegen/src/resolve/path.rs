//! Path templates: taken apart as documents write them, which is not always as OpenAPI asks.

use super::api::{Piece, Template};

/// Longer ones are no names, and looking for their ends would take time.
const MAX_VARIABLE: usize = 1024;

/// How many braces of a path may open a variable: further ones are text.
const MAX_BRACES: usize = 256;

/// A path template as it is written; which parameters its variables mean is not known yet.
#[derive(Debug, Default)]
pub struct Written {
    /// The path, without what follows a `?` or a `#`.
    pub parts: Vec<Part>,
    /// `name=value` of the query, in order.
    pub query: Vec<Pair>,
    /// Names of query parameters that stand in the path, as in `{?page,limit}`.
    pub query_names: Vec<String>,
    /// What follows a `#`.
    pub fragment: Option<String>,
    /// Whether a brace stands there that is no part of a variable.
    pub has_stray_brace: bool,
}

/// A part of a path template.
#[derive(Debug, PartialEq, Eq)]
pub enum Part {
    /// Text.
    Text(String),
    /// What stands between braces.
    Variable(String),
}

/// A pair of a query in a path.
#[derive(Debug, PartialEq, Eq)]
pub enum Pair {
    /// Sent as it stands.
    Fixed(String),
    /// `name={variable}`: a parameter of the query.
    Variable(String, String),
}

/// Takes the template `path` apart.
pub fn parse(path: &str) -> Written {
    let mut written = Written::default();
    let (before, fragment) = split_outside(path, '#');
    written.fragment = fragment.map(str::to_owned);
    let (path, query) = split_outside(before, '?');
    for part in parts(path) {
        match part {
            Part::Text(text) => {
                written.has_stray_brace |= text.contains(['{', '}']);
                written.parts.push(Part::Text(text));
            }
            Part::Variable(inside) => match inside.strip_prefix(['?', '&']) {
                Some(names) => written.query_names.extend(names.split(',').map(|name| cleaned(name).to_owned())),
                None => written.parts.push(Part::Variable(inside)),
            },
        }
    }
    for pair in query.iter().flat_map(|query| query.split('&')).filter(|pair| !pair.is_empty()) {
        let variable = pair.split_once('=').and_then(|(name, value)| Some((name, variable(value)?)));
        written.query.push(match variable {
            Some((name, variable)) => Pair::Variable(name.to_owned(), variable),
            None => Pair::Fixed(pair.to_owned()),
        });
        written.has_stray_brace |= variable_free(pair);
    }
    written
}

fn variable_free(pair: &str) -> bool {
    pair.contains(['{', '}']) && pair.split_once('=').and_then(|(_, value)| variable(value)).is_none()
}

/// The name, where `text` is one variable and nothing else.
fn variable(text: &str) -> Option<String> {
    match parts(text).as_slice() {
        [Part::Variable(inside)] => Some(cleaned(inside).to_owned()),
        _ => None,
    }
}

/// Splits at the first `mark` that does not stand between braces.
fn split_outside(text: &str, mark: char) -> (&str, Option<&str>) {
    let mut depth = 0_usize;
    let last = text.rfind('}').unwrap_or_default();
    for (index, character) in text.char_indices() {
        match character {
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            _ if character == mark && (depth == 0 || index > last) => {
                return (&text[..index], Some(&text[index + mark.len_utf8()..]));
            }
            _ => {}
        }
    }
    (text, None)
}

/// Text and variables in turns. A brace without its pair is text.
fn parts(path: &str) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut text = String::new();
    let mut rest = path;
    let mut braces = 0;
    while let Some(brace) = rest.find('{').filter(|_| braces < MAX_BRACES) {
        braces += 1;
        let (before, from) = rest.split_at(brace);
        text.push_str(before);
        match inside(from) {
            Some((name, after)) => {
                if !text.is_empty() {
                    parts.push(Part::Text(std::mem::take(&mut text)));
                }
                parts.push(Part::Variable(name.to_owned()));
                rest = after;
            }
            None => {
                text.push('{');
                rest = &from[1..];
            }
        }
    }
    text.push_str(rest);
    if !text.is_empty() {
        parts.push(Part::Text(text));
    }
    parts
}

/// What stands between the brace that `from` begins with and its pair, and what follows. A pattern such as `\d{4}`
/// behind a colon may hold braces and slashes of its own.
fn inside(from: &str) -> Option<(&str, &str)> {
    let (mut depth, mut in_pattern) = (0_usize, false);
    for (index, character) in from.char_indices().take(MAX_VARIABLE) {
        match character {
            '{' if depth > 0 && !in_pattern => return None,
            '{' => depth += 1,
            '}' if depth == 1 => {
                let name = &from[1..index];
                return (!cleaned(name).is_empty()).then_some((name, &from[index + 1..]));
            }
            '}' => depth = depth.saturating_sub(1),
            ':' => in_pattern = true,
            '/' if index > 1 && !in_pattern => return None,
            _ => {}
        }
    }
    None
}

/// The name in what stands between braces: without white space, the operators of RFC 6570 and a pattern.
pub fn cleaned(inside: &str) -> &str {
    let inside = inside.trim().trim_start_matches(['+', '#', '.', '/', ';', '?', '&']);
    let end = inside.find([':', '*']).unwrap_or(inside.len());
    inside[..end].trim()
}

/// Whether the value of what stands between braces may hold slashes: `{+path}`, `{path*}` and `{path:.*}`.
pub fn takes_slashes(inside: &str) -> bool {
    let inside = inside.trim();
    let pattern = inside.split_once(':').map(|(_, pattern)| pattern);
    inside.starts_with('+')
        || inside.ends_with('*') && pattern.is_none()
        || pattern.is_some_and(|pattern| pattern.contains(".*") || pattern.contains(".+"))
}

/// The text that an operator of RFC 6570 puts before the value.
pub fn prefix(inside: &str) -> Option<String> {
    match inside.trim().chars().next() {
        Some(operator @ ('.' | '/')) => Some(operator.to_string()),
        Some(';') => Some(format!(";{}=", cleaned(inside))),
        _ => None,
    }
}

/// The template whose variables have the names that `name_of` gives them.
pub fn template(written: &Written, mut name_of: impl FnMut(&str) -> String) -> Template {
    let mut pieces: Vec<Piece> = Vec::new();
    for part in &written.parts {
        match part {
            Part::Text(text) => push_text(&mut pieces, text),
            Part::Variable(inside) => {
                let name = name_of(inside);
                if name != *inside
                    && let Some(prefix) = prefix(inside)
                {
                    push_text(&mut pieces, &prefix);
                }
                pieces.push(Piece::Variable(name));
            }
        }
    }
    let fixed: Vec<&str> = written
        .query
        .iter()
        .filter_map(|pair| match pair {
            Pair::Fixed(text) => Some(text.as_str()),
            Pair::Variable(..) => None,
        })
        .collect();
    let query = (!fixed.is_empty()).then(|| fixed.join("&"));
    Template { pieces, query, fragment: written.fragment.clone() }
}

fn push_text(pieces: &mut Vec<Piece>, more: &str) {
    match pieces.last_mut() {
        Some(Piece::Text(text)) => text.push_str(more),
        _ => pieces.push(Piece::Text(more.to_owned())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn any_text_is_a_path(path in "[a-z/{}?#&=:.+*;\\\\ %é]{0,40}") {
            let written = parse(&path);
            let template = template(&written, |inside| cleaned(inside).to_owned());
            let sent = template.sent();
            prop_assert!(!sent.contains('#') || template.variables().any(|name| name.contains('#')));
            let open = sent.matches('{').count();
            prop_assert_eq!(open, template.variables().count());
            prop_assert_eq!(open, sent.matches('}').count());
            let names: usize = template.segments().iter().map(|segment| segment.variables.len()).sum();
            prop_assert_eq!(open, names);
        }
    }

    #[test]
    fn hostile_paths_take_no_time() {
        for unit in ["{:", "{#", "{a}", "{{", "}"] {
            let path = unit.repeat(200_000) + "}";
            assert!(parse(&path).parts.len() <= 2 * MAX_BRACES + 1);
        }
    }

    /// The pieces in a row, variables marked with `<` and `>`.
    fn shown(path: &str) -> String {
        let written = parse(path);
        let template = template(&written, |inside| cleaned(inside).to_owned());
        let mut text: String = template
            .pieces
            .iter()
            .map(|piece| match piece {
                Piece::Text(text) => text.clone(),
                Piece::Variable(name) => format!("<{name}>"),
            })
            .collect();
        text.extend(template.query.map(|query| format!(" ?{query}")));
        text.extend(template.fragment.map(|fragment| format!(" #{fragment}")));
        text
    }

    #[test]
    fn variables_stand_between_braces() {
        for (path, expected) in [
            ("/a", "/a"),
            ("/a/{b}/{c}.{d}", "/a/<b>/<c>.<d>"),
            ("/{id}.json", "/<id>.json"),
            ("/{id}:cancel", "/<id>:cancel"),
            ("/{a}-{b}/{a}", "/<a>-<b>/<a>"),
            ("/{user-id}/{$id}/{@x}", "/<user-id>/<$id>/<@x>"),
            ("/{ id }", "/<id>"),
            ("a//b/", "a//b/"),
        ] {
            assert_eq!(shown(path), expected, "{path}");
            assert!(!parse(path).has_stray_brace, "{path}");
        }
    }

    #[test]
    fn operators_and_patterns_are_no_part_of_a_name() {
        for (path, expected, slashes) in [
            ("/{+path}", "/<path>", true),
            ("/{path*}", "/<path>", true),
            ("/{path:.*}", "/<path>", true),
            (r"/{year:\d{4}}/x", "/<year>/x", false),
            ("/{id:[^/]+}", "/<id>", false),
            ("/a{.format}", "/a.<format>", false),
            ("/a{/b}", "/a/<b>", false),
            ("/a{;b}", "/a;b=<b>", false),
        ] {
            let written = parse(path);
            let takes = |part: &Part| matches!(part, Part::Variable(inside) if takes_slashes(inside));
            assert_eq!((shown(path).as_str(), written.parts.iter().any(takes)), (expected, slashes), "{path}");
        }
        assert_eq!(parse("/search{?page,limit*}").query_names, ["page", "limit"]);
        assert_eq!(shown("/search{?page,limit*}"), "/search");
    }

    #[test]
    fn a_brace_without_its_pair_is_text() {
        for (path, expected) in [
            ("/a/{b", "/a/{b"),
            ("/a/b}", "/a/b}"),
            ("/a/{}", "/a/{}"),
            ("/a/{{b}}", "/a/{<b>}"),
            ("/a/{b/c}", "/a/{b/c}"),
            ("/a/{?}", "/a/{?}"),
        ] {
            assert_eq!(shown(path), expected, "{path}");
            assert!(parse(path).has_stray_brace, "{path}");
        }
    }

    #[test]
    fn a_query_is_kept_apart() {
        assert_eq!(shown("/a?type=x&y"), "/a ?type=x&y");
        assert_eq!(shown("/a?b=c#d?e"), "/a ?b=c #d?e");
        assert_eq!(shown("/a#b"), "/a #b");
        assert_eq!(shown("/a/{b}?c={d}&e=f"), "/a/<b> ?e=f");
        assert_eq!(parse("/a?c={d}").query, [Pair::Variable("c".to_owned(), "d".to_owned())]);
        assert!(parse("/a?c={d}x").has_stray_brace);
        assert_eq!(shown("/a?c={d"), "/a ?c={d");
    }
}
