//! What a call is given.

use crate::php::{Key, Step, Value};
use crate::sample::{Answer, Sample, Upload};
use serde_json::{Map, Value as Json};

/// What is for the program that calls, and not for the service.
const OF_THE_PROGRAM: [&str; 6] = ["handler", "timeout", "debug", "verify", "stream", "decode_content"];

/// Puts what the call is given into the sample.
pub fn fill(sample: &mut Sample, options: &Value) -> Result<(), String> {
    let Value::Array(entries) = options else { return Err("what the call is given is no array".to_owned()) };
    for (key, value) in entries {
        let Some(Key::Text(name)) = key else { return Err("an option has no name".to_owned()) };
        option(sample, name, value)?;
    }
    Ok(())
}

fn option(sample: &mut Sample, name: &str, value: &Value) -> Result<(), String> {
    match name {
        "json" => sample.json = Some(value.json().ok_or("`json` is no JSON")?),
        "query" => sample.query = object(value).ok_or("`query` has no names")?,
        "headers" => headers(sample, value)?,
        "body" if sample.upload.is_some() => {}
        "body" => return Err("`body` is no upload".to_owned()),
        "base_uri" => sample.base_uri = Some(value.text().ok_or("`base_uri` is no text")?.to_owned()),
        "sink" => sample.answer = Answer::File,
        _ if OF_THE_PROGRAM.contains(&name) => {}
        _ => {
            let value = value.json().and_then(|value| plain(&value)).ok_or_else(|| format!("`{name}` has no value"))?;
            sample.variables.insert(name.to_owned(), value);
        }
    }
    Ok(())
}

/// The type of the body is not a header that a caller chooses.
fn headers(sample: &mut Sample, value: &Value) -> Result<(), String> {
    let Value::Array(entries) = value else { return Err("`headers` has no names".to_owned()) };
    for (key, value) in entries {
        let Some(Key::Text(name)) = key else { return Err("a header has no name".to_owned()) };
        if name.eq_ignore_ascii_case("content-type") {
            continue;
        }
        let value = value.json().and_then(|value| plain(&value));
        let value = value.ok_or_else(|| format!("the header `{name}` has no value"))?;
        sample.headers.insert(name.clone(), value);
    }
    Ok(())
}

fn object(value: &Value) -> Option<Map<String, Json>> {
    match value.json()? {
        Json::Object(members) => Some(members),
        Json::Array(items) if items.is_empty() => Some(Map::new()),
        _ => None,
    }
}

/// The text of a value that is no list and has no members.
pub fn plain(value: &Json) -> Option<String> {
    match value {
        Json::String(text) => Some(text.clone()),
        Json::Number(number) => Some(number.to_string()),
        Json::Bool(value) => Some(value.to_string()),
        Json::Null | Json::Array(_) | Json::Object(_) => None,
    }
}

/// The file of a `MediaUtil`, which may be described anew after it was made.
pub fn upload(values: &[Value]) -> Option<Upload> {
    let mut upload: Option<Upload> = None;
    let chains: Vec<&[Step]> = values.iter().flat_map(media).collect();
    for step in chains.into_iter().flatten() {
        match step {
            Step::Call(name, arguments) if name == "new" => {
                let file = arguments.first().and_then(Value::text)?.rsplit('/').next()?.to_owned();
                let meta = upload.take().and_then(|upload| upload.meta);
                upload = Some(Upload { file, meta });
            }
            Step::Call(name, arguments) if name == "setMeta" => {
                let meta = arguments.first().and_then(Value::text).and_then(|text| serde_json::from_str(text).ok());
                if let Some(upload) = &mut upload {
                    upload.meta = meta;
                }
            }
            _ => {}
        }
    }
    upload
}

/// The chains of a `MediaUtil` in a value, at any depth.
fn media(value: &Value) -> Vec<&[Step]> {
    match value {
        Value::Chain(root, steps) if root == "MediaUtil" => vec![steps],
        Value::Chain(_, steps) => steps.iter().flat_map(arguments).flat_map(media).collect(),
        Value::Array(entries) => entries.iter().flat_map(|(_, value)| media(value)).collect(),
        _ => Vec::new(),
    }
}

fn arguments(step: &Step) -> &[Value] {
    match step {
        Step::Call(_, arguments) => arguments,
        Step::Property(_) | Step::Index(_) => &[],
    }
}
