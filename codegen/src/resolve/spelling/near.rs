//! How near two words are.

use super::words::{EXTENSIONS, Keywords, Kind};

/// The extension that `name`, which is none, is almost.
pub fn extension(name: &str) -> Option<&'static str> {
    if !name.starts_with(['x', 'X']) {
        return None;
    }
    // The `x-` tells nothing, so a slip in a short name weighs more: `x-markup` is no `x-backup`.
    nearest(name, EXTENSIONS.iter().copied(), |extension| (extension.len() - 2) / 4)
}

/// The keyword that `name`, which is none, is almost, with what stands below it.
pub fn keyword(name: &str, keywords: Keywords) -> Option<(&'static str, Kind)> {
    let meant = nearest(name, keywords.iter().map(|(keyword, _)| *keyword), |keyword| keyword.len() / 4)?;
    keywords.iter().find(|(keyword, _)| *keyword == meant).copied()
}

/// The word that takes the fewest edits: two at most, and for a short word as few as `edits` allows.
fn nearest(
    name: &str,
    words: impl Iterator<Item = &'static str>,
    edits: impl Fn(&str) -> usize,
) -> Option<&'static str> {
    let plain = plain(name)?;
    words
        .filter_map(|word| {
            let most = edits(word).min(2);
            // The difference in length is the least distance, and costs less to know.
            let distance = (plain.len().abs_diff(word.len()) <= most)
                .then(|| strsim::osa_distance(&plain, &word.to_ascii_lowercase()))?;
            (distance <= most).then_some((distance, word))
        })
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, word)| word)
}

/// The name without what tells no words apart; `None` where it is longer than any word.
fn plain(name: &str) -> Option<String> {
    (name.len() <= 64).then(|| name.to_ascii_lowercase().replace('_', "-"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_is_near_and_another_word_is_not() {
        for (slip, meant) in [
            ("x-sensitve", "x-sensitive"),
            ("x-senstiive", "x-sensitive"),
            ("x_sensitive", "x-sensitive"),
            ("xsensitive", "x-sensitive"),
            ("X-SENSITIVE", "x-sensitive"),
            ("x-idempotnt", "x-idempotent"),
            ("x-backupp", "x-backup"),
            ("x-protocols", "x-protocol"),
            ("X-Pagin", "x-paging"),
            ("x-rustname", "x-rust-name"),
            ("x-enumVarNames", "x-enum-varnames"),
        ] {
            assert_eq!(extension(slip), Some(meant), "{slip}");
        }
        for other in [
            "x-markup",
            "x-page",
            "x-pagination",
            "x-group",
            "x-enum-descriptions",
            "x-go-name",
            "x-internal",
            "xml",
            "sensitive",
        ] {
            assert_eq!(extension(other), None, "{other}");
        }
    }

    #[test]
    fn what_is_no_ascii_or_very_long_is_compared_all_the_same() {
        assert_eq!(extension("x-sensitiv\u{e9}"), Some("x-sensitive"));
        assert_eq!(extension(&"x-sensitive".repeat(1000)), None);
    }
}
