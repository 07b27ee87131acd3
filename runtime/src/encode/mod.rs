//! Values as the text of a path, a query, a header, a cookie or a form.

mod form;
mod header;
mod layout;
mod percent;
mod style;
mod target;

pub(crate) use form::form;
pub(crate) use header::{cookie, set_header, simple};
pub(crate) use layout::{Layout, Unsayable};
pub use style::Style;
pub(crate) use style::{push_pair, push_styled};
pub(crate) use target::Target;
