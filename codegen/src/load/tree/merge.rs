//! What `<<` brings into a mapping.

use serde_json::{Map, Value};

/// Whether it can stand below `<<`: a mapping, or several.
pub fn is_mergeable(value: &Value) -> bool {
    match value {
        Value::Object(_) => true,
        Value::Array(items) => items.iter().all(Value::is_object),
        _ => false,
    }
}

/// Members that the mapping does not have itself; of several mappings, the first one counts (yaml.org/type/merge.html).
pub fn merge(members: &mut Map<String, Value>, merged: Vec<Value>) {
    for value in merged {
        let mappings = match value {
            Value::Array(items) => items,
            other => vec![other],
        };
        for (name, member) in mappings.into_iter().filter_map(into_object).flatten() {
            members.entry(name).or_insert(member);
        }
    }
}

fn into_object(value: Value) -> Option<Map<String, Value>> {
    match value {
        Value::Object(members) => Some(members),
        _ => None,
    }
}
