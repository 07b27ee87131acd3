//! One tree of a document and all the files that it refers to.
//!
//! Afterwards every reference that leads somewhere is written as `#/…`, with its exact place. What other files hold is
//! put where the document refers to it, when that is a component or a path; below `components` under a name of its own
//! else. References that lead nowhere stay, with the reason beside them, for those who follow them to tell.

mod files;
mod hang;
mod locate;
mod name;
mod scan;
#[cfg(test)]
mod tests;
mod text;

pub use files::SourceFile;

use super::Sources;
use crate::diagnostic::{Diagnostics, code};
use crate::keywords::Kind;
use crate::pointer::{Pointer, find, find_mut};
use crate::settings::Settings;
use files::Files;
use scan::{Found, Member};
use serde_json::Value;
use std::collections::{HashMap, VecDeque};
use std::path::Path;

/// A node in one of the files as they were read.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct Node {
    file: usize,
    at: Pointer,
}

/// How many nodes of other files are put into the tree. No real set of files comes near this.
const MAX_NODES: usize = 5_000_000;

struct Linker<'a> {
    files: Files,
    /// What becomes of the document.
    tree: Value,
    /// Where nodes of other files are in the tree.
    places: HashMap<Node, Pointer>,
    /// Where subtrees of the tree come from; what is below none comes from the document itself.
    mounts: HashMap<Pointer, Node>,
    /// References whose target can be put where they stand: a component or a path.
    natural: VecDeque<Found>,
    /// All other references.
    waiting: VecDeque<Found>,
    /// Why references are not followed, by their text in the tree.
    unread: HashMap<String, String>,
    /// How many nodes may still be put into the tree.
    budget: usize,
    diagnostics: &'a mut Diagnostics,
}

/// Links the document `root`, which is the text `text` of `file`.
pub fn link(
    root: Value,
    text: &str,
    file: &Path,
    settings: &Settings,
    diagnostics: &mut Diagnostics,
) -> (Value, Sources) {
    let found = scan::irregular(&root);
    if found.is_empty() {
        return (root, Sources::default());
    }
    let mut linker = Linker {
        tree: root.clone(),
        files: Files::new(file, settings.remote_references.clone(), root, text),
        places: HashMap::new(),
        mounts: HashMap::new(),
        natural: VecDeque::new(),
        waiting: VecDeque::new(),
        unread: HashMap::new(),
        budget: MAX_NODES,
        diagnostics,
    };
    linker.sort(found);
    linker.run();
    linker.finish()
}

impl Linker<'_> {
    fn sort(&mut self, found: Vec<Found>) {
        for one in found {
            match hang::is_natural(&one, &self.tree) {
                true => self.natural.push_back(one),
                false => self.waiting.push_back(one),
            }
        }
    }

    fn run(&mut self) {
        while let Some(found) = self.natural.pop_front().or_else(|| self.waiting.pop_front()) {
            self.one(&found);
        }
    }

    /// Makes one reference lead to a place in the tree.
    fn one(&mut self, found: &Found) {
        let Some(Value::String(text)) = find(&self.tree, found.place().as_str()) else { return };
        let text = text.clone();
        match self.locate(&text, found.file, found.kind) {
            Ok(target) => {
                if let Some(inexact) = &target.inexact {
                    self.tell_inexact(found, &text, inexact);
                }
                match self.put(found, &target.node) {
                    Ok(Some(place)) => self.write(found, format!("#{}", place.fragment())),
                    Ok(None) => {}
                    Err(reason) => self.leave(found, &text, reason),
                }
            }
            // Whoever follows it looks for the nearest name.
            Err(locate::Lost::Nowhere) if found.file == 0 && text.starts_with('#') => {}
            Err(locate::Lost::Nowhere) => self.leave(found, &text, "there is no such node in it".to_owned()),
            Err(locate::Lost::Unread(reason)) => self.leave(found, &text, reason),
        }
    }

    fn tell_inexact(&mut self, found: &Found, text: &str, meant: &str) {
        let message = format!("the reference `{text}` is read as `{meant}`");
        self.diagnostics.warning(code::REFERENCE_INEXACT, &found.place(), message).help(format!("write `{meant}`"));
    }

    /// Keeps a reference that leads nowhere, with the reason; its text is the same wherever it stands.
    fn leave(&mut self, found: &Found, text: &str, reason: String) {
        if found.member != Member::Reference {
            return;
        }
        let shown = self.files.shown(text, found.file);
        self.write(found, shown.clone());
        self.unread.entry(shown).or_insert(reason);
    }

    fn write(&mut self, found: &Found, text: String) {
        if let Some(Value::String(reference)) = find_mut(&mut self.tree, found.place().as_str()) {
            *reference = text;
        }
    }

    fn finish(mut self) -> (Value, Sources) {
        self.files.tell(self.diagnostics);
        let mut sources = Sources { unread: self.unread, ..Sources::default() };
        let mounts = self.mounts.into_iter().map(|(place, node)| (place, (node.file, node.at)));
        sources.mounts = mounts.collect();
        (sources.files, sources.missing) = self.files.into_sources();
        (self.tree, sources)
    }
}

/// The members of `components` that hold nodes of this kind.
fn section(kind: Kind) -> Option<&'static str> {
    Some(match kind {
        Kind::Schema => "schemas",
        Kind::Parameter => "parameters",
        Kind::Header => "headers",
        Kind::RequestBody => "requestBodies",
        Kind::Response => "responses",
        Kind::PathItem => "pathItems",
        Kind::MediaType => "mediaTypes",
        Kind::Example => "examples",
        Kind::Link => "links",
        Kind::SecurityScheme => "securitySchemes",
        Kind::Names(Kind::PathItem) => "callbacks",
        _ => return None,
    })
}
