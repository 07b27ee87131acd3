//! Pages and items, awaited or waited for.

use std::fmt;
use std::future::{IntoFuture as _, poll_fn};
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::vec::IntoIter;

use futures_util::Stream;

use super::Paging;
use super::pager::Pager;
use crate::call::{Call, CallFuture};
use crate::error::Result;
use crate::model::Decode;
use crate::request::Request;
use crate::response::Response;

/// One page of a list.
#[derive(Debug, Clone)]
pub struct Page<T> {
    /// Its items.
    pub items: Vec<T>,
    /// The answer that it came in: status, headers, and what else its body holds.
    pub response: Response,
}

/// The pages of a list: a stream, which asks for the next page when it is polled for it.
///
/// An error is the last of them. A page that is not a success is an [`ErrorKind::Status`](crate::ErrorKind::Status).
#[must_use = "nothing is sent before a page is asked for"]
pub struct Pages<T> {
    pager: Pager,
    /// The call without a request, which all pages share.
    call: Call<Response>,
    next: Option<Result<Request>>,
    underway: Option<(Request, CallFuture<Response>)>,
    read: fn(&Pager, &Response) -> Result<Vec<T>>,
}

/// The items of a list, page by page: a stream.
///
/// ```no_run
/// # async fn show(mut pets: openapi_client_runtime::Items<String>) -> openapi_client_runtime::Result<()> {
/// while let Some(pet) = pets.next().await {
///     println!("{}", pet?);
/// }
/// # Ok(())
/// # }
/// ```
///
/// A page is asked for when the items of the one before have been taken. An error is the last item. The list ends where
/// the service says so, where it repeats itself, or after [`max_pages`](Self::max_pages). A link to another host is an
/// [`ErrorKind::Paging`](crate::ErrorKind::Paging): credentials would go there.
#[must_use = "nothing is sent before an item is asked for"]
pub struct Items<T> {
    pages: Pages<T>,
    ready: IntoIter<T>,
}

impl<T: Decode> Items<T> {
    pub(crate) fn new(call: Call<Response>, paging: &'static Paging) -> Self {
        let (call, request) = call.take_request();
        let read = |pager: &Pager, page: &Response| pager.items(page);
        let pages = Pages { pager: Pager::new(paging), call, next: Some(request), underway: None, read };
        Self { pages, ready: Vec::new().into_iter() }
    }
}

impl<T> Items<T> {
    /// Ends the list after so many pages, without an error.
    pub fn max_pages(mut self, pages: usize) -> Self {
        self.pages = self.pages.max_pages(pages);
        self
    }

    /// Changes the call of each page, such as `.adjust(|call| call.timeout(…))`.
    pub fn adjust(mut self, change: impl FnOnce(Call<Response>) -> Call<Response>) -> Self {
        self.pages = self.pages.adjust(change);
        self
    }

    /// The pages in place of the items.
    pub fn pages(self) -> Pages<T> {
        self.pages
    }

    /// The next item; `None` at the end.
    pub async fn next(&mut self) -> Option<Result<T>> {
        poll_fn(|context| self.poll_item(context)).await
    }

    /// The items as an iterator, without an async runtime. Each page is waited for as by [`Call::wait`].
    #[cfg(feature = "blocking")]
    pub fn wait(self) -> BlockingItems<T> {
        BlockingItems(self)
    }

    fn poll_item(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<T>>> {
        loop {
            if let Some(item) = self.ready.next() {
                return Poll::Ready(Some(Ok(item)));
            }
            match ready!(self.pages.poll_page(context)) {
                None => return Poll::Ready(None),
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                Some(Ok(page)) => self.ready = page.items.into_iter(),
            }
        }
    }
}

impl<T> Pages<T> {
    /// Ends the list after so many pages, without an error.
    pub fn max_pages(mut self, pages: usize) -> Self {
        self.pager.left = pages;
        self
    }

