//! Reading of one value inside a document.

use jiter::Peek;

use super::decode_error::Decoded;
use super::reader::{Reader, syntax};
use super::{Decode, Slot};

impl Reader<'_> {
    /// Reads what stands at a path of keys and indexes into `slot`, and passes everything else. Nothing is read where
    /// the path leads nowhere.
    pub(crate) fn at(&mut self, path: &[String], slot: &mut dyn Slot) -> Decoded<()> {
        let Some((first, rest)) = path.split_first() else { return slot.fill(self) };
        match self.peek()? {
            Peek::Object => self.at_key(first, rest, slot),
            Peek::Array => {
                let wanted: Option<usize> = first.parse().ok();
                let mut index = 0;
                self.array(|reader| {
                    let is_wanted = wanted == Some(index);
                    index += 1;
                    if is_wanted { reader.at(rest, slot) } else { reader.skip() }
                })
            }
            _ => self.skip(),
        }
    }

    fn at_key(&mut self, wanted: &str, rest: &[String], slot: &mut dyn Slot) -> Decoded<()> {
        self.enter()?;
        let mut key = self.jiter.known_object();
        loop {
            let is_wanted = match key {
                Ok(Some(name)) => name == wanted,
                Ok(None) => break,
                Err(error) => return Err(syntax(self.bytes, &error)),
            };
            match is_wanted {
                true => self.at(rest, slot).map_err(|error| error.inside_key(wanted))?,
                false => self.skip()?,
            }
            key = self.jiter.next_key();
        }
        self.depth -= 1;
        Ok(())
    }

    /// As [`at`](Self::at), for a whole document.
    pub(crate) fn only<T: Decode>(mut self, path: &[String]) -> Decoded<Option<T>> {
        let mut value = None::<T>;
        self.at(path, &mut value)?;
        self.finish()?;
        Ok(value)
    }
}

/// The tokens of a JSON pointer (RFC 6901). The slash at its start may be left out.
pub(crate) fn tokens(pointer: &str) -> Vec<String> {
    if pointer.is_empty() {
        return Vec::new();
    }
    let pointer = pointer.strip_prefix('/').unwrap_or(pointer);
    pointer.split('/').map(|token| token.replace("~1", "/").replace("~0", "~")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Json;

    fn read(text: &str, pointer: &str) -> Decoded<Option<Json>> {
        Reader::new(text.as_bytes()).only(&tokens(pointer))
    }

    #[test]
    fn a_value_is_found_or_is_not_there() {
        let text = r#"{"a": {"b/c": [1, {"d": "x"}, null]}, "": true, "e": [], "a~b": 7}"#;
        for (pointer, expected) in [
            ("/a/b~1c/1/d", Some(Json::from("x"))),
            ("/a/b~1c/0", Some(Json::from(1))),
            ("a~0b", Some(Json::from(7))),
            ("/", Some(Json::from(true))),
            ("/a/b~1c/3", None),
            ("/a/b~1c/-", None),
            ("/a/x/y", None),
            ("/e/0", None),
            ("/a~0b/c", None),
        ] {
            assert_eq!(read(text, pointer).unwrap(), expected, "{pointer}");
        }
        assert_eq!(read("[1]", "").unwrap(), Some(Json::from([1])));
    }

    #[test]
    fn an_error_names_the_place_in_the_whole_document() {
        let error =
            Reader::new(br#"{"data": {"list": [1, "x"]}}"#).only::<Vec<i64>>(&tokens("/data/list")).unwrap_err();
        assert_eq!((error.path(), error.offset()), ("data.list[1]", 22));
        for broken in ["{\"a\": 1", "{\"a\": 1} x", "{\"b\": [}"] {
            assert!(read(broken, "/a").is_err(), "{broken}");
        }
    }
}
