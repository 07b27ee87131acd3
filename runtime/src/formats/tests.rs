//! What formats take, what they refuse, and that reading takes everything.

use std::net;

use jiff::{SignedDuration, Span, Timestamp, ToSpan, civil};
use proptest::prelude::*;

use super::*;
use crate::{Decode, DecodeError, Decoded, Encode, Json, Nullable, Reader, Writer, from_json, to_json};

macro_rules! check {
    ($type:ty: $($good:literal)+; $($bad:literal)*) => {
        $(assert!(<$type>::try_from($good).is_ok_and(|value| value == $good), "{}", $good);)+
        $(assert!($bad.parse::<$type>().is_err(), "{}", $bad);)*
    };
}

#[test]
fn texts_are_checked_where_they_are_made() {
    check!(DateTime:
        "2024-05-20T13:29:35+08:00" "2024-05-20T13:29:35Z" "2024-05-20t13:29:35.123456z" "2016-12-31T23:59:60Z";
        "" "2024-05-20" "2024-05-20T13:29:35" "2024-05-20T13:29Z" "20240520T132935Z" "2024-02-30T00:00:00Z"
        "2024-05-20T24:00:01Z" "2024-05-20T13:29:35+0800" "2024-05-20T13:29:35+08" "2024-05-20T13:29:35.Z"
        "2024-05-20T13:29:35+99:00" "+02024-05-20T13:29:35Z" "2024-05-20T13:29:35Z[UTC]" "２０２４-05-20T13:29:35Z");
    check!(Date: "2024-02-29" "0001-01-01"; "2023-02-29" "2024-2-9" "20240229" "2024-02-29T00:00:00Z" "");
    check!(Time: "13:29:35" "13:29:35Z" "13:29:35.5+08:00" "00:00:00-23:59"; "13:29" "25:00:00" "13:29:35+8" "1:2:3");
    check!(Duration: "P1DT12H" "PT0S" "-P1Y" "P2W" "PT1.5S"; "1 day" "P" "12" "" "PT");
    check!(Uuid: "f81d4fae-7dec-11d0-a765-00a0c91e6bf6" "F81D4FAE-7DEC-11D0-A765-00A0C91E6BF6";
        "" "f81d4fae7dec11d0a76500a0c91e6bf6" "f81d4fae-7dec-11d0-a765-00a0c91e6bfg" "{f81d4fae-7dec-11d0-a765-00a0c91e}");
    check!(Uri: "https://shop.example/a?b#c" "urn:isbn:0" "mailto:a@b.example" "data:,x";
        "" "/a" "shop.example" "https://" "https://shop.example/a b" "https://shop.example/\n");
    check!(IpAddr: "192.0.2.1" "2001:db8::1"; "192.0.2" "192.0.2.1/24" "");
    check!(Ipv4Addr: "192.0.2.1"; "2001:db8::1" "192.0.2.256");
    check!(Ipv6Addr: "2001:db8::1" "::"; "192.0.2.1" ":");
    check!(Base64: "" "aGVsbG8=" "aGVsbG8" "-_-_"; "a" "a b" "=" "+_");
    check!(Decimal: "0" "-12.50" "+1" "1.25e-3"; "" "." ".5" "5." "1e" "0x1" "NaN" "1,5" "--1");
}

#[test]
fn values_become_texts_and_texts_values() {
    assert_eq!(DateTime::from(Timestamp::UNIX_EPOCH), "1970-01-01T00:00:00Z");
    let shanghai = jiff::tz::TimeZone::fixed(jiff::tz::offset(8));
    let zoned = DateTime::from(Timestamp::UNIX_EPOCH.to_zoned_datetime(shanghai));
    assert_eq!(zoned, "1970-01-01T08:00:00+08:00");
    assert_eq!(Timestamp::try_from(&zoned).unwrap(), Timestamp::UNIX_EPOCH);
    let date = civil::date(2024, 5, 20);
    assert_eq!(civil::Date::try_from(Date::from(date)).unwrap(), date);
    let time = civil::time(13, 29, 35, 500_000_000);
    assert_eq!(civil::Time::try_from(Time::unchecked("13:29:35.5+08:00")).unwrap(), time);
    assert_eq!(Time::from(time), "13:29:35.5");
    assert_eq!(Duration::from(36.hours()), "PT36H");
    assert_eq!(SignedDuration::try_from(Duration::unchecked("PT1M")).unwrap().as_secs(), 60);
    assert!(SignedDuration::try_from(Duration::unchecked("P1Y")).is_err());
    assert_eq!(Span::try_from(Duration::unchecked("P1Y")).unwrap().get_years(), 1);
    let uuid = Uuid::unchecked("f81d4fae-7dec-11d0-a765-00a0c91e6bf6");
    assert_eq!(Uuid::from(u128::try_from(&uuid).unwrap()), uuid);
    assert_eq!(Uuid::from(<[u8; 16]>::try_from(&uuid).unwrap()), uuid);
    let address = net::Ipv6Addr::LOCALHOST;
    assert_eq!(net::IpAddr::try_from(IpAddr::from(address)).unwrap(), address);
    assert_eq!(f64::try_from(Decimal::unchecked("12.50")).unwrap(), 12.5);
    assert_eq!(Decimal::from(-7i64), "-7");
    assert_eq!(Text::<u16>::from(7).value(), Ok(7));
    assert!("x".parse::<Text<u16>>().is_err());
}

