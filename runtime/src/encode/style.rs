//! How query parameters are written (OpenAPI 3.0, "Style Values"; RFC 6570, section 3.2.8).

use super::layout::{Layout, Unsayable, flat, text};
use super::percent::push_encoded;
use crate::{Encode, Json};

/// How an array or an object is written as a query parameter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Style {
    /// `a=1&a=2`, or `a=1,2` when not exploded.
    Form,
    /// `a=1&a=2`, or `a=1%202` when not exploded.
    SpaceDelimited,
    /// `a=1&a=2`, or `a=1%7C2` when not exploded.
    PipeDelimited,
    /// Objects only: `a[x]=1&a[y]=2`, brackets percent-encoded.
    DeepObject,
}

impl Style {
    fn separator(self) -> &'static str {
        match self {
            Self::SpaceDelimited => "%20",
            Self::PipeDelimited => "%7C",
            Self::Form | Self::DeepObject => ",",
        }
    }
}

/// Appends a parameter to a query. An empty array that is exploded appends nothing (RFC 6570, section 3.2.1).
pub(crate) fn push_styled<V: Encode + ?Sized>(
    query: &mut String,
    name: &str,
    style: Style,
    explode: bool,
    value: &V,
) -> Result<(), Unsayable> {
    match Layout::of(value)? {
        Layout::Scalar(value) => push_pair(query, name, &value),
        Layout::Object(entries) if style == Style::DeepObject => push_deep(query, name, &entries),
        Layout::Array(items) if explode => items.iter().for_each(|item| push_pair(query, name, item)),
        Layout::Object(entries) if explode => {
            entries.iter().for_each(|(name, value)| push_pair(query, name, &text(value)));
        }
        Layout::Array(items) => push_joined(query, name, style, items),
        Layout::Object(entries) => push_joined(query, name, style, flat(&entries)),
    }
    Ok(())
}

/// Appends `name=value`, both percent-encoded.
pub(crate) fn push_pair(query: &mut String, name: &str, value: &str) {
    push_name(query, name);
    push_encoded(query, value);
}

fn push_name(query: &mut String, name: &str) {
    if !query.is_empty() {
        query.push('&');
    }
    push_encoded(query, name);
    query.push('=');
}

fn push_joined(query: &mut String, name: &str, style: Style, items: impl IntoIterator<Item = String>) {
    push_name(query, name);
    for (index, item) in items.into_iter().enumerate() {
        if index > 0 {
            query.push_str(style.separator());
        }
        push_encoded(query, &item);
    }
}

fn push_deep<'e>(query: &mut String, name: &str, entries: impl IntoIterator<Item = (&'e String, &'e Json)>) {
    for (key, value) in entries {
        let name = format!("{name}[{key}]");
        match value {
            Json::Object(entries) => push_deep(query, &name, entries),
            Json::Array(items) => items.iter().for_each(|item| push_pair(query, &name, &text(item))),
            value => push_pair(query, &name, &text(value)),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::Map;

    fn styled(style: Style, explode: bool, value: &impl Encode) -> String {
        let mut query = String::new();
        push_styled(&mut query, "a b", style, explode, value).unwrap();
        query
    }

    fn object() -> Map<Json> {
        let entries = [("y", Json::from(1)), ("x", Json::from("ü&")), ("n", Json::Null)];
        entries.into_iter().map(|(key, value)| (key.to_owned(), value)).collect()
    }

    #[test]
    fn scalars_are_the_same_in_every_style() {
        for style in [Style::Form, Style::SpaceDelimited, Style::PipeDelimited, Style::DeepObject] {
            assert_eq!(styled(style, true, &"x y"), "a%20b=x%20y");
            assert_eq!(styled(style, false, &-3i64), "a%20b=-3");
            assert_eq!(styled(style, false, &true), "a%20b=true");
            assert_eq!(styled(style, false, &1.5), "a%20b=1.5");
        }
    }

    #[test]
    fn arrays_repeat_the_name_or_are_joined() {
        let items = vec!["1,2", "3"];
        assert_eq!(styled(Style::Form, true, &items), "a%20b=1%2C2&a%20b=3");
        assert_eq!(styled(Style::Form, false, &items), "a%20b=1%2C2,3");
        assert_eq!(styled(Style::SpaceDelimited, false, &items), "a%20b=1%2C2%203");
        assert_eq!(styled(Style::PipeDelimited, false, &items), "a%20b=1%2C2%7C3");
        assert_eq!(styled(Style::Form, true, &Vec::<String>::new()), "");
        assert_eq!(styled(Style::Form, false, &Vec::<String>::new()), "a%20b=");
    }

    #[test]
    fn objects_keep_the_order_of_their_fields() {
        assert_eq!(styled(Style::Form, true, &object()), "y=1&x=%C3%BC%26&n=");
        assert_eq!(styled(Style::Form, false, &object()), "a%20b=y,1,x,%C3%BC%26,n,");
        assert_eq!(styled(Style::DeepObject, true, &object()), "a%20b%5By%5D=1&a%20b%5Bx%5D=%C3%BC%26&a%20b%5Bn%5D=");
    }

    #[test]
    fn deep_objects_go_as_deep_as_they_are() {
        let deep = Json::from_iter([("in", Json::from_iter([("list", Json::from([1, 2]))]))]);
        assert_eq!(styled(Style::DeepObject, true, &deep), "a%20b%5Bin%5D%5Blist%5D=1&a%20b%5Bin%5D%5Blist%5D=2");
    }

    proptest! {
        #[test]
        fn another_decoder_reads_the_query_back(pairs in proptest::collection::vec(any::<(String, String)>(), 0..6)) {
            let mut query = String::new();
            pairs.iter().for_each(|(name, value)| push_pair(&mut query, name, value));
            let read: Vec<_> = form_urlencoded::parse(query.as_bytes()).into_owned().collect();
            prop_assert_eq!(read, pairs);
        }
    }
}
