//! Which operations the settings select, and which components these reach.

use super::reach::{is_component, reached, unit};
use super::{operation, webhook};
use crate::diagnostic::{Diagnostics, Severity, code};
use crate::load::Document;
use crate::near;
use crate::pointer::Pointer;
use crate::settings::{self, Selection, Settings};
use serde_json::Value;
use std::collections::HashSet;

/// What holds path items.
pub(super) const SECTIONS: [&str; 3] = ["paths", webhook::SECTIONS[0], webhook::SECTIONS[1]];

/// What of a document is read.
#[derive(Debug, Default)]
pub struct Scope {
    /// The operations that are not selected.
    left_out: HashSet<Pointer>,
    /// The nodes that what is selected reaches: components, and operations that a reference leads into. `None` where all
    /// components are read.
    reached: Option<HashSet<Pointer>>,
}

/// An operation, as far as it is selected by.
struct Candidate<'d> {
    at: Pointer,
    tags: Vec<&'d str>,
    path: &'d str,
    id: Option<&'d str>,
    call: String,
}

impl Scope {
    /// What the settings select.
    pub fn of(document: &Document, settings: &Settings, diagnostics: &mut Diagnostics) -> Self {
        let mut scope = Self::default();
        if settings.selects() {
            let candidates = candidates(document);
            report_unused(&candidates, settings, diagnostics);
            let takes = |candidate: &&Candidate<'_>| settings.takes(candidate.selected());
            let taken: HashSet<&Pointer> = candidates.iter().filter(takes).map(|candidate| &candidate.at).collect();
            if taken.is_empty() && !candidates.is_empty() {
                report_nothing(settings, diagnostics);
            }
            let left_out = candidates.iter().map(|candidate| &candidate.at).filter(|at| !taken.contains(at));
            scope.left_out = left_out.cloned().collect();
        }
        if !settings.keeps_unused_schemas() {
            scope.reached = Some(reached(document, &scope.left_out));
        }
        scope
    }

    /// Whether the operation at `at` is selected.
    pub fn takes(&self, at: &Pointer) -> bool {
        !self.left_out.contains(at)
    }

    /// Whether the component at `at` is read though nothing may refer to it.
    pub fn reads(&self, at: &Pointer) -> bool {
        self.reached.as_ref().is_none_or(|reached| reached.contains(at))
    }

    /// Forgets what was said of nodes that are not read.
    pub fn forget_rest(&self, diagnostics: &mut Diagnostics) {
        let Some(reached) = &self.reached else { return };
        diagnostics.retain_nodes(|pointer| match unit(pointer) {
            Some(unit) if is_component(&unit) => reached.contains(&unit),
            _ => std::iter::successors(Some(pointer.clone()), Pointer::parent)
                .all(|around| !self.left_out.contains(&around) || reached.contains(&around)),
        });
    }
}

impl Candidate<'_> {
    fn selected(&self) -> settings::Selected<'_> {
        settings::Selected { tags: &self.tags, path: self.path, id: self.id, call: &self.call }
    }
}

/// The operations, and the webhooks, whose names stand for their paths.
fn candidates(document: &Document) -> Vec<Candidate<'_>> {
    let mut candidates = Vec::new();
    for section in SECTIONS {
        let paths = Pointer::root().child(section);
        for (path, _) in document.members(&paths).filter(|(path, _)| !path.starts_with("x-")) {
            for (method, at) in operation::listed(document, &paths.child(path)).1 {
                let member = |name: &str| document.node(&at).and_then(|node| node.get(name));
                let tags = member("tags").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str);
                let id = member("operationId").and_then(Value::as_str).map(str::trim);
                let call = format!("{} {path}", method.to_lowercase());
                candidates.push(Candidate { tags: tags.collect(), path, id, call, at });
            }
        }
    }
    candidates
}

/// A client without an operation is what nobody asks for, and writing it would remove the one that is there.
fn report_nothing(settings: &Settings, diagnostics: &mut Diagnostics) {
    let message = "[include] and [exclude] leave no operation of the document";
    let finding = diagnostics.settings_warning(code::SETTINGS_UNUSED, settings.file.as_deref(), message);
    finding.severity = Severity::Error;
    finding.help("name an operation that the document has by its tag, its path or its id");
}

/// A pattern that names nothing is a slip, or the document has changed.
fn report_unused(candidates: &[Candidate<'_>], settings: &Settings, diagnostics: &mut Diagnostics) {
    let operations: Vec<settings::Selected<'_>> = candidates.iter().map(Candidate::selected).collect();
    let mut report = |table: &str, selection: &Selection| {
        for (setting, pattern, _) in selection.patterns(&operations).filter(|(.., used)| !used) {
            let message = format!("`{pattern}` in `{setting}` of [{table}] names no operation of the document");
            let words = operations.iter().flat_map(|operation| match setting {
                "tags" => operation.tags.to_vec(),
                "paths" => vec![operation.path],
                _ if pattern.contains(' ') => vec![operation.call],
                _ => vec![operation.id.unwrap_or(operation.call)],
            });
            let help = match near::nearest(pattern, words) {
                Some(near) => format!("did you mean `{near}`?"),
                None => "correct it, or remove it".to_owned(),
            };
            diagnostics.settings_warning(code::SETTINGS_UNUSED, settings.file.as_deref(), message).help(help);
        }
    };
    report("include", &settings.include);
    report("exclude", &settings.exclude);
}
