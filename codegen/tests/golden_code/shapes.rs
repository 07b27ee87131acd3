//! Every kind of schema reads what the document describes, and writes the same again.

use super::golden::{all_of, maps, one_of, parents, recursion, tuples};
use openapi_client_runtime::{self as runtime, Validate as _};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, from_value, json, to_value};
use std::collections::BTreeSet;

/// Reads `value`, and checks that nothing of it is lost or changed.
#[track_caller]
fn kept<T: Serialize + DeserializeOwned>(value: Value) -> T {
    let read: T = from_value(value.clone()).unwrap();
    assert_eq!(to_value(&read).unwrap(), value);
    read
}

#[test]
fn what_extends_a_parent_is_one_of_its_alternatives() {
    let inbox: parents::Inbox = kept(json!({
        "last": {"type": "text", "text": "hi", "sender": "a"},
        "pinned": null,
        "all": [{"type": "image", "url": "u"}, {"type": "Ping"}, {"type": "later", "x": [1]}],
    }));
    assert!(matches!(inbox.last, Some(parents::Message::TextMessage(message)) if message.text == "hi"));
    let all = inbox.all.unwrap();
    assert!(matches!(
        all.as_slice(),
        [parents::Message::ImageMessage(_), parents::Message::Ping(_), parents::Message::Unknown(_)]
    ));
    assert_eq!(to_value(parents::TextMessage::new("hi")).unwrap(), json!({"type": "text", "text": "hi"}));
    let zoo: parents::Zoo =
        kept(json!({"one": {"kind": "bird", "wings": 2}, "bird": {"kind": "Duck", "quacks": true}}));
    assert!(matches!(zoo.one, Some(parents::Animal::Bird(bird)) if bird.wings == Some(2)));
    assert!(matches!(zoo.bird, Some(parents::Bird::Duck(_))));
    let one: parents::Animal = kept(json!({"kind": "animal"}));
    assert!(matches!(one, parents::Animal::Base(_)));
}

#[test]
fn items_have_types_by_their_places() {
    let holder: tuples::Holder = kept(json!({
        "at": [1.5, 2.0], "entry": ["a", [0.5, 1.5], null], "range": [1, 2, 3], "loose": ["a", 1, {}],
        "command": ["go", [1.0, 2.0], {"on": true}, {}], "short": ["a"], "steps": ["a", ["b"], ["c", ["d"]]],
        "inline": [{"x": "1"}], "chain": ["a", [["b", []]]], "old": ["x", true],
    }));
    let loose = holder.loose.unwrap();
    assert_eq!((loose.first.0.as_str(), loose.first.1, loose.rest), ("a", 1, vec![json!({})]));
    let command = holder.command.unwrap();
    assert_eq!((command.first.0.as_str(), command.rest.len(), command.rest[0].on), ("go", 2, Some(true)));
    assert_eq!(holder.steps.unwrap().0.rest[1].0.rest[0].0.first.0, "d");
    assert_eq!(holder.entry.0, "a");
    assert_eq!(holder.chain.unwrap().0.1[0].0.0, "b");
    let made = tuples::Holder::new((1.5, 2.5), ("a", (0.5, 1.5), 7));
    assert_eq!(to_value(&made).unwrap(), json!({"at": [1.5, 2.5], "entry": ["a", [0.5, 1.5], 7]}));
    let command = runtime::Open::new(("go", (1.5, 2.5)), [tuples::HolderCommandItem::new()]);
    let made = made.command(command).loose(runtime::Open::new(("a", 1), [] as [&str; 0]));
    let made = to_value(&made).unwrap();
    assert_eq!((&made["command"], &made["loose"]), (&json!(["go", [1.5, 2.5], {}]), &json!(["a", 1])));
    let short = from_value::<tuples::Holder>(json!({"at": [1.5, 1], "entry": ["a", [0.5, 1.5], 7], "loose": ["a"]}));
    assert!(short.unwrap_err().to_string().contains("length 2 at least"));
    let short = from_value::<tuples::Holder>(json!({"at": [1.5], "entry": ["a", [0.5, 1.5], 7]})).unwrap_err();
    assert!(short.to_string().contains("length 2"), "{short}");
}

