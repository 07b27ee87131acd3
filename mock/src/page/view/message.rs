//! Messages line by line, and where two of them part.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use maud::{Markup, html};

use super::{copy_button, count};
use crate::page::difference::{LINES, Next};
use crate::page::excerpt::{Excerpt, Piece, visible};
use crate::page::model::{Judgement, Request, Signed, Source};

/// The message that the mock built, beside the one that the client signed as far as that is known.
pub(super) fn section(request: &Request, id: &str) -> Markup {
    let Some(ours) = &request.message else { return no_message(request) };
    let difference = request.signed.as_ref().and_then(|signed| signed.difference);
    html! {
        section.part aria-label="Message" {
            @if let Some(signed) = &request.signed {
                (comparison(signed))
                p.hint { (source(signed.source)) }
            } @else { p.hint { (hint(request)) } }
            div.messages.two[request.signed.is_some()] {
                (message(ours, "Built by the mock", &format!("{id}-ours"), difference.map(|difference| (difference.offset, difference.ours))))
                @if let Some(signed) = &request.signed {
                    (message(&signed.message, "Signed by the client", &format!("{id}-theirs"), difference.map(|difference| (difference.offset, difference.theirs))))
                }
            }
        }
    }
}

fn hint(request: &Request) -> &'static str {
    match &request.verdict {
        Judgement::Refused { rule: "signature", .. } => {
            "The signature must be over the message below. To see where yours parts from it, send yours in base64 in the \
             header Mock-Sign-Message."
        }
        _ => "The message over which the signature must be:",
    }
}

fn no_message(request: &Request) -> Markup {
    html! {
        @if request.merchant.is_none() {
            p.hint { "There is no message to show: it takes an Authorization header that the mock understands." }
        }
    }
}

/// In words, where the two messages part.
fn comparison(signed: &Signed) -> Markup {
    html! {
        p.difference {
            @match &signed.difference {
                None => {
                    strong { "Both messages are the same." }
                    " If the signature is refused all the same, it was made with another key, or is damaged."
                },
                Some(difference) => {
                    strong { "First difference: line " (difference.line) " (" (difference.line_name()) "), column " (difference.column) "." }
                    " The mock has " (next(difference.ours)) ", the client " (next(difference.theirs)) "."
                },
            }
        }
    }
}

/// How it is known what the client signed.
fn source(source: Source) -> &'static str {
    match source {
        Source::Proved => "The client signed this message: its signature fits it.",
        Source::Told => "The client tells in Mock-Sign-Message what it signed.",
    }
}

fn next(next: Next) -> Markup {
    html! {
        @match next {
            Next::End => "nothing: the message ends there",
            Next::Byte(byte) => { "the byte " code { (format!("0x{byte:02X}")) } },
            Next::Character('\n') => "a line feed",
            Next::Character(' ') => "a space",
            Next::Character(character) => code { (pieces(character.to_string())) },
        }
    }
}

/// One message; `mark` is the place and the text that differ.
fn message(text: &Excerpt, title: &str, id: &str, mark: Option<(usize, Next)>) -> Markup {
    html! {
        div.message {
            div.bar {
                h3 { (title) }
                p.summary { (count(text.bytes.len() + text.left_out, "byte")) }
                (copy_button(id, &format!("Copy: {title}")))
            }
            ol.lines id=(id) data-bytes=(base64(&text.bytes)) {
                @for line in lines(&text.bytes, mark) { (line.markup()) }
                @if let Some((offset, Next::End)) = mark { @if offset >= text.bytes.len() && text.left_out == 0 {
                    li.over { span.label { "" } span.text { mark { "the end" } } }
                } }
            }
            (left_out(text))
        }
    }
}

/// A line of a message.
struct Line<'m> {
    label: &'static str,
    before: &'m [u8],
    /// What differs, if that is in this line.
    marked: Option<&'m [u8]>,
    after: &'m [u8],
    ended: bool,
    /// Whether the line feed is what differs.
    end_marked: bool,
}

