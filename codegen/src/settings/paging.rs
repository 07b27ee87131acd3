//! How the pages of a list follow one another: `x-paging` beside an operation, or `[paging.ID]` in a file of settings.

use serde::Deserialize;
use std::collections::BTreeMap;

/// How the pages of lists follow one another, by the id of the operation.
pub type PagingById = BTreeMap<String, Paging>;

/// How the pages of a list follow one another. Places in an answer are JSON pointers, such as `/meta/next`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Paging {
    /// What asks for the next page.
    pub kind: PagingKind,
    /// The parameter that does: the name of a query parameter, or the JSON pointer of a property of the body. Not for
    /// links.
    pub parameter: Option<String>,
    /// Where the parameter stands.
    #[serde(default, rename = "in")]
    pub location: PagingPlace,
    /// Where the items stand in the answer; the answer itself is the list unless set.
    #[serde(default)]
    pub items: String,
    /// Where the cursor, or the link, stands in the answer. A link stands in the header `Link` unless set.
    pub next: Option<String>,
    /// Where the cursor stands in the last item, for an answer that has no other one.
    pub last: Option<String>,
    /// Where the answer says by `true` or `false` whether there are more pages.
    pub more: Option<String>,
    /// Where the answer says how many there are in all: pages for `page`, items for `offset`.
    pub total: Option<String>,
    /// The number of the first page, for `page`: 1 unless set.
    pub first: Option<u32>,
}

/// What asks for the next page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum PagingKind {
    /// A text that the answer before holds.
    Cursor,
    /// The number of the page.
    Page,
    /// How many items come before it.
    Offset,
    /// A URL that the answer before holds.
    Link,
}

/// Where the parameter of a page stands.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum PagingPlace {
    /// In the query.
    #[default]
    Query,
    /// In the JSON body.
    Body,
}

impl Paging {
    /// What is wrong with it, whatever the operation is.
    pub fn problem(&self) -> Option<String> {
        let pointers =
            [Some(&self.items), self.next.as_ref(), self.last.as_ref(), self.more.as_ref(), self.total.as_ref()];
        let in_body = self.parameter.as_ref().filter(|_| self.location == PagingPlace::Body);
        let mut pointers = pointers.into_iter().flatten().chain(in_body);
        if let Some(wrong) = pointers.find(|pointer| !pointer.is_empty() && !pointer.starts_with('/')) {
            return Some(format!("`{wrong}` is no JSON pointer, which begins with `/`"));
        }
        let is_set = |name: &str| match name {
            "next" => self.next.is_some(),
            "last" => self.last.is_some(),
            "total" => self.total.is_some(),
            "first" => self.first.is_some(),
            _ => self.parameter.is_some(),
        };
        let needless: &[&str] = match self.kind {
            PagingKind::Cursor => &["total", "first"],
            PagingKind::Page => &["next", "last"],
            PagingKind::Offset => &["next", "last", "first"],
            PagingKind::Link => &["parameter", "last", "total", "first"],
        };
        if let Some(needless) = needless.iter().find(|name| is_set(name)) {
            return Some(format!("`{needless}` says nothing of this kind"));
        }
        match self.kind {
            PagingKind::Link => None,
            _ if self.parameter.is_none() => Some("`parameter` is missing".to_owned()),
            PagingKind::Cursor if self.next.is_some() == self.last.is_some() => {
                Some("either `next` or `last` says where the cursor stands".to_owned())
            }
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, from_value, json};

    fn problem(written: Value) -> String {
        from_value::<Paging>(written).unwrap().problem().unwrap_or_default()
    }

    #[test]
    fn each_kind_takes_what_it_needs() {
        for fine in [
            json!({"kind": "cursor", "parameter": "c", "next": "/next", "items": "/data", "more": "/more"}),
            json!({"kind": "cursor", "parameter": "/page/c", "in": "body", "last": "/id"}),
            json!({"kind": "page", "parameter": "p", "first": 0, "total": "/pages"}),
            json!({"kind": "offset", "parameter": "o"}),
            json!({"kind": "link"}),
            json!({"kind": "link", "next": "/next"}),
        ] {
            assert_eq!(problem(fine.clone()), "", "{fine}");
        }
        for (wrong, said) in [
            (json!({"kind": "cursor", "next": "/a"}), "`parameter` is missing"),
            (json!({"kind": "cursor", "parameter": "c"}), "either `next` or `last`"),
            (json!({"kind": "cursor", "parameter": "c", "next": "/a", "last": "/b"}), "either `next` or `last`"),
            (json!({"kind": "cursor", "parameter": "c", "next": "a.b"}), "`a.b` is no JSON pointer"),
            (json!({"kind": "page", "parameter": "p", "in": "body"}), "`p` is no JSON pointer"),
            (json!({"kind": "page", "parameter": "p", "next": "/a"}), "`next` says nothing"),
            (json!({"kind": "link", "parameter": "p"}), "`parameter` says nothing"),
        ] {
            assert!(problem(wrong.clone()).contains(said), "{wrong}: {}", problem(wrong.clone()));
        }
        assert!(from_value::<Paging>(json!({"kind": "cursor", "nxt": "/a"})).is_err());
    }
}
