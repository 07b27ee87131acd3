use serde_json::json;

use super::super::{Encode, Field, Json, Map, Nullable, Sensitive, Writer, to_json};
use super::{Level, Line, Order, State, read, write};

#[test]
fn absent_fields_are_left_out() {
    assert_eq!(write(&Order::default()), r#"{"id":0}"#);
    let order = Order { paid: Some(Nullable::Null), lines: Some(vec![]), raw: Some(json!(null)), ..Order::default() };
    assert_eq!(write(&order), r#"{"id":0,"paid":null,"lines":[],"raw":null}"#);
    assert_eq!(write(&Line::default()), "{}");
}

#[test]
fn the_rest_comes_last_and_never_twice() {
    let rest =
        Map::from([("z".to_owned(), json!(1)), ("amount".to_owned(), json!("x")), ("a\"".to_owned(), json!([]))]);
    let line = Line { amount: Some(1), part: None, rest };
    assert_eq!(write(&line), r#"{"amount":1,"z":1,"a\"":[]}"#);
    let line = Line { amount: None, ..line };
    assert_eq!(write(&line), r#"{"z":1,"amount":"x","a\"":[]}"#);
}

#[test]
fn scalars() {
    assert_eq!(write(&[i64::MIN, -1, 0, 10, i64::MAX]), "[-9223372036854775808,-1,0,10,9223372036854775807]");
    assert_eq!(write(&u64::MAX), "18446744073709551615");
    assert_eq!(write(&[0.1_f32, 1.0]), "[0.1,1.0]");
    assert_eq!(write(&[0.1_f64, -0.0]), "[0.1,-0.0]");
    assert_eq!(write(&true), "true");
    assert_eq!(write(&Box::new(vec!["a", "b"])), r#"["a","b"]"#);
    assert_eq!(write(&Map::from([("k".to_owned(), 1_u8)])), r#"{"k":1}"#);
    assert_eq!(write(&vec![State::Open, State::Unknown("\n".to_owned())]), r#"["OPEN","\n"]"#);
    assert_eq!(write(&Level::Unknown(-7)), "-7");
}

#[test]
fn strings_are_escaped_like_serde_json_does() {
    let all: String = (0..0x180).filter_map(char::from_u32).chain("\u{2028}😀/".chars()).collect();
    assert_eq!(write(&all), serde_json::to_string(&all).unwrap());
    assert_eq!(write(""), r#""""#);
}

#[test]
fn what_needs_an_escape_is_seen_wherever_it_stands() {
    for (length, special) in (1..20).flat_map(|length| (0..0x100).map(move |special| (length, special))) {
        let special = char::from_u32(special).unwrap();
        for filler in ['!', '#', '[', ']', ' ', '\u{7f}', 'é'] {
            for place in 0..length {
                let text: String = (0..length).map(|index| if index == place { special } else { filler }).collect();
                assert_eq!(write(&text), serde_json::to_string(&text).unwrap());
            }
        }
    }
}

#[test]
fn numbers_that_are_not_finite() {
    let line = |rate: f64| Map::from([("ra te".to_owned(), vec![1.0, rate]), ("later".to_owned(), vec![f64::NAN])]);
    let error = to_json(&vec![line(0.0), line(f64::NEG_INFINITY)]).unwrap_err();
    assert_eq!((error.path(), error.pointer().as_str()), ("[0].later[0]", "/0/later/0"));
    let error = to_json(&[line(f64::NEG_INFINITY)]).unwrap_err();
    assert_eq!((error.path(), error.pointer().as_str()), (r#"[0]["ra te"][1]"#, "/0/ra te/1"));
    assert_eq!(error.to_string(), r#"`[0]["ra te"][1]` is -inf, which JSON cannot express"#);
    let error = to_json(&f32::INFINITY).unwrap_err();
    assert_eq!((error.path(), error.to_string().as_str()), ("", "the value is inf, which JSON cannot express"));
    let order = Order { note: Some("null".to_owned()), price: Some(f64::NAN), ..Order::default() };
    assert_eq!(to_json(&order).unwrap_err().path(), "price");
}

#[test]
fn text_of_strings_only() {
    assert_eq!("a".as_text(), Some("a"));
    assert_eq!(String::from("b").as_text(), Some("b"));
    assert_eq!((&&State::Open).as_text(), Some("OPEN"));
    assert_eq!(Nullable::Value("c").as_text(), Some("c"));
    assert_eq!(json!("d").as_text(), Some("d"));
    assert_eq!(1_i64.as_text(), None);
    let object: &dyn Encode = &true;
    assert_eq!(object.as_text(), None);
    assert_eq!(write(object), "true");
}

#[test]
fn serde_keeps_the_order_of_the_document() {
    let order = Order { id: 7, note: Some("n".to_owned()), lines: Some(Vec::new()), ..Order::default() };
    let written = serde_json::to_string(&order).unwrap();
    assert_eq!(written, r#"{"id":7,"note":"n","lines":[]}"#);
    assert_eq!(serde_json::from_str::<Order>(&written).unwrap(), order);
}

#[test]
fn a_member_of_a_union_is_written_with_what_tells_it_apart() {
    crate::object! { pub struct Cat optional { lives: i64 = "lives" } }
    crate::object! { pub struct Dog optional { kind: String = "kind", puppy: Box<Pet> = "puppy" } rest { more: Json } }
    #[derive(Clone)]
    pub enum Pet {
        Cat(Cat),
        Dog(Dog),
        Unknown(Json),
    }
    crate::union!(Pet { Cat, Dog } by "kind" { "cat" = Cat, "kitten" = Cat, "dog" = Dog });

    assert_eq!(write(&Pet::Cat(Cat::new())), r#"{"kind":"cat"}"#);
    assert_eq!(write(&Pet::Dog(Dog::new().kind("hound"))), r#"{"kind":"hound"}"#);
    let puppy = Pet::Dog(Dog::new().puppy(Pet::Cat(Cat::new().lives(9))));
    assert_eq!(write(&puppy), r#"{"kind":"dog","puppy":{"kind":"cat","lives":9}}"#);
    for text in [r#"{"kind":"cat","lives":1}"#, r#"{"kind":"dog","x":{"y":1}}"#, r#"{"kind":"bird","x":{}}"#] {
        assert_eq!(write(&read::<Pet>(text).unwrap()), text);
    }
    assert_eq!(write(&Cat::new()), "{}");
}

/// Members in the order given, as a part of an object.
struct Part(Vec<(&'static str, Box<dyn Field>)>);

impl Encode for Part {
    fn encode(&self, writer: &mut Writer) {
        let fields: Vec<(&'static str, &dyn Field)> = self.0.iter().map(|(name, field)| (*name, &**field)).collect();
        writer.object(&fields);
    }
}

#[test]
fn parts_of_an_object_become_one() {
    let part = |names: &[&'static str]| {
        Part(names.iter().map(|name| (*name, Box::new((*name).to_owned()) as Box<dyn Field>)).collect())
    };
    let joined = |parts: &[&dyn Encode]| {
        let mut writer = Writer::new();
        writer.array(&[0]);
        writer.object_around(&[("a", &1), ("z", &2)], parts);
        String::from_utf8(writer.into_bytes().unwrap()).unwrap().split_off(3)
    };
    assert_eq!(joined(&[]), r#"{"a":1,"z":2}"#);
    assert_eq!(joined(&[&part(&["a", "b"]), &part(&["a", "c"])]), r#"{"a":"a","b":"b","c":"c","z":2}"#);
    assert_eq!(joined(&[&part(&["a", "b"]), &part(&["c", "b"])]), r#"{"a":"a","b":"b","c":"c","z":2}"#);
    assert_eq!(joined(&[&part(&["a", "b"]), &part(&["b", "a"])]), r#"{"a":"a","b":"b","z":2}"#);
    assert_eq!(joined(&[&part(&["b"]), &part(&["d", "b", "c"])]), r#"{"b":"b","d":"d","c":"c","a":1,"z":2}"#);
    assert_eq!(joined(&[&5, &part(&[]), &part(&["b"]), &"x"]), r#"{"b":"b","a":1,"z":2}"#);
    assert_eq!(joined(&[&part(&[]), &part(&[])]), r#"{"a":1,"z":2}"#);
}

#[test]
fn what_is_marked_in_parts_moves_with_them() {
    let secret =
        |name: &'static str| Part(vec![("x", Box::new(1.5)), (name, Box::new(Sensitive::from("s".to_owned())))]);
    let mut writer = Writer::new();
    writer.object_around(&[], &[&secret("b"), &secret("b"), &secret("c")]);
    let (bytes, places) = writer.into_parts().unwrap();
    assert_eq!(String::from_utf8_lossy(&bytes), r#"{"x":1.5,"b":"s","c":"s"}"#);
    assert_eq!(places.iter().map(|place| &bytes[place.range.clone()]).collect::<Vec<_>>(), [b"\"s\"", b"\"s\""]);
    let mut writer = Writer::new();
    let infinite = |name: &'static str| Part(vec![("a", Box::new(1.0)), (name, Box::new(f64::INFINITY))]);
    writer.object_around(&[], &[&secret("a"), &infinite("b")]);
    assert_eq!(writer.into_parts().unwrap_err().pointer(), "/b");
}
