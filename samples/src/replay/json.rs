//! Bodies, held against each other.

use serde_json::Value;

/// What differs between the JSON of a sample and that which arrived. `opened` gives the plain text of one that came
/// encrypted.
pub fn differences(said: &Value, arrived: &Value, opened: &dyn Fn(&str) -> Option<String>) -> Vec<String> {
    let mut found = Vec::new();
    compare(said, arrived, "", opened, &mut found);
    found
}

fn compare(said: &Value, arrived: &Value, at: &str, opened: &dyn Fn(&str) -> Option<String>, found: &mut Vec<String>) {
    match (said, arrived) {
        (Value::Object(said), Value::Object(arrived)) => {
            for (name, said) in said {
                let at = format!("{at}/{name}");
                match arrived.get(name) {
                    Some(arrived) => compare(said, arrived, &at, opened, found),
                    None => found.push(format!("{at} was not sent")),
                }
            }
            let more = arrived.keys().filter(|name| !said.contains_key(*name));
            found.extend(more.map(|name| format!("{at}/{name} was sent, and the sample has none")));
        }
        (Value::Array(said), Value::Array(arrived)) if said.len() == arrived.len() => {
            for (index, (said, arrived)) in said.iter().zip(arrived).enumerate() {
                compare(said, arrived, &format!("{at}/{index}"), opened, found);
            }
        }
        (Value::String(said), Value::String(arrived)) => {
            if !same_text(said, arrived, opened) {
                found.push(format!("{at}: the sample says {said:?}, and {arrived:?} was sent"));
            }
        }
        // PHP has one kind of empty array.
        (Value::Array(said), Value::Object(arrived)) if said.is_empty() && arrived.is_empty() => {}
        (said, arrived) if said == arrived => {}
        (said, arrived) => found.push(format!("{at}: the sample says {said}, and {arrived} was sent")),
    }
}

/// Whether texts are the same, one is the other encrypted, or both are JSON of the same value.
fn same_text(said: &str, arrived: &str, opened: &dyn Fn(&str) -> Option<String>) -> bool {
    let as_json = |text: &str| match serde_json::from_str(text) {
        Ok(value @ (Value::Array(_) | Value::Object(_))) => Some(value),
        _ => None,
    };
    said == arrived
        || opened(arrived).is_some_and(|plain| plain == said)
        || matches!((as_json(said), as_json(arrived)), (Some(said), Some(arrived)) if differences(&said, &arrived, opened).is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn of(said: Value, arrived: Value) -> Vec<String> {
        differences(&said, &arrived, &|text| text.strip_prefix("sealed ").map(str::to_owned))
    }

    #[test]
    fn what_is_the_same_is_seen_through_encryption_and_encoding() {
        assert!(of(json!({"a": [1, "b"]}), json!({"a": [1, "sealed b"]})).is_empty());
        assert!(of(json!({"a": "{\"b\": \"\\u4e2d\"}"}), json!({"a": "{\"b\":\"中\"}"})).is_empty());
        assert!(of(json!({"a": []}), json!({"a": {}})).is_empty());
    }

    #[test]
    fn every_difference_is_told_with_its_place() {
        let said = json!({"a": 1, "b": {"c": ["d", "e"]}, "f": "g"});
        let arrived = json!({"a": 1.0, "b": {"c": ["d", "x"]}, "h": null});
        let expected = [
            "/a: the sample says 1, and 1.0 was sent",
            "/b/c/1: the sample says \"e\", and \"x\" was sent",
            "/f was not sent",
            "/h was sent, and the sample has none",
        ];
        assert_eq!(of(said, arrived), expected);
    }
}
