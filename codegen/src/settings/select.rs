//! Which operations and webhooks are generated.

use serde::Deserialize;

/// Names operations: those that have one of the tags, one of the paths or one of the ids. A webhook is named in the same
/// ways, its name standing for a path; a callback belongs to its operation.
#[derive(Debug, Clone, Default, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct Selection {
    /// Tags as the document writes them. `*` stands for any characters.
    pub tags: Vec<String>,
    /// Paths as the document writes them. `*` stands for any characters but `/`, and `**` for any at all.
    pub paths: Vec<String>,
    /// Ids, or methods and paths, such as `get /pets`. `*` stands for any characters.
    pub operations: Vec<String>,
}

/// What an operation is selected by.
#[derive(Debug, Clone, Copy)]
pub struct Selected<'a> {
    /// Its tags.
    pub tags: &'a [&'a str],
    /// Its path.
    pub path: &'a str,
    /// Its id, if it has one.
    pub id: Option<&'a str>,
    /// Its method and path, such as `get /pets`; `post` and the name of a webhook.
    pub call: &'a str,
}

impl Selected<'_> {
    /// Whether it is meant: by its id, or by its method and path. A pattern without a space is one of ids, so that
    /// `delete*` is not every operation with this method; where there is no id, it is one of the other as well.
    fn is_called(&self, pattern: &str) -> bool {
        match pattern.split_once(' ') {
            Some((method, path)) => matches(&format!("{} {path}", method.to_lowercase()), self.call, Stars::Any),
            None => matches(pattern, self.id.unwrap_or(self.call), Stars::Any),
        }
    }
}

impl Selection {
    /// Whether it names nothing.
    pub fn is_empty(&self) -> bool {
        self.tags.is_empty() && self.paths.is_empty() && self.operations.is_empty()
    }

    /// Whether it names the operation.
    pub fn names(&self, operation: Selected<'_>) -> bool {
        self.tags.iter().any(|tag| operation.tags.iter().any(|known| matches(tag, known, Stars::Any)))
            || self.paths.iter().any(|path| matches(path, operation.path, Stars::Segments))
            || self.operations.iter().any(|pattern| operation.is_called(pattern))
    }

    /// Each pattern with the setting that it stands in, and whether it names one of the operations.
    pub fn patterns<'s>(
        &'s self,
        operations: &'s [Selected<'s>],
    ) -> impl Iterator<Item = (&'static str, &'s str, bool)> {
        let tags = self.tags.iter().map(move |tag| {
            let is_used = |it: &Selected<'_>| it.tags.iter().any(|known| matches(tag, known, Stars::Any));
            ("tags", tag.as_str(), operations.iter().any(is_used))
        });
        let paths = self.paths.iter().map(move |path| {
            ("paths", path.as_str(), operations.iter().any(|it| matches(path, it.path, Stars::Segments)))
        });
        let ids = self
            .operations
            .iter()
            .map(move |id| ("operations", id.as_str(), operations.iter().any(|it| it.is_called(id))));
        tags.chain(paths).chain(ids)
    }
}

/// What a star stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stars {
    /// Any characters.
    Any,
    /// Any characters but `/`; two of them for any characters.
    Segments,
}

/// Whether `text` is what `pattern` describes. Takes at most the product of the two lengths.
fn matches(pattern: &str, text: &str, stars: Stars) -> bool {
    let text: Vec<char> = text.chars().collect();
    // Which lengths of the text the pattern read so far can have.
    let mut ends = vec![false; text.len() + 1];
    ends[0] = true;
    let mut pattern = pattern.chars().peekable();
    while let Some(character) = pattern.next() {
        let star = character == '*';
        let across = star && (pattern.next_if_eq(&'*').is_some() || stars == Stars::Any);
        let mut next = vec![false; ends.len()];
        for index in 0..ends.len() {
            let before = index.checked_sub(1).map(|before| (text[before], ends[before], next[before]));
            next[index] = match before {
                None => star && ends[0],
                Some((read, _, reached)) if star => ends[index] || (reached && (across || read != '/')),
                Some((read, ended, _)) => ended && read == character,
            };
        }
        ends = next;
    }
    ends[text.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stars_stand_for_a_segment_or_for_all() {
        let path = |pattern: &str, text: &str| matches(pattern, text, Stars::Segments);
        assert!(path("/pets", "/pets") && !path("/pets", "/pets/{id}") && !path("/pets/", "/pets"));
        assert!(path("/pets/*", "/pets/{id}") && !path("/pets/*", "/pets/{id}/toys") && !path("/pets/*", "/pets"));
        assert!(
            path("/pets/**", "/pets/{id}/toys") && path("/pets**", "/pets") && path("/pets/**/toys", "/pets/1/2/toys")
        );
        assert!(path("**", "/") && path("/*/toys", "/{会员}/toys") && path("*", "") && !path("", "/"));
        assert!(matches("get*", "get /pets/{id}", Stars::Any) && !matches("get", "getPet", Stars::Any));
    }

    #[test]
    fn many_stars_take_no_time() {
        assert!(!matches(&"*a".repeat(200), &"a".repeat(150), Stars::Any));
        assert!(matches(&"*".repeat(999), &"a".repeat(2_000), Stars::Any));
    }

    #[test]
    fn one_name_of_three_kinds_is_enough() {
        let selection =
            Selection { tags: vec!["pets".into()], operations: vec!["list*".into()], ..Selection::default() };
        let operation = |tags, id| Selected { tags, path: "/x", id: Some(id), call: "get /x" };
        assert!(selection.names(operation(&["a", "pets"], "x")));
        assert!(selection.names(operation(&[], "listPets")));
        assert!(!selection.names(operation(&["a"], "getPet")));
        let used: Vec<bool> = selection.patterns(&[operation(&["pets"], "get")]).map(|pattern| pattern.2).collect();
        assert_eq!(used, [true, false]);
    }

    #[test]
    fn an_operation_is_named_by_its_id_and_by_its_method_and_path() {
        let operation = Selected { tags: &[], path: "/pets/{id}", id: Some("getPet"), call: "get /pets/{id}" };
        let names =
            |pattern: &str| Selection { operations: vec![pattern.into()], ..Selection::default() }.names(operation);
        for pattern in ["getPet", "get /pets/{id}", "GET /pets/{id}", "get*", "* /pets/*", "get *", "*"] {
            assert!(names(pattern), "{pattern}");
        }
        for pattern in ["getpet", "put /pets/{id}", "get /pets", "get", "get*}", ""] {
            assert!(!names(pattern), "{pattern}");
        }
        let nameless = Selection { operations: vec!["get*}".into()], ..Selection::default() };
        assert!(nameless.names(Selected { id: None, ..operation }));
    }
}
