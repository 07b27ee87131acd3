//! How the values of parameters are written (OpenAPI 3.0, "Style Values"; RFC 6570, section 3.2).

use super::layout::{Layout, Unsayable, text};
use super::percent::{Encoding, push_encoded};
use crate::{Encode, Json, to_json};

/// How a value is written as a parameter, where that is not the default of its place.
///
/// The examples show the array `[1, 2]` and the object `{"x": 1, "y": 2}` as the parameter `a`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Style {
    pub(crate) kind: Kind,
    pub(crate) explode: bool,
    reserved: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Kind {
    Simple,
    Label,
    Matrix,
    Form,
    Spaces,
    Pipes,
    Deep,
    Json,
}

impl Style {
    /// `1,2` and `x,1,y,2`; exploded `x=1,y=2`.
    pub const SIMPLE: Self = Self::of(Kind::Simple);
    /// `.1,2` and `.x,1,y,2`; exploded `.1.2` and `.x=1.y=2`. The table of OpenAPI 3.0.3 has dots in both; RFC 6570,
    /// which it refers to, and later editions have commas.
    pub const LABEL: Self = Self::of(Kind::Label);
    /// `;a=1,2` and `;a=x,1,y,2`; exploded `;a=1;a=2` and `;x=1;y=2`.
    pub const MATRIX: Self = Self::of(Kind::Matrix);
    /// `a=1,2` and `a=x,1,y,2`; exploded `a=1&a=2` and `x=1&y=2`. In cookies `; ` stands for `&`.
    pub const FORM: Self = Self::of(Kind::Form);
    /// `a=1%202` and `a=x%201%20y%202`.
    pub const SPACES: Self = Self::of(Kind::Spaces);
    /// `a=1%7C2` and `a=x%7C1%7Cy%7C2`.
    pub const PIPES: Self = Self::of(Kind::Pipes);
    /// `a[x]=1&a[y]=2`, brackets percent-encoded. Arrays are numbered, `a[0]=1&a[1]=2`, and so is what stands deeper,
    /// `a[x][0][y]=1`: OpenAPI leaves that open, and most servers read it so.
    pub const DEEP: Self = Self::of(Kind::Deep).exploded();
    /// `[1,2]` and `{"x":1,"y":2}`: JSON, percent-encoded but in headers.
    pub const JSON: Self = Self::of(Kind::Json);

    const fn of(kind: Kind) -> Self {
        Self { kind, explode: false, reserved: false }
    }

    /// Each item or member is written by itself.
    #[must_use]
    pub const fn exploded(mut self) -> Self {
        self.explode = true;
        self
    }

    /// Reserved characters (RFC 3986, section 2.2) and what is percent-encoded already stay as they are (RFC 6570,
    /// section 3.2.3), but for those that would end the value: `&`, `+` and `#` in a query, `?` and `#` in a path, and
    /// brackets, which neither may hold.
    #[must_use]
    pub const fn reserved(mut self) -> Self {
        self.reserved = true;
        self
    }

    fn encoding(self, reserved: Encoding) -> Encoding {
        if self.reserved { reserved } else { Encoding::Unreserved }
    }
}

/// A value as JSON text.
fn json<V: Encode + ?Sized>(value: &V) -> Result<String, Unsayable> {
    String::from_utf8(to_json(value)?).map_err(Unsayable::because)
}

/// The value as the text of a header: nothing is percent-encoded.
pub(crate) fn header<V: Encode + ?Sized>(style: Style, value: &V) -> Result<String, Unsayable> {
    if style.kind == Kind::Json {
        return json(value);
    }
    let mut out = String::new();
    push_joined(&mut out, Layout::of(value)?, ",", style.explode, Encoding::None);
    Ok(out)
}

