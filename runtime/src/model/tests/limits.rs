use std::time::{Duration, Instant};

use super::{Decode, Decoded, Json, Line, Map, Reader, read};

/// Nests without end, by an array or an object.
struct Deep;

impl Decode for Deep {
    fn decode(reader: &mut Reader<'_>) -> Decoded<Self> {
        reader.one_of(&[|r| r.read::<Vec<Self>>().map(|_| Self), |r| r.read::<Map<Self>>().map(|_| Self)], |_| Self)
    }
}

/// A union in which every level multiplies the attempts.
#[derive(Debug)]
struct Many;

impl Decode for Many {
    fn decode(reader: &mut Reader<'_>) -> Decoded<Self> {
        fn member(reader: &mut Reader<'_>) -> Decoded<Many> {
            let mut next = None::<Box<Many>>;
            let mut last = None::<bool>;
            reader.object(&mut [("next", &mut next), ("last", &mut last)])?;
            reader.required("last", last)?;
            Ok(Many)
        }
        reader.one_of(&[member, member, member], |_| Self)
    }
}

/// A union of itself, which no document can end.
struct Endless;

impl Decode for Endless {
    fn decode(reader: &mut Reader<'_>) -> Decoded<Self> {
        reader.one_of(&[|r| r.read()], |_| Self)
    }
}

fn arrays(depth: usize) -> String {
    format!("{}{}", "[".repeat(depth), "]".repeat(depth))
}

fn objects(key: &str, depth: usize) -> String {
    format!("{}{{}}{}", format!("{{\"{key}\":").repeat(depth - 1), "}".repeat(depth - 1))
}

#[test]
fn nesting_ends_at_128() {
    assert!(read::<Json>(&arrays(128)).is_ok());
    assert!(read::<Json>(&objects("a", 128)).is_ok());
    assert!(read::<Line>(&objects("part", 128)).is_ok());
    assert!(read::<Deep>(&arrays(128)).is_ok());
    assert!(read::<Line>(&format!("{{\"skipped\":{}}}", arrays(127))).is_ok());

    for text in [arrays(129), objects("part", 129), objects("skipped", 129), "[".repeat(1_000_000)] {
        let message = "more than 128 objects and arrays inside one another";
        assert_eq!(read::<Json>(&text).err().unwrap().message(), message);
        assert_eq!(read::<Deep>(&text).err().unwrap().message(), message);
    }
    assert!(read::<Line>(&objects("part", 129)).is_err());
    let skipped = format!("{{\"more\":{}}}", arrays(128));
    assert!(read::<super::Order>(&skipped).unwrap_err().message().starts_with("more than 128"));
    let deep = read::<Line>(&objects("part", 1000)).unwrap_err();
    assert_eq!(deep.path().split('.').count(), 128);
}

#[test]
fn unions_inside_unions_end() {
    let start = Instant::now();
    let error = read::<Many>(&objects("next", 100)).unwrap_err();
    assert_eq!(error.message(), "too many attempts to read unions inside unions");
    let error = read::<Endless>("1").err().unwrap();
    assert_eq!(error.message(), "too many unions inside one another");
    assert!(start.elapsed() < Duration::from_secs(20), "{:?}", start.elapsed());
}

#[test]
fn long_lists_of_unions_are_within_the_limit() {
    let text = format!("[{}{{\"last\":true}}]", "{\"next\":{\"last\":false},\"last\":true},".repeat(20_000));
    assert_eq!(read::<Vec<Many>>(&text).unwrap().len(), 20_001);
}
