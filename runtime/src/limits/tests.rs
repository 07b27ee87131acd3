//! What the walk finds, and that it shows no text.

use std::cmp::Ordering;

use proptest::prelude::*;

use super::exact::Exact;
use super::*;
use crate::{Json, Map, Sensitive, Writer};

static LIMITS: ValueLimits = ValueLimits::new(
    r#"{
"Order": {"minProperties": 1, "properties": {
    "name": {"minLength": 2, "maxLength": 3, "pattern": "^[a-z]+$"},
    "count": {"minimum": 1, "maximum": 10},
    "rate": {"exclusiveMinimum": 0, "exclusiveMaximum": 1e2, "multipleOf": 0.01},
    "list": {"minItems": 1, "maxItems": 2, "uniqueItems": true, "items": "Item"},
    "map": {"maxProperties": 1, "values": {"maxLength": 1}},
    "a/b~c": {"maxLength": 1},
    "both": {"minimum": 5, "allOf": [{"maximum": 3}]},
    "child": "Order",
    "union": {"oneOf": [{"is": "string", "maxLength": 1}, {"is": "number"}, {"is": "object", "has": ["s"], "model": "Item"},
        {"is": "object", "says": {"s": "free"}}]},
    "pet": {"tag": "kind", "tagged": {"cat": {"properties": {"lives": {"maximum": 9}}}}}
}},
"Item": {"properties": {"s": {"maxLength": 1}}},
"Loop": {"allOf": ["Loop"], "maxProperties": 0}
}"#,
);

fn found(name: &str, value: &impl Encode) -> Vec<String> {
    match LIMITS.check(name, value) {
        Ok(()) => Vec::new(),
        Err(found) => found.iter().map(ToString::to_string).collect(),
    }
}

fn order(value: Map<Json>) -> Vec<String> {
    found("Order", &value)
}

fn json(text: &str) -> Map<Json> {
    from_json(text.as_bytes()).unwrap()
}

#[test]
fn what_keeps_the_limits_is_found_good() {
    let value = r#"{"name":"abc","count":1,"rate":19.99,"list":[{"s":"x"},{}],"map":{"k":"é"},"child":{"name":"ab"},
        "union":"x","pet":{"kind":"cat","lives":9},"more":"anything at all","both":null}"#;
    assert_eq!(order(json(value)), [""; 0]);
    assert_eq!(order(json(r#"{"union":{"s":"free"}}"#)), [""; 0]);
    assert_eq!(order(json(r#"{"name":"äöü","union":5}"#)).len(), usize::from(cfg!(feature = "patterns")));
}

#[test]
fn every_violation_is_told_with_its_place() {
    let value = r#"{"count":0,"rate":0,"list":[],"map":{"k":"xy","l":""},"a/b~c":"xy","both":4,
        "child":{"child":{}},"union":{"s":"xy"},"pet":{"kind":"cat","lives":10}}"#;
    let expected = [
        "`/count` is 0, and must be at least 1",
        "`/rate` is 0, and must be more than 0",
        "`/list` has 0 items, and must have at least 1",
        "`/map` has 2 members, and may have at most 1",
        "`/map/k` has 2 characters, and may have at most 1",
        "`/a~1b~0c` has 2 characters, and may have at most 1",
        "`/both` is 4, and must be at least 5",
        "`/both` is 4, and must be at most 3",
        "`/child/child` has 0 members, and must have at least 1",
        "`/union/s` has 2 characters, and may have at most 1",
        "`/pet/lives` is 10, and must be at most 9",
    ];
    assert_eq!(order(json(value)), expected);
    let value =
        r#"{"name":"a","count":11,"rate":100.0,"list":[{"a":1,"b":1.0},{"b":1,"a":1},{"s":"xy"}],"union":"xy"}"#;
    let expected = [
        "`/name` has 1 character, and must have at least 2",
        "`/count` is 11, and must be at most 10",
        "`/rate` is 100.0, and must be less than 1e2",
        "`/list` has 3 items, and may have at most 2",
        "`/list` has an item twice: the one at 1 is there before",
        "`/list/2/s` has 2 characters, and may have at most 1",
        "`/union` has 2 characters, and may have at most 1",
    ];
    assert_eq!(order(json(value)), expected);
    assert_eq!(order(json(r#"{"rate":0.125}"#)), ["`/rate` is 0.125, and must be a multiple of 0.01"]);
    assert_eq!(order(json("{}")), ["the value has 0 members, and must have at least 1"]);
}

#[test]
#[cfg(feature = "patterns")]
fn patterns_are_checked_and_no_text_is_shown() {
    let found = LIMITS.check("Order", &json(r#"{"name":"SEC"}"#)).unwrap_err();
    assert_eq!(found.to_string(), "`/name` does not have the pattern `^[a-z]+$`");
    assert_eq!((found[0].pointer(), found[0].keyword()), ("/name", "pattern"));
}

struct Named(Sensitive<String>);

impl Encode for Named {
    fn encode(&self, writer: &mut Writer) {
        writer.object(&[("name", &self.0)]);
    }
}

impl Validate for Named {
    fn validate(&self) -> Result<(), Violations> {
        LIMITS.check("Order", self)
    }
}

#[test]
fn sensitive_texts_are_checked_and_not_shown() {
    let people = vec![Named("ab".to_owned().into()), Named("a secret".to_owned().into())];
    let found = people.validate().unwrap_err();
    assert_eq!((found[0].pointer(), found[0].keyword()), ("/1/name", "maxLength"));
    assert!(!format!("{found} {found:?}").contains("secret"), "{found}");
}

#[test]
fn what_cannot_be_checked_is_not_said_to_be_good() {
    static WRONG: ValueLimits = ValueLimits::new(r#"{"A": {"maxLenght": 1}}"#);
    assert!(WRONG.check("A", "x").is_err());
    assert!(LIMITS.check("Nobody", "x").is_err());
    let nan = LIMITS.check("Item", &vec![1.0, f64::NAN]).unwrap_err();
    assert_eq!((nan[0].pointer(), nan[0].keyword()), ("/1", "type"));
    // Rules that lead only to themselves come to an end.
    assert_eq!(found("Loop", &json("{}")), [""; 0]);
}

#[test]
fn numbers_are_compared_without_loss() {
    let exact = |text: &str| Exact::read(text).unwrap();
    for (small, large) in [
        ("9007199254740992", "9007199254740993"),
        ("0.1", "0.10000000000000000001"),
        ("-18446744073709551616", "-18446744073709551615"),
        ("1e400", "1e401"),
        ("-1e30", "1e-300"),
    ] {
        assert_eq!(exact(small).compare(exact(large)), Ordering::Less, "{small} {large}");
    }
    assert!(exact("19.99").is_multiple_of(exact("0.01")));
    assert!(exact("1e3").is_multiple_of(exact("2.5")));
    assert!(!exact("0.3").is_multiple_of(exact("0.2")));
    assert!(exact("7").is_multiple_of(exact("0")));
}

proptest! {
    #[test]
    fn comparing_is_as_the_numbers_are(left: i64, right: i64, zeros in 0usize..5) {
        let written = format!("{left}.{}e0", "0".repeat(zeros + 1));
        let compared = Exact::read(&written).unwrap().compare(Exact::read(&right.to_string()).unwrap());
        prop_assert_eq!(compared, left.cmp(&right));
    }
}
