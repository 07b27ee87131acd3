use serde_json::json;

use super::{Decode, Decoded, Encode, Json, Level, Reader, State, Writer, read, write};

#[derive(Debug, PartialEq)]
struct Cat {
    lives: Option<i64>,
    mood: Option<State>,
}

impl Decode for Cat {
    fn decode(reader: &mut Reader<'_>) -> Decoded<Self> {
        let (mut lives, mut mood) = (None, None);
        reader.object(&mut [("lives", &mut lives), ("mood", &mut mood)])?;
        Ok(Self { lives, mood })
    }
}

#[derive(Debug, PartialEq)]
struct Dog {
    name: String,
    friend: Option<Box<Pet>>,
}

impl Decode for Dog {
    fn decode(reader: &mut Reader<'_>) -> Decoded<Self> {
        let (mut name, mut friend) = (None, None);
        reader.object(&mut [("name", &mut name), ("friend", &mut friend)])?;
        Ok(Self { name: reader.required("name", name)?, friend })
    }
}

#[derive(Debug, PartialEq)]
enum Pet {
    Cat(Cat),
    Dog(Box<Dog>),
    Unknown(Json),
}

impl Decode for Pet {
    fn decode(reader: &mut Reader<'_>) -> Decoded<Self> {
        reader.one_of(&[|r| Ok(Self::Cat(r.read()?)), |r| Ok(Self::Dog(r.read()?))], Self::Unknown)
    }
}

#[derive(Debug, PartialEq)]
enum Tagged {
    Cat(Cat),
    Dog(Box<Dog>),
    Unknown(Json),
}

impl Decode for Tagged {
    fn decode(reader: &mut Reader<'_>) -> Decoded<Self> {
        reader.tagged(
            "petType",
            &[("cat", |r| Ok(Self::Cat(r.read()?))), ("dog", |r| Ok(Self::Dog(r.read()?)))],
            Self::Unknown,
        )
    }
}

#[derive(Debug, PartialEq)]
enum Scalar {
    Level(Level),
    State(State),
    Pets(Vec<Tagged>),
    Unknown(Json),
}

impl Decode for Scalar {
    fn decode(reader: &mut Reader<'_>) -> Decoded<Self> {
        reader.one_of(
            &[|r| Ok(Self::Level(r.read()?)), |r| Ok(Self::State(r.read()?)), |r| Ok(Self::Pets(r.read()?))],
            Self::Unknown,
        )
    }
}

impl Encode for Scalar {
    fn encode(&self, writer: &mut Writer) {
        match self {
            Self::Level(value) => value.encode(writer),
            Self::State(value) => value.encode(writer),
            Self::Pets(_) => writer.null(),
            Self::Unknown(value) => value.encode(writer),
        }
    }
}

crate::serde_impls!(Scalar);

fn cat(lives: i64) -> Cat {
    Cat { lives: Some(lives), mood: None }
}

fn dog(name: &str, friend: Option<Pet>) -> Box<Dog> {
    Box::new(Dog { name: name.to_owned(), friend: friend.map(Box::new) })
}

