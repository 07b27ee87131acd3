//! What a document says of the encoding of one property of a form.

use crate::encode::Style;

/// How one property of a form or of a multipart body is written, where that is not the default (OpenAPI 3.0, "Encoding
/// Object").
#[derive(Debug, Clone, Copy)]
pub struct Encoding {
    pub(crate) name: &'static str,
    pub(crate) media: Option<&'static str>,
    pub(crate) style: Option<Style>,
}

impl Encoding {
    /// The property `name`, written in the default way.
    #[must_use]
    pub const fn new(name: &'static str) -> Self {
        Self { name, media: None, style: None }
    }

    /// The media type of its value. Of a list or a range, the first that says one type.
    #[must_use]
    pub const fn media(mut self, media: &'static str) -> Self {
        self.media = Some(media);
        self
    }

    /// How an array or an object is written.
    #[must_use]
    pub const fn style(mut self, style: Style) -> Self {
        self.style = Some(style);
        self
    }

    /// The one for `name`.
    pub(super) fn of(list: &'static [Self], name: &str) -> Option<&'static Self> {
        list.iter().find(|encoding| encoding.name == name)
    }
}