#[test]
fn members_without_a_name_stay_beside_others() {
    let beside: maps::Beside = kept(json!({"name": "n", "x-a": 1}));
    assert_eq!(beside.additional_properties["x-a"], 1);
    kept::<maps::Several>(json!({"name": "n", "x-a": 1, "y-b": "c"}));
    kept::<maps::Bare>(json!({"list": [1, "a"], "any": {"b": null}, "always": 5}));
    kept::<maps::Wanting>(json!({"name": "n"}));
    kept::<maps::Wanting>(json!({"name": "n", "other": [true]}));
}

#[test]
fn members_beside_a_union_are_one_object_with_it() {
    let parcel: all_of::Envelope = kept(json!({"id": "1", "grams": 5, "note": "soft"}));
    assert!(matches!(&parcel.variant, all_of::EnvelopeVariant::Parcel(parcel) if parcel.grams == 5));
    let letter = all_of::Envelope::new("2", all_of::EnvelopeVariant::Letter(all_of::EnvelopeLetter::new(3))).note("n");
    assert_eq!(to_value(&letter).unwrap(), json!({"id": "2", "note": "n", "pages": 3}));
    let later: all_of::Envelope = kept(json!({"id": "3", "liters": 7}));
    assert!(matches!(&later.variant, all_of::EnvelopeVariant::Unknown(rest) if *rest == json!({"liters": 7})));
    let up: all_of::Tagged = kept(json!({"kind": "up", "at": "now", "by": 2}));
    assert!(matches!(&up.variant, all_of::TaggedVariant::Up(up) if up.by == Some(2)));
    kept::<all_of::Tagged>(json!({"kind": "sideways", "at": "now", "by": 2}));
    kept::<all_of::Either>(json!({"mail": "m"}));
    assert!(from_value::<all_of::Envelope>(json!({"grams": 5})).unwrap_err().to_string().contains("id"));
    assert!(from_value::<all_of::Envelope>(json!([])).is_err());
}

#[test]
fn each_of_several_unions_of_one_object_has_a_type() {
    let home: all_of::Delivery =
        kept(json!({"id": "1", "paid": "card", "number": "1234", "note": "ring", "street": "x"}));
    assert!(matches!(&home.payment, all_of::Payment::Card(card) if card.note.as_deref() == Some("ring")));
    assert!(matches!(&home.variant, all_of::DeliveryVariant::Home(home) if home.note.as_deref() == Some("ring")));
    let later: all_of::Delivery = kept(json!({"id": "1", "paid": "coin", "metal": "gold", "shop": 3}));
    assert!(matches!(&later.payment, all_of::Payment::Unknown(_)));
    assert!(matches!(&later.variant, all_of::DeliveryVariant::Shop(shop) if shop.shop == 3));

    let card = all_of::Payment::Card(all_of::Card::new("12").note("of the card"));
    let home = all_of::DeliveryVariant::Home(all_of::DeliveryHome::new("long").note("of the house"));
    let made = all_of::Delivery::new("2", card, home);
    let expected = json!({"id": "2", "paid": "card", "number": "12", "note": "of the card", "street": "long"});
    assert_eq!(to_value(&made).unwrap(), expected);
    let broken = made.validate().unwrap_err();
    let broken: BTreeSet<&str> = broken.iter().map(|violation| violation.pointer()).collect();
    assert_eq!(broken, BTreeSet::from(["/number", "/street"]));

    let both: all_of::Both = kept(json!({"b": "x", "d": "y"}));
    assert!(matches!(&both.variant, all_of::BothVariant::Member2(_)));
    assert!(matches!(&both.variant2, all_of::BothVariant2::Member2(_)));
    kept::<all_of::Both>(json!({}));
    let list: all_of::Attribute = kept(json!({"archived": true, "options": ["a"]}));
    assert!(matches!(&list.variant, all_of::AttributeVariant::List(_)));
    kept::<all_of::Attribute>(json!({"archived": true, "other": [1]}));
    kept::<all_of::Never>(json!({"archived": true, "size": 1}));
    kept::<all_of::NoObjects>(json!({"archived": true, "other": [1]}));
}

#[test]
fn of_two_schemas_of_a_property_the_one_that_says_more_counts() {
    let refined: all_of::Refined =
        kept(json!({"state": "on", "inner": {"a": "x", "b": 1, "c": true}, "any": true, "late": 5}));
    assert_eq!(refined.state, all_of::RefinedState::On);
    assert_eq!(refined.inner.unwrap().b, Some(1));
    assert_eq!(all_of::Narrow::from("S"), all_of::Narrow::Unknown("S".to_owned()));
    kept::<all_of::Nulls>(json!({"null": null}));
}

