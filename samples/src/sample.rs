//! A sample: the request that it stands for.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// A code sample of a reference page: how the call is written, and what is sent.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Sample {
    /// The page and the line of the sample in it: `openapi/v3/statements.md:27`.
    pub place: String,
    /// How the path is written.
    pub style: Style,
    /// Whether the call waits.
    pub mode: Mode,
    /// The method in capital letters.
    pub method: String,
    /// The path with its variables in braces: `/v3/cards/{card_id}`.
    pub path: String,
    /// The values of the variables of the path.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub variables: BTreeMap<String, String>,
    /// The query.
    #[serde(default, skip_serializing_if = "Map::is_empty")]
    pub query: Map<String, Value>,
    /// The JSON of the body.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub json: Option<Value>,
    /// Headers beside those that every request has.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub headers: BTreeMap<String, String>,
    /// The file that is uploaded.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub upload: Option<Upload>,
    /// The access point, where the sample names one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub base_uri: Option<String>,
    /// What the sample expects.
    pub answer: Answer,
}

/// How the path of a sample is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Style {
    /// As properties: `->v3->cards`.
    Chained,
    /// As the argument of a function: `->chain('v3/cards')`.
    Declared,
    /// As an index: `['v3/cards']`.
    Indexed,
}

/// Whether a sample waits for its answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Mode {
    /// It is told of the answer.
    Async,
    /// It waits.
    Sync,
}

/// A file with its description.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Upload {
    /// The name of the file, without its folder.
    pub file: String,
    /// The description, where it is another than the usual one of name and digest.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub meta: Option<Value>,
}

/// What a sample expects of the answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Answer {
    /// JSON.
    Json,
    /// Nothing, with this status.
    Status(u16),
    /// A file.
    File,
    /// Not said.
    Unsaid,
}

impl Sample {
    /// Method and path, which name the operation.
    pub fn operation(&self) -> String {
        format!("{} {}", self.method, self.path)
    }
}
