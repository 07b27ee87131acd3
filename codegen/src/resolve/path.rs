//! The variables of a path template.

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

#[cfg(test)]
mod tests {
    use super::variables;

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
