//! `x-paging`: how the pages of a list follow one another.

use super::api::{Codec, In, Operation};
use crate::diagnostic::{Diagnostics, code};
use crate::load::Document;
use crate::near;
use crate::settings::{Paging, PagingPlace, Settings};
use std::collections::BTreeSet;

/// The name of the extension.
pub const MARK: &str = "x-paging";

const HELP: &str = "write it like `x-paging: {kind: cursor, parameter: after, next: /next, items: /data}`; the kinds are \
                    cursor, page, offset and link";

/// Says of each operation how its pages follow one another, as far as the document or the settings say so. What cannot
/// be used costs the pages, never the operation.
pub fn apply(document: &Document, operations: &mut [Operation], settings: &Settings, diagnostics: &mut Diagnostics) {
    let mut unused: BTreeSet<&str> = settings.paging.keys().map(String::as_str).collect();
    for operation in &mut *operations {
        let known = &settings.paging;
        operation.paging = match known.get_key_value(&operation.id).or_else(|| known.get_key_value(&operation.called()))
        {
            Some((id, paging)) => {
                unused.remove(id.as_str());
                of_settings(paging, operation, settings, diagnostics)
            }
            None => of_document(document, operation, diagnostics),
        };
    }
    for id in unused {
        let message = format!("`{id}` in [paging] names no operation that is emitted");
        let help = match near::nearest(id, operations.iter().map(|operation| operation.id.as_str())) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "correct it, or remove it".to_owned(),
        };
        diagnostics.settings_warning(code::SETTINGS_UNUSED, settings.file.as_deref(), message).help(help);
    }
}

fn of_settings(
    paging: &Paging,
    operation: &Operation,
    settings: &Settings,
    diagnostics: &mut Diagnostics,
) -> Option<Paging> {
    let problem = problem(paging, operation);
    if let Some((problem, help)) = &problem {
        let message = format!("[paging.{}] is ignored: {problem}", operation.id);
        diagnostics.settings_warning(code::PAGING_UNUSABLE, settings.file.as_deref(), message).help(help.as_str());
    }
    problem.is_none().then(|| paging.clone())
}

fn of_document(document: &Document, operation: &Operation, diagnostics: &mut Diagnostics) -> Option<Paging> {
    let at = operation.pointer.child(MARK);
    let written = document.node(&at)?;
    let read = serde_json::from_value::<Paging>(written.clone()).map_err(|error| (error.to_string(), HELP.to_owned()));
    let checked = read.and_then(|paging| problem(&paging, operation).map_or(Ok(paging), Err));
    checked
        .map_err(|(problem, help)| {
            let message = format!("`{MARK}` is ignored: {problem}");
            diagnostics.warning(code::PAGING_UNUSABLE, &at, message).help(help);
        })
        .ok()
}

/// What is wrong, and what to do.
fn problem(paging: &Paging, operation: &Operation) -> Option<(String, String)> {
    if let Some(problem) = paging.problem() {
        return Some((problem, HELP.to_owned()));
    }
    let parameter = paging.parameter.as_deref()?;
    match paging.location {
        PagingPlace::Query => {
            let queries = operation.parameters.iter().filter(|known| known.location == In::Query);
            let names: Vec<&str> = queries.map(|known| known.name.as_str()).collect();
            if names.contains(&parameter) {
                return None;
            }
            let help = match near::nearest(parameter, names) {
                Some(near) => format!("did you mean `{near}`?"),
                None => "name a query parameter of the operation, or say `in: body` and give the pointer of a property"
                    .to_owned(),
            };
            Some((format!("the operation has no query parameter `{parameter}`"), help))
        }
        PagingPlace::Body => {
            let is_json = operation
                .body
                .as_ref()
                .is_some_and(|body| body.contents.iter().any(|content| content.codec == Codec::Json));
            (!is_json).then(|| {
                let problem = "the operation has no JSON body that could hold its parameter";
                (problem.to_owned(), "only query parameters and JSON bodies ask for pages".to_owned())
            })
        }
    }
}
