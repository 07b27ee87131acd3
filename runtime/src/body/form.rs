//! Bodies of the type `application/x-www-form-urlencoded`, with what a document says of single properties.

use super::encoding::Encoding;
use super::media::is_json;
use crate::encode::{Layout, Unsayable, form as plain, push_pair, push_query};
use crate::model::{Encode, Map, Tree, to_json};

/// An object as a form. A property without an encoding is written in the default way: arrays repeat the name, an
/// object inside is JSON.
pub(crate) fn form<V: Encode + ?Sized>(value: &V, encodings: &'static [Encoding]) -> Result<String, Unsayable> {
    if encodings.is_empty() {
        return plain(value);
    }
    let Layout::Object(entries) = Layout::of(value)? else {
        return Err(Unsayable::because("a form is made of an object, not of any other value"));
    };
    let mut form = String::new();
    for (name, value) in entries {
        let encoding = Encoding::of(encodings, &name);
        match encoding.map(|encoding| (encoding.style, encoding.media)) {
            Some((Some(style), _)) => push_query(&mut form, &name, style, &value)?,
            Some((None, Some(media))) if is_json(media) => push_pair(&mut form, &name, &json(&value)?),
            _ => push_plain(&mut form, name, value)?,
        }
    }
    Ok(form)
}

fn json(value: &Tree) -> Result<String, Unsayable> {
    String::from_utf8(to_json(value)?).map_err(Unsayable::because)
}

fn push_plain(form: &mut String, name: String, value: Tree) -> Result<(), Unsayable> {
    let one = plain(&Map::from_iter([(name, value)]))?;
    if !form.is_empty() && !one.is_empty() {
        form.push('&');
    }
    form.push_str(&one);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Json;
    use crate::encode::Style;
    use serde_json::json;

    #[test]
    fn properties_are_written_as_the_document_says() {
        const ENCODINGS: &[Encoding] = &[
            Encoding::new("deep").style(Style::DEEP),
            Encoding::new("list").style(Style::SPACES),
            Encoding::new("as_json").media("application/json"),
        ];
        let members = [
            ("plain", json!("a b")),
            ("deep", json!({"x": 1})),
            ("list", json!([1, 2])),
            ("as_json", json!([1])),
            ("inner", json!({"k": 1})),
        ];
        let value: Map<Json> = members.map(|(name, value)| (name.to_owned(), value)).into_iter().collect();
        let written = form(&value, ENCODINGS).unwrap();
        let read: Vec<(String, String)> = form_urlencoded::parse(written.as_bytes()).into_owned().collect();
        let expected =
            [("plain", "a b"), ("deep[x]", "1"), ("list", "1 2"), ("as_json", "[1]"), ("inner", r#"{"k":1}"#)];
        assert_eq!(read, expected.map(|(name, value)| (name.to_owned(), value.to_owned())));
    }
}
