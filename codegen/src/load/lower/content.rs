//! Texts that hold bytes.

use serde_json::{Map, Value};

/// Base64 in a text is `format: byte`; bytes that are no text at all are `format: binary`.
///
/// Other encodings leave a text, which is what is sent. A text that holds JSON or XML stays a text.
pub fn encoded(members: &mut Map<String, Value>) {
    let may_be_text = match members.get("type") {
        None => true,
        Some(Value::String(name)) => name == "string",
        Some(Value::Array(names)) => names.iter().any(|name| name == "string"),
        Some(_) => false,
    };
    if !may_be_text || members.contains_key("format") {
        return;
    }
    let text = |name: &str| members.get(name).and_then(Value::as_str).map(str::to_ascii_lowercase);
    let format = match (text("contentEncoding").as_deref(), text("contentMediaType")) {
        (Some("base64"), _) => "byte",
        (Some("binary"), _) => "binary",
        (None, Some(media_type)) if is_binary(&media_type) => "binary",
        _ => return,
    };
    members.entry("type").or_insert_with(|| "string".into());
    members.insert("format".to_owned(), format.into());
}

fn is_binary(media_type: &str) -> bool {
    let essence = media_type.split(';').next().unwrap_or_default().trim();
    let is_text = essence.starts_with("text/")
        || ["json", "xml", "yaml", "javascript", "jwt", "graphql", "x-www-form-urlencoded"]
            .iter()
            .any(|name| essence.ends_with(name));
    essence.contains('/') && !is_text
}
