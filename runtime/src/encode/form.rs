//! Bodies of the type `application/x-www-form-urlencoded` (WHATWG URL standard, section 5.2).

use form_urlencoded::Serializer;

use super::layout::{Layout, Unsayable, text};
use crate::Encode;
use crate::model::Tree;

/// An object as a form. Arrays repeat the name; an object inside is written as JSON.
pub(crate) fn form<V: Encode + ?Sized>(value: &V) -> Result<String, Unsayable> {
    let Layout::Object(entries) = Layout::of(value)? else {
        return Err(Unsayable::because("a form is made of an object, not of any other value"));
    };
    let mut form = Serializer::new(String::new());
    for (name, value) in &entries {
        match value {
            Tree::Array(items) => form.extend_pairs(items.iter().map(|item| (name, text(item)))),
            value => form.append_pair(name, &text(value)),
        };
    }
    Ok(form.finish())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Json, Map};

    #[test]
    fn a_form_keeps_the_order_and_repeats_arrays() {
        let fields = [("b", Json::from("x y&é")), ("a", Json::from([1, 2])), ("o", Json::from_iter([("k", 1)]))];
        let object: Map<Json> = fields.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
        assert_eq!(form(&object).unwrap(), "b=x+y%26%C3%A9&a=1&a=2&o=%7B%22k%22%3A1%7D");
    }

    #[test]
    fn only_an_object_is_a_form() {
        assert!(form(&vec![1i64]).is_err());
    }
}
