//! A difference as a unified diff.

use openapi_client_codegen::emit::Files;
use openapi_client_codegen::write::{Difference, Kind};
use similar::{ChangeTag, TextDiff};
use std::io::{self, Write};
use std::path::Path;
use std::time::Duration;

/// A diff of very different texts is allowed to be long rather than late.
const PATIENCE: Duration = Duration::from_secs(2);

const BOLD: &str = "\u{1b}[1m";
const RED: &str = "\u{1b}[31m";
const GREEN: &str = "\u{1b}[32m";
const CYAN: &str = "\u{1b}[36m";
const RESET: &str = "\u{1b}[0m";

/// Prints the kind of `difference`, and what to change on the disk to bring it up to date; `patch -p0` would.
pub fn print(stream: &mut impl Write, folder: &Path, difference: &Difference, files: &Files) -> io::Result<()> {
    let path = folder.join(&difference.path).display().to_string();
    let emitted = files.get(&difference.path).map_or("", String::as_str);
    let (kind, on_disk) = match &difference.kind {
        Kind::Missing => ("missing", None),
        Kind::Changed { on_disk } => ("stale or edited by hand", Some(on_disk.as_str())),
        Kind::LeftOver { on_disk } => ("left over", Some(on_disk.as_str())),
    };
    let left_over = matches!(difference.kind, Kind::LeftOver { .. });
    let (before, after) =
        (if on_disk.is_none() { "/dev/null" } else { &path }, if left_over { "/dev/null" } else { &path });
    writeln!(stream, "{BOLD}{path}: {kind}\n--- {before}\n+++ {after}{RESET}")?;
    hunks(stream, on_disk.unwrap_or(""), emitted)
}

fn hunks(stream: &mut impl Write, on_disk: &str, emitted: &str) -> io::Result<()> {
    let diff = TextDiff::configure().timeout(PATIENCE).diff_lines(on_disk, emitted);
    for hunk in diff.unified_diff().iter_hunks() {
        writeln!(stream, "{CYAN}{}{RESET}", hunk.header())?;
        for change in hunk.iter_changes() {
            let colour = match change.tag() {
                ChangeTag::Delete => RED,
                ChangeTag::Insert => GREEN,
                ChangeTag::Equal => "",
            };
            let line = change.value().strip_suffix('\n').unwrap_or(change.value());
            writeln!(stream, "{colour}{}{line}{}", change.tag(), if colour.is_empty() { "" } else { RESET })?;
            if change.missing_newline() {
                writeln!(stream, "\\ No newline at end of file")?;
            }
        }
    }
    Ok(())
}
