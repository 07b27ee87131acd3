//! Operations, matched by method and path: the names of variables play no part.

use super::Walk;
use super::site::{Reach, Site};
use crate::diff::catalogue::{Entry, operations as kinds};
use crate::diff::effect::Level;
use crate::diff::origin::Origin;
use crate::resolve::api::{Operation, OwnServers, Piece};
use std::collections::HashMap;

/// What an operation is known by: its method, and its path with each variable as `{}`. A fragment tells operations apart.
fn key(operation: &Operation) -> String {
    let mut key = format!("{} ", operation.method);
    for piece in &operation.template.pieces {
        key.push_str(match piece {
            Piece::Text(text) => text,
            Piece::Variable(_) => "{}",
        });
    }
    key.extend(operation.template.fragment.iter().map(|fragment| format!("#{fragment}")));
    key
}

/// The operations of one document by what they are known by. Those that differ in a fixed query alone are numbered.
fn keyed(operations: &[Operation]) -> Vec<(String, usize)> {
    let mut counts: HashMap<String, usize> = HashMap::new();
    let numbered = operations.iter().enumerate().map(|(index, operation)| {
        let key = key(operation);
        let count = counts.entry(key.clone()).or_default();
        *count += 1;
        (format!("{key} {count}"), index)
    });
    numbered.collect()
}

/// How people name it.
pub fn subject(operation: &Operation) -> String {
    format!("{} {}", operation.method, operation.path)
}

impl Walk<'_> {
    pub(super) fn operations(&mut self) {
        let (old, new) = (&self.old.api.operations, &self.new.api.operations);
        let before: HashMap<String, usize> = keyed(old).into_iter().collect();
        let after = keyed(new);
        for (key, index) in &after {
            let Some(operation) = new.get(*index) else { continue };
            match before.get(key).and_then(|before| Some((*before, old.get(*before)?))) {
                Some((before, known)) => self.operation((before, known), (*index, operation)),
                None => self.added(*index, operation),
            }
        }
        let after: HashMap<&str, usize> = after.iter().map(|(key, index)| (key.as_str(), *index)).collect();
        for (key, index) in keyed(old) {
            if let (false, Some(operation)) = (after.contains_key(key.as_str()), old.get(index)) {
                self.removed(index, operation);
            }
        }
    }

    fn added(&mut self, index: usize, operation: &Operation) {
        let site = Site::of(subject(operation), Reach::BOTH).at(None, Some(&operation.pointer));
        let origins = whole(index, operation, |id| self.new.nameless(id));
        self.note(&kinds::ADDED, &site, "").of_new(origins);
    }

    fn removed(&mut self, index: usize, operation: &Operation) {
        let site = Site::of(subject(operation), Reach::BOTH).at(Some(&operation.pointer), None);
        let origins = whole(index, operation, |id| self.old.nameless(id));
        self.note(&kinds::REMOVED, &site, "").of_old(origins);
    }

    fn operation(&mut self, (was, old): (usize, &Operation), (is, new): (usize, &Operation)) {
        let site = Site::of(subject(new), Reach::BOTH).at(Some(&old.pointer), Some(&new.pointer));
        self.names(was, old, is, new, &site);
        self.own_facts((was, old), (is, new), &site);
        if old.tags != new.tags {
            let detail = format!("{} before: {}", listed(&new.tags), listed(&old.tags));
            self.note(&kinds::TAGS, &site, detail).of_old([Origin::Tags(was)]).of_new([Origin::Tags(is)]);
        }
        let entry = match (&old.paging, &new.paging) {
            (None, Some(_)) => Some(&kinds::PAGING_ADDED),
            (Some(_), None) => Some(&kinds::PAGING_REMOVED),
            (before, after) if before != after => Some(&kinds::PAGING_CHANGED),
            _ => None,
        };
        if let Some(entry) = entry {
            self.note(entry, &site, "").of_old([Origin::Paging(was)]).of_new([Origin::Paging(is)]);
        }
        self.needed(old, new, &site);
        let words = |it: &Operation| [it.summary.clone(), it.description.clone(), it.documentation.clone()];
        let (before, after) = (words(old), words(new));
        self.text(
            &kinds::TEXT,
            &site,
            &before.each_ref().map(Option::as_deref),
            &after.each_ref().map(Option::as_deref),
        );
        self.parameters((was, old), (is, new), &site);
        self.body((was, old), (is, new), &site);
        self.responses((was, old), (is, new), &site);
    }

    fn names(&mut self, was: usize, old: &Operation, is: usize, new: &Operation, site: &Site) {
        let entry = match (&old.rust_name, &new.rust_name) {
            (before, after) if before != after => {
                let shown = |name: &Option<String>| name.as_deref().unwrap_or("none").to_owned();
                Some((&kinds::NAME_CHANGED, format!("`{}` was `{}`", shown(after), shown(before))))
            }
            _ if old.id != new.id => Some((&kinds::ID_CHANGED, format!("`{}` was `{}`", new.id, old.id))),
            _ => None,
        };
        if let Some((entry, detail)) = entry {
            let (before, after) =
                (whole(was, old, |id| self.old.nameless(id)), whole(is, new, |id| self.new.nameless(id)));
            self.note(entry, site, detail).of_old(before).of_new(after);
        }
    }

    fn own_facts(&mut self, (was, old): (usize, &Operation), (is, new): (usize, &Operation), site: &Site) {
        let toggles: [(bool, bool, &'static Entry, &'static Entry); 2] = [
            (old.deprecated, new.deprecated, &kinds::DEPRECATED, &kinds::RESTORED),
            (old.idempotent, new.idempotent, &kinds::IDEMPOTENT, &kinds::NOT_IDEMPOTENT),
        ];
        for (before, after, on, off) in toggles {
            if before != after {
                let (old, new) = ([Origin::Advice(was)], [Origin::Advice(is)]);
                self.note(if after { on } else { off }, site, "").of_old(old).of_new(new);
            }
        }
        let shown = |text: &Option<String>| text.as_deref().unwrap_or("none").to_owned();
        self.own_servers(&old.servers, &new.servers, site);
        if old.template.query != new.template.query {
            let detail = format!("`{}` was `{}`", shown(&new.template.query), shown(&old.template.query));
            self.note(&kinds::QUERY, site, detail)
                .of_old([Origin::Chain(was)])
                .of_new([Origin::Chain(is)])
                .wire
                .answers = Level::None;
        }
        let (before, after) = (protocol(old), protocol(new));
        if before != after {
            self.note(&kinds::PROTOCOL, site, format!("{} before: {}", listed(&after), listed(&before)));
        }
    }

    fn own_servers(&mut self, was: &OwnServers, is: &OwnServers, site: &Site) {
        let shown = |text: &Option<String>| text.as_deref().unwrap_or("none").to_owned();
        if (&was.own, was.required) != (&is.own, is.required) {
            let told = |own: &Option<String>, required: bool| {
                format!("`{}`{}", shown(own), if required { ", which is required" } else { "" })
            };
            let detail = format!("{}, before {}", told(&is.own, is.required), told(&was.own, was.required));
            self.note(&kinds::SERVER, site, detail);
        }
        if was.offered != is.offered {
            self.note(&kinds::OFFERED, site, format!("{} before: {}", listed(&is.offered), listed(&was.offered)));
        }
    }
}

