//! Paths without detours.

use std::path::{Component, Path, PathBuf};

/// `spec/../generated` as `generated`, by text alone: messages and file headers stay readable.
pub fn tidy(path: &Path) -> PathBuf {
    let mut tidy = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir if matches!(tidy.components().next_back(), Some(Component::Normal(_))) => {
                tidy.pop();
            }
            other => tidy.push(other),
        }
    }
    tidy
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_leads_out_stays() {
        for (path, expected) in [("a/./b/../c", "a/c"), ("../a/..", ".."), ("/a/../../b", "/../b"), ("a/..", "")] {
            assert_eq!(tidy(Path::new(path)), Path::new(expected), "{path}");
        }
    }
}
