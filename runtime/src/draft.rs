//! A call of an operation, while its parameters and its body are filled in.

use std::fmt::{self, Display};
use std::sync::Arc;

use bytes::Bytes;
use http::header::{ACCEPT, CONTENT_TYPE};
use http::{HeaderMap, HeaderValue, Method};

use crate::base_url::BaseUrl;
use crate::body::{Upload, form};
use crate::call::Call;
use crate::core::Shared;
use crate::encode::{Target, set_header};
use crate::error::{Error, Result};
use crate::model::{BODY, Encode, Place, Seal, Tree, sealed, to_json_with_places};
use crate::multipart::Multipart;
use crate::operation::{Operation, Origin};
use crate::request::Request;
use crate::response::FromResponse;
use crate::server::filled;

/// A call of an operation, while its parameters and its body are filled in.
///
/// What is wrong with a value is told when the call is sent: the first trouble counts.
#[must_use = "nothing is sent before `call`, and the call is awaited"]
pub struct Draft {
    shared: Arc<Shared>,
    operation: &'static Operation,
    parts: Result<Parts<'static>>,
}

/// A request in the making.
pub(crate) struct Parts<'t> {
    pub(crate) target: Target<'t>,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
    multipart: Option<Arc<Multipart>>,
    upload: Option<Upload>,
    sensitive: Vec<Place>,
    /// Sensitive texts of anything but a body of JSON, a token in the place of each.
    pub(crate) seals: Vec<Seal>,
}

impl fmt::Debug for Draft {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Draft").field("operation", &self.operation).finish_non_exhaustive()
    }
}

impl Draft {
    pub(crate) fn new(shared: Arc<Shared>, operation: &'static Operation) -> Self {
        // Some documents write a query that every call sends into the path.
        let (path, query) = operation.path.split_once('?').unwrap_or((operation.path, ""));
        let parts = match operation.server {
            Some(server) if !shared.base_is_chosen || operation.server_is_required => filled(server, &shared.variables)
                .and_then(|server| shared.at_server(&server))
                .map(|base| Parts::new(&base, &shared.headers, path)),
            _ => Ok(Parts::new(&shared.base, &shared.headers, path)),
        };
        let mut draft = Self { shared, operation, parts };
        if let Ok(parts) = &mut draft.parts {
            parts.target.query.push_str(query);
        }
        match operation.accept {
            Some(accept) => draft.with(|parts| set_header(&mut parts.headers, ACCEPT.as_str(), accept)),
            None => draft,
        }
    }

    /// A body as `application/json`.
    pub fn json<V: Encode + ?Sized>(self, value: &V) -> Self {
        self.json_as("application/json", value)
    }

    /// As [`json`](Self::json); nothing when there is no value.
    pub fn json_opt<V: Encode + ?Sized>(self, value: Option<&V>) -> Self {
        self.json_as_opt("application/json", value)
    }

    /// A body as JSON under another media type.
    pub fn json_as<V: Encode + ?Sized>(self, media: &'static str, value: &V) -> Self {
        self.json_as_opt(media, Some(value))
    }

    /// As [`json_as`](Self::json_as); nothing when there is no value.
    pub fn json_as_opt<V: Encode + ?Sized>(self, media: &'static str, value: Option<&V>) -> Self {
        self.with_some(value, |parts, value| {
            let (body, sensitive) = to_json_with_places(value).map_err(|error| unsayable_body(&error))?;
            parts.set_body(media, body)?;
            parts.sensitive = sensitive;
            Ok(())
        })
    }

    /// An object as `application/x-www-form-urlencoded`; arrays repeat the name.
    pub fn form<V: Encode + ?Sized>(self, value: &V) -> Self {
        self.form_opt(Some(value))
    }

    /// As [`form`](Self::form); nothing when there is no value.
    pub fn form_opt<V: Encode + ?Sized>(self, value: Option<&V>) -> Self {
        let encodings = self.operation.form_encodings;
        self.with_some(value, |parts, value| {
            let (form, seals) = or_sealed(value, form(value, encodings), |value| form(value, encodings))
                .map_err(|error| unsayable_body(&error))?;
            parts.set_body("application/x-www-form-urlencoded", form)?;
            parts.seal(seals, BODY, "application/x-www-form-urlencoded");
            Ok(())
        })
    }

    /// A body as text in UTF-8.
    pub fn text(self, media: &'static str, value: &str) -> Self {
        self.text_opt(media, Some(value))
    }

    /// As [`text`](Self::text); nothing when there is no value.
    pub fn text_opt(self, media: &'static str, value: Option<&str>) -> Self {
        self.with_some(value, |parts, value| parts.set_body(media, value.to_owned()))
    }

    /// A body as it is.
    pub fn bytes(self, media: &'static str, value: impl Into<Bytes>) -> Self {
        self.with(|parts| parts.set_body(media, value))
    }

    /// As [`bytes`](Self::bytes); nothing when there is no value.
    pub fn bytes_opt(self, media: &'static str, value: Option<impl Into<Bytes>>) -> Self {
        match value {
            Some(value) => self.bytes(media, value),
            None => self,
        }
    }

