//! Path templates.

/// A path, taken apart.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Template {
    /// The path, without what follows a `?` or a `#`.
    pub pieces: Vec<Piece>,
    /// The query that every call sends as it stands.
    pub query: Option<String>,
    /// What follows a `#`: it tells operations apart, and is not sent.
    pub fragment: Option<String>,
}

/// A part of a path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// Text as the document writes it.
    Text(String),
    /// A variable, by the name of its parameter.
    Variable(String),
}

/// What stands between two slashes of a path.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Segment {
    /// Its text, variables in braces.
    pub text: String,
    /// The names of its variables.
    pub variables: Vec<String>,
}

impl Segment {
    /// Whether it is one variable and nothing else.
    pub fn is_variable(&self) -> bool {
        self.variables.len() == 1 && self.text.len() == self.variables.iter().map(|name| name.len() + 2).sum::<usize>()
    }
}

impl Template {
    /// The names of its variables, in their order; a name that stands twice is there twice.
    pub fn variables(&self) -> impl Iterator<Item = &str> {
        self.pieces.iter().filter_map(|piece| match piece {
            Piece::Variable(name) => Some(name.as_str()),
            Piece::Text(_) => None,
        })
    }

    /// What stands between its slashes; query and fragment belong to the last segment.
    pub fn segments(&self) -> Vec<Segment> {
        let mut segments = Vec::new();
        let mut last = Segment::default();
        for piece in &self.pieces {
            match piece {
                Piece::Variable(name) => {
                    last.text.push_str(&format!("{{{name}}}"));
                    last.variables.push(name.clone());
                }
                Piece::Text(text) => {
                    for (index, part) in text.split('/').enumerate() {
                        if index > 0 {
                            segments.push(std::mem::take(&mut last));
                        }
                        last.text.push_str(part);
                    }
                }
            }
        }
        for (mark, rest) in [('?', &self.query), ('#', &self.fragment)] {
            last.text.extend(rest.iter().map(|rest| format!("{mark}{rest}")));
        }
        segments.push(last);
        // What stands before the first slash.
        if segments.len() > 1 && segments.first().is_some_and(|first| first.text.is_empty()) {
            segments.remove(0);
        }
        segments
    }

    /// The path as it is sent, but for its variables, with the query that every call sends: what a URL cannot hold is
    /// percent-encoded (RFC 3986, sections 3.3 and 3.4), and what is encoded already stays.
    pub fn sent(&self) -> String {
        let mut sent = String::new();
        for piece in &self.pieces {
            match piece {
                Piece::Text(text) => push_encoded(&mut sent, text, ""),
                Piece::Variable(name) => {
                    sent.push('{');
                    sent.push_str(name);
                    sent.push('}');
                }
            }
        }
        if let Some(query) = &self.query {
            sent.push('?');
            push_encoded(&mut sent, query, "?");
        }
        sent
    }
}

fn push_encoded(sent: &mut String, text: &str, also: &str) {
    for (index, character) in text.char_indices() {
        let is_plain = match character {
            '%' => text.get(index + 1..index + 3).is_some_and(|hex| hex.bytes().all(|digit| digit.is_ascii_hexdigit())),
            _ => {
                character.is_ascii_alphanumeric()
                    || "-._~!$&'()*+,;=:@/".contains(character)
                    || also.contains(character)
            }
        };
        if is_plain {
            sent.push(character);
            continue;
        }
        let mut bytes = [0; 4];
        for byte in character.encode_utf8(&mut bytes).bytes() {
            sent.push_str(&format!("%{byte:02X}"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn template(pieces: &[&str]) -> Template {
        let piece = |text: &&str| match text.strip_prefix('=') {
            Some(name) => Piece::Variable(name.to_owned()),
            None => Piece::Text((*text).to_owned()),
        };
        Template { pieces: pieces.iter().map(piece).collect(), ..Template::default() }
    }

    fn segments(template: &Template) -> Vec<(String, usize)> {
        template.segments().into_iter().map(|segment| (segment.text, segment.variables.len())).collect()
    }

    #[test]
    fn text_is_encoded_and_variables_are_not() {
        assert_eq!(template(&["/sp ace/", "=卡 号", "/é%2F:x{}%"]).sent(), "/sp%20ace/{卡 号}/%C3%A9%2F:x%7B%7D%25");
        let with_query = Template {
            query: Some("a=b c&d?#".to_owned()),
            fragment: Some("x".to_owned()),
            ..template(&["/v3/cards/", "=card_id"])
        };
        assert_eq!(with_query.sent(), "/v3/cards/{card_id}?a=b%20c&d?%23");
    }

    #[test]
    fn segments_stand_between_slashes() {
        let expected =
            |list: &[(&str, usize)]| list.iter().map(|(text, count)| ((*text).to_owned(), *count)).collect::<Vec<_>>();
        assert_eq!(
            segments(&template(&["/a/", "=b", "/", "=c", ".", "=d"])),
            expected(&[("a", 0), ("{b}", 1), ("{c}.{d}", 2)])
        );
        assert_eq!(segments(&template(&["/a//b/"])), expected(&[("a", 0), ("", 0), ("b", 0), ("", 0)]));
        assert_eq!(segments(&template(&["/"])), expected(&[("", 0)]));
        assert!(template(&["/a/", "=b"]).segments()[1].is_variable());
        assert!(!template(&["/a/", "=b", ":c"]).segments()[1].is_variable());
    }

    #[test]
    fn a_fixed_query_belongs_to_the_last_segment() {
        let with_query =
            Template { query: Some("b=1".to_owned()), fragment: Some("c".to_owned()), ..template(&["/a"]) };
        assert_eq!(segments(&with_query), [("a?b=1#c".to_owned(), 0)]);
    }
}