fn lines(message: &[u8], mark: Option<(usize, Next)>) -> Vec<Line<'_>> {
    let mut lines = Vec::new();
    let mut start = 0;
    while start < message.len() {
        let end = message[start..].iter().position(|byte| *byte == b'\n').map(|length| start + length);
        let text = &message[start..end.unwrap_or(message.len())];
        let label = LINES.get(lines.len()).copied().unwrap_or_default();
        let (before, marked, after) = split(text, start, mark);
        let end_marked = end.is_some() && mark.is_some_and(|(offset, _)| Some(offset) == end);
        lines.push(Line { label, before, marked, after, ended: end.is_some(), end_marked });
        start += text.len() + 1;
    }
    lines
}

fn split(text: &[u8], start: usize, mark: Option<(usize, Next)>) -> (&[u8], Option<&[u8]>, &[u8]) {
    let marked = mark.and_then(|(offset, next)| Some((offset.checked_sub(start)?, next.len())));
    match marked {
        Some((from, length)) if length > 0 && from < text.len() => {
            let to = (from + length).min(text.len());
            (&text[..from], Some(&text[from..to]), &text[to..])
        }
        _ => (text, None, &[]),
    }
}

impl Line<'_> {
    fn markup(&self) -> Markup {
        html! {
            li.differs[self.marked.is_some() || self.end_marked] {
                span.label { (self.label) }
                span.text {
                    (pieces(self.before))
                    @if let Some(marked) = self.marked { mark { (pieces(marked)) } }
                    (pieces(self.after))
                    @if self.ended {
                        @if self.end_marked { mark { (line_feed()) } } @else { (line_feed()) }
                    }
                }
            }
        }
    }
}

fn line_feed() -> Markup {
    html! { span.feed title="line feed" { "LF" } }
}

/// A body, its line feeds as such.
pub(super) fn excerpt(excerpt: &Excerpt) -> Markup {
    html! {
        @for line in excerpt.bytes.split_inclusive(|byte| *byte == b'\n') {
            (pieces(line.strip_suffix(b"\n").unwrap_or(line)))
            @if line.ends_with(b"\n") { "\n" }
        }
        (left_out(excerpt))
    }
}

fn left_out(excerpt: &Excerpt) -> Markup {
    html! {
        @if excerpt.left_out > 0 { span.more { "… and " (excerpt.left_out) " more bytes" } }
    }
}

/// Bytes, with signs for what cannot be seen.
pub(super) fn pieces(bytes: impl AsRef<[u8]>) -> Markup {
    html! {
        @for piece in visible(bytes.as_ref()) {
            @match piece {
                Piece::Plain(text) => (text),
                Piece::Sign(sign) => span.sign { (sign) },
            }
        }
    }
}

/// For the copy buttons: HTML would not keep carriage returns and the like.
pub(super) fn base64(bytes: &[u8]) -> String {
    STANDARD.encode(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::difference::Difference;

    fn is_marked(lines: &[Line<'_>]) -> Vec<bool> {
        lines.iter().map(|line| line.marked.is_some() || line.end_marked).collect()
    }

    #[test]
    fn the_mark_stands_in_its_line() {
        let (ours, theirs) = (b"GET\n/v3/a?b=c\n1\nn\n\n", b"GET\n/v3/a\n1\nn\n\n");
        let difference = Difference::between(ours, theirs).unwrap();
        let lines = lines(ours, Some((difference.offset, difference.ours)));
        assert_eq!(is_marked(&lines), [false, true, false, false, false]);
        assert_eq!((lines[1].before, lines[1].marked), (&b"/v3/a"[..], Some(&b"?"[..])));
        assert_eq!((lines[4].label, lines[4].before, lines[4].ended), ("body", &b""[..], true));
        let lines = super::lines(theirs, Some((difference.offset, difference.theirs)));
        assert_eq!(is_marked(&lines), [false, true, false, false, false]);
        assert!(lines[1].end_marked);
    }

    #[test]
    fn what_comes_from_a_request_is_escaped() {
        let text = pieces(b"<script>alert(\"1\")</script>\r").into_string();
        assert_eq!(text, "&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;<span class=\"sign\">CR</span>");
    }
}