/// All that comes and goes with an operation.
fn whole(
    index: usize,
    operation: &Operation,
    nameless: impl Fn(crate::resolve::api::SchemaId) -> Vec<Origin>,
) -> Vec<Origin> {
    let parameters = operation.parameters.iter().map(|parameter| parameter.schema);
    let sent = operation.body.iter().flat_map(|body| &body.contents).filter_map(|content| content.schema);
    let responses = &operation.responses;
    let received = responses.iter().flat_map(|response| &response.contents).filter_map(|content| content.schema);
    let headers = responses.iter().flat_map(|response| &response.headers);
    let mut origins = vec![Origin::Operation(index)];
    origins.extend(headers.clone().map(|header| Origin::Header(header.name.to_lowercase())));
    let headers = headers.filter_map(|header| header.schema);
    origins.extend(parameters.chain(sent).chain(received).chain(headers).flat_map(nameless));
    origins
}

/// What the protocol is told, but for what is told of answers.
fn protocol(operation: &Operation) -> Vec<String> {
    let has_unsigned = operation.responses.iter().any(|response| response.unsigned);
    let told = operation.protocol.iter().filter(|(name, _)| !(has_unsigned && name == "unsigned"));
    told.map(|(name, value)| format!("{name}={value}")).collect()
}

/// `a, b`; or `none`.
fn listed(texts: &[String]) -> String {
    if texts.is_empty() { "none".to_owned() } else { texts.join(", ") }
}