#[test]
fn members_of_unions_are_told_apart_by_what_they_hold() {
    assert!(matches!(kept(json!({"type": "opened", "at": 1})), one_of::Event::Opened(_)));
    assert!(matches!(kept(json!({"type": "lost", "by": "me"})), one_of::Event::Member2(_)));
    assert!(matches!(kept(json!({"type": "moved", "at": 1})), one_of::Event::Unknown(_)));
    for (value, wanted) in [
        (json!(true), "Boolean"),
        (json!(7), "Integer"),
        (json!(1.5), "Number"),
        (json!(["a"]), "TextList"),
        (json!("2020-02-29"), "Date"),
        (json!({"a": 1}), "Unknown"),
    ] {
        let found = match kept(value) {
            one_of::Deep::Boolean(_) => "Boolean",
            one_of::Deep::Integer(_) => "Integer",
            one_of::Deep::Number(_) => "Number",
            one_of::Deep::TextList(_) => "TextList",
            one_of::Deep::Date(_) => "Date",
            _ => "Unknown",
        };
        assert_eq!(found, wanted);
    }
    assert_eq!(one_of::Open::from("tiny").as_str(), "tiny");
    assert_eq!(one_of::Level::from("high"), one_of::Level::High);
    kept::<one_of::Shapes>(json!({"known": "s", "deep": null, "inline": "z", "constants": "auto"}));
    let limited: one_of::Shapes = kept(json!({"constants": {"limit": 5}}));
    assert!(matches!(limited.constants, Some(one_of::ShapesConstants::Member2(_))));
    assert!(matches!(kept(json!({"wings": 2})), one_of::Unreached::Member2(_)));
}

#[test]
fn members_of_one_tag_are_told_apart_by_what_they_hold() {
    assert!(matches!(kept(json!({"type": "message", "role": "user", "text": "t"})), one_of::Shared::Said(_)));
    assert!(matches!(kept(json!({"type": "message", "role": "service"})), one_of::Shared::Heard(_)));
    assert!(matches!(kept(json!({"type": "call", "of": "x"})), one_of::Shared::Asked(_)));
    assert!(matches!(kept(json!({"type": "message", "role": "robot"})), one_of::Shared::Unknown(_)));
    assert!(matches!(kept(json!({"type": "other", "role": "user"})), one_of::Shared::Unknown(_)));
    let wrong = from_value::<one_of::Shared>(json!({"type": "call", "of": 5})).unwrap_err();
    assert!(wrong.to_string().contains("of"), "{wrong}");
    let said = one_of::Shared::Said(one_of::SharedSaid::new().text("long"));
    assert_eq!(said.validate().unwrap_err()[0].pointer(), "/text");

    assert!(matches!(kept(json!({"by": "rail", "wagons": 3})), one_of::Half::Train(_)));
    assert!(matches!(kept(json!({"by": "rail", "line": "4"})), one_of::Half::Tram(_)));
    assert!(matches!(kept(json!({"by": "Ferry", "deck": "b"})), one_of::Half::Ferry(_)));
    assert!(matches!(kept(json!({"steps": 4})), one_of::Half::Walk(_)));
    assert!(matches!(kept(json!("on foot")), one_of::Half::Text(_)));
    assert!(matches!(kept(json!({"by": "rail", "x": [1]})), one_of::Half::Unknown(_)));
    assert!(matches!(kept(json!({"by": "bike", "x": [1]})), one_of::Half::Unknown(_)));
    let tram = one_of::Half::Tram(one_of::Tram::new("4"));
    assert_eq!(to_value(&tram).unwrap(), json!({"by": "rail", "line": "4"}));
    assert_eq!(one_of::Half::Walk(one_of::HalfWalk::new(10)).validate().unwrap_err()[0].pointer(), "/steps");
    assert!(one_of::Half::Ferry(one_of::Ferry::new()).validate().is_ok());
}

#[test]
fn what_holds_itself_without_an_object_has_a_type() {
    let loops: recursion::Loops = kept(json!({
        "matrix": [[[[]], []]], "names": {"a": {"b": {}}}, "left": [{"a": [{}]}], "value": ["a", {"b": ["c"]}], "egg": 1,
    }));
    assert_eq!(loops.names.unwrap().0["a"].0.len(), 1);
}