#[test]
fn the_member_without_surprises_is_taken() {
    assert_eq!(read::<Pet>(r#"{"lives":9}"#).unwrap(), Pet::Cat(cat(9)));
    assert_eq!(read::<Pet>(r#"{"name":"Rex"}"#).unwrap(), Pet::Dog(dog("Rex", None)));
    let friends = read::<Pet>(r#"{"friend":{"name":"Rex","friend":{"lives":1}},"name":"Ben"}"#).unwrap();
    assert_eq!(friends, Pet::Dog(dog("Ben", Some(Pet::Dog(dog("Rex", Some(Pet::Cat(cat(1)))))))));
}

#[test]
fn else_the_one_that_leaves_least_unexplained() {
    assert_eq!(read::<Pet>(r#"{"name":"Rex","age":3}"#).unwrap(), Pet::Dog(dog("Rex", None)));
    assert_eq!(read::<Pet>(r#"{"lives":"many","name":"Rex"}"#).unwrap(), Pet::Dog(dog("Rex", None)));
    let mood = Some(State::Unknown("GRIM".to_owned()));
    assert_eq!(read::<Pet>(r#"{"mood":"GRIM"}"#).unwrap(), Pet::Cat(Cat { lives: None, mood }));
    // Of two that say the same nothing may be lost: the value stays as it is.
    let both = r#"{"lives":1,"name":"Rex"}"#;
    assert_eq!(read::<Pet>(both).unwrap(), Pet::Unknown(serde_json::from_str(both).unwrap()));
}

#[test]
fn else_the_value_as_it_is() {
    assert_eq!(read::<Pet>(r#"[1,{"a":null}]"#).unwrap(), Pet::Unknown(json!([1, {"a": null}])));
    assert_eq!(read::<Vec<Pet>>(r#"[3,{"lives":1}]"#).unwrap(), [Pet::Unknown(json!(3)), Pet::Cat(cat(1))]);
}

#[test]
fn what_is_unexplained_inside_counts() {
    let friend = read::<Pet>(r#"{"name":"Rex","friend":7}"#).unwrap();
    assert_eq!(friend, Pet::Dog(dog("Rex", Some(Pet::Unknown(json!(7))))));
    let added = read::<Pet>(r#"{"name":"Rex","friend":{"name":"Ben","since":2026}}"#).unwrap();
    assert_eq!(added, Pet::Dog(dog("Rex", Some(Pet::Dog(dog("Ben", None))))));
}

#[test]
fn scalars() {
    assert_eq!(read::<Scalar>("1").unwrap(), Scalar::Level(Level::One));
    assert_eq!(read::<Scalar>("2").unwrap(), Scalar::Level(Level::Unknown(2)));
    assert_eq!(read::<Scalar>("\"NEW\"").unwrap(), Scalar::State(State::Unknown("NEW".to_owned())));
    assert_eq!(read::<Scalar>("null").unwrap(), Scalar::Unknown(json!(null)));
    let scalar: Scalar = serde_json::from_str("\"OPEN\"").unwrap();
    assert_eq!((serde_json::to_string(&scalar).unwrap(), write(&scalar)), ("\"OPEN\"".into(), "\"OPEN\"".into()));
}

#[test]
fn the_tag_decides() {
    assert_eq!(read::<Tagged>(r#"{"lives":3,"petType":"cat"}"#).unwrap(), Tagged::Cat(cat(3)));
    assert_eq!(read::<Tagged>(r#"{"petType":"dog","name":"Rex","x":0}"#).unwrap(), Tagged::Dog(dog("Rex", None)));
    assert_eq!(read::<Tagged>(r#"{"petType":"dog","lives":3,"petType":"c\u0061t"}"#).unwrap(), Tagged::Cat(cat(3)));
}

#[test]
fn without_a_known_tag_the_value_as_it_is() {
    for text in [r#"{"petType":"fish"}"#, r#"{"lives":3}"#, r#"{"petType":["cat"]}"#, r#"{"petType":null}"#, "3"] {
        let raw = serde_json::from_str(text).unwrap();
        assert_eq!(read::<Tagged>(text).unwrap(), Tagged::Unknown(raw), "{text}");
    }
}

#[test]
fn members_of_one_tag_and_of_none_are_tried() {
    fn read_so(text: &str) -> Decoded<Pet> {
        let mut reader = Reader::new(text.as_bytes());
        reader.tagged_or(
            "kind",
            &[("pet", |r| r.one_of(&[|r| Ok(Pet::Cat(r.read()?)), |r| Ok(Pet::Dog(r.read()?))], Pet::Unknown))],
            &[|r| Ok(Pet::Dog(r.read()?))],
            Pet::Unknown,
        )
    }
    assert_eq!(read_so(r#"{"lives":1,"kind":"pet"}"#).unwrap(), Pet::Cat(cat(1)));
    assert_eq!(read_so(r#"{"kind":"pet","name":"Rex"}"#).unwrap(), Pet::Dog(dog("Rex", None)));
    assert_eq!(read_so(r#"{"name":"Rex"}"#).unwrap(), Pet::Dog(dog("Rex", None)));
    for text in [r#"{"kind":"pet","wings":2,"lives":"x"}"#, r#"{"lives":1}"#, "[]"] {
        assert_eq!(read_so(text).unwrap(), Pet::Unknown(serde_json::from_str(text).unwrap()), "{text}");
    }
}

#[test]
fn a_tagged_member_that_does_not_fit_is_an_error() {
    let error = read::<Vec<Tagged>>(r#"[{"petType":"dog"}]"#).unwrap_err();
    assert_eq!((error.path(), error.message(), error.offset()), ("[0]", "missing field `name`", 1));
    let error = read::<Vec<Tagged>>(r#"[{"petType":"cat","lives":"x"}]"#).unwrap_err();
    assert_eq!((error.path(), error.message()), ("[0].lives", "expected an integer, found a string"));
}

#[test]
fn a_tag_is_no_unknown_field() {
    let pets = read::<Scalar>(r#"[{"petType":"cat","lives":1}]"#).unwrap();
    assert_eq!(pets, Scalar::Pets(vec![Tagged::Cat(cat(1))]));
    let pets = read::<Scalar>(r#"[{"petType":"eel","lives":1}]"#).unwrap();
    assert_eq!(pets, Scalar::Pets(vec![Tagged::Unknown(json!({"petType": "eel", "lives": 1}))]));
}

#[test]
fn broken_text_is_an_error_in_a_union_too() {
    let error = read::<Vec<Pet>>(r#"[{"name":"Rex","friend":{"lives":1x}}]"#).unwrap_err();
    assert_eq!(error.offset(), 34);
    assert!(error.message().starts_with("not JSON"), "{error}");
    assert!(error.path().starts_with("[0]"), "{error}");
    assert!(read::<Tagged>(r#"{"petType":"cat","#).is_err());
    assert!(read::<Pet>("").is_err());
}