    /// Changes the call of each page, such as `.adjust(|call| call.timeout(…))`.
    pub fn adjust(mut self, change: impl FnOnce(Call<Response>) -> Call<Response>) -> Self {
        if let Some(request) = self.next.take() {
            let (call, request) = change(self.call.with_request(request)).take_request();
            self.call = call;
            self.next = Some(request);
        }
        self
    }

    /// The next page; `None` at the end.
    pub async fn next(&mut self) -> Option<Result<Page<T>>> {
        poll_fn(|context| self.poll_page(context)).await
    }

    /// The pages as an iterator, without an async runtime. Each is waited for as by [`Call::wait`].
    #[cfg(feature = "blocking")]
    pub fn wait(self) -> BlockingPages<T> {
        BlockingPages(self)
    }

    fn poll_page(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Page<T>>>> {
        if self.underway.is_none() {
            match self.begin() {
                None => return Poll::Ready(None),
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                Some(Ok((request, call))) => self.underway = Some((request, call.into_future())),
            }
        }
        let Some((_, call)) = &mut self.underway else { return Poll::Ready(None) };
        let outcome = ready!(Pin::new(call).poll(context));
        let page = self.underway.take().map(|(request, _)| outcome.and_then(|page| self.take(&request, page)));
        Poll::Ready(page)
    }

    /// The call for the next page.
    fn begin(&mut self) -> Option<Result<(Request, Call<Response>)>> {
        let request = self.next.take()?;
        self.pager.left = self.pager.left.checked_sub(1)?;
        Some(request.map(|request| (request.clone(), self.call.with_request(Ok(request)))))
    }

    /// What a page holds. What is wrong with the next one is told when that is asked for.
    fn take(&mut self, request: &Request, response: Response) -> Result<Page<T>> {
        if !response.status().is_success() {
            return Err(response.into_error());
        }
        let items = (self.read)(&self.pager, &response)?;
        let next = self.pager.next(request, &response, items.len()).map_err(|error| error.of(&request.origin));
        self.next = next.transpose();
        Ok(Page { items, response })
    }
}

// Items are moved out of their page, and never pinned.
impl<T> Unpin for Items<T> {}
impl<T> Unpin for Pages<T> {}

impl<T> Stream for Items<T> {
    type Item = Result<T>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Result<T>>> {
        self.poll_item(context)
    }
}

impl<T> Stream for Pages<T> {
    type Item = Result<Page<T>>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Result<Page<T>>>> {
        self.poll_page(context)
    }
}

impl<T> fmt::Debug for Items<T> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Items").field("pages", &self.pages).field("ready", &self.ready.len()).finish()
    }
}

impl<T> fmt::Debug for Pages<T> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Pages").field("next", &self.next).finish_non_exhaustive()
    }
}

/// The items of a list as an iterator. An error is the last of them.
#[cfg(feature = "blocking")]
#[derive(Debug)]
#[must_use = "nothing is sent before an item is asked for"]
pub struct BlockingItems<T>(Items<T>);

/// The pages of a list as an iterator. An error is the last of them.
#[cfg(feature = "blocking")]
#[derive(Debug)]
#[must_use = "nothing is sent before a page is asked for"]
pub struct BlockingPages<T>(Pages<T>);

#[cfg(feature = "blocking")]
impl<T> Iterator for BlockingPages<T> {
    type Item = Result<Page<T>>;

    fn next(&mut self) -> Option<Result<Page<T>>> {
        let begun = self.0.begin()?;
        Some(begun.and_then(|(request, call)| call.wait().and_then(|page| self.0.take(&request, page))))
    }
}

#[cfg(feature = "blocking")]
impl<T> Iterator for BlockingItems<T> {
    type Item = Result<T>;

    fn next(&mut self) -> Option<Result<T>> {
        loop {
            if let Some(item) = self.0.ready.next() {
                return Some(Ok(item));
            }
            let begun = self.0.pages.begin()?;
            match begun.and_then(|(request, call)| call.wait().and_then(|page| self.0.pages.take(&request, page))) {
                Ok(page) => self.0.ready = page.items.into_iter(),
                Err(error) => return Some(Err(error)),
            }
        }
    }
}
