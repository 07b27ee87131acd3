//! Answers to the operations of an OpenAPI document.

mod check;
mod dice;
mod discriminator;
mod endpoints;
mod error;
mod incoming;
mod load;
mod reply;
mod response;
mod sample;
mod sensitive;
mod template;
mod tree;
mod yaml;

#[cfg(test)]
mod corpus;

use std::fmt;
use std::path::Path;

use http::{HeaderMap, Method, StatusCode};
use serde_json::Value;

pub use error::DocumentError;
pub use reply::Reply;

use crate::cipher::Cipher;
use dice::Dice;
use endpoints::{Endpoints, Found};
use incoming::Incoming;
use tree::Tree;

/// An OpenAPI 3 document whose operations can be answered: from its examples, or with values made from its schemas.
///
/// References are followed within the document; one that leads elsewhere stands for a value without limits.
pub struct Document {
    root: Value,
    endpoints: Endpoints,
    seed: u64,
}

impl Document {
    /// Reads a document in YAML or JSON, of at most 64 MiB and a depth of 128. The same `seed` gives the same
    /// answers to the same requests.
    ///
    /// # Errors
    /// [`DocumentError`] where the file cannot be read, is too large or too deep, or is no OpenAPI 3 document.
    pub fn open(path: impl AsRef<Path>, seed: u64) -> Result<Self, DocumentError> {
        let root = load::load(path.as_ref())?;
        let endpoints = Endpoints::new(Tree::new(&root));
        Ok(Self { root, endpoints, seed })
    }

    /// The operations: method in upper case, and path with variables in braces.
    pub fn operations(&self) -> impl Iterator<Item = (String, &str)> {
        self.endpoints.iter().map(|endpoint| (endpoint.method.to_ascii_uppercase(), endpoint.path.as_str()))
    }

    /// Answers a request; `target` is path and query as received. `None` where the document has no such path.
    ///
    /// A request that lacks a required parameter or breaks a schema is answered with 400 `PARAM_ERROR` and the place;
    /// a method that the path does not have with 405, a media type that the operation does not take with 415. Any
    /// other gets the operation's first success: its example, or a value made from its schema, the same for the same
    /// seed, method, target and body. `HEAD` is answered as `GET`, without a body.
    ///
    /// Not checked are cookies, `pattern`, `format` and `not`, query parameters that are objects, and `Accept`,
    /// `Content-Type` and `Authorization` where they are described as parameters.
    ///
    /// Texts with `x-sensitive: true` are taken and given plain here; a [`Mock`](crate::Mock) that checks signatures
    /// wants them encrypted in bodies of JSON, and encrypts them in its answers.
    pub fn answer(&self, method: &Method, target: &str, headers: &HeaderMap, body: &[u8]) -> Option<Reply> {
        self.answer_encrypted(method, target, headers, body, None)
    }

    /// As [`answer`](Self::answer), with marked texts encrypted both ways where there is a cipher.
    pub(crate) fn answer_encrypted(
        &self,
        method: &Method,
        target: &str,
        headers: &HeaderMap,
        body: &[u8],
        cipher: Option<&Cipher>,
    ) -> Option<Reply> {
        let incoming = Incoming { method, target, headers, body };
        let reply = match self.endpoints.find(method, incoming.path()) {
            Found::Nothing => return None,
            Found::OtherMethods(others) => wrong_method(method, &others),
            Found::Operation(endpoint, captures) => {
                let tree = Tree::new(&self.root);
                let (item, operation) = (endpoint.item(tree)?, endpoint.operation(tree)?);
                match check::request(tree, item, operation, &captures, incoming, cipher) {
                    Ok(()) => response::of(tree, operation, incoming, self.dice(incoming), cipher),
                    Err(refused) => refused.reply(),
                }
            }
        };
        Some(if method == Method::HEAD { reply.without_body() } else { reply })
    }

    fn dice(&self, incoming: Incoming<'_>) -> Dice {
        Dice::new(self.seed, &[incoming.method.as_str().as_bytes(), incoming.target.as_bytes(), incoming.body])
    }
}

impl fmt::Debug for Document {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let operations = self.endpoints.iter().count();
        f.debug_struct("Document").field("operations", &operations).field("seed", &self.seed).finish_non_exhaustive()
    }
}

fn wrong_method(method: &Method, others: &[&str]) -> Reply {
    let allowed = others.join(", ").to_ascii_uppercase();
    let message = format!("the method {method} is not allowed here, only {allowed}");
    Reply::refusal(StatusCode::METHOD_NOT_ALLOWED, "PARAM_ERROR", &message).with_allowed(&allowed)
}
