//! Tests of the reading.

use proptest::prelude::*;

use super::{Authorization, Malformed, SCHEME, parse};

const VALUES: [(&str, &str); 5] = [
    ("mchid", "1900000109"),
    ("serial_no", "4D6F636B"),
    ("timestamp", "1700000000"),
    ("nonce_str", "593BEC0C930BF1AFEB40B4A08C8FB242"),
    ("signature", "c2lnbmF0dXJl+/=="),
];

fn header(attributes: &[(&str, &str)]) -> String {
    let attributes: Vec<String> = attributes.iter().map(|(name, value)| format!("{name}=\"{value}\"")).collect();
    format!("{SCHEME} {}", attributes.join(","))
}

fn expected() -> Authorization<'static> {
    Authorization {
        mchid: VALUES[0].1,
        serial_no: VALUES[1].1,
        timestamp: VALUES[2].1,
        unix_seconds: 1_700_000_000,
        nonce_str: VALUES[3].1,
        signature: VALUES[4].1,
    }
}

#[test]
fn the_order_is_free() {
    let mut attributes = VALUES;
    for _ in 0..attributes.len() {
        attributes.rotate_left(1);
        assert_eq!(parse(header(&attributes).as_bytes()), Ok(expected()));
    }
    attributes.reverse();
    assert_eq!(parse(header(&attributes).as_bytes()), Ok(expected()));
}

#[test]
fn each_attribute_stands_there_once() {
    for (index, (name, value)) in VALUES.into_iter().enumerate() {
        let mut fewer = VALUES.to_vec();
        fewer.remove(index);
        assert_eq!(parse(header(&fewer).as_bytes()), Err(Malformed::Missing { name }));
        let mut more = VALUES.to_vec();
        more.push((name, value));
        assert_eq!(parse(header(&more).as_bytes()), Err(Malformed::Twice { name }));
    }
    let mut more = VALUES.to_vec();
    more.push(("realm", "x"));
    assert_eq!(parse(header(&more).as_bytes()), Err(Malformed::Unknown { name: "realm".to_owned() }));
}

#[test]
fn the_form_of_each_value_is_checked() {
    let long = "1".repeat(65);
    let wrong = [
        (0, vec!["", "19a", "1 9", &long]),
        (1, vec!["", "4G", &long]),
        (2, vec!["", "+1700000000", "-1", "1.5", "01700000000", "99999999999999999999"]),
        (3, vec!["", "a-b", "a b", "a\\", &long]),
        (4, vec!["", "a b", "a*"]),
    ];
    for (index, values) in wrong {
        for value in values {
            let mut attributes = VALUES;
            attributes[index].1 = value;
            let error = parse(header(&attributes).as_bytes()).unwrap_err();
            let name = attributes[index].0;
            assert!(matches!(error, Malformed::Value { name: said, .. } if said == name), "{name}={value:?}: {error}");
        }
    }
}

#[test]
fn nothing_stands_between() {
    let good = header(&VALUES);
    assert!(parse(good.as_bytes()).is_ok());
    let bad = [
        String::new(),
        SCHEME.to_owned(),
        format!("{SCHEME} "),
        good.replacen(' ', "  ", 1),
        good.replacen(' ', "\t", 1),
        good.replace(',', ", "),
        good.replace(',', ";"),
        good.replace(',', ",,"),
        good.replace('"', "'"),
        good.replace("mchid=", "mchid ="),
        good.replace("mchid", "MCHID"),
        good.replace(SCHEME, "WECHATPAY2-SM2-WITH-SM3"),
        good.to_ascii_lowercase(),
        format!(" {good}"),
        format!("{good} "),
        format!("{good},"),
        good.trim_end_matches('"').to_owned(),
        format!("{good}é"),
        format!("{good}\r\nX: y"),
        format!("{good}{}", "x".repeat(5000)),
    ];
    for value in bad {
        assert!(parse(value.as_bytes()).is_err(), "{value:?}");
    }
}

#[test]
fn an_error_says_where() {
    let value = header(&VALUES).replacen("\",serial", "\";serial", 1);
    let at = value.find(';').unwrap();
    assert_eq!(parse(value.as_bytes()), Err(Malformed::Expected { what: "a comma", at }));
}

proptest! {
    #[test]
    fn no_bytes_make_it_panic(value in prop::collection::vec(any::<u8>(), 0..300)) {
        let _ = parse(&value);
    }

    #[test]
    fn no_change_of_a_good_one_makes_it_panic(at in 0..250_usize, with in any::<u8>(), cut in 0..250_usize) {
        let mut value = header(&VALUES).into_bytes();
        if let Some(byte) = value.get_mut(at) {
            *byte = with;
        }
        value.truncate(cut);
        let _ = parse(&value);
    }

    #[test]
    fn what_is_read_is_what_was_written(
        mchid in "[0-9]{1,32}",
        serial in "[0-9A-F]{1,64}",
        timestamp in 1..i64::MAX,
        nonce in "[0-9A-Za-z]{1,32}",
        signature in "[0-9A-Za-z+/=]{1,400}",
    ) {
        let timestamp_text = timestamp.to_string();
        let value = header(&[
            ("signature", &signature),
            ("mchid", &mchid),
            ("timestamp", &timestamp_text),
            ("serial_no", &serial),
            ("nonce_str", &nonce),
        ]);
        let read = parse(value.as_bytes()).unwrap();
        prop_assert_eq!(read.unix_seconds, timestamp);
        prop_assert_eq!(
            (read.mchid, read.serial_no, read.timestamp, read.nonce_str, read.signature),
            (&*mchid, &*serial, &*timestamp_text, &*nonce, &*signature)
        );
    }
}
