//! Headers of answers as typed values.

use std::fmt;
use std::marker::PhantomData;

use http::HeaderMap;

use crate::model::{Decode, from_json, to_json};

/// A header that a document describes: its name, and the type of its value. Generated code holds one constant for each.
pub struct Header<T> {
    name: &'static str,
    value: PhantomData<fn() -> T>,
}

impl<T> Header<T> {
    /// A header of this name.
    #[must_use]
    pub const fn new(name: &'static str) -> Self {
        Self { name, value: PhantomData }
    }

    /// Its name.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        self.name
    }
}

impl<T: Decode> Header<T> {
    /// Its value; `None` where it is not there, or is not what the document says. Several lines of one name are one
    /// list (RFC 9110, section 5.3).
    #[must_use]
    pub fn of(&self, headers: &HeaderMap) -> Option<T> {
        let lines: Option<Vec<&str>> =
            headers.get_all(self.name).iter().map(|value| std::str::from_utf8(value.as_bytes()).ok()).collect();
        let lines = lines.filter(|lines| !lines.is_empty())?;
        read(lines.join(", ").trim())
    }
}

/// A value in the style `simple` (OpenAPI 3.0, "Style Values"): text, then what is JSON, such as a number, then a list,
/// then pairs.
fn read<T: Decode>(text: &str) -> Option<T> {
    let quoted = |text: &str| String::from_utf8(to_json(text).unwrap_or_default()).unwrap_or_default();
    let parse = |json: &str| from_json::<T>(json.as_bytes()).ok();
    let items = || text.split(',').map(str::trim).filter(|item| !item.is_empty());
    let list = |write: &dyn Fn(&str) -> String| format!("[{}]", items().map(write).collect::<Vec<_>>().join(","));
    let pairs = |write: &dyn Fn(&str) -> String| {
        let split: Option<Vec<_>> = items().map(|item| item.split_once('=')).collect();
        let split = split.unwrap_or_else(|| items().zip(items().skip(1)).step_by(2).collect());
        let members = split.iter().map(|(key, value)| format!("{}:{}", quoted(key), write(value)));
        format!("{{{}}}", members.collect::<Vec<_>>().join(","))
    };
    parse(&quoted(text))
        .or_else(|| parse(text))
        .or_else(|| parse(&list(&quoted)))
        .or_else(|| parse(&list(&str::to_owned)))
        .or_else(|| parse(&pairs(&quoted)))
        .or_else(|| parse(&pairs(&str::to_owned)))
}

impl<T> Clone for Header<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Header<T> {}

impl<T> fmt::Debug for Header<T> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_tuple("Header").field(&self.name).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{HeaderName, Map};

    fn headers<const N: usize>(values: [&'static str; N]) -> HeaderMap {
        let name = HeaderName::from_static("x-value");
        values.into_iter().map(|value| (name.clone(), value.parse().unwrap())).collect()
    }

    fn value<T: Decode, const N: usize>(values: [&'static str; N]) -> Option<T> {
        Header::new("X-Value").of(&headers(values))
    }

    #[test]
    fn values_are_read_by_their_type() {
        assert_eq!(value::<String, 1>(["12"]).unwrap(), "12");
        assert_eq!(value::<i64, 1>(["12"]), Some(12));
        assert_eq!(value::<bool, 1>(["true"]), Some(true));
        assert_eq!(value::<f64, 1>(["1.5"]), Some(1.5));
        assert_eq!(value::<Vec<String>, 1>(["a, b,c"]).unwrap(), ["a", "b", "c"]);
        assert_eq!(value::<Vec<i64>, 2>(["1,2", "3"]).unwrap(), [1, 2, 3]);
        assert_eq!(
            value::<Map<i64>, 1>(["a=1,b=2"]).unwrap(),
            Map::from_iter([("a".to_owned(), 1), ("b".to_owned(), 2)])
        );
        assert_eq!(value::<Map<String>, 1>(["a,1,b,2"]).unwrap()["b"], "2");
        assert_eq!(value::<Map<i64>, 1>(["{\"a\": 1}"]).unwrap()["a"], 1);
    }

    #[test]
    fn what_is_missing_or_broken_is_none() {
        assert_eq!(value::<i64, 0>([]), None);
        assert_eq!(value::<i64, 1>(["many"]), None);
        assert_eq!(value::<String, 1>([""]).unwrap(), "");
    }
}
