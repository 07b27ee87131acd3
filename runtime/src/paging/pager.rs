//! Which page comes next: all that does not depend on what the items are.

use std::collections::HashSet;

use bytes::Bytes;

use super::cursor::{self, plain};
use super::place::Place;
use super::{Kind, Paging, link};
use crate::error::{Error, Result};
use crate::model::{Decode, Json, tokens};
use crate::request::Request;
use crate::response::Response;

/// Where a list stands.
pub(super) struct Pager {
    paging: &'static Paging,
    /// The cursors and links that were followed.
    seen: HashSet<String>,
    /// The body of the page before.
    before: Bytes,
    /// How many pages may still come.
    pub(super) left: usize,
}

impl Pager {
    pub(super) fn new(paging: &'static Paging) -> Self {
        Self { paging, seen: HashSet::new(), before: Bytes::new(), left: usize::MAX }
    }

    /// The items of a page.
    pub(super) fn items<T: Decode>(&self, page: &Response) -> Result<Vec<T>> {
        // A list that is `null` or not there has no items.
        page.at(&tokens(self.paging.items)).map(Option::unwrap_or_default)
    }

    /// The request for the page behind the one that `request` brought, which has `count` items; `None` at the end.
    pub(super) fn next(&mut self, request: &Request, page: &Response, count: usize) -> Result<Option<Request>> {
        if self.read(page, self.paging.more)? == Some(false) {
            return Ok(None);
        }
        let mut next = request.clone();
        match self.paging.kind {
            Kind::Link(place) => {
                let found = match place {
                    None => link::next_of(page.headers()),
                    Some(pointer) => self.given(page, &tokens(pointer))?.map(|url| plain(&url)),
                };
                let Some(url) = found else { return Ok(None) };
                next = link::follow(request, &url)?;
                self.seen.insert(request.url.clone());
                return Ok(self.seen.insert(next.url.clone()).then_some(next));
            }
            Kind::Cursor(place, pointer) => {
                let Some(cursor) = self.given(page, &tokens(pointer))? else { return Ok(None) };
                return self.behind(next, place, &cursor);
            }
            Kind::After(place, member) => {
                let Some(last) = count.checked_sub(1) else { return Ok(None) };
                let mut path = tokens(self.paging.items);
                path.push(last.to_string());
                path.extend(tokens(member));
                let Some(cursor) = self.given(page, &path)? else { return Ok(None) };
                return self.behind(next, place, &cursor);
            }
            Kind::Page(place, first) => {
                let number = place.number(request).unwrap_or(first);
                let behind = number.saturating_add(1);
                if self.is_last(page, behind.saturating_sub(first))? {
                    return Ok(None);
                }
                place.set(&mut next, &Json::from(behind))?;
            }
            Kind::Offset(place) => {
                let count = u64::try_from(count).unwrap_or(u64::MAX);
                let behind = place.number(request).unwrap_or_default().saturating_add(count);
                if self.is_last(page, behind)? {
                    return Ok(None);
                }
                place.set(&mut next, &Json::from(behind))?;
            }
        }
        // A number always has a next one, so that the service alone can end the list.
        if count == 0 {
            return Ok(None);
        }
        if self.before == page.body() {
            return Err(Error::paging(
                "this page is the one before once more: the service ignores the parameter of the page",
            )
            .answered(page));
        }
        self.before = page.body();
        Ok(Some(next))
    }

    /// The request with a cursor, unless that is one that came before.
    fn behind(&mut self, mut next: Request, place: Place, cursor: &Json) -> Result<Option<Request>> {
        self.seen.extend(place.text(&next));
        place.set(&mut next, cursor)?;
        Ok(self.seen.insert(plain(cursor)).then_some(next))
    }

    /// Whether all has come, where the answer says how much there is.
    fn is_last(&self, page: &Response, come: u64) -> Result<bool> {
        Ok(self.read::<u64>(page, self.paging.total)?.is_some_and(|total| come >= total))
    }

    fn read<T: Decode>(&self, page: &Response, pointer: Option<&str>) -> Result<Option<T>> {
        pointer.map_or(Ok(None), |pointer| page.at(&tokens(pointer)))
    }

    fn given(&self, page: &Response, path: &[String]) -> Result<Option<Json>> {
        cursor::given(page.at(path)?).map_err(|problem| {
            let message = format!("the next page cannot be told from `/{}` of the answer: {problem}", path.join("/"));
            Error::paging(message).answered(page)
        })
    }
}
