//! Durations (ISO 8601).

use jiff::{SignedDuration, Span};

use super::{text_format, value_of};

text_format! {
    /// A duration (`duration`, ISO 8601 as in RFC 3339, appendix A), such as `P1DT12H`.
    ///
    /// Made of and read as a [`Span`](jiff::Span) or, where it has neither years nor months, weeks nor days, a
    /// [`SignedDuration`](jiff::SignedDuration).
    Duration, "a duration such as P1DT12H (ISO 8601)", |text| span(text).is_some()
}

value_of! { Duration:
    Span => |value| value.to_string(),
    SignedDuration => |value| value.to_string(),
}

value_of! { Duration ->
    Span => span,
    SignedDuration => |text| if is_iso(text) { text.parse().ok() } else { None },
}

fn span(text: &str) -> Option<Span> {
    if is_iso(text) { text.parse().ok() } else { None }
}

/// Other notations, such as `1 day`, are for people.
fn is_iso(text: &str) -> bool {
    text.strip_prefix(['-', '+']).unwrap_or(text).starts_with('P')
}
