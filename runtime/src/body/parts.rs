//! An object as a multipart body: each property is a part.

use std::ops::Range;

use super::encoding::Encoding;
use super::form::form;
use super::media::{concrete, is_form, is_json};
use super::upload::Upload;
use crate::encode::{Kind, Style, Unsayable};
use crate::model::{Decode, Decoded, Encode, Map, Reader, Seal, Tree, Writer, from_json};
use crate::multipart::{Multipart, Part};

/// Where a value stands in a JSON text.
struct Place(Range<usize>);

impl Decode for Place {
    fn decode(reader: &mut Reader<'_>) -> Decoded<Self> {
        reader.place().map(Self)
    }
}

/// What the parts are made from: a JSON text, with the uploads whose place is taken there.
struct Written<'w> {
    json: &'w [u8],
    uploads: &'w [(usize, Upload)],
}

/// Makes a part of each property (OpenAPI 3.0, "Encoding Object"): texts, numbers and booleans as they are, objects as
/// JSON, files as files, and of an array each item by itself. Tokens stand for what is sensitive.
pub(super) fn parts<V: Encode + ?Sized>(
    media: &'static str,
    value: &V,
    encodings: &'static [Encoding],
) -> Result<(Multipart, Vec<Seal>), Unsayable> {
    let mut writer = Writer::new();
    value.encode(&mut writer);
    let (json, uploads, seals) = writer.into_sealed()?;
    let Ok(places) = from_json::<Map<Place>>(&json) else {
        return Err(Unsayable::because("parts are made of an object, not of any other value"));
    };
    let written = Written { json: &json, uploads: &uploads };
    let (mut first, mut others) = (Vec::new(), Vec::new());
    for (name, place) in places {
        let encoding = Encoding::of(encodings, &name);
        let is_text = written.first(&place.0) == Some(b'"');
        let is_json = is_text && encoding.and_then(|encoding| encoding.media).is_some_and(is_json);
        let list = if is_json { &mut first } else { &mut others };
        list.extend(written.property(&name, place.0, encoding)?);
    }
    // A text of JSON tells of the files beside it: a server need not keep a file until it knows what to do with it.
    let multipart = first.into_iter().chain(others).fold(Multipart::of(media), Multipart::part);
    Ok((multipart, seals))
}