/// The value as it stands in a path in the place of the variable `name`.
pub(crate) fn path<V: Encode + ?Sized>(name: &str, style: Style, value: &V) -> Result<String, Unsayable> {
    let encoding = style.encoding(Encoding::ReservedInPath);
    let mut out = String::new();
    if style.kind == Kind::Json {
        push_encoded(&mut out, &json(value)?, encoding);
        return Ok(out);
    }
    let layout = Layout::of(value)?;
    match style.kind {
        // Nothing can be said of an array without items; whoever asks for the path refuses it.
        _ if layout.is_empty() => {}
        Kind::Label => {
            out.push('.');
            push_joined(&mut out, layout, if style.explode { "." } else { "," }, style.explode, encoding);
        }
        Kind::Matrix if style.explode => {
            pairs(name, &layout, |name, value| {
                push_matrix(&mut out, name);
                push_value(&mut out, |out| push_encoded(out, value, encoding));
            });
        }
        Kind::Matrix => {
            push_matrix(&mut out, name);
            push_value(&mut out, |out| push_joined(out, layout, ",", false, encoding));
        }
        _ => push_joined(&mut out, layout, ",", style.explode, encoding),
    }
    Ok(out)
}

fn push_matrix(out: &mut String, name: &str) {
    out.push(';');
    push_encoded(out, name, Encoding::Unreserved);
}

/// A name without a value stands alone, without `=` (RFC 6570, section 3.2.7).
fn push_value(out: &mut String, push: impl FnOnce(&mut String)) {
    let before = out.len();
    out.push('=');
    push(out);
    if out.len() == before + 1 {
        out.pop();
    }
}

/// Appends the parameter `name` to a query. Exploded, an empty array appends nothing (RFC 6570, section 3.2.1).
pub(crate) fn push_query<V: Encode + ?Sized>(
    query: &mut String,
    name: &str,
    style: Style,
    value: &V,
) -> Result<(), Unsayable> {
    let encoding = style.encoding(Encoding::ReservedInQuery);
    let separator = match style.kind {
        Kind::Json => {
            push_pair(query, name, &json(value)?);
            return Ok(());
        }
        Kind::Deep => {
            push_deep(query, name, Layout::of(value)?, encoding);
            return Ok(());
        }
        Kind::Spaces => "%20",
        Kind::Pipes => "%7C",
        _ => ",",
    };
    match Layout::of(value)? {
        layout @ (Layout::Array(_) | Layout::Object(_)) if !style.explode => {
            push_name(query, name);
            push_joined(query, layout, separator, false, encoding);
        }
        layout => pairs(name, &layout, |name, value| {
            push_name(query, name);
            push_encoded(query, value, encoding);
        }),
    }
    Ok(())
}

/// The parameter `name` as `name=value` of cookies (RFC 6265, section 4.2), `; ` between them.
pub(crate) fn cookies<V: Encode + ?Sized>(name: &str, style: Style, value: &V) -> Result<String, Unsayable> {
    let mut out = String::new();
    if style.kind == Kind::Json {
        push_cookie(&mut out, name, &json(value)?);
        return Ok(out);
    }
    match Layout::of(value)? {
        layout @ (Layout::Array(_) | Layout::Object(_)) if !style.explode => {
            push_cookie(&mut out, name, "");
            push_joined(&mut out, layout, ",", false, Encoding::Unreserved);
        }
        layout => pairs(name, &layout, |name, value| push_cookie(&mut out, name, value)),
    }
    Ok(out)
}

fn push_cookie(out: &mut String, name: &str, value: &str) {
    if !out.is_empty() {
        out.push_str("; ");
    }
    push_encoded(out, name, Encoding::Unreserved);
    out.push('=');
    push_encoded(out, value, Encoding::Unreserved);
}

/// Appends `name=value`, both percent-encoded.
pub(crate) fn push_pair(query: &mut String, name: &str, value: &str) {
    push_name(query, name);
    push_encoded(query, value, Encoding::Unreserved);
}

fn push_name(query: &mut String, name: &str) {
    if !query.is_empty() {
        query.push('&');
    }
    push_encoded(query, name, Encoding::Unreserved);
    query.push('=');
}

/// Each item and each member as a pair: items have the name of the parameter, members their own.
fn pairs(name: &str, layout: &Layout<'_>, mut push: impl FnMut(&str, &str)) {
    match layout {
        Layout::Scalar(value) => push(name, value),
        Layout::Array(items) => items.iter().for_each(|item| push(name, &text(item))),
        Layout::Object(entries) => {
            for (name, value) in entries {
                match value {
                    Json::Array(items) => items.iter().for_each(|item| push(name, &text(item))),
                    value => push(name, &text(value)),
                }
            }
        }
    }
}

