use proptest::collection::{btree_map, vec};
use proptest::prelude::*;

use super::super::{from_json, to_json};
use super::{Json, Line, Map, Nullable, Order, State};

fn json() -> impl Strategy<Value = Json> {
    let leaf = prop_oneof![
        Just(Json::Null),
        any::<bool>().prop_map(Json::from),
        any::<i64>().prop_map(Json::from),
        any::<u64>().prop_map(Json::from),
        number().prop_map(Json::from),
        any::<String>().prop_map(Json::from),
    ];
    leaf.prop_recursive(6, 64, 8, |inner| {
        prop_oneof![
            vec(inner.clone(), 0..8).prop_map(Json::from),
            btree_map(any::<String>(), inner, 0..8).prop_map(|map| Json::Object(map.into_iter().collect())),
        ]
    })
}

fn number() -> impl Strategy<Value = f64> {
    any::<f64>().prop_filter("finite", |number| number.is_finite())
}

fn line() -> impl Strategy<Value = Line> {
    let rest =
        btree_map("[a-z\"\n]{1,3}", json(), 0..4).prop_map(|rest| rest.into_iter().collect::<Map<Json>>()).boxed();
    let leaf = (any::<Option<u32>>(), rest.clone()).prop_map(|(amount, rest)| Line { amount, part: None, rest });
    leaf.prop_recursive(4, 8, 1, move |part| {
        (any::<Option<u32>>(), part, rest.clone()).prop_map(|(amount, part, rest)| Line {
            amount,
            part: Some(Box::new(part)),
            rest,
        })
    })
}

prop_compose! {
    fn order()(
        id in any::<i64>(),
        note in any::<Option<String>>(),
        paid in any::<Option<Option<String>>>(),
        price in proptest::option::of(number()),
        state in proptest::option::of(any::<String>()),
        lines in proptest::option::of(vec(line(), 0..4)),
        raw in proptest::option::of(json()),
    ) -> Order {
        let paid = paid.map(Nullable::from);
        let state = state.map(State::from);
        Order { id, note, paid, price, state, lines, raw }
    }
}

proptest! {
    #[test]
    fn json_is_read_as_serde_json_writes_it(value in json()) {
        prop_assert_eq!(&from_json::<Json>(&serde_json::to_vec(&value).unwrap()).unwrap(), &value);
        prop_assert_eq!(&from_json::<Json>(&serde_json::to_vec_pretty(&value).unwrap()).unwrap(), &value);
    }

    #[test]
    fn json_is_written_as_serde_json_writes_it(value in json()) {
        prop_assert_eq!(to_json(&value).unwrap(), serde_json::to_vec(&value).unwrap());
    }

    #[test]
    fn scalars_are_written_as_serde_json_writes_them(
        text in any::<String>(), whole in any::<i64>(), natural in any::<u64>(), double in number(), single in any::<f32>(),
    ) {
        prop_assert_eq!(to_json(&text).unwrap(), serde_json::to_vec(&text).unwrap());
        prop_assert_eq!(to_json(&whole).unwrap(), serde_json::to_vec(&whole).unwrap());
        prop_assert_eq!(to_json(&natural).unwrap(), serde_json::to_vec(&natural).unwrap());
        let written = to_json(&double).unwrap();
        prop_assert_eq!(from_json::<f64>(&written).unwrap().to_bits(), double.to_bits());
        if single.is_finite() {
            prop_assert_eq!(from_json::<f32>(&to_json(&single).unwrap()).unwrap().to_bits(), single.to_bits());
        }
    }

    #[test]
    fn models_come_back(order in order()) {
        let written = to_json(&order).unwrap();
        prop_assert_eq!(&from_json::<Order>(&written).unwrap(), &order);
        let through_serde: Order = serde_json::from_slice(&serde_json::to_vec(&order).unwrap()).unwrap();
        prop_assert_eq!(from_json::<Json>(&to_json(&through_serde).unwrap()).unwrap().is_object(), true);
    }

    #[test]
    fn any_bytes_give_a_value_or_an_error(bytes in vec(any::<u8>(), 0..64)) {
        let _ = from_json::<Order>(&bytes);
        let ours = from_json::<Json>(&bytes);
        prop_assert_eq!(ours.is_ok(), serde_json::from_slice::<Json>(&bytes).is_ok());
    }

    #[test]
    fn any_likely_text_gives_what_serde_json_gives(text in "([\\[\\]{},: ]|\"a\"|\"id\"|\"lines\"|null|-?[0-9.eE+]{1,4}|true){0,12}") {
        let _ = from_json::<Order>(text.as_bytes());
        prop_assert_eq!(from_json::<Json>(text.as_bytes()).ok(), serde_json::from_str::<Json>(&text).ok());
    }

    #[test]
    fn broken_models_give_an_error(order in order(), place in any::<prop::sample::Index>(), byte in any::<u8>()) {
        let mut bytes = to_json(&order).unwrap();
        let place = place.index(bytes.len());
        prop_assert!(from_json::<Order>(&bytes[..place]).is_err());
        bytes[place] = byte;
        if let Err(error) = from_json::<Order>(&bytes) {
            prop_assert!(error.offset() <= bytes.len());
            prop_assert!(!error.to_string().contains(char::is_control));
        }
    }
}
