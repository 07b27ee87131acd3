//! The page as HTML. Every value goes through the escaping of `maud`.

mod cards;
mod faults;
mod message;
mod notice;
mod requests;

use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::model::Page;

/// The page's style, which stands in the page itself.
pub(super) const STYLE: &str = include_str!("../page.css");
/// The page's script, likewise.
pub(super) const SCRIPT: &str = include_str!("../page.js");

/// The whole page.
pub(super) fn page(page: &Page) -> Markup {
    html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                title { "WeChat Pay mock" }
                style { (PreEscaped(STYLE)) }
            }
            body {
                a.skip href="#requests" { "Skip to the requests" }
                (header(page))
                main {
                    div.column { (requests::section(page)) }
                    div.column.side {
                        (cards::section(page))
                        (faults::section(page))
                        (notice::section(page))
                    }
                }
                p #toast role="status" aria-live="polite" {}
                script { (PreEscaped(SCRIPT)) }
            }
        }
    }
}

fn header(page: &Page) -> Markup {
    html! {
        header.top {
            div.title {
                h1 { "WeChat Pay mock" }
                p #connection.connection.needs-script data-state="waiting" { "connecting" }
            }
            p.address {
                code #address { (page.address) }
                (copy_button("address", "Copy the address"))
            }
            ul.facts #facts data-live {
                @for (name, value) in &page.facts {
                    li { span.name { (name) } " " span.value { (value) } }
                }
            }
            nav aria-label="Sections" {
                a href="#requests" { "Requests" }
                a href="#cards" { "Cards" }
                a href="#faults" { "Faults" }
                a href="#notice" { "Notification" }
            }
        }
    }
}

/// A button that copies the text of the element `id`; without a script it is not shown.
fn copy_button(id: &str, label: &str) -> Markup {
    html! {
        button.copy.needs-script type="button" data-copy=(id) aria-label=(label) { "Copy" }
    }
}

/// `1 request`, `2,000 requests`.
fn count(number: usize, unit: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{} {unit}{plural}", grouped(number as u64))
}

/// Such as `1,000,000`.
fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let groups: Vec<&str> = (0..digits.len())
        .filter(|place| *place == 0 || (digits.len() - place).is_multiple_of(3))
        .map(|place| {
            let next = (digits.len() - place - 1) % 3 + 1;
            &digits[place..place + next]
        })
        .collect();
    groups.join(",")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_can_be_read() {
        let written = [0, 12, 123, 1_234, 123_456, 1_234_567].map(grouped);
        assert_eq!(written, ["0", "12", "123", "1,234", "123,456", "1,234,567"]);
        assert_eq!(
            (count(1, "request"), count(2_000, "request")),
            ("1 request".to_owned(), "2,000 requests".to_owned())
        );
    }
}
