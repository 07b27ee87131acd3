//! Names in Rust that are not the generator's choice.

use serde::Deserialize;
use std::collections::BTreeMap;

/// Names in Rust. They come before `x-rust-name` in the document.
#[derive(Debug, Clone, Default, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct Renames {
    /// Types by the name of their schema below `components/schemas`, or by the JSON pointer of a schema elsewhere.
    pub schemas: BTreeMap<String, String>,
    /// Functions by the id of their operation, or by method and path, such as `get /pets`.
    pub operations: BTreeMap<String, String>,
    /// Fields by the JSON pointer of their property, such as `/components/schemas/Pet/properties/kind`.
    pub properties: BTreeMap<String, String>,
    /// Arguments and fields by the JSON pointer of their parameter.
    pub parameters: BTreeMap<String, String>,
    /// Features of documents, by the names that they would have.
    pub features: BTreeMap<String, String>,
    /// Values of enums, as texts, by the name of their schema below `components/schemas`, or by the JSON pointer of a
    /// schema elsewhere.
    pub values: BTreeMap<String, BTreeMap<String, String>>,
}
