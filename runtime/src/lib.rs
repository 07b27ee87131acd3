//! What every client made by `openapi-client-codegen` links: calls, encoding, decoding, transports.
//!
//! A generated function builds a [`Call`], which is plain data until it is awaited or, with the feature `blocking`,
//! waited for. In between stand, in this order:
//!
//! 1. [`Core`] holds what the calls of one client share, made by [`Builder`];
//! 2. [`Draft`] fills an [`Operation`] with parameters and a body, a [`Multipart`] one for files; [`Chain`] does the
//!    same for a path given as text;
//! 3. [`Request`] is what will be sent, byte for byte. Each attempt starts from it anew;
//! 4. what the operation's [`Security`] asks for is written into it, of the [`Credential`]s that the client was given;
//! 5. a [`Protocol`] may first make an [`Inquiry`], such as for keys: it is asked once, however many calls wait for it;
//! 6. then the protocol prepares the request: it signs it, and encrypts what is [`Sensitive`];
//! 7. a [`Transport`] carries it, or its blocking sibling: the only places that touch a socket, and the files of an
//!    upload;
//! 8. [`Response`] is what came back, whole, or [`Incoming`] piece by piece with [`Call::open`]; the protocol may
//!    reject it, or say that it is verified, and only then sensitive texts are decrypted;
//! 9. [`Retry`] says whether another attempt follows: only where the request cannot have arrived, or may be repeated;
//! 10. [`FromResponse`] reads the answer, or [`Error`] says what went wrong, and by its [`Delivery`] whether the server
//!     may have acted.
//!
//! All of this happens within the time of the call, attempts, delays and inquiries included. Each attempt, each
//! repetition and each inquiry that fails is told through `tracing`, without paths as they are filled, headers and
//! bodies.
//!
//! An answer of many values gives them one by one: [`Events`] and [`Lines`], or [`Items`] of all pages of a list. What a
//! service sends by itself is read by a [`Webhook`]. The feature `mock` has a service in process for tests.
//!
//! Models read and write JSON through [`Decode`] and [`Encode`], over one concrete [`Reader`] and one [`Writer`]. Generated
//! code states their members, and what operations answer, as facts for macros of this crate: [`object!`], [`object_around!`],
//! [`parameters!`], [`string_enum!`], [`integer_enum!`], [`value_enum!`], [`union!`], [`newtype!`] and [`answers!`]. Texts
//! with a format, such as [`DateTime`] and [`Uuid`], take what a service sends as it is and are checked where they are made;
//! limits are checked by [`Validate::validate`] and nowhere else.

mod answer;
mod answer_macros;
mod base_url;
mod body;
mod builder;
mod call;
mod chain;
mod core;
mod draft;
mod encode;
mod encrypt;
mod error;
mod exchange;
mod formats;
mod incoming;
mod inquiry;
mod limits;
#[cfg(feature = "mock")]
pub mod mock;
mod model;
mod multipart;
mod number;
mod operation;
mod paging;
mod protocol;
mod redact;
mod request;
mod response;
mod retry;
mod security;
mod server;
mod stream;
mod transport;
#[cfg(feature = "blocking")]
mod wait;
mod webhook;

pub use bytes::Bytes;
pub use http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode};
pub use jiff;
pub use reqwest::Url;

pub use crate::answer::Answer;
pub use crate::body::{Body, Encoding, Upload};
pub use crate::builder::Builder;
pub use crate::call::{Call, CallFuture};
pub use crate::chain::Chain;
pub use crate::core::Core;
pub use crate::draft::Draft;
pub use crate::encode::Style;
pub use crate::error::{Delivery, Error, ErrorKind, Result};
pub use crate::formats::{
    Base64, Date, DateTime, Decimal, Duration, FormatError, IpAddr, Ipv4Addr, Ipv6Addr, Text, Time, Uri, Uuid,
};
pub use crate::incoming::{Incoming, Pieces};
pub use crate::inquiry::{Inquiry, Urgency};
pub use crate::limits::{Validate, ValueLimits, Violation, Violations};
#[doc(hidden)]
pub use crate::model::private as __private;
pub use crate::model::{
    Decode, DecodeError, Decoded, Encode, EncodeError, Field, Input, Json, JsonText, Map, Nullable, Open, Reader,
    Sensitive, Slot, Writer, from_json, to_json,
};
pub use crate::multipart::{Multipart, Part};
pub use crate::number::Number;
pub use crate::operation::Operation;
#[cfg(feature = "blocking")]
pub use crate::paging::{BlockingItems, BlockingPages};
pub use crate::paging::{Items, Page, Pages, Paging};
pub use crate::protocol::Protocol;
pub use crate::request::Request;
pub use crate::response::{Authenticity, FromResponse, Header, Response};
pub use crate::retry::{Retry, asks_again};
pub use crate::security::{Credential, OAuthClient, Scheme, Secret, Security};
pub use crate::server::Server;
pub use crate::stream::{AnswersEvents, AnswersLines, Event, EventData, Events, Lines, Undecoded};
#[cfg(feature = "blocking")]
pub use crate::transport::{BlockingReqwestTransport, BlockingTransport};
pub use crate::transport::{BoxFuture, Connections, Limits, ReqwestTransport, Transport};
pub use crate::webhook::{FormField, Webhook, WebhookError, webhook_tag};
