//! The features of documents and tags in somebody's own `Cargo.toml`: a part between two marks.

use super::report::Failure;
use std::fs;
use std::io::{self, Write};
use std::path::Path;

/// What stands before the part and after it.
const BEGIN: &str = "# openapi-client-codegen: features of the client, kept up to date by `generate`";
const END: &str = "# openapi-client-codegen: end";

/// Brings the part of the file up to date, and says what was done, if anything was.
pub fn update(file: &Path, features: &[String]) -> Result<Option<String>, Failure> {
    let shown = |problem: String| Failure::Output(io::Error::other(format!("{}: {problem}", file.display())));
    let before = fs::read_to_string(file).map_err(|error| shown(error.to_string()))?;
    let after = edited(&before, features).map_err(shown)?;
    if before == after {
        return Ok(None);
    }
    replace(file, &after).map_err(|error| shown(error.to_string()))?;
    Ok(Some(format!("{}: the features of the client were brought up to date", file.display())))
}

/// Another text in the place of the file: the whole of it or nothing.
fn replace(file: &Path, text: &str) -> io::Result<()> {
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut written = tempfile::NamedTempFile::new_in(folder)?;
    written.write_all(text.as_bytes())?;
    fs::set_permissions(written.path(), fs::metadata(file)?.permissions())?;
    written.persist(file)?;
    Ok(())
}

/// The manifest with these features in the part; one that stands outside of it is left alone.
fn edited(manifest: &str, features: &[String]) -> Result<String, String> {
    let lines: Vec<&str> = manifest.lines().collect();
    let (begin, end) = (lines.iter().position(|line| *line == BEGIN), lines.iter().position(|line| *line == END));
    let (before, after) = match (begin, end) {
        (Some(begin), Some(end)) if begin < end => (lines.get(..begin), lines.get(end + 1..)),
        (None, None) => {
            let at = place(&lines);
            (lines.get(..at), lines.get(at..))
        }
        _ => return Err(format!("the marks `{BEGIN}` and `{END}` do not stand one after the other")),
    };
    let (before, after) = (before.unwrap_or_default(), after.unwrap_or_default());
    let outside = [before, after].concat().join("\n");
    let outside: toml::Table = toml::from_str(&outside).map_err(|error| format!("it is no TOML: {error}"))?;
    let outside = outside.get("features").and_then(toml::Value::as_table);
    let lacking: Vec<&String> =
        features.iter().filter(|name| outside.is_none_or(|known| !known.contains_key(name.as_str()))).collect();
    let mut text: Vec<String> = before.iter().map(|line| (*line).to_owned()).collect();
    if !lacking.is_empty() || begin.is_some() {
        if outside.is_none() && begin.is_none() {
            text.extend(["".to_owned(), "[features]".to_owned()]);
        }
        text.push(BEGIN.to_owned());
        text.extend(lacking.iter().map(|name| format!("{} = []", key(name))));
        text.push(END.to_owned());
    }
    text.extend(after.iter().map(|line| (*line).to_owned()));
    let text = text.join("\n") + "\n";
    match toml::from_str::<toml::Table>(&text) {
        Ok(_) => Ok(text),
        Err(error) => Err(format!("the features cannot be put there: {error}")),
    }
}

/// A name as TOML has it for a key.
fn key(name: &str) -> String {
    match name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-') {
        true => name.to_owned(),
        false => toml::Value::from(name).to_string(),
    }
}

/// The line behind the last feature; the end of the file where there are none.
fn place(lines: &[&str]) -> usize {
    let Some(head) = lines.iter().position(|line| line.trim() == "[features]") else { return lines.len() };
    let rest = lines.get(head + 1..).unwrap_or_default();
    let next = rest.iter().position(|line| line.trim_start().starts_with('[')).unwrap_or(rest.len());
    let used = rest.get(..next).unwrap_or_default();
    // Comments and empty lines before the next table belong to that.
    let last = used.iter().rposition(|line| !line.trim().is_empty() && !line.trim_start().starts_with('#'));
    head + 1 + last.map_or(0, |last| last + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(names: &[&str]) -> Vec<String> {
        names.iter().map(|name| (*name).to_owned()).collect()
    }

    #[test]
    fn only_the_marked_part_changes() {
        let manifest = "[package]\nname = \"a\" # mine\n\n[features]\ndefault = [\"x\"]\nown = []\n\n# about what follows\n[dependencies]\nb = \"1\"\n";
        let once = edited(manifest, &names(&["own", "pay score", "会员"])).unwrap();
        let part = format!(
            "own = []\n{BEGIN}\n\"pay score\" = []\n\"会员\" = []\n{END}\n\n# about what follows\n[dependencies]"
        );
        assert!(once.contains(&part) && once.starts_with("[package]\nname = \"a\" # mine\n"), "{once}");
        assert_eq!(edited(&once, &names(&["own", "pay score", "会员"])).unwrap(), once);
        let less = edited(&once, &names(&["会员"])).unwrap();
        assert!(less.contains(&format!("{BEGIN}\n\"会员\" = []\n{END}\n")), "{less}");
        let none = edited("[package]\nname = \"a\"\n", &names(&["a"])).unwrap();
        assert!(none.ends_with(&format!("\n\n[features]\n{BEGIN}\na = []\n{END}\n")), "{none}");
        assert_eq!(edited(manifest, &[]).unwrap(), manifest);
    }

    #[test]
    fn what_is_broken_is_left_alone() {
        for broken in ["[features\n", &format!("{END}\n{BEGIN}\n"), BEGIN] {
            assert!(edited(broken, &names(&["a"])).is_err(), "{broken}");
        }
    }
}
