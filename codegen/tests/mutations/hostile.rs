//! Texts that would be code, or the end of something, if they were not made safe.

use crate::chance::Chance;
use serde_json::{Map, Value};
use std::mem;

/// What hostile texts declare: as a name of its own it must not stand in emitted code.
pub const NAME: &str = "injected";

const TEXTS: [&str; 24] = [
    "*/ pub fn injected() {} /*",
    "#[injected] x",
    "#![injected] x",
    "\"; pub fn injected() {} //",
    "\"# ; injected!() ; r#\"",
    "\n}\npub fn injected() {}\n{",
    "```\npub fn injected() {}\n",
    "{an injected}",
    "{}",
    "{",
    "\u{202e}injected x\u{2066}",
    "\u{0}\u{1b}[31m\u{7f}\u{85}\u{2028}",
    "'\\",
    "\\u{110000}",
    "",
    " ",
    "_",
    "self",
    "Self",
    "r#crate",
    "1",
    "🦀",
    "e\u{301}\u{301}\u{301}",
    "$crate::injected!()",
];

/// A hostile text.
pub fn text(chance: &mut Chance) -> String {
    chance.of(&TEXTS).to_owned()
}

/// Puts hostile texts in place of, or beside, many of the texts and names of a tree.
pub fn everywhere(node: &mut Value, chance: &mut Chance) {
    // The words of the specification stay: without them nothing would be read.
    let often = 2 + chance.below(30);
    walk(node, chance, often);
}

fn walk(node: &mut Value, chance: &mut Chance, often: usize) {
    match node {
        Value::String(value) if chance.below(often) == 0 => *value = mixed(value, chance),
        Value::Array(items) => items.iter_mut().for_each(|item| walk(item, chance, often)),
        Value::Object(members) => {
            let before = mem::take(members);
            let mut after = Map::new();
            for (name, mut member) in before {
                walk(&mut member, chance, often);
                let name = if chance.below(often) == 0 { mixed(&name, chance) } else { name };
                after.insert(name, member);
            }
            *members = after;
        }
        _ => {}
    }
}

fn mixed(before: &str, chance: &mut Chance) -> String {
    match chance.below(3) {
        0 => text(chance),
        1 => format!("{before}{}", text(chance)),
        _ => format!("{}{before}", text(chance)),
    }
}
