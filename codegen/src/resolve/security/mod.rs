//! Security schemes and requirements: how callers identify themselves.

mod requirement;
mod scheme;

use super::api::{Operation, Requirement, SchemeKind, Security, SecurityScheme};
use crate::diagnostic::{Diagnostics, code};
use crate::load::Document;
use crate::pointer::Pointer;
use requirement::Known;

/// Reads the schemes, what the document needs of them, and what each of `operations` needs instead.
pub fn read(document: &Document, operations: &mut [Operation], diagnostics: &mut Diagnostics) -> Security {
    let at = Pointer::root().child("components").child("securitySchemes");
    let names: Vec<&str> = document.members(&at).map(|(name, _)| name.as_str()).filter(is_no_extension).collect();
    let schemes: Vec<SecurityScheme> =
        names.iter().filter_map(|name| scheme::read(document, name, &at.child(name), diagnostics)).collect();
    let mut known = Known::new(&schemes, &names);
    let needed = known.needed(document, &Pointer::root(), diagnostics);
    for operation in &mut *operations {
        operation.security = known.needed(document, &operation.pointer, diagnostics);
    }
    let is_never_needed = needed.is_none() && !is_anything_needed(document);
    let can_be_given = schemes.iter().any(|scheme| scheme.kind != SchemeKind::MutualTls);
    let needed = match is_never_needed && can_be_given && !operations.is_empty() {
        true => Some(offered(&schemes, &at, diagnostics)),
        false => needed,
    };
    Security { schemes, needed }
}

fn is_no_extension(name: &&str) -> bool {
    !name.starts_with("x-")
}

/// Whether any operation says what it needs, those that are not generated included.
fn is_anything_needed(document: &Document) -> bool {
    let at = Pointer::root().child("paths");
    let mut operations = document.members(&at).filter_map(|(_, item)| item.as_object()).flat_map(|item| item.values());
    operations.any(|operation| operation.get("security").is_some())
}

/// What the document should have said: any of the schemes, or none.
fn offered(schemes: &[SecurityScheme], at: &Pointer, diagnostics: &mut Diagnostics) -> Vec<Requirement> {
    diagnostics
        .warning(
            code::SECURITY_NEVER_NEEDED,
            at,
            "nothing says which operations need these schemes: whatever is given for one of them is sent with every call",
        )
        .help("name them below `security`, of the whole document or of an operation");
    let given = schemes.iter().enumerate().filter(|(_, scheme)| scheme.kind != SchemeKind::MutualTls);
    let alone = given.map(|(index, _)| Requirement { schemes: vec![(index, Vec::new())] });
    alone.chain([Requirement::default()]).collect()
}
