//! Changes for people at a terminal.

use super::{MAX_ITEMS, summary, title};
use crate::diff::effect::{Behaviour, Level, RustEffect, Wire};
use crate::diff::{Change, Item};
use std::fmt::{Display, Write};

const BOLD: &str = "\u{1b}[1m";
const RED: &str = "\u{1b}[31m";
const GREEN: &str = "\u{1b}[32m";
const YELLOW: &str = "\u{1b}[33m";
const RESET: &str = "\u{1b}[0m";

/// The changes grouped by subject, each with its three columns and the items that differ; with colours, which whoever
/// prints it leaves out where there is no terminal.
pub fn text(changes: &[Change]) -> String {
    let mut text = String::new();
    let mut subject = "";
    for change in changes {
        if change.subject != subject {
            subject = &change.subject;
            let line = crate::show::one_line_of(subject);
            // A string takes every text.
            let _ = writeln!(text, "{BOLD}{line}{RESET}");
        }
        block(change, &mut text);
    }
    let end = if changes.is_empty() { "no difference".to_owned() } else { summary(changes) };
    let _ = writeln!(text, "{end}");
    text
}

fn block(change: &Change, text: &mut String) {
    let behaviour = match change.behaviour {
        Behaviour::None => "none".to_owned(),
        Behaviour::Changed => format!("{YELLOW}changed{RESET}"),
        Behaviour::Breaking => format!("{RED}breaking{RESET}"),
    };
    let _ = writeln!(text, "  {}", title(change));
    let _ = writeln!(
        text,
        "    {BOLD}{}{RESET}  wire {}, Rust {}, behaviour {behaviour}",
        change.entry.code,
        wire(change.wire),
        rust(change.rust()),
    );
    for item in change.items.iter().take(MAX_ITEMS) {
        let Item { path, effect, how } = item;
        let _ = writeln!(text, "    {}  {path} {how}", mark(*effect));
    }
    if change.items.len() > MAX_ITEMS {
        let _ = writeln!(text, "       and {} more", change.items.len() - MAX_ITEMS);
    }
    if !change.behaves.is_empty() {
        let _ = writeln!(text, "    {}", change.behaves);
    }
    let _ = writeln!(text);
}

/// `!` before what no longer compiles, `+` before what is new.
fn mark(effect: RustEffect) -> String {
    match effect {
        RustEffect::Breaking => format!("{RED}!{RESET}"),
        RustEffect::Additive => format!("{GREEN}+{RESET}"),
        RustEffect::None => "·".to_owned(),
    }
}

fn wire(wire: Wire) -> String {
    coloured(wire, if wire.worst() == Level::Breaking { RED } else { "" })
}

fn rust(effect: RustEffect) -> String {
    coloured(
        effect,
        match effect {
            RustEffect::Breaking => RED,
            RustEffect::Additive => GREEN,
            RustEffect::None => "",
        },
    )
}

fn coloured(word: impl Display, colour: &str) -> String {
    if colour.is_empty() { word.to_string() } else { format!("{colour}{word}{RESET}") }
}