impl Written<'_> {
    fn property(&self, name: &str, place: Range<usize>, encoding: Option<&Encoding>) -> Result<Vec<Part>, Unsayable> {
        let media = encoding.and_then(|encoding| encoding.media);
        let one = |name: &str, place| self.part(name, place, media);
        match (self.first(&place), encoding.and_then(|encoding| encoding.style)) {
            (Some(b'['), None | Some(Style { explode: true, .. })) => {
                self.items(&place)?.into_iter().map(|place| one(name, place)).collect()
            }
            (Some(b'['), Some(style)) => {
                let items: Vec<String> =
                    self.items(&place)?.into_iter().map(|place| self.text(place)).collect::<Result<_, _>>()?;
                Ok(vec![Part::text(name, items.join(separator(style)))])
            }
            (Some(b'{'), Some(Style { kind: Kind::Deep, .. })) => {
                self.members(&place)?.into_iter().map(|(key, place)| one(&format!("{name}[{key}]"), place.0)).collect()
            }
            (Some(b'{'), Some(Style { explode: true, .. })) => {
                self.members(&place)?.into_iter().map(|(key, place)| one(&key, place.0)).collect()
            }
            (Some(b'{'), Some(style)) => {
                let mut texts = Vec::new();
                for (key, place) in self.members(&place)? {
                    texts.extend([key, self.text(place.0)?]);
                }
                Ok(vec![Part::text(name, texts.join(separator(style)))])
            }
            _ => Ok(vec![one(name, place)?]),
        }
    }

    fn part(&self, name: &str, place: Range<usize>, media: Option<&'static str>) -> Result<Part, Unsayable> {
        if let Some((_, upload)) = self.uploads.iter().find(|(start, _)| *start == place.start) {
            return Ok(Part::upload(name, upload, media.and_then(concrete)));
        }
        if let Some((_, upload)) = self.uploads.iter().find(|(start, _)| place.contains(start))
            && upload.as_text().is_none()
        {
            return Err(Unsayable::because(format!("`{name}` holds a file inside of JSON, where it has no place")));
        }
        let own = media.and_then(concrete);
        let is_structured = matches!(self.first(&place), Some(b'{' | b'['));
        match (is_structured, own) {
            (true, Some(own)) if is_form(own) => {
                let value: Tree = self.read(&place)?;
                Ok(Part::typed(name, Some(own), form(&value, &[])?))
            }
            (true, own) => Ok(Part::typed(name, Some(own.unwrap_or("application/json")), self.raw(&place).to_vec())),
            (false, own) => Ok(Part::typed(name, own, self.text(place)?)),
        }
    }

    /// A scalar as text; anything else as JSON.
    fn text(&self, place: Range<usize>) -> Result<String, Unsayable> {
        match self.first(&place) {
            Some(b'"') => self.read(&place),
            Some(b'n') => Ok(String::new()),
            _ => Ok(String::from_utf8_lossy(self.raw(&place)).into_owned()),
        }
    }

    fn items(&self, place: &Range<usize>) -> Result<Vec<Range<usize>>, Unsayable> {
        let items: Vec<Place> = self.read(place)?;
        Ok(items.into_iter().map(|item| item.within(place)).collect())
    }

    fn members(&self, place: &Range<usize>) -> Result<Vec<(String, Place)>, Unsayable> {
        let members: Map<Place> = self.read(place)?;
        Ok(members.into_iter().map(|(key, member)| (key, Place(member.within(place)))).collect())
    }

    fn first(&self, place: &Range<usize>) -> Option<u8> {
        self.raw(place).first().copied()
    }

    fn raw(&self, place: &Range<usize>) -> &[u8] {
        self.json.get(place.clone()).unwrap_or_default()
    }

    /// Reads back what was just written.
    fn read<T: Decode>(&self, place: &Range<usize>) -> Result<T, Unsayable> {
        from_json(self.raw(place)).map_err(Unsayable::because)
    }
}

impl Place {
    /// The place in the whole text of what stands here in a part of it.
    fn within(self, part: &Range<usize>) -> Range<usize> {
        part.start + self.0.start..part.start + self.0.end
    }
}

