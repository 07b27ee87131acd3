//! Forms that arrive: pairs of texts, as an object that a model can be read from.

use crate::model::{Json, from_json};

/// How a field of a form is read that is not one plain text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FormField {
    /// A number, a boolean or any other JSON value.
    Value,
    /// A list of texts: the field may come several times.
    Texts,
    /// A list of JSON values.
    Values,
}

/// The form as a JSON object; of a field that is no list, the last value counts.
pub(super) fn to_json(form: &[u8], fields: &[(&str, FormField)]) -> Vec<u8> {
    let mut object = serde_json::Map::new();
    for (name, text) in form_urlencoded::parse(form) {
        let kind = fields.iter().find(|(field, _)| *field == name).map(|(_, kind)| *kind);
        let value = match kind {
            Some(FormField::Value | FormField::Values) => value(&text),
            Some(FormField::Texts) | None => Json::String(text.into_owned()),
        };
        match kind {
            Some(FormField::Texts | FormField::Values) => {
                let list = object.entry(name.into_owned()).or_insert_with(|| Json::Array(Vec::new()));
                if let Json::Array(list) = list {
                    list.push(value);
                }
            }
            Some(FormField::Value) | None => {
                object.insert(name.into_owned(), value);
            }
        }
    }
    Json::Object(object).to_string().into_bytes()
}

/// What is no JSON is text: reading the model says whether that will do.
fn value(text: &str) -> Json {
    from_json(text.as_bytes()).unwrap_or_else(|_| Json::String(text.to_owned()))
}
