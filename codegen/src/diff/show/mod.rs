//! Changes as text, Markdown and data, and the kinds of them as `docs/changes.md`.

mod data;
mod markdown;
mod page;
mod text;

pub use data::data;
pub use markdown::markdown;
pub use page::changes_page;
pub use text::text;

use super::Change;
use super::effect::RustEffect;
use crate::show::one_line_of;

/// Items of one change that are named where people read; the rest is counted.
const MAX_ITEMS: usize = 8;

/// What is different, in one line without the subject.
fn title(change: &Change) -> String {
    let mut title = one_line_of(&change.place).to_string();
    if !title.is_empty() {
        title.push_str(": ");
    }
    title.push_str(change.entry.title.trim_end_matches('.'));
    if !change.detail.is_empty() {
        title.push_str(": ");
        title.push_str(&one_line_of(&change.detail).to_string());
    }
    title
}

/// How many changes are breaking, and how many there are.
fn summary(changes: &[Change]) -> String {
    let breaking = changes.iter().filter(|change| change.is_breaking()).count();
    let additive =
        changes.iter().filter(|change| !change.is_breaking() && change.rust() == RustEffect::Additive).count();
    let count = crate::show::counted(changes.len(), "difference");
    format!("{count}: {breaking} breaking, {additive} additive, {} other", changes.len() - breaking - additive)
}