/// Items, or names and values, in a row.
fn push_joined(out: &mut String, layout: Layout<'_>, separator: &str, explode: bool, encoding: Encoding) {
    let mut is_first = true;
    let mut push = |parts: [Option<&str>; 2], between: &str| {
        for (index, part) in parts.into_iter().flatten().enumerate() {
            match (index, is_first) {
                (0, true) => is_first = false,
                (0, false) => out.push_str(separator),
                _ => out.push_str(between),
            }
            push_encoded(out, part, encoding);
        }
    };
    match layout {
        Layout::Scalar(value) => push([Some(&value), None], separator),
        Layout::Array(items) => items.iter().for_each(|item| push([Some(&text(item)), None], separator)),
        Layout::Object(entries) => {
            let between = if explode { "=" } else { separator };
            entries.iter().for_each(|(name, value)| push([Some(name), Some(&text(value))], between));
        }
    }
}

fn push_deep(query: &mut String, name: &str, layout: Layout<'_>, encoding: Encoding) {
    match layout {
        Layout::Scalar(value) => {
            push_name(query, name);
            push_encoded(query, &value, encoding);
        }
        Layout::Array(items) => push_deep_items(query, name, &items, encoding),
        Layout::Object(entries) => push_deep_members(query, name, entries.iter(), encoding),
    }
}

fn push_deep_members<'e>(
    query: &mut String,
    name: &str,
    entries: impl Iterator<Item = (&'e String, &'e Json)>,
    encoding: Encoding,
) {
    entries.for_each(|(key, value)| push_deep_value(query, &format!("{name}[{key}]"), value, encoding));
}

fn push_deep_items(query: &mut String, name: &str, items: &[Json], encoding: Encoding) {
    for (index, item) in items.iter().enumerate() {
        push_deep_value(query, &format!("{name}[{index}]"), item, encoding);
    }
}

