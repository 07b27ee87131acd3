//! What a sample says, held against what arrived.

use super::arrived::Arrived;
use super::environment::Environment;
use super::json::differences;
use super::sent::Sent;
use crate::read::plain;
use crate::sample::{Sample, Style};
use openapi_client_runtime::Core;
use serde_json::Value;

const MAIN: &str = "https://api.mch.weixin.qq.com/";

/// Whether the typed call goes to the server that the sample names, or to the main one, where another is only offered.
pub fn server(sample: &Sample, call: &Sent) -> Result<(), String> {
    let url = call.url()?;
    let named = sample.base_uri.as_deref().unwrap_or(MAIN);
    let known = [named, MAIN].iter().any(|server| url.starts_with(&format!("{server}v3/")));
    if known { Ok(()) } else { Err(format!("it would go to {url}, and the sample says {named}")) }
}

/// What differs between the sample and the request that arrived.
pub fn check<C: From<Core> + AsRef<Core>>(
    environment: &Environment<C>,
    sample: &Sample,
    arrived: &Arrived,
    answer: Result<(), String>,
) -> Result<(), Vec<String>> {
    let mut found: Vec<String> = arrived.refused().into_iter().collect();
    let received = &arrived.received;
    if received.method.as_str() != sample.method {
        found.push(format!("the method is {}", received.method));
    }
    found.extend(path(sample, arrived));
    found.extend(query(sample, arrived));
    for (name, said) in &sample.headers {
        let sent = received.header(&name.to_ascii_lowercase()).unwrap_or_default();
        if sent != said {
            found.push(format!("the header {name} is {sent:?}, and the sample says {said:?}"));
        }
    }
    let opened = |text: &str| environment.mock.decrypt(received, text).ok();
    found.extend(match (&sample.json, &sample.upload) {
        (Some(said), _) => differences(said, &arrived.json().unwrap_or(Value::Null), &opened),
        (None, Some(_)) => upload(sample, arrived, &opened),
        (None, None) if received.body.is_empty() => Vec::new(),
        (None, None) => vec!["a body was sent, and the sample has none".to_owned()],
    });
    if let (Err(error), Style::Chained) = (answer, sample.style) {
        found.push(format!("the answer was not taken: {error}"));
    }
    if found.is_empty() { Ok(()) } else { Err(found) }
}

fn path(sample: &Sample, arrived: &Arrived) -> Option<String> {
    let decoded = arrived.received.path_segments.join("/");
    let said = sample
        .variables
        .iter()
        .fold(sample.path.clone(), |path, (name, value)| path.replace(&format!("{{{name}}}"), value));
    // A server may have a path of its own in front.
    let sent = format!("/{decoded}");
    (!sent.ends_with(&said)).then(|| format!("the path is {sent}, and the sample says {said}"))
}

fn query(sample: &Sample, arrived: &Arrived) -> Option<String> {
    let mut said: Vec<(String, String)> = sample.query.iter().flat_map(|(name, value)| pairs(name, value)).collect();
    said.sort();
    let sent = arrived.query();
    (said != sent).then(|| format!("the query is {sent:?}, and the sample says {said:?}"))
}

fn pairs(name: &str, value: &Value) -> Vec<(String, String)> {
    match (value, plain(value)) {
        (_, Some(text)) => vec![(name.to_owned(), text)],
        (Value::Array(items), None) => items.iter().flat_map(|item| pairs(name, item)).collect(),
        (Value::Object(members), None) => {
            members.iter().flat_map(|(member, value)| pairs(&format!("{name}[{member}]"), value)).collect()
        }
        _ => Vec::new(),
    }
}

fn upload(sample: &Sample, arrived: &Arrived, opened: &dyn Fn(&str) -> Option<String>) -> Vec<String> {
    let parts = arrived.parts();
    let Some(said) = &sample.upload else { return Vec::new() };
    let mut found = Vec::new();
    match parts.iter().find(|part| part.file.is_some()) {
        Some(part) if part.file.as_deref() == Some(&said.file) && part.content.as_bytes() == super::data::FILE => {}
        Some(part) => found.push(format!("the file is {:?}, and the sample says {:?}", part.file, said.file)),
        None => found.push("no file was sent".to_owned()),
    }
    if let Some(said) = &said.meta {
        let meta = parts.iter().find(|part| part.name == "meta");
        let Some(meta) = meta.and_then(|part| serde_json::from_str::<Value>(&part.content).ok()) else {
            found.push("the description of the file is no JSON".to_owned());
            return found;
        };
        // A path as text describes its file by name and digest, whatever else it says.
        let meta = match (meta, sample.style) {
            (Value::Object(mut members), Style::Declared | Style::Indexed) => {
                members.retain(|name, _| said.get(name).is_some() || !["filename", "sha256"].contains(&name.as_str()));
                Value::Object(members)
            }
            (meta, _) => meta,
        };
        found.extend(differences(said, &meta, opened));
    }
    found
}
