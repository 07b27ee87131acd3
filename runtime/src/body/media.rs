//! Media types as they are sent.

/// The essence of a media type: no parameters, no white space.
pub(super) fn essence(media: &str) -> &str {
    media.split(';').next().unwrap_or_default().trim()
}

/// The first type of a list such as `image/png, image/jpeg` that is one type and no range.
pub(super) fn concrete(list: &str) -> Option<&str> {
    list.split(',').map(str::trim).find(|media| !media.is_empty() && !media.contains('*'))
}

/// Whether a value of this media type is JSON.
pub(super) fn is_json(media: &str) -> bool {
    let essence = essence(media).to_ascii_lowercase();
    essence.ends_with("/json") || essence.ends_with("+json")
}

/// Whether it is `application/x-www-form-urlencoded`.
pub(crate) fn is_form(media: &str) -> bool {
    essence(media).eq_ignore_ascii_case("application/x-www-form-urlencoded")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_type_that_is_one_is_taken() {
        assert_eq!(concrete("image/*, image/png , image/jpeg"), Some("image/png"));
        assert_eq!(concrete("*/*"), None);
        assert!(is_json("application/problem+json; charset=utf-8") && !is_json("application/jsonl"));
    }
}
