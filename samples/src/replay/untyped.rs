//! A call by its path as text.

use super::sent::Sent;
use crate::read::plain;
use crate::sample::{Sample, Style};
use openapi_client_runtime::{Chain, Core, Json, Method};
use serde_json::Value;
use wechatpay_protocol::Upload;

/// The call of a sample that declares or indexes its path.
pub fn call(core: &Core, sample: &Sample) -> Result<Sent, String> {
    let mut chain = match sample.style {
        Style::Indexed => core.indexed(&sample.path).clone(),
        Style::Declared | Style::Chained => core.chain(&sample.path),
    };
    for (name, value) in &sample.variables {
        chain = chain.with(name, value);
    }
    for (name, value) in &sample.query {
        chain = query(chain, name, value)?;
    }
    for (name, value) in &sample.headers {
        chain = chain.header(name, value);
    }
    let method = Method::from_bytes(sample.method.as_bytes()).map_err(|error| error.to_string())?;
    let body = sample.upload.is_some().then(|| upload(sample)).transpose()?;
    Ok(Sent::new(|| match (&body, &sample.json) {
        (Some(upload), _) => match upload.clone().into_multipart() {
            Ok(body) => chain.post_multipart(body),
            Err(_) => chain.post_multipart(Default::default()),
        },
        (None, json) => chain.send(method.clone(), json.as_ref()),
    }))
}

fn query(chain: Chain, name: &str, value: &Value) -> Result<Chain, String> {
    match (value, plain(value)) {
        (_, Some(text)) => Ok(chain.query(name, text)),
        (Value::Array(items), None) => items.iter().try_fold(chain, |chain, item| query(chain, name, item)),
        _ => Err(format!("the query parameter `{name}` has members: a path as text takes none")),
    }
}

fn upload(sample: &Sample) -> Result<Upload, String> {
    let file = sample.upload.as_ref().ok_or("there is no file")?;
    let mut upload = Upload::bytes(&file.file, super::data::FILE);
    if let Some(meta) = &file.meta {
        for (name, value) in meta.as_object().ok_or("the description of the file has no members")? {
            let value: Json = serde_json::from_value(value.clone()).map_err(|error| error.to_string())?;
            upload = upload.meta(name, value);
        }
    }
    Ok(upload)
}
