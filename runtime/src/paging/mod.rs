//! Lists that a service gives page by page, as one stream of items.

mod cursor;
mod items;
mod link;
mod pager;
mod place;

#[cfg(feature = "blocking")]
pub use items::{BlockingItems, BlockingPages};
pub use items::{Items, Page, Pages};
use place::Place;

/// How the pages of an operation follow one another. Generated code holds one `static` for each operation that has some.
///
/// Where something stands in an answer is told by JSON pointers (RFC 6901).
#[derive(Debug)]
pub struct Paging {
    kind: Kind,
    items: &'static str,
    more: Option<&'static str>,
    total: Option<&'static str>,
}

/// What asks for the next page.
#[derive(Debug, Clone, Copy)]
enum Kind {
    /// A text that the answer holds.
    Cursor(Place, &'static str),
    /// A text that the last item of the answer holds.
    After(Place, &'static str),
    /// A number that grows by one, from this one on.
    Page(Place, u64),
    /// How many items came before.
    Offset(Place),
    /// A URL, at this place of the body or in the header `Link`.
    Link(Option<&'static str>),
}

impl Paging {
    const fn new(kind: Kind) -> Self {
        Self { kind, items: "", more: None, total: None }
    }

    /// A query parameter takes a cursor, which stands at `next` of the answer before. The list ends where there is none,
    /// or where it is one that came before.
    #[must_use]
    pub const fn cursor(parameter: &'static str, next: &'static str) -> Self {
        Self::new(Kind::Cursor(Place::Query(parameter), next))
    }

    /// A query parameter takes what stands at `member` of the last item before. The list ends with a page without items.
    #[must_use]
    pub const fn after(parameter: &'static str, member: &'static str) -> Self {
        Self::new(Kind::After(Place::Query(parameter), member))
    }

    /// A query parameter takes the number of the page; the first one has the number `first`. The list ends with a page
    /// without items.
    #[must_use]
    pub const fn page(parameter: &'static str, first: u64) -> Self {
        Self::new(Kind::Page(Place::Query(parameter), first))
    }

    /// A query parameter takes the number of items that come before the page. The list ends with a page without items.
    #[must_use]
    pub const fn offset(parameter: &'static str) -> Self {
        Self::new(Kind::Offset(Place::Query(parameter)))
    }

    /// The header `Link` has the URL of the next page, as that of the relation `next` (RFC 8288).
    #[must_use]
    pub const fn link() -> Self {
        Self::new(Kind::Link(None))
    }

    /// The URL of the next page stands at `next` of the answer.
    #[must_use]
    pub const fn link_at(next: &'static str) -> Self {
        Self::new(Kind::Link(Some(next)))
    }

    /// Where the items stand in the answer, as an array. The answer itself is one unless set.
    #[must_use]
    pub const fn items(mut self, pointer: &'static str) -> Self {
        self.items = pointer;
        self
    }

    /// Where the answer says by `true` or `false` whether there are more pages.
    #[must_use]
    pub const fn more(mut self, pointer: &'static str) -> Self {
        self.more = Some(pointer);
        self
    }

    /// Where the answer says how many there are in all: pages where they have numbers, else items.
    #[must_use]
    pub const fn total(mut self, pointer: &'static str) -> Self {
        self.total = Some(pointer);
        self
    }

    /// The parameter is no query parameter but a property of the JSON body, and its name a pointer to it.
    #[must_use]
    pub const fn in_body(mut self) -> Self {
        self.kind = match self.kind {
            Kind::Cursor(place, next) => Kind::Cursor(place.in_body(), next),
            Kind::After(place, member) => Kind::After(place.in_body(), member),
            Kind::Page(place, first) => Kind::Page(place.in_body(), first),
            Kind::Offset(place) => Kind::Offset(place.in_body()),
            Kind::Link(next) => Kind::Link(next),
        };
        self
    }
}