fn separator(style: Style) -> &'static str {
    match style.kind {
        Kind::Spaces => " ",
        Kind::Pipes => "|",
        _ => ",",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Json;
    use serde_json::json;

    /// The parts as their heads without the fixed words, and their contents.
    fn told(value: &impl Encode, encodings: &'static [Encoding]) -> Vec<(String, String)> {
        let (multipart, _) = parts("multipart/form-data", value, encodings).unwrap();
        let told = multipart.parts().iter().map(|part| {
            let head = part.head().replace("Content-Disposition: form-data; ", "").trim_end().replace("\r\n", " | ");
            (head, String::from_utf8(part.content().unwrap().to_vec()).unwrap())
        });
        told.collect()
    }

    fn object<const N: usize>(members: [(&str, Json); N]) -> Map<Json> {
        members.map(|(name, value)| (name.to_owned(), value)).into_iter().collect()
    }

    fn pairs<const N: usize>(pairs: [(&str, &str); N]) -> Vec<(String, String)> {
        pairs.map(|(head, content)| (head.to_owned(), content.to_owned())).into()
    }

    #[test]
    fn each_property_is_a_part_of_its_kind() {
        let value = object([
            ("text", json!("a\"b")),
            ("number", json!(1.50)),
            ("yes", json!(true)),
            ("none", json!(null)),
            ("object", json!({"k": [1]})),
            ("list", json!(["a", {"b": 1}])),
        ]);
        let expected = pairs([
            ("name=\"text\"", "a\"b"),
            ("name=\"number\"", "1.5"),
            ("name=\"yes\"", "true"),
            ("name=\"object\" | Content-Type: application/json", r#"{"k":[1]}"#),
            ("name=\"list\"", "a"),
            ("name=\"list\" | Content-Type: application/json", r#"{"b":1}"#),
        ]);
        assert_eq!(told(&value, &[]), expected);
    }

    #[test]
    fn encodings_are_followed() {
        const ENCODINGS: &[Encoding] = &[
            Encoding::new("xml").media("application/xml"),
            Encoding::new("form").media("application/x-www-form-urlencoded"),
            Encoding::new("deep").style(Style::DEEP),
            Encoding::new("flat").style(Style::FORM.exploded()),
            Encoding::new("joined").style(Style::PIPES),
            Encoding::new("pairs").style(Style::FORM),
        ];
        let value = object([
            ("xml", json!("<a/>")),
            ("form", json!({"a": 1, "b": "x y"})),
            ("deep", json!({"k": 1})),
            ("flat", json!({"l": "v"})),
            ("joined", json!([1, "b"])),
            ("pairs", json!({"a": 1})),
        ]);
        let expected = pairs([
            ("name=\"xml\" | Content-Type: application/xml", "<a/>"),
            ("name=\"form\" | Content-Type: application/x-www-form-urlencoded", "a=1&b=x+y"),
            ("name=\"deep[k]\"", "1"),
            ("name=\"l\"", "v"),
            ("name=\"joined\"", "1|b"),
            ("name=\"pairs\"", "a,1"),
        ]);
        assert_eq!(told(&value, ENCODINGS), expected);
    }

    #[test]
    fn files_are_parts_wherever_they_stand() {
        const ENCODINGS: &[Encoding] = &[Encoding::new("picture").media("image/*, image/png")];
        let files: Map<Vec<Upload>> = Map::from_iter([
            (
                "picture".to_owned(),
                vec![Upload::from("1").file_name("a.png"), Upload::from("2").media_type("image/gif")],
            ),
            ("other".to_owned(), vec![Upload::from("3").header("X-Kind", "a\r\nb")]),
        ]);
        let expected = pairs([
            ("name=\"picture\"; filename=\"a.png\" | Content-Type: image/png", "1"),
            ("name=\"picture\"; filename=\"picture\" | Content-Type: image/gif", "2"),
            ("name=\"other\"; filename=\"other\" | Content-Type: application/octet-stream | X-Kind: ab", "3"),
        ]);
        assert_eq!(told(&files, ENCODINGS), expected);
    }

    #[test]
    fn what_has_no_place_in_a_part_is_told() {
        let refused = |value: &dyn Fn() -> Result<(Multipart, Vec<Seal>), Unsayable>| value().unwrap_err().to_string();
        assert!(refused(&|| parts("multipart/form-data", &vec![1i64], &[])).contains("an object"));
        let deep: Map<Map<Upload>> =
            Map::from_iter([("a".to_owned(), Map::from_iter([("b".to_owned(), Upload::from(vec![0xff_u8]))]))]);
        assert!(refused(&|| parts("multipart/form-data", &deep, &[])).contains("inside of JSON"));
    }

    #[test]
    fn a_token_stands_for_what_is_sensitive_and_files_stay_where_they_are() {
        let secret: Map<Vec<crate::Sensitive<String>>> =
            Map::from_iter([("a".to_owned(), vec!["x".into(), "y".into()])]);
        let (multipart, seals) = parts("multipart/form-data", &secret, &[]).unwrap();
        let contents: Vec<_> = multipart.parts().iter().map(|part| part.content().unwrap().clone()).collect();
        assert_eq!(seals.iter().map(|seal| seal.clear.as_str()).collect::<Vec<_>>(), ["x", "y"]);
        assert_eq!(contents, seals.iter().map(|seal| seal.token.clone()).collect::<Vec<_>>());
        struct Form;
        impl Encode for Form {
            fn encode(&self, writer: &mut Writer) {
                let (name, file) = (crate::Sensitive::new("\"long\" name".to_owned()), Upload::from("bytes"));
                writer.object(&[("name", &name), ("file", &file), ("other", &name)]);
            }
        }
        let (multipart, seals) = parts("multipart/form-data", &Form, &[]).unwrap();
        assert_eq!(multipart.parts()[1].content().unwrap(), "bytes");
        assert_eq!((seals[0].clear.as_str(), seals.len()), ("\"long\" name", 2));
    }
}
