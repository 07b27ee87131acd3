//! The reference line: addresses of the official documentation.

/// What a reference line begins with.
const WORD: &str = "参阅";

/// Whether a line is a reference line, also as a quotation or an entry of a list.
pub(super) fn begins(line: &str) -> bool {
    line.trim_start_matches(['>', '-', '*', '+', ' ']).starts_with(WORD)
}

/// The addresses of the Markdown links in `text`.
pub(super) fn of(text: &str) -> Vec<String> {
    let mut links = Vec::new();
    let mut rest = text;
    while let Some((_, tail)) = rest.split_once("](") {
        let end = end(tail);
        let (link, after) = tail.split_at(end);
        let link = link.split_whitespace().next().unwrap_or_default().trim_matches(['<', '>']);
        if !link.is_empty() {
            links.push(link.to_owned());
        }
        rest = after;
    }
    links
}

/// Where the bracket closes, those within the address left aside.
fn end(text: &str) -> usize {
    let mut depth = 0_usize;
    for (index, character) in text.char_indices() {
        match character {
            '(' => depth += 1,
            ')' if depth == 0 => return index,
            ')' => depth -= 1,
            _ => {}
        }
    }
    text.len()
}

/// Whether a line goes on with a reference: an entry of a list, or more links.
pub(super) fn goes_on(line: &str) -> bool {
    let line = line.trim_start();
    ["- ", "* ", "+ ", "["].iter().any(|start| line.starts_with(start))
}

#[cfg(test)]
mod tests {
    use super::{begins, of};

    #[test]
    fn a_reference_line_may_be_quoted_or_listed() {
        assert!(begins("参阅 [a](/b)") && begins("> 参阅 [a](/b)") && begins("- 参阅：[a](/b)"));
        assert!(!begins("请参阅 [a](/b)"));
    }

    #[test]
    fn addresses_are_found_whatever_stands_around_them() {
        let text = "参阅 [a](https://x.test/1) [b (c)](<https://x.test/(2)> \"title\")、[d](/e";
        assert_eq!(of(text), ["https://x.test/1", "https://x.test/(2)", "/e"]);
    }
}
