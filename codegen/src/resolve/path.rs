//! Path templates: their variables, and how their text is sent.

/// The names between braces, in order; `None` where the braces do not pair up.
pub fn variables(path: &str) -> Option<Vec<&str>> {
    let mut variables = Vec::new();
    let mut rest = path;
    while let Some(brace) = rest.find(['{', '}']) {
        if rest[brace..].starts_with('}') {
            return None;
        }
        let inside = &rest[brace + 1..];
        let end = inside.find(['{', '}', '/'])?;
        if end == 0 || !inside[end..].starts_with('}') {
            return None;
        }
        variables.push(&inside[..end]);
        rest = &inside[end + 1..];
    }
    Some(variables)
}

/// The template as it is sent: the text between variables percent-encoded where a URL cannot hold it (RFC 3986,
/// section 3.3). What is encoded already stays.
pub fn encoded(path: &str) -> String {
    let mut encoded = String::with_capacity(path.len());
    let mut in_variable = false;
    for character in path.chars() {
        in_variable = (in_variable && character != '}') || character == '{';
        let is_plain = character.is_ascii_alphanumeric() || "-._~!$&'()*+,;=:@/%{}".contains(character);
        if in_variable || is_plain {
            encoded.push(character);
        } else {
            let mut bytes = [0; 4];
            for byte in character.encode_utf8(&mut bytes).bytes() {
                encoded.push_str(&format!("%{byte:02X}"));
            }
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::{encoded, variables};

    #[test]
    fn text_is_encoded_and_variables_are_not() {
        assert_eq!(encoded("/sp ace/{卡 号}/é%2F:x"), "/sp%20ace/{卡 号}/%C3%A9%2F:x");
        assert_eq!(encoded("/v3/cards/{card_id}"), "/v3/cards/{card_id}");
    }

    #[test]
    fn variables_stand_between_braces() {
        assert_eq!(variables("/a/{b}/{c}.{d}"), Some(vec!["b", "c", "d"]));
        assert_eq!(variables("/a"), Some(vec![]));
    }

    #[test]
    fn braces_must_pair_up() {
        for path in ["/a/{b", "/a/b}", "/a/{}", "/a/{{b}}", "/a/{b/c}"] {
            assert_eq!(variables(path), None, "{path}");
        }
    }
}
