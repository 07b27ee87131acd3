//! Media types.

/// Whether a media range covers a content type.
pub(super) fn covers(range: &str, content_type: &str) -> bool {
    let (kind, subtype) = halves(range);
    let (found_kind, found_subtype) = halves(content_type);
    let fits = |wanted: &str, found: &str| match wanted.strip_prefix('*') {
        // A range of one syntax, such as `application/*+json`.
        Some(suffix) => {
            found.len() >= suffix.len() && found.to_ascii_lowercase().ends_with(&suffix.to_ascii_lowercase())
        }
        None => wanted.eq_ignore_ascii_case(found),
    };
    fits(kind, found_kind) && fits(subtype, found_subtype)
}

/// The two halves of a media type, without parameters.
fn halves(text: &str) -> (&str, &str) {
    let media = text.split(';').next().unwrap_or_default().trim();
    media.split_once('/').unwrap_or((media, ""))
}

#[cfg(test)]
mod tests {
    use super::covers;

    #[test]
    fn media_types_are_compared_without_parameters_and_case() {
        let json = "Application/JSON; charset=utf-8";
        for media in ["application/json", "application/*", "*/*", "APPLICATION/json; q=1"] {
            assert!(covers(media, json), "{media}");
        }
        assert!(covers("application/*+json", "application/problem+JSON; v=1"));
        for media in ["application/*+json", "application/jso", "application/problem+json", "text/*", "json", ""] {
            assert!(!covers(media, json), "{media}");
        }
    }
}