#[test]
fn an_error_shows_what_was_found_and_what_was_expected() {
    let error = Date::try_from("next Monday").unwrap_err();
    assert_eq!(error.to_string(), "\"next Monday\" is not a date such as 2024-05-20 (RFC 3339)");
    let long = Uuid::try_from("é".repeat(100)).unwrap_err();
    assert!(long.to_string().starts_with(&format!("\"{}\"…", "é".repeat(40))), "{long}");
}

#[test]
fn null_and_values_are_taken_where_null_is_allowed() {
    let nullable: Nullable<DateTime> = Timestamp::UNIX_EPOCH.into();
    assert_eq!(nullable, Nullable::Value("1970-01-01T00:00:00Z".parse().unwrap()));
    assert_eq!(Nullable::<Text<u16>>::from(7), Nullable::Value(Text::unchecked("7")));
}

/// A union whose members differ only in their formats.
#[derive(Debug, PartialEq)]
enum When {
    Moment(DateTime),
    Day(Date),
    Other(String),
    Unknown(Json),
}

impl Decode for When {
    fn decode(reader: &mut Reader<'_>) -> Decoded<Self> {
        reader.one_of(
            &[
                |reader| reader.read().map(Self::Moment),
                |reader| reader.read().map(Self::Day),
                |reader| reader.read().map(Self::Other),
            ],
            Self::Unknown,
        )
    }
}

#[test]
fn a_union_of_formats_is_told_by_them() {
    let read = |text: &str| from_json::<When>(text.as_bytes()).unwrap();
    assert_eq!(read("\"2024-05-20\""), When::Day(Date::unchecked("2024-05-20")));
    assert_eq!(read("\"2024-05-20T00:00:00Z\""), When::Moment(DateTime::unchecked("2024-05-20T00:00:00Z")));
    assert_eq!(read("\"soon\""), When::Other("soon".to_owned()));
    assert_eq!(read("1"), When::Unknown(Json::from(1)));
}

fn returns<T: Decode + Encode>(json: &[u8]) -> Result<Vec<u8>, DecodeError> {
    Ok(to_json(&from_json::<T>(json)?).unwrap())
}

proptest! {
    #[test]
    fn reading_takes_any_text_and_gives_it_back(text: String) {
        let mut writer = Writer::new();
        text.encode(&mut writer);
        let json = writer.into_bytes().unwrap();
        macro_rules! all {
            ($($type:ty)+) => { $(prop_assert_eq!(returns::<$type>(&json).unwrap(), json.clone());)+ };
        }
        all!(DateTime Date Time Duration Uuid Uri IpAddr Ipv4Addr Ipv6Addr Base64 Decimal Text<u8>);
    }

    #[test]
    fn no_text_is_too_odd_to_check(text in "[-+0-9TZPtz:. a-f€]{0,40}") {
        let checked = [
            text.parse::<DateTime>().is_ok(), text.parse::<Date>().is_ok(), text.parse::<Time>().is_ok(),
            text.parse::<Duration>().is_ok(), text.parse::<Uuid>().is_ok(), text.parse::<Uri>().is_ok(),
            text.parse::<IpAddr>().is_ok(), text.parse::<Base64>().is_ok(), text.parse::<Decimal>().is_ok(),
        ];
        prop_assert!(checked.iter().filter(|good| **good).count() <= 3, "{:?}", checked);
    }

    #[test]
    fn every_moment_is_written_as_it_is_read(second in -62_135_596_800i64..253_402_207_200, nano in 0i32..1_000_000_000) {
        let moment = Timestamp::new(second, nano).unwrap();
        let text = DateTime::from(moment);
        prop_assert!(text.is_valid(), "{}", text);
        prop_assert_eq!(Timestamp::try_from(&text).unwrap(), moment);
    }

    #[test]
    fn every_uuid_is_written_as_it_is_read(number: u128) {
        let text = Uuid::from(number);
        prop_assert!(text.is_valid());
        prop_assert_eq!(u128::try_from(text).unwrap(), number);
    }

    #[test]
    fn all_bytes_are_written_as_they_are_read(bytes: Vec<u8>) {
        prop_assert_eq!(Base64::from(bytes.clone()).decode().unwrap(), bytes);
    }

    #[test]
    fn decimals_are_what_f64_reads(number in proptest::num::f64::NORMAL) {
        for text in [number.to_string(), format!("{number:e}")] {
            prop_assert_eq!(f64::try_from(text.parse::<Decimal>().unwrap()).unwrap(), number);
        }
    }
}
