//! Bodies of requests that are more than one value: files, forms, parts, lines, and a choice of media types.

mod draft;
mod encoding;
mod form;
mod lines;
mod media;
mod parts;
mod upload;

use crate::draft::Draft;

pub use encoding::Encoding;
pub(crate) use form::form;
pub(crate) use media::is_form;
pub(crate) use upload::Source;
pub use upload::Upload;

/// A body that may be sent as one of several media types. Generated enums implement it.
pub trait Body {
    /// Puts the body into a call.
    fn put(self, draft: Draft) -> Draft;
}
