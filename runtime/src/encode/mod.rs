//! Values as the text of a path, a query, a header, a cookie or a form.

mod draft;
mod form;
mod header;
mod layout;
mod percent;
mod place;
mod style;
mod target;

pub(crate) use form::form;
pub(crate) use header::set_header;
pub(crate) use layout::{Layout, Unsayable};
pub(crate) use percent::percent_encoded;
pub(crate) use place::{push_pair, push_query};
pub(crate) use style::Kind;
pub use style::Style;
pub(crate) use target::Target;
