//! The name map: a file beside the documents that is read at each import, so that what stands is never renamed.

use crate::error::Error;
use std::collections::{BTreeMap, HashSet};
use std::path::Path;

/// The file of the map, in the folder of the documents.
pub const FILE: &str = "names.toml";

/// Which names there are, by what has them. Nothing is ever removed from it.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NameMap {
    /// Operations: `post /v3/certificates` and the `operationId`.
    #[serde(default)]
    pub operations: BTreeMap<String, String>,
    /// Schemas, by operation and place: `response.data` and the name among the components.
    #[serde(default)]
    pub schemas: BTreeMap<String, BTreeMap<String, String>>,
}

impl NameMap {
    /// Reads the text of a map.
    ///
    /// # Errors
    ///
    /// It is not a map, has a name that cannot be one, or gives a name to two operations.
    pub fn parse(text: &str, file: &Path) -> Result<Self, Error> {
        let wrong = |message: String| Error::Names { file: file.to_owned(), message };
        let map: Self = toml::from_str(text).map_err(|error| wrong(error.message().to_owned()))?;
        let mut met = HashSet::new();
        for (key, name) in &map.operations {
            if !is_name(name) {
                return Err(wrong(format!("`{}` of `{key}` is no name of letters and digits", name.escape_debug())));
            }
            if !met.insert(name.to_ascii_lowercase()) {
                return Err(wrong(format!("the name `{name}` of `{key}` is given twice")));
            }
        }
        let mut owners: BTreeMap<String, &String> = BTreeMap::new();
        for (key, places) in &map.schemas {
            for (place, name) in places {
                if !is_name(name) {
                    return Err(wrong(format!(
                        "`{}` of `{key}` {place} is no name of letters and digits",
                        name.escape_debug()
                    )));
                }
                // Within an operation places may share a schema.
                if *owners.entry(name.to_ascii_lowercase()).or_insert(key) != key {
                    return Err(wrong(format!("the name `{name}` of `{key}` {place} belongs to another operation")));
                }
            }
        }
        Ok(map)
    }

    /// The text of the map, below a line of comment.
    pub fn text(&self, head: &str) -> String {
        let body = toml::to_string(self).unwrap_or_default();
        format!(
            "{head}\n# A name that stands here is kept at each import, also where somebody changed it here; none is removed.\n\n{body}"
        )
    }
}

fn is_name(name: &str) -> bool {
    name.starts_with(|first: char| first.is_ascii_alphabetic())
        && name.chars().all(|character| character.is_ascii_alphanumeric() || character == '_')
}
