//! Names that people would choose, and that stay: operations by method and path, schemas by operation and place.

mod candidates;
mod map;
mod operations;
mod schemas;
mod verbs;
mod words;

pub use map::{FILE, NameMap};

use crate::document::Component;
use crate::facts::Operation;
use crate::finding::Findings;

/// What there is to tell about a name that was given now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Given {
    /// What has the name: an operation, or a place in one.
    pub what: String,
    /// The name.
    pub name: String,
    /// How it came about, where it is not the first that the rules give; or what it leaves out.
    pub why: Option<String>,
}

/// The names of everything, those of the map first.
///
/// Whatever is in the map keeps its name, also where it is on no page any more.
pub fn name(
    operations: &[Operation],
    components: &[Vec<Component>],
    map: &mut NameMap,
    findings: &mut Findings,
) -> Vec<Given> {
    let mut given = operations::name(operations, map);
    given.extend(schemas::name(operations, components, map, findings));
    given
}

/// What stands for an operation in the map: `post /v3/certificates`.
pub fn key(operation: &Operation) -> String {
    format!("{} {}", operation.method.key(), operation.path.text)
}
