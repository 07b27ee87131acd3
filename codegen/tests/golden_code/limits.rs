//! Limits are checked where somebody asks, and nowhere else.

use super::golden::limits_::{Cat, Client, Line, Order, Pet, Tags, What, WhatOther};
use openapi_client_runtime::{Map, Uuid, Validate, Violations};
use serde_json::{from_value, json};

fn found(result: Result<(), Violations>) -> Vec<String> {
    let found = result.err().into_iter().flatten();
    found.map(|violation| format!("{} {}", violation.pointer(), violation.keyword())).collect()
}

#[test]
fn everything_that_breaks_a_limit_is_found_with_its_place() {
    let good = Order::new("a_b").count(1).rate(0.07).mail("a@b").lines([Line::new("x")]).pet(Pet::Cat(Cat::new()));
    assert_eq!(good.validate(), Ok(()));
    let mut line = Line::new("any length at all");
    line.additional_properties = Map::from_iter([("n".to_owned(), 4)]);
    let bad = Order::new("über!")
        .count(0)
        .rate(0.005)
        .mail("none")
        .short("longer than that")
        .lines([line.clone(), line.clone(), Line::new("x")])
        .next(Order::new("x"))
        .labels(Map::from_iter([("a".to_owned(), "long".to_owned()), ("b".to_owned(), String::new())]))
        .odd("long")
        .id(Uuid::from(0))
        .free(json!(6))
        .secret("abc")
        .what(What::Other(WhatOther::new(2)))
        .pet(Pet::Cat(Cat::new().lives(10)));
    let expected = [
        "/name maxLength",
        "/name pattern",
        "/count minimum",
        "/rate multipleOf",
        "/mail pattern",
        "/short maxLength",
        "/short pattern",
        "/lines maxItems",
        "/lines uniqueItems",
        "/lines/0/n maximum",
        "/lines/1/n maximum",
        "/next/name minLength",
        "/labels maxProperties",
        "/labels/a maxLength",
        "/odd maxLength",
        "/id maxLength",
        "/free maximum",
        "/secret maxLength",
        "/what/other maximum",
        "/pet/lives maximum",
    ];
    assert_eq!(found(bad.validate()), expected);
    assert_eq!(found([good, bad].as_slice().validate())[0], "/1/name maxLength");
    assert_eq!(found(What::Text("abc".to_owned()).validate()), [" maxLength"]);
    assert_eq!(found(What::Line(line).validate()), ["/n maximum"]);
    assert_eq!(found(Tags::new().validate()), [" minProperties"]);
}

#[test]
fn what_breaks_a_limit_is_read_and_sent_all_the_same() {
    let order: Order = from_value(json!({"name": "", "lines": [], "count": 99})).unwrap();
    assert_eq!(order.validate().unwrap_err().len(), 4);
    let client: Client = Client::builder().base_url("https://shop.example").build().unwrap();
    assert!(client.add_orders(&[order]).request().is_ok());
}

#[test]
fn a_finding_says_what_is_wrong() {
    let found = Order::new("a").validate().unwrap_err();
    assert_eq!(found.to_string(), "`/name` has 1 character, and must have at least 2");
}
