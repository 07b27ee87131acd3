//! Which version of OpenAPI a document is written in.

use super::lower::Dialect;
use crate::diagnostic::{Diagnostics, code};
use crate::pointer::Pointer;
use serde_json::Value;

const BEGINNING: &str = "an OpenAPI document begins with a line such as `openapi: 3.0.3`";

/// How the document `root` is to be read; `None`, with an error, where it is no OpenAPI document.
pub fn dialect(root: &Value, diagnostics: &mut Diagnostics) -> Option<Dialect> {
    let place = Pointer::root();
    if !root.is_object() {
        let (is, help) = seen(root);
        diagnostics.error(code::DOCUMENT_NOT_OPENAPI, &place, format!("this is no OpenAPI document: {is}")).help(help);
        return None;
    }
    let Some(version) = root.get("openapi") else {
        missing(root, diagnostics);
        return None;
    };
    // Without quotes YAML reads `3.1` as a number.
    let text = match version {
        Value::String(text) => text.trim().to_owned(),
        other => other.to_string(),
    };
    if is_version(&text, "3.0") {
        return Some(Dialect::V30);
    }
    if is_version(&text, "3.1") {
        return Some(Dialect::V31);
    }
    let place = place.child("openapi");
    if is_version(&text, "3") {
        let message = format!("OpenAPI {text} is read as 3.1: what is new in it is ignored");
        diagnostics.warning(code::DOCUMENT_VERSION, &place, message).help("write the document as OpenAPI 3.1.1");
        return Some(Dialect::V31);
    }
    diagnostics
        .error(code::DOCUMENT_NOT_OPENAPI, &place, "this version of OpenAPI is not known")
        .help("3.0, 3.1 and 3.2 are: write it as text, such as `openapi: 3.0.3`");
    None
}

/// What `root`, which is no object, is, and what to do.
fn seen(root: &Value) -> (&'static str, &'static str) {
    match root {
        Value::Null => ("the file is empty", BEGINNING),
        Value::String(text) if text.trim_start().starts_with('<') => {
            ("this is a page of HTML or XML", "download the document itself, not the page that shows it")
        }
        _ => ("it does not hold an object", BEGINNING),
    }
}

fn is_version(text: &str, wanted: &str) -> bool {
    text.strip_prefix(wanted).is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '-']))
}

fn missing(root: &Value, diagnostics: &mut Diagnostics) {
    let place = Pointer::root();
    if root.get("swagger").is_some() {
        diagnostics
            .error(code::DOCUMENT_NOT_OPENAPI, &place.child("swagger"), "Swagger 2.0 is not read")
            .help("convert the document to OpenAPI 3.0 first");
        return;
    }
    diagnostics
        .error(code::DOCUMENT_NOT_OPENAPI, &place, "this is no OpenAPI document: the member `openapi` is missing")
        .help(BEGINNING);
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn read(root: Value) -> (Option<Dialect>, usize) {
        let mut diagnostics = Diagnostics::default();
        let dialect = dialect(&root, &mut diagnostics);
        (dialect, diagnostics.iter().count())
    }

    #[test]
    fn versions_are_known_as_text_and_as_number() {
        for version in [json!("3.0.3"), json!("3.0"), json!(3.0), json!("3.0.0-rc1"), json!(" 3.0.1 ")] {
            assert_eq!(read(json!({"openapi": version})), (Some(Dialect::V30), 0));
        }
        for version in [json!("3.1.0"), json!(3.1)] {
            assert_eq!(read(json!({"openapi": version})), (Some(Dialect::V31), 0));
        }
        assert_eq!(read(json!({"openapi": "3.2.0"})), (Some(Dialect::V31), 1));
        assert_eq!(read(json!({"openapi": "3.1.0", "swagger": "2.0"})), (Some(Dialect::V31), 0));
    }

    #[test]
    fn what_is_no_openapi_is_refused() {
        for root in
            [json!({}), json!([]), json!({"swagger": "2.0"}), json!({"openapi": "31"}), json!({"openapi": "4.0.0"})]
        {
            assert_eq!(read(root), (None, 1));
        }
    }
}
