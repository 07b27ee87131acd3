use std::cmp::Ordering;

use proptest::prelude::*;

use super::*;
use crate::{from_json, to_json};

fn number(text: &str) -> Number {
    text.parse().unwrap()
}

#[test]
fn digits_come_back_as_they_were() {
    for text in ["0", "-0", "0.10", "12345678901234567890.12345678901234567890", "1e400", "-1.50E-7", "100"] {
        let read: Number = from_json(text.as_bytes()).unwrap();
        assert_eq!(String::from_utf8(to_json(&read).unwrap()).unwrap(), text);
        assert_eq!((read.as_str(), read.to_string()), (text, text.to_owned()));
    }
    assert!(from_json::<Number>(b"\"1\"").is_err() && from_json::<Number>(b"null").is_err());
}

#[test]
fn only_numbers_of_json_are_numbers() {
    for text in ["", "+1", "01", "1.", ".1", "1e", "NaN", "inf", "1 ", "0x1", "1_0", "--1"] {
        assert!(text.parse::<Number>().is_err(), "{text}");
    }
}

#[test]
fn values_are_compared_and_not_notations() {
    for same in [["1", "1.0"], ["10e-1", "1"], ["0", "-0.0e7"], ["100", "1E+2"], ["-2.50", "-250e-2"]] {
        assert_eq!(number(same[0]), number(same[1]));
    }
    let ascending = ["-1e9", "-2", "-1.5", "0", "1e-400", "0.1", "0.10000000000000000001", "9", "10", "1e400"];
    for pair in ascending.windows(2) {
        assert_eq!(number(pair[0]).partial_cmp(&number(pair[1])), Some(Ordering::Less), "{pair:?}");
        assert_eq!(number(pair[1]).partial_cmp(&number(pair[0])), Some(Ordering::Greater), "{pair:?}");
    }
    assert!(number("5") == 5 && number("5.5") != 5);
}

#[test]
fn integers_are_exact_or_refused() {
    assert_eq!(i64::try_from(number("9007199254740993")).unwrap(), 9_007_199_254_740_993);
    assert_eq!(u64::try_from(number("1.0e3")).unwrap(), 1000);
    assert!(i64::try_from(number("0.5")).is_err() && u32::try_from(number("-1")).is_err());
    assert_eq!(i32::try_from(number("1e99")).unwrap_err().to_string(), "\"1e99\" is not an i32");
}

#[test]
fn what_is_not_finite_is_not_sent() {
    for value in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
        assert!(to_json(&Number::from(value)).is_err());
    }
    assert_eq!(Number::from(0.1).as_str(), "0.1");
    assert!(Number::from(f64::NAN) != Number::from(f64::NAN));
}

proptest! {
    #[test]
    fn floats_come_back(value in proptest::num::f64::NORMAL) {
        let sent = Number::from(value);
        prop_assert_eq!(sent.to_f64(), value);
        prop_assert_eq!(from_json::<Number>(&to_json(&sent).unwrap()).unwrap(), sent);
    }

    #[test]
    fn integers_are_ordered_as_integers(one: i64, other: i64) {
        prop_assert_eq!(Number::from(one).partial_cmp(&Number::from(other)), Some(one.cmp(&other)));
        prop_assert_eq!(i64::try_from(Number::from(one)).unwrap(), one);
    }
}
