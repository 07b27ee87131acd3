//! What an expression comes to.

use serde_json::{Map, Number, Value as Json};

/// The value of an expression.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// `null`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number, with its digits as they are written.
    Number(Number),
    /// A text.
    Text(String),
    /// An array: entries with a key, and entries without one.
    Array(Vec<(Option<Key>, Value)>),
    /// What `new` made: the last part of the name of the class, and the arguments.
    Object(String, Vec<Value>),
    /// A variable and what is done to it.
    Chain(String, Vec<Step>),
    /// What samples may hold and nobody needs: a function, a stream.
    Other,
}

/// A key of an array.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Key {
    /// A text.
    Text(String),
    /// A whole number.
    Index(i64),
}

/// What is done to a variable.
#[derive(Debug, Clone, PartialEq)]
pub enum Step {
    /// `->name`.
    Property(String),
    /// `->name(…)`.
    Call(String, Vec<Value>),
    /// `[…]`.
    Index(Value),
}

impl Value {
    /// The text.
    pub fn text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The value as JSON, as PHP's `json_encode` has it: an array without keys is a list. `None` for what JSON has not.
    pub fn json(&self) -> Option<Json> {
        Some(match self {
            Self::Null => Json::Null,
            Self::Bool(value) => Json::Bool(*value),
            Self::Number(number) => Json::Number(number.clone()),
            Self::Text(text) => Json::String(text.clone()),
            Self::Array(entries) if is_list(entries) => {
                Json::Array(entries.iter().map(|(_, value)| value.json()).collect::<Option<_>>()?)
            }
            Self::Array(entries) => Json::Object(members(entries)?),
            Self::Object(..) | Self::Chain(..) | Self::Other => return None,
        })
    }
}

/// Whether the keys are those that PHP gives by itself.
fn is_list(entries: &[(Option<Key>, Value)]) -> bool {
    let expected = (0..).map(Key::Index);
    entries.iter().zip(expected).all(|((key, _), expected)| key.as_ref().is_none_or(|key| *key == expected))
}

fn members(entries: &[(Option<Key>, Value)]) -> Option<Map<String, Json>> {
    let mut next = 0_i64;
    let mut members = Map::new();
    for (key, value) in entries {
        let name = match key {
            Some(Key::Text(text)) => text.clone(),
            Some(Key::Index(index)) => {
                next = next.max(index.saturating_add(1));
                index.to_string()
            }
            None => {
                next = next.saturating_add(1);
                (next - 1).to_string()
            }
        };
        members.insert(name, value.json()?);
    }
    Some(members)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn text(key: Option<&str>, value: &str) -> (Option<Key>, Value) {
        (key.map(|key| Key::Text(key.to_owned())), Value::Text(value.to_owned()))
    }

    #[test]
    fn an_array_is_a_list_or_an_object() {
        assert_eq!(Value::Array(vec![text(None, "a"), text(None, "b")]).json(), Some(json!(["a", "b"])));
        assert_eq!(Value::Array(vec![text(Some("k"), "a"), text(None, "b")]).json(), Some(json!({"k": "a", "0": "b"})));
        assert_eq!(Value::Array(Vec::new()).json(), Some(json!([])));
        assert_eq!(Value::Array(vec![(None, Value::Other)]).json(), None);
    }
}
