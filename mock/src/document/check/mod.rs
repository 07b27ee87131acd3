//! Whether a request is one that its operation takes.

mod body;
mod form;
mod limits;
mod parameter;
mod text;
mod value;
mod violation;

use serde_json::Value;

pub(super) use limits::{Limit, Range, types};
pub(super) use value::{Checker, Direction};
pub(super) use violation::Refused;

use super::incoming::Incoming;
use super::template::Capture;
use super::tree::Tree;
use crate::cipher::Cipher;

/// Checks the parameters, then the body, of which marked texts are decrypted first where there is a cipher.
pub(super) fn request(
    tree: Tree<'_>,
    item: &Value,
    operation: &Value,
    captures: &[Capture<'_, '_>],
    incoming: Incoming<'_>,
    cipher: Option<&Cipher>,
) -> Result<(), Refused> {
    let checker = Checker::new(tree, Direction::Request);
    parameter::check_all(&checker, tree, [item, operation], captures, incoming)?;
    body::check(cipher, tree, operation, incoming)
}
