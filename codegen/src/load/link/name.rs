//! Names of components that come from other files.

use super::locate::stem;
use crate::pointer::Pointer;
use serde_json::{Map, Value};
use std::path::Path;

/// A name for the node at `at` of the file `path` that none of `members` has.
///
/// It is what the reference called it: the last token of its pointer, or the name of the file. Where that is taken, the
/// name of the file stands before it; then numbers follow.
pub fn component_name(at: &Pointer, path: &Path, members: &Map<String, Value>) -> String {
    let stem = stem(path);
    let named = at.tokens().last().filter(|token| !token.is_empty() && token.parse::<u64>().is_err());
    let wanted = named.unwrap_or_else(|| stem.clone());
    if !members.contains_key(&wanted) {
        return wanted;
    }
    let longer = if stem == wanted { wanted } else { format!("{stem}_{wanted}") };
    let numbered = (2_u64..).map(|number| format!("{longer}_{number}"));
    std::iter::once(longer.clone()).chain(numbered).find(|name| !members.contains_key(name)).unwrap_or(longer)
}
