//! The text of a reference.

use crate::pointer::percent_decoded;
use crate::tidy_path::tidy;
use std::path::{Component, Path, PathBuf};

/// What a reference says.
#[derive(Debug, PartialEq, Eq)]
pub struct Text<'t> {
    /// The file.
    pub target: Target,
    /// What stands behind `#`.
    pub fragment: &'t str,
}

/// The file that a reference names.
#[derive(Debug, PartialEq, Eq)]
pub enum Target {
    /// The one that it stands in.
    Here,
    /// A path, relative to the folder of the one that it stands in.
    Relative(PathBuf),
    /// A file on another machine, with the path of its copy: the host, and the path there.
    Remote(PathBuf),
    /// Something else, and what it is.
    Refused(&'static str),
}

/// Reads `reference`.
pub fn read(reference: &str) -> Text<'_> {
    let (file, fragment) = reference.split_once('#').unwrap_or((reference, ""));
    Text { target: target(file.trim()), fragment }
}

fn target(file: &str) -> Target {
    if file.is_empty() {
        return Target::Here;
    }
    if let Some(rest) = ["https://", "http://", "//"].iter().find_map(|scheme| file.strip_prefix(scheme)) {
        let path = rest.split('?').next().unwrap_or(rest);
        return match relative(path) {
            Some(path) => Target::Remote(path),
            None => Target::Refused("this is no address of a file"),
        };
    }
    if has_scheme(file) {
        return Target::Refused("only relative paths are read");
    }
    match relative(&file.replace('\\', "/")) {
        Some(path) => Target::Relative(path),
        None => Target::Refused("only paths relative to the file that the reference stands in are read"),
    }
}

/// `file:`, `urn:` and drives of Windows.
fn has_scheme(file: &str) -> bool {
    file.split_once(':').is_some_and(|(scheme, _)| !scheme.is_empty() && !scheme.contains(['/', '.']))
}

fn relative(path: &str) -> Option<PathBuf> {
    let path = PathBuf::from(percent_decoded(path));
    let may_stay =
        |part: Component<'_>| matches!(part, Component::Normal(_) | Component::CurDir | Component::ParentDir);
    path.components().all(may_stay).then_some(path)
}

/// `folder` joined with `path`, without `.` and `..` where the text alone tells what they lead to.
pub fn joined(folder: &Path, path: &Path) -> PathBuf {
    tidy(&folder.join(path))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reference_names_a_file_and_a_place_in_it() {
        assert_eq!(read("#/a/b"), Text { target: Target::Here, fragment: "/a/b" });
        assert_eq!(read("../a%20b.yaml#/c"), Text { target: Target::Relative("../a b.yaml".into()), fragment: "/c" });
        assert_eq!(read(".\\a.yaml").target, Target::Relative("./a.yaml".into()));
        let remote = read("https://api.example/v1/pet.json?x=1#/Pet");
        assert_eq!(remote, Text { target: Target::Remote("api.example/v1/pet.json".into()), fragment: "/Pet" });
    }

    #[test]
    fn nothing_leads_to_the_root_of_the_disk() {
        for refused in ["/etc/passwd.yaml", "file:///etc/a.yaml", "C:\\a.yaml", "urn:a:b", "%2Fetc/a.yaml"] {
            assert!(matches!(read(refused).target, Target::Refused(_)), "{refused}");
        }
        assert!(matches!(read("https://api.example//etc/a.yaml").target, Target::Remote(_)));
    }

    #[test]
    fn a_path_is_joined_by_its_text() {
        assert_eq!(joined(Path::new("spec/a"), Path::new("../b/./c.yaml")), PathBuf::from("spec/b/c.yaml"));
        assert_eq!(joined(Path::new(""), Path::new("../c.yaml")), PathBuf::from("../c.yaml"));
        assert_eq!(joined(Path::new("/spec"), Path::new("c.yaml")), PathBuf::from("/spec/c.yaml"));
    }
}
