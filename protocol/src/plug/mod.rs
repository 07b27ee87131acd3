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

/// Whether the specification says that the answer is not signed.
fn is_unsigned(request: &Request) -> bool {
    request.extensions().contains(&UNSIGNED)
}
