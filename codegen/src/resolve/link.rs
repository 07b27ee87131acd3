//! Links: what one answer tells of the next call.

use super::api::Operation;
use crate::diagnostic::{Diagnostics, code};
use crate::load::Document;
use std::collections::BTreeSet;

/// Says once that the links of responses are not generated.
pub fn report(document: &Document, operations: &[Operation], diagnostics: &mut Diagnostics) {
    let responses = operations.iter().flat_map(|operation| &operation.responses);
    let places = responses.map(|response| response.pointer.child("links"));
    let mut places = places.filter(|place| document.members(place).next().is_some());
    let Some(first) = places.next() else { return };
    // Responses below `components` are shared.
    let others: BTreeSet<_> = places.filter(|place| *place != first).collect();
    let message = match others.len() {
        0 => "links are not generated".to_owned(),
        1 => "links are not generated, neither here nor in another response".to_owned(),
        count => format!("links are not generated, neither here nor in {count} other responses"),
    };
    diagnostics.warning(code::RESPONSE_LINKS, &first, message).help("call the operation that a link names");
}