    /// A body as `multipart/form-data`.
    pub fn multipart(self, parts: Multipart) -> Self {
        self.with(|draft| draft.set_multipart(parts))
    }

    /// The call, ready to be awaited.
    pub fn call<T: FromResponse>(self) -> Call<T> {
        Call::new(self.shared.clone(), self.request())
    }

    pub(crate) fn request(self) -> Result<Request> {
        let origin = Origin::Declared(self.operation);
        let request = self.parts.and_then(|parts| parts.finish(&origin, &self.operation.method));
        request.map_err(|error| error.of(&origin))
    }

    pub(crate) fn operation(&self) -> &'static Operation {
        self.operation
    }

    pub(crate) fn with(mut self, change: impl FnOnce(&mut Parts<'static>) -> Result<()>) -> Self {
        if let Ok(parts) = &mut self.parts
            && let Err(error) = change(parts)
        {
            self.parts = Err(error);
        }
        self
    }

    pub(crate) fn with_some<V: ?Sized>(
        self,
        value: Option<&V>,
        change: impl FnOnce(&mut Parts<'static>, &V) -> Result<()>,
    ) -> Self {
        match value {
            Some(value) => self.with(|parts| change(parts, value)),
            None => self,
        }
    }
}

impl<'t> Parts<'t> {
    pub(crate) fn new(base: &BaseUrl, headers: &HeaderMap, template: &'t str) -> Self {
        // Room for what a call adds: a clone has none, and would grow at once.
        let mut own = HeaderMap::with_capacity(headers.len() + 4);
        own.extend(headers.iter().map(|(name, value)| (name.clone(), value.clone())));
        Self {
            target: Target::new(base, template),
            headers: own,
            body: Bytes::new(),
            multipart: None,
            upload: None,
            sensitive: Vec::new(),
            seals: Vec::new(),
        }
    }

    pub(crate) fn set_body(&mut self, media: &'static str, body: impl Into<Bytes>) -> Result<()> {
        self.body = body.into();
        // What described the body before.
        self.unseal_body();
        self.multipart = None;
        self.upload = None;
        if media == "application/json" {
            self.headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
            return Ok(());
        }
        match HeaderValue::from_str(media) {
            Ok(media) => self.headers.insert(CONTENT_TYPE, media),
            Err(_) => return Err(Error::request(format!("`{media}` is no media type"))),
        };
        Ok(())
    }

    /// Another body takes the place of what was one.
    fn unseal_body(&mut self) {
        self.sensitive.clear();
        self.seals.retain(|seal| !seal.is_of_body());
    }

    /// Keeps what tokens stand for in something of this kind and name.
    pub(crate) fn seal(&mut self, seals: Vec<Seal>, kind: &'static str, name: &str) {
        self.seals.extend(seals.into_iter().map(|seal| Seal { place: (kind, name.to_owned()), ..seal }));
    }

    pub(crate) fn set_multipart(&mut self, parts: Multipart) -> Result<()> {
        set_header(&mut self.headers, CONTENT_TYPE.as_str(), &parts.content_type())?;
        self.body.clear();
        self.unseal_body();
        self.upload = None;
        self.multipart = Some(Arc::new(parts));
        Ok(())
    }

    /// What is in memory becomes the body itself, so that a protocol sees it. `media` stands in for a type of its own.
    pub(crate) fn set_upload(&mut self, media: &str, upload: Upload) -> Result<()> {
        set_header(&mut self.headers, CONTENT_TYPE.as_str(), upload.media().unwrap_or(media))?;
        self.unseal_body();
        self.multipart = None;
        self.body = upload.content().cloned().unwrap_or_default();
        self.upload = upload.content().is_none().then_some(upload);
        Ok(())
    }

    pub(crate) fn finish(self, origin: &Origin, method: &Method) -> Result<Request> {
        let filled = self.target.finish()?;
        Ok(Request {
            origin: origin.clone(),
            method: method.clone(),
            url: filled.url,
            base: filled.base,
            target: filled.target,
            headers: self.headers,
            body: self.body,
            multipart: self.multipart,
            upload: self.upload,
            sensitive: self.sensitive,
            seals: self.seals,
            idempotent: origin.is_idempotent(),
        })
    }
}

/// What was made of `value`, or, where that holds sensitive texts, what `again` makes of it with tokens in their place.
pub(crate) fn or_sealed<V: Encode + ?Sized, R, E>(
    value: &V,
    made: std::result::Result<R, E>,
    again: impl FnOnce(&Tree) -> std::result::Result<R, E>,
) -> std::result::Result<(R, Vec<Seal>), E> {
    match made {
        Ok(made) => Ok((made, Vec::new())),
        Err(error) => match sealed(value) {
            Some((value, seals)) => again(&value).map(|made| (made, seals)),
            None => Err(error),
        },
    }
}

pub(crate) fn unsayable(place: &str, name: &str, error: &impl Display) -> Error {
    Error::request(format!("the {place} `{name}` cannot be written: {error}"))
}

pub(crate) fn unsayable_body(error: &impl Display) -> Error {
    Error::request(format!("the body cannot be written: {error}"))
}
