//! Texts that YAML takes for something else: `enum: [1.10, no, true]` beside `type: string`, and `version: 1.10`.
//!
//! What stood in the file is lost in a number, so it is kept until the mapping around it ends and tells what it is.

use serde_json::{Map, Value};

/// A scalar that is no text, as it was written.
pub struct Written {
    /// The member that it is, or is an item of.
    pub member: String,
    /// Which item.
    pub item: Option<usize>,
    /// What stood there.
    pub text: String,
}

/// Whether the member `name` of a mapping may have to be a text although it is written without quotes.
pub fn may_be_text(name: &str) -> bool {
    matches!(name, "enum" | "const" | "default" | "example" | "examples" | "version")
}

/// Makes texts of what is one by what stands beside it.
pub fn settle(members: &mut Map<String, Value>, written: Vec<Written>) {
    if written.is_empty() {
        return;
    }
    let is_schema_of_text = match members.get("type") {
        Some(Value::String(name)) => name == "string",
        Some(Value::Array(names)) => {
            names.iter().any(|name| name == "string")
                && names.iter().all(|name| name == "string" || name == "null" || name.is_null())
        }
        _ => false,
    };
    let is_info = members.contains_key("title") && !members.contains_key("type");
    for Written { member, item, text } in written {
        let is_text = if member == "version" { is_info } else { is_schema_of_text };
        let place = match (members.get_mut(&member), item) {
            (Some(Value::Array(items)), Some(index)) => items.get_mut(index),
            (place, None) => place,
            _ => None,
        };
        if let Some(place) = place.filter(|place| is_text && !place.is_null()) {
            *place = Value::String(text);
        }
    }
}
