//! What a sample says, as values of a generated client.

use crate::read::plain;
use crate::sample::Sample;
use openapi_client_runtime::{Decode, Upload, from_json};
use serde_json::Value;

/// What uploaded files hold.
pub const FILE: &[u8] = b"the file of a sample";

impl Sample {
    /// The value of a variable of the path.
    ///
    /// # Errors
    /// Where the sample does not have it, or it is not of the type.
    pub fn variable<T: Decode>(&self, name: &str) -> Result<T, String> {
        let value = self.variables.get(name).ok_or_else(|| format!("the sample has no `{name}`"))?;
        value_of(&Value::String(value.clone())).map_err(|error| format!("`{name}`: {error}"))
    }

    /// A query parameter, where the sample has it.
    ///
    /// # Errors
    /// Where it is not of the type.
    pub fn query<T: Decode>(&self, name: &str) -> Result<Option<T>, String> {
        let value = self.query.get(name).map(value_of);
        value.transpose().map_err(|error| format!("`{name}`: {error}"))
    }

    /// A header, where the sample has it.
    ///
    /// # Errors
    /// Where it is not of the type.
    pub fn header<T: Decode>(&self, name: &str) -> Result<Option<T>, String> {
        let found = self.headers.iter().find(|(known, _)| known.eq_ignore_ascii_case(name));
        let value = found.map(|(_, value)| value_of(&Value::String(value.clone())));
        value.transpose().map_err(|error| format!("`{name}`: {error}"))
    }

    /// The body, where the sample has one.
    ///
    /// # Errors
    /// Where it is not of the type.
    pub fn body<T: Decode>(&self) -> Result<Option<T>, String> {
        let body = self.json.as_ref().map(|json| from_json(json.to_string().as_bytes()));
        body.transpose().map_err(|error| format!("the body: {error}"))
    }

    /// The description of the file, where the sample has one: a text that holds JSON, or what it holds.
    ///
    /// # Errors
    /// Where it is not of the type.
    pub fn part<T: Decode>(&self) -> Result<Option<T>, String> {
        let Some(meta) = self.upload.as_ref().and_then(|upload| upload.meta.as_ref()) else { return Ok(None) };
        let text = Value::String(meta.to_string()).to_string();
        let part = from_json(text.as_bytes()).or_else(|_| from_json(meta.to_string().as_bytes()));
        part.map(Some).map_err(|error| format!("the description of the file: {error}"))
    }

    /// The file.
    ///
    /// # Errors
    /// Where the sample has none.
    pub fn file(&self) -> Result<Upload, String> {
        let upload = self.upload.as_ref().ok_or("the sample has no file")?;
        Ok(Upload::bytes(FILE).file_name(upload.file.clone()))
    }
}

/// A value that samples write as a text may be meant as a number.
fn value_of<T: Decode>(value: &Value) -> Result<T, String> {
    from_json(value.to_string().as_bytes()).or_else(|error| match plain(value) {
        Some(text) => from_json(text.as_bytes()).map_err(|_| error.to_string()),
        None => Err(error.to_string()),
    })
}

/// What must be there.
///
/// # Errors
/// Where it is not.
pub fn needed<T>(value: Option<T>, name: &str) -> Result<T, String> {
    value.ok_or_else(|| format!("the sample has no `{name}`, which a call must have"))
}
