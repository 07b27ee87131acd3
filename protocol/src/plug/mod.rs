//! The merchant as the rules of every call.

mod accept;
mod inquire;
mod prepare;
mod renew;
mod rules;

use openapi_client_runtime::{
    Error, Inquiry, Method, Operation, Protocol, Request, Response, Result, StatusCode, asks_again,
};

pub use self::renew::Renewed;
use crate::merchant::Merchant;

/// What a specification says of an operation whose answers WeChat Pay does not sign, such as the download of a file:
/// `x-protocol: {answer: unsigned}`.
pub(crate) const UNSIGNED: (&str, &str) = ("answer", "unsigned");

/// The name under which a specification says of which statuses answers are not signed: `x-unsigned: true` beside them.
const UNSIGNED_STATUSES: &str = "unsigned";

/// The mark of a request for certificates by someone who wants them learned.
const LEARNED: (&str, &str) = ("certificates", "learned");

/// The list of platform certificates.
static CERTIFICATES: Operation = Operation::new("listPlatformCertificates", Method::GET, "/v3/certificates");

/// Signs each attempt of a call, believes no answer that WeChat Pay did not sign, and keeps WeChat Pay's keys up to date:
/// `Client::builder().protocol(merchant)`.
///
/// Errors of the kind [`Protocol`](openapi_client_runtime::ErrorKind::Protocol) hold a [`Rejection`](crate::Rejection) or
/// another error of this crate: see [`Error::cause`].
impl Protocol for Merchant {
    fn prepare(&self, request: &mut Request) -> Result<()> {
        prepare::prepare(self, request)
    }

    fn accept(&self, request: &Request, response: &mut Response) -> Result<()> {
        accept::accept(self, request, response)
    }

    fn inquiry(&self, request: &Request, answer: Option<&Response>) -> Option<Inquiry> {
        inquire::inquiry(self, request, answer)
    }

    /// As usual, and 202: accepted, and to be asked again with the same parameters.
    fn asks_again(&self, status: StatusCode) -> bool {
        status == StatusCode::ACCEPTED || asks_again(status)
    }

    fn decrypt(&self, ciphertext: &str) -> Result<String> {
        Merchant::decrypt(self, ciphertext).map(|clear| clear.as_str().to_owned()).map_err(Error::protocol_from)
    }
}

/// Whether it is the list of platform certificates that is asked for, by this crate or by anybody else.
fn asks_for_certificates(request: &Request) -> bool {
    request.method() == Method::GET && request.path_template().trim_start_matches('/') == "v3/certificates"
}

/// Whether the specification says that some answer of the operation is not signed.
fn may_be_unsigned(request: &Request) -> bool {
    request.extensions().iter().any(|told| *told == UNSIGNED || told.0 == UNSIGNED_STATUSES)
}

/// Whether the specification says that an answer of this status is not signed.
fn is_unsigned(request: &Request, status: StatusCode) -> bool {
    request.extensions().iter().any(|told| match *told {
        UNSIGNED => true,
        (UNSIGNED_STATUSES, statuses) => statuses.split(' ').any(|named| means(named, status)),
        _ => false,
    })
}

/// Whether `named`, which is a status, a range such as `2XX`, or `default`, means the status.
fn means(named: &str, status: StatusCode) -> bool {
    match named.strip_suffix("XX") {
        Some(hundred) => hundred.parse() == Ok(status.as_u16() / 100),
        None => named == "default" || named == status.as_str(),
    }
}
