use serde_json::json;

use super::super::{Json, Map, Nullable};
use super::{Level, Line, Order, State, read};

#[test]
fn fields_in_any_order_and_unknown_ones() {
    let order: Order = read(
        r#" { "more" : {"a": [1, {"b": "\ud83d\ude00"}]}, "state": "DONE", "id" : 7 ,"lines":[{"amount":2}],"x":1e400 } "#,
    )
    .unwrap();
    let line = Line { amount: Some(2), ..Line::default() };
    assert_eq!(order, Order { id: 7, state: Some(State::Done), lines: Some(vec![line]), ..Order::default() });
}

#[test]
fn absent_null_and_empty_differ() {
    let paid = |text: &str| read::<Order>(text).unwrap().paid;
    assert_eq!(paid(r#"{"id":1}"#), None);
    assert_eq!(paid(r#"{"id":1,"paid":null}"#), Some(Nullable::Null));
    assert_eq!(paid(r#"{"id":1,"paid":""}"#), Some("".into()));
    assert_eq!(read::<Order>(r#"{"id":1,"note":null,"lines": null}"#).unwrap(), Order { id: 1, ..Order::default() });
    assert_eq!(read::<Order>(r#"{"id":1,"raw":null}"#).unwrap().raw, Some(Json::Null));
    assert_eq!(read::<Map<i32>>(r#"{"a":1,"b":null}"#).unwrap(), Map::from([("a".to_owned(), 1)]));
    assert!(read::<Vec<i32>>("[null]").is_err());
}

#[test]
fn the_last_of_two_counts() {
    let order: Order = read(r#"{"id":1,"note":"a","id":2,"note":null,"price":1,"price":2}"#).unwrap();
    assert_eq!(order, Order { id: 2, price: Some(2.0), ..Order::default() });
    assert_eq!(read::<Map<i32>>(r#"{"a":1,"b":2,"a":3}"#).unwrap()["a"], 3);
    assert!(read::<Map<i32>>(r#"{"a":1,"a":null}"#).unwrap().is_empty());
    assert_eq!(read::<Json>(r#"{"a":1,"a":null}"#).unwrap(), json!({"a": null}));
}

#[test]
fn escaped_keys_find_their_slot() {
    assert_eq!(read::<Order>(r#"{"\u0069d":5,"no\u0074e":"\"\/\t"}"#).unwrap().note.as_deref(), Some("\"/\t"));
    let line: Line = read(r#"{"a\nb":1,"amount":1,"":2}"#).unwrap();
    assert_eq!(line.rest.keys().collect::<Vec<_>>(), ["a\nb", ""]);
}

#[test]
fn integers() {
    assert_eq!(read::<i64>("-9223372036854775808").unwrap(), i64::MIN);
    assert_eq!(read::<u64>("18446744073709551615").unwrap(), u64::MAX);
    assert_eq!(read::<i32>("1.0").unwrap(), 1);
    assert_eq!(read::<u8>("2.5e1").unwrap(), 25);
    assert_eq!(read::<i8>("-0").unwrap(), 0);
    assert_eq!(read::<u64>("1e19").unwrap(), 10_000_000_000_000_000_000);
    for text in ["128", "-129", "1e3", "99999999999999999999999999999999999999999999", "1e999999999999"] {
        assert_eq!(read::<i8>(text).unwrap_err().message(), "number out of range for i8", "{text}");
    }
    assert_eq!(read::<u64>("-1").unwrap_err().message(), "number out of range for u64");
    assert_eq!(read::<i64>("1.5").unwrap_err().message(), "expected an integer");
    assert_eq!(read::<i64>("\"1\"").unwrap_err().message(), "expected an integer, found a string");
}

#[test]
fn floats() {
    assert_eq!(read::<f64>("1").unwrap().to_bits(), 1.0_f64.to_bits());
    assert_eq!(read::<f64>("-0.0").unwrap().to_bits(), (-0.0_f64).to_bits());
    assert_eq!(read::<f64>("5e-324").unwrap().to_bits(), 1);
    assert_eq!(read::<f32>("0.1").unwrap().to_bits(), 0.1_f32.to_bits());
    assert_eq!(read::<f64>(&"9".repeat(300)).unwrap().to_bits(), 1e300_f64.to_bits());
    assert_eq!(read::<f64>(&format!("0.{}1", "0".repeat(5000))).unwrap().to_bits(), 0);
    assert!(read::<f64>(&"1".repeat(5000)).is_err());
    assert_eq!(read::<f64>("1e309").unwrap_err().message(), "number out of range for f64");
    assert_eq!(read::<f32>("1e39").unwrap_err().message(), "number out of range for f32");
    let exact = cfg!(feature = "exact-numbers");
    assert_eq!(read::<Json>("1e309").is_ok(), exact);
}

#[test]
fn what_is_no_json() {
    for text in [
        "",
        " ",
        "{",
        "[1,",
        "[1,]",
        "[1 2]",
        "{\"id\":1,}",
        "{\"id\" 1}",
        "{id:1}",
        "01",
        "1.",
        ".5",
        "-",
        "+1",
        "1e",
        "NaN",
        "Infinity",
        "-Infinity",
        "nul",
        "tru",
        "\"a",
        "\"\\x\"",
        "\"\\ud800\"",
        "\"\u{1}\"",
        "1 1",
        "[] x",
    ] {
        assert!(read::<Json>(text).is_err(), "{text:?}");
        assert!(serde_json::from_str::<Json>(text).is_err(), "{text:?}");
    }
    assert!(super::from_json::<String>(b"\"\xff\"").is_err());
    assert!(super::from_json::<Json>(b"{\"\xff\":1}").is_err());
}

#[test]
fn enums() {
    assert_eq!(read::<State>(r#""NEW""#).unwrap(), State::Unknown("NEW".to_owned()));
    assert_eq!(State::from("OPEN".to_owned()).to_string(), "OPEN");
    assert_eq!(format!("{:>6}", State::Done), "  DONE");
    assert_eq!(read::<Vec<Level>>("[1,2]").unwrap(), [Level::One, Level::Unknown(2)]);
    assert_eq!(Level::Unknown(-3).to_string(), "-3");
    assert_eq!(serde_json::from_str::<State>(r#""DONE""#).unwrap(), State::Done);
    assert_eq!(serde_json::to_string(&State::Unknown("x".to_owned())).unwrap(), r#""x""#);
    assert_eq!(serde_json::to_value(Level::One).unwrap(), json!(1));
    assert_eq!(serde_json::from_value::<Level>(json!(9)).unwrap(), Level::Unknown(9));
}

#[test]
fn models_through_serde() {
    let text = r#"{"id":1,"price":0.1,"lines":[{"amount":1,"x":[true]}],"raw":null}"#;
    let order: Order = serde_json::from_str(text).unwrap();
    assert_eq!(order, read(text).unwrap());
    assert_eq!(serde_json::to_value(&order).unwrap(), serde_json::from_str::<Json>(text).unwrap());
    let error = serde_json::from_str::<Order>(r#"{"id":"x"}"#).unwrap_err();
    assert!(error.to_string().contains("`id`"), "{error}");
    let endless = Order { price: Some(f64::NAN), ..order };
    assert_eq!(serde_json::to_value(&endless).unwrap_err().to_string(), "`price` is NaN, which JSON cannot express");
}

#[test]
fn nullable() {
    assert_eq!(Nullable::from(Some(1)), Nullable::Value(1));
    assert_eq!(Nullable::<i32>::from(None), Nullable::Null);
    assert_eq!(Nullable::<String>::from("a").as_ref().into_option(), Some(&"a".to_owned()));
    assert_eq!(Nullable::from(2), Nullable::Value(2));
    assert!(Nullable::<u8>::default().is_null());
    assert_eq!(read::<Vec<Nullable<i32>>>("[1,null]").unwrap(), [Nullable::Value(1), Nullable::Null]);
}