/// No value is nested deeper than JSON is written.
fn push_deep_value(query: &mut String, name: &str, value: &Json, encoding: Encoding) {
    match value {
        Json::Object(entries) => push_deep_members(query, name, entries.iter(), encoding),
        Json::Array(items) => push_deep_items(query, name, items, encoding),
        value => {
            push_name(query, name);
            push_encoded(query, &text(value), encoding);
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::Map;

    fn query(style: Style, value: &impl Encode) -> String {
        let mut query = String::new();
        push_query(&mut query, "a b", style, value).unwrap();
        query
    }

    fn object() -> Map<Json> {
        let entries = [("y", Json::from(1)), ("x", Json::from("ü&")), ("n", Json::Null)];
        entries.into_iter().map(|(key, value)| (key.to_owned(), value)).collect()
    }

    #[test]
    fn scalars_are_the_same_in_every_style_of_a_query() {
        for style in [Style::FORM, Style::FORM.exploded(), Style::SPACES, Style::PIPES, Style::DEEP] {
            assert_eq!(query(style, &"x y"), "a%20b=x%20y");
            assert_eq!(query(style, &-3i64), "a%20b=-3");
            assert_eq!(query(style, &true), "a%20b=true");
            assert_eq!(query(style, &1.5), "a%20b=1.5");
            assert_eq!(query(style, &""), "a%20b=");
        }
    }

    #[test]
    fn separators_inside_of_items_are_encoded() {
        let items = vec!["1,2", "3|4 5"];
        assert_eq!(query(Style::FORM.exploded(), &items), "a%20b=1%2C2&a%20b=3%7C4%205");
        assert_eq!(query(Style::FORM, &items), "a%20b=1%2C2,3%7C4%205");
        assert_eq!(query(Style::SPACES, &items), "a%20b=1%2C2%203%7C4%205");
        assert_eq!(query(Style::PIPES, &items), "a%20b=1%2C2%7C3%7C4%205");
        assert_eq!(query(Style::FORM.exploded(), &Vec::<String>::new()), "");
        assert_eq!(query(Style::FORM, &Vec::<String>::new()), "a%20b=");
    }

    #[test]
    fn objects_keep_the_order_of_their_fields() {
        assert_eq!(query(Style::FORM.exploded(), &object()), "y=1&x=%C3%BC%26&n=");
        assert_eq!(query(Style::FORM, &object()), "a%20b=y,1,x,%C3%BC%26,n,");
        assert_eq!(query(Style::DEEP, &object()), "a%20b%5By%5D=1&a%20b%5Bx%5D=%C3%BC%26&a%20b%5Bn%5D=");
        assert_eq!(
            query(Style::JSON, &object()),
            "a%20b=%7B%22y%22%3A1%2C%22x%22%3A%22%C3%BC%26%22%2C%22n%22%3Anull%7D"
        );
    }

    #[test]
    fn deep_objects_go_as_deep_as_they_are() {
        let list = Json::from_iter([("c", Json::from(3))]);
        let deep = Json::from_iter([("in", Json::from_iter([("list", Json::from(vec![Json::from(1), list]))]))]);
        let query = query(Style::DEEP, &deep).replace("%5B", "[").replace("%5D", "]");
        assert_eq!(query, "a%20b[in][list][0]=1&a%20b[in][list][1][c]=3");
    }

    #[test]
    fn lists_of_an_exploded_object_repeat_their_name() {
        let value: Map<Json> = [("ids".to_owned(), Json::from(vec![1, 2]))].into_iter().collect();
        assert_eq!(query(Style::FORM.exploded(), &value), "ids=1&ids=2");
    }

    #[test]
    fn paths_of_nothing_are_nothing() {
        for style in [Style::SIMPLE, Style::LABEL, Style::MATRIX, Style::MATRIX.exploded()] {
            assert_eq!(path("a", style, &Vec::<String>::new()).unwrap(), "");
        }
        assert_eq!(path("a", Style::MATRIX, &"").unwrap(), ";a");
        assert_eq!(path("a", Style::MATRIX.exploded(), &vec!["", "b"]).unwrap(), ";a;a=b");
        assert_eq!(path("a", Style::LABEL, &"").unwrap(), ".");
    }

    #[test]
    fn reserved_characters_stay_where_that_is_asked_for() {
        assert_eq!(query(Style::FORM.exploded().reserved(), &"https://a/?b=c&d#e"), "a%20b=https://a/?b=c%26d%23e");
        assert_eq!(path("a", Style::SIMPLE.reserved(), &"a/b:c?d").unwrap(), "a/b:c%3Fd");
    }

    proptest! {
        #[test]
        fn another_decoder_reads_the_query_back(pairs in proptest::collection::vec(any::<(String, String)>(), 0..6)) {
            let mut query = String::new();
            pairs.iter().for_each(|(name, value)| push_pair(&mut query, name, value));
            let read: Vec<_> = form_urlencoded::parse(query.as_bytes()).into_owned().collect();
            prop_assert_eq!(read, pairs);
        }

        #[test]
        fn another_decoder_reads_items_and_members_back(
            items in proptest::collection::vec(any::<String>(), 1..6),
            name in any::<String>(),
        ) {
            let read = |query: &str| form_urlencoded::parse(query.as_bytes()).into_owned().collect::<Vec<_>>();
            let with = |style: Style| {
                let mut query = String::new();
                push_query(&mut query, &name, style, &items).unwrap();
                query
            };
            let expected: Vec<_> = items.iter().map(|item| (name.clone(), item.clone())).collect();
            prop_assert_eq!(read(&with(Style::FORM.exploded())), expected);
            let joined = with(Style::FORM);
            let (_, joined) = joined.rsplit_once('=').unwrap();
            let decode = |text: &str| percent_encoding::percent_decode_str(text).decode_utf8().unwrap().into_owned();
            prop_assert_eq!(joined.split(',').map(decode).collect::<Vec<_>>(), items.clone());
            let read_json: Vec<String> = serde_json::from_str(&read(&with(Style::JSON))[0].1).unwrap();
            prop_assert_eq!(read_json, items.clone());
            let label = path(&name, Style::MATRIX.exploded(), &items).unwrap();
            let values = label.split(';').skip(1).map(|pair| pair.split_once('=').map_or("", |(_, value)| value));
            prop_assert_eq!(values.map(decode).collect::<Vec<_>>(), items);
        }
    }
}
