//! How much of a document becomes code: what is emitted in full, what with less than the document says, what not at
//! all, and why.

mod causes;
mod declared;

pub use causes::{Cause, Place};

use crate::diagnostic::catalogue::{self, Outcome};
use crate::diagnostic::{self, Diagnostics};
use crate::load;
use crate::pointer::Pointer;
use crate::resolve::Scope;
use crate::resolve::api::Api;
use crate::settings::Settings;
use crate::show::Lookup;
use crate::{plan, resolve};
use declared::Declared;
use serde::Serialize;
use std::collections::{HashMap, HashSet};

/// What of a document is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// What stands below a method of a path.
    Operations,
    /// Parameters, each node once however many operations refer to it.
    Parameters,
    /// Request bodies, in the same way.
    Bodies,
    /// Responses, in the same way.
    Responses,
    /// Schemas: those below `components`, and each that is reached from an operation.
    Schemas,
}

/// How many of a kind there are, and what became of them.
#[derive(Debug, Clone, Serialize)]
pub struct Share {
    /// Of what.
    pub kind: Kind,
    /// How many the document has.
    pub declared: usize,
    /// How many are emitted with all that the document says.
    pub full: usize,
    /// How many are emitted with less.
    pub reduced: usize,
    /// How many are not emitted.
    pub left_out: usize,
}

/// How much of a document becomes code.
#[derive(Debug, Clone, Serialize)]
pub struct Coverage {
    /// The title and the version of the document.
    pub title: String,
    /// One share for each kind.
    pub shares: Vec<Share>,
    /// What was left out, reduced or noted: the weightiest first, and of one weight the most frequent.
    pub causes: Vec<Cause>,
    /// Pointers of what is left out without a finding that says so: a fault of the generator.
    pub unexplained: Vec<String>,
}

/// Measures the document that `settings` name; `None` where it cannot be read, for which `diagnostics` have the reason.
///
/// Warnings stay warnings: `deny` and `allow` of the settings have no say here.
pub fn coverage(settings: &Settings, diagnostics: &mut Diagnostics) -> Option<Coverage> {
    let document = load::load(settings, diagnostics)?;
    let api = resolve::resolve(&document, settings, diagnostics);
    plan::plan(&api, settings, diagnostics);
    let declared = Declared::of(&document, &api, &Scope::of(&document, settings, &mut Diagnostics::default()));
    let units = Units::of(&declared, &api, diagnostics);
    let lookup = Lookup::new(&settings.document, Some(&document));
    Some(Coverage {
        title: format!("{} {}", api.title, api.version).trim().to_owned(),
        shares: units.shares(&declared),
        causes: causes::causes(diagnostics, &lookup),
        unexplained: units.unexplained(&declared, diagnostics),
    })
}

/// What became of each node that is counted.
struct Units {
    kinds: HashMap<Pointer, Kind>,
    emitted: HashSet<Pointer>,
    reduced: HashSet<Pointer>,
}

impl Units {
    fn of(declared: &Declared, api: &Api, diagnostics: &Diagnostics) -> Self {
        let kinds: HashMap<Pointer, Kind> =
            declared.units.iter().map(|(kind, pointer)| (pointer.clone(), *kind)).collect();
        let mut units = Self { kinds, emitted: emitted(api), reduced: HashSet::new() };
        let touched: Vec<Pointer> = losses(diagnostics).filter_map(|place| units.around(place)).collect();
        units.reduced.extend(touched);
        // An operation is no more than its parts.
        for (operation, parts) in &declared.parts {
            let lacks = |part: &Pointer| units.reduced.contains(part) || !units.emitted.contains(part);
            if parts.iter().any(lacks) {
                units.reduced.insert(operation.clone());
            }
        }
        units
    }

    /// The innermost node that is counted around `place`.
    fn around(&self, place: &Pointer) -> Option<Pointer> {
        outwards(place).find(|place| self.kinds.contains_key(place))
    }

    fn shares(&self, declared: &Declared) -> Vec<Share> {
        let kinds = [Kind::Operations, Kind::Parameters, Kind::Bodies, Kind::Responses, Kind::Schemas];
        let share = |kind: Kind| {
            let mut share = Share { kind, declared: 0, full: 0, reduced: 0, left_out: 0 };
            for (_, pointer) in declared.units.iter().filter(|(other, _)| *other == kind) {
                share.declared += 1;
                match (self.emitted.contains(pointer), self.reduced.contains(pointer)) {
                    (false, _) => share.left_out += 1,
                    (true, true) => share.reduced += 1,
                    (true, false) => share.full += 1,
                }
            }
            share
        };
        kinds.map(share).into()
    }

    /// What is left out, and neither at it, nor around it, nor inside of it is a finding that says so. What belongs to
    /// an operation that is left out goes with it.
    fn unexplained(&self, declared: &Declared, diagnostics: &Diagnostics) -> Vec<String> {
        let told: HashSet<&Pointer> = losses(diagnostics).collect();
        let around: HashSet<Pointer> = told.iter().flat_map(|place| outwards(place)).collect();
        let is_told = |at: &Pointer| around.contains(at) || outwards(at).any(|place| told.contains(&place));
        let left_out = declared.parts.iter().filter(|(operation, _)| !self.emitted.contains(operation));
        let gone: HashSet<&Pointer> = left_out.flat_map(|(_, parts)| parts).collect();
        let missing = declared.units.iter().filter(|(_, at)| !self.emitted.contains(at) && !gone.contains(at));
        missing.filter(|(_, at)| !is_told(at)).map(|(_, at)| at.as_str().to_owned()).collect()
    }
}

/// A place, the one around it, and so on.
fn outwards(place: &Pointer) -> impl Iterator<Item = Pointer> + use<> {
    std::iter::successors(Some(place.clone()), Pointer::parent)
}

/// Where something was left out or reduced.
fn losses(diagnostics: &Diagnostics) -> impl Iterator<Item = &Pointer> {
    diagnostics.iter().filter(|diagnostic| outcome(diagnostic.code) != Outcome::Noted).filter_map(|diagnostic| {
        match &diagnostic.place {
            diagnostic::Place::Node(pointer) => Some(pointer),
            _ => None,
        }
    })
}

/// What a finding of this code costs; a code without an entry is taken for a loss.
fn outcome(code: &str) -> Outcome {
    catalogue::entry(code).map_or(Outcome::Reduced, |entry| entry.outcome)
}

/// The nodes that become code.
fn emitted(api: &Api) -> HashSet<Pointer> {
    let mut emitted: HashSet<Pointer> = api.schemas.iter().map(|(_, schema)| schema.pointer.clone()).collect();
    for operation in &api.operations {
        emitted.insert(operation.pointer.clone());
        emitted.extend(operation.parameters.iter().map(|parameter| parameter.pointer.clone()));
        emitted.extend(operation.body.iter().map(|body| body.pointer.clone()));
        emitted.extend(operation.responses.iter().map(|response| response.pointer.clone()));
    }
    emitted
}
