//! Values as the text of a path, a query, a header, a cookie or a form.

mod form;
mod header;
mod layout;
mod percent;
mod style;
mod target;

pub(crate) use form::form;
pub(crate) use header::{add_cookies, set_header};
pub(crate) use layout::{Layout, Unsayable};
pub use style::Style;
pub(crate) use style::{Kind, cookies, header as header_text, push_pair, push_query};
pub(crate) use target::Target;
