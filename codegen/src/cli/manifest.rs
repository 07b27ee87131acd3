//! `Cargo.toml` of an emitted crate.

use super::report::Failure;
use openapi_client_codegen::emit::Dependency;
use openapi_client_codegen::write;
use std::fs;
use std::path::{Component, Path, PathBuf};

/// The name of the file.
pub const FILE: &str = "Cargo.toml";

/// Where a crate in the folder `out` finds the runtime.
pub fn dependency(runtime: Option<&Path>, out: &Path) -> Result<Dependency, Failure> {
    match runtime {
        Some(runtime) => Ok(Dependency::Path(seen_from(out, runtime)?)),
        None => Ok(Dependency::Version),
    }
}

/// Whether a person wrote the file; an empty one is nobody's.
pub fn is_somebodys(file: &Path) -> bool {
    fs::read(file).is_ok_and(|content| !content.is_empty() && !write::is_ours(&content))
}

/// The folder `runtime` as a manifest in `out` names it: an absolute path stays one.
fn seen_from(out: &Path, runtime: &Path) -> Result<PathBuf, Failure> {
    if !runtime.join(FILE).is_file() {
        let message = format!("--runtime-path {}: there is no {FILE}", runtime.display());
        return Err(Failure::Arguments(message));
    }
    if runtime.is_absolute() {
        return Ok(runtime.to_owned());
    }
    let (from, to) = (absolute(out)?, absolute(runtime)?);
    Ok(relative(&from, &to).unwrap_or(to))
}

/// With links followed, as `..` in a manifest follows them. The last folders of `path` need not exist yet.
fn absolute(path: &Path) -> Result<PathBuf, Failure> {
    let path = std::path::absolute(path).map_err(Failure::Output)?;
    let there = path.ancestors().find_map(|folder| Some((folder, folder.canonicalize().ok()?)));
    let Some((folder, real)) = there else { return Ok(path) };
    Ok(path.strip_prefix(folder).map_or_else(|_| path.clone(), |rest| real.join(rest)))
}

/// `to` as seen from the folder `from`; none where they are on two disks of Windows.
fn relative(from: &Path, to: &Path) -> Option<PathBuf> {
    let shared = from.components().zip(to.components()).take_while(|(from, to)| from == to).count();
    if shared == 0 {
        return None;
    }
    let up = from.components().skip(shared).map(|_| Component::ParentDir);
    Some(up.chain(to.components().skip(shared)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_is_named_from_another() {
        let seen = |from: &str, to: &str| relative(Path::new(from), Path::new(to)).unwrap();
        assert_eq!(seen("/a/b/c", "/a/runtime"), Path::new("../../runtime"));
        assert_eq!(seen("/a", "/a/b/runtime"), Path::new("b/runtime"));
        assert_eq!(seen("/a/b", "/runtime"), Path::new("../../runtime"));
    }
}
