//! Mistakes in the text of a document.

use crate::chance::Chance;
use crate::hostile;

/// The text with one mistake in it.
pub fn changed(text: &str, chance: &mut Chance) -> String {
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    let (one, other) = (chance.below(lines.len()), chance.below(lines.len()));
    let Some(line) = lines.get(one).cloned() else { return hostile::text(chance) };
    let middle = line.char_indices().nth(chance.below(line.chars().count())).map_or(0, |(place, _)| place);
    match chance.below(9) {
        0 => drop(lines.remove(one)),
        1 => lines.insert(other, line),
        2 => lines.swap(one, other),
        3 => lines.truncate(one),
        4 => lines[one] = format!("  {line}"),
        5 => lines[one] = line.strip_prefix("  ").unwrap_or(&line).to_owned(),
        6 => lines[one].truncate(middle),
        7 => lines[one].insert_str(middle, &hostile::text(chance)),
        _ => lines[one].insert_str(
            middle,
            chance.of(&["{", "}", "[", "]", ":", "-", "&a ", "*a", "!!t ", "\t", "|", "'", "%", "? "]),
        ),
    }
    lines.join("\n")
}
