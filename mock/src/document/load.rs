//! A file becomes a tree.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use serde_json::Value;

use super::error::DocumentError;
use super::yaml::Yaml;

/// The largest document that is read. Both parsers limit the depth to 128, and YAML's aliases in number.
const MAX_BYTES: u64 = 64 * 1024 * 1024;

/// Reads an OpenAPI 3 document.
pub(super) fn load(path: &Path) -> Result<Value, DocumentError> {
    let text = read(path)?;
    let root = parse(path, text.trim_start_matches('\u{feff}'))?;
    check_kind(path, &root)?;
    Ok(root)
}

fn read(path: &Path) -> Result<String, DocumentError> {
    let not_read = |source: io::Error| DocumentError::NotRead { path: path.to_owned(), source };
    let mut text = String::new();
    let file = File::open(path).map_err(not_read)?;
    file.take(MAX_BYTES + 1).read_to_string(&mut text).map_err(not_read)?;
    if text.len() as u64 > MAX_BYTES {
        return Err(DocumentError::TooLarge { path: path.to_owned(), limit: MAX_BYTES });
    }
    Ok(text)
}

fn parse(path: &Path, text: &str) -> Result<Value, DocumentError> {
    if text.trim_start().starts_with('{') { parse_json(path, text) } else { parse_yaml(path, text) }
}

fn parse_json(path: &Path, text: &str) -> Result<Value, DocumentError> {
    serde_json::from_str(text).map_err(|error| DocumentError::NotParsed {
        path: path.to_owned(),
        line: error.line(),
        column: error.column(),
        problem: format!("this is not JSON: {error}"),
    })
}

fn parse_yaml(path: &Path, text: &str) -> Result<Value, DocumentError> {
    serde_yaml::from_str(text).map(|Yaml(root)| root).map_err(|error| {
        let place = error.location();
        DocumentError::NotParsed {
            path: path.to_owned(),
            line: place.as_ref().map_or(0, serde_yaml::Location::line),
            column: place.as_ref().map_or(0, serde_yaml::Location::column),
            problem: format!("this is not YAML: {error}"),
        }
    })
}

fn check_kind(path: &Path, root: &Value) -> Result<(), DocumentError> {
    let unusable = |pointer: &str, problem: String| {
        Err(DocumentError::NotUsable { path: path.to_owned(), pointer: pointer.to_owned(), problem })
    };
    if !root.is_object() {
        return unusable("", "an OpenAPI document is an object with the member `openapi`".to_owned());
    }
    if let Some(version) = root.get("swagger") {
        return unusable("/swagger", format!("this is Swagger {version}; convert it to OpenAPI 3 first"));
    }
    match root.get("openapi").and_then(Value::as_str) {
        Some(version) if version.starts_with("3.") => Ok(()),
        Some(version) => unusable("/openapi", format!("version {version:?} is not read; 3.0 and 3.1 are")),
        None => unusable("", "the member `openapi` with the version, such as \"3.0.3\", is missing".to_owned()),
    }
}
