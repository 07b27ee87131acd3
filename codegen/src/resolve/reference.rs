//! Following `$ref`.

use crate::diagnostic::{Diagnostics, code};
use crate::load::Document;
use crate::pointer::{Pointer, percent_decoded};
use serde_json::Value;
use std::borrow::Cow;

/// How many references may lead to one another. No document of a public service has more than a few, and without a
/// limit a long chain would be walked again from each of its members.
const MAX_CHAIN: usize = 64;

/// The node that is meant at `at`: the node itself, or what its chain of references ends at.
///
/// `None`, with a diagnostic, where the chain leads nowhere, out of the document, or only to itself.
pub fn follow(document: &Document, at: &Pointer, diagnostics: &mut Diagnostics) -> Option<Pointer> {
    chain(document, at, diagnostics).1
}

/// The references from `at` on, and the node that they end at, as [`follow`] gives it.
pub fn chain(document: &Document, at: &Pointer, diagnostics: &mut Diagnostics) -> (Vec<Pointer>, Option<Pointer>) {
    let mut seen = Vec::new();
    let mut here = at.clone();
    loop {
        let Some(reference) = reference_at(document, &here) else { return (seen, Some(here)) };
        let reason = match seen.len() {
            _ if seen.contains(&here) => "only to itself".to_owned(),
            MAX_CHAIN => format!("through more than {MAX_CHAIN} others"),
            _ => String::new(),
        };
        if !reason.is_empty() {
            let message = format!("the reference `{reference}` leads {reason}");
            tell(code::REFERENCE_CYCLE, &at.child("$ref"), message, "refer to the definition itself", diagnostics);
            return (seen, None);
        }
        let target = target(document, &here, reference, diagnostics);
        seen.push(here);
        match target {
            Some(target) => here = target,
            None => return (seen, None),
        }
    }
}

/// The text of the reference that stands at `at`.
pub fn reference_at<'d>(document: &'d Document, at: &Pointer) -> Option<&'d str> {
    document.node(at)?.get("$ref")?.as_str()
}

fn target(document: &Document, at: &Pointer, reference: &str, diagnostics: &mut Diagnostics) -> Option<Pointer> {
    let place = at.child("$ref");
    let Some(fragment) = reference.strip_prefix('#') else {
        let reason = document.sources.why_unread(reference).unwrap_or("it leads out of this document");
        let message = format!("the reference `{reference}` is not followed: {reason}");
        let help = "correct the path, or define what it names below `components` of this document";
        tell(code::REFERENCE_EXTERNAL, &place, message, help, diagnostics);
        return None;
    };
    let fragment = match fragment.contains('%') {
        true => Cow::Owned(percent_decoded(fragment)),
        false => Cow::Borrowed(fragment),
    };
    let pointer = Pointer::parse(&fragment);
    if let Some(pointer) = pointer.filter(|pointer| document.node(pointer).is_some()) {
        return Some(pointer);
    }
    let help = match nearest(document, &fragment) {
        Some(near) => format!("did you mean `#{near}`?"),
        None => "define what it names, or correct the reference".to_owned(),
    };
    tell(code::REFERENCE_DANGLING, &place, format!("`{reference}` leads nowhere"), &help, diagnostics);
    None
}

/// Whoever follows a reference meets what is wrong with it; it is said once.
fn tell(code: &'static str, place: &Pointer, message: String, help: &str, diagnostics: &mut Diagnostics) {
    if diagnostics.is_new(code, place) {
        diagnostics.warning(code, place, message).help(help);
    }
}

/// The sibling whose name is most like the one that was asked for.
fn nearest(document: &Document, fragment: &str) -> Option<Pointer> {
    let wanted = Pointer::parse(fragment)?;
    let parent = wanted.parent()?;
    let name = wanted.tokens().last()?;
    let siblings = document.node(&parent).and_then(Value::as_object)?;
    let (near, likeness) = siblings
        .keys()
        .map(|sibling| (sibling, strsim::jaro_winkler(sibling, &name)))
        .max_by(|left, right| left.1.total_cmp(&right.1))?;
    (likeness > 0.8).then(|| parent.child(near))
}
