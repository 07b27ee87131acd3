//! What changes from one document to another: on the wire, for Rust callers, and in what calls do.
//!
//! Two comparisons meet here. `wire` compares what the documents mean, from one [`Api`] to the other. `surface` compares
//! what callers can name in the emitted code, from one [`Plan`] to the other. `join` gives each difference of the code to
//! the changes that cause it; what nothing in the documents causes is a change by itself, so that nothing is lost.

pub mod catalogue;
mod effect;
mod join;
mod origin;
mod show;
mod surface;
mod wire;

pub use effect::{Behaviour, Level, RustEffect, Threshold, Wire};
pub use show::{changes_page, data, markdown, text};

use crate::plan::Plan;
use crate::resolve::api::Api;
use crate::run::Generated;
use catalogue::Entry;

/// A document, as the stages understand it.
#[derive(Debug, Clone, Copy)]
pub struct Side<'a> {
    /// What it means.
    pub api: &'a Api,
    /// What the client consists of.
    pub plan: &'a Plan,
}

impl<'a> From<&'a Generated> for Side<'a> {
    fn from(generated: &'a Generated) -> Self {
        Self { api: &generated.api, plan: &generated.plan }
    }
}

/// A difference between two documents.
#[derive(Debug, Clone)]
pub struct Change {
    /// What kind of change it is.
    pub entry: &'static Entry,
    /// The operation, schema or other subject that it belongs to, such as `GET /pets/{id}`.
    pub subject: String,
    /// The place within the subject, such as `query parameter limit`; empty where it is the subject itself.
    pub place: String,
    /// What is different, in one line; empty where the kind says it all.
    pub detail: String,
    /// The JSON pointer of what is different in the old document.
    pub old: Option<String>,
    /// The same in the new document.
    pub new: Option<String>,
    /// What a program with the old client notices when the service is the new one.
    pub wire: Wire,
    /// The items of the emitted code that differ.
    pub items: Vec<Item>,
    /// Whether a program that still compiles does something else with the new client.
    pub behaviour: Behaviour,
    /// What it does differently; empty where it does not.
    pub behaves: String,
}

/// An item of the emitted code that differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// Its name, as callers write it: `Client::find_pet`, `Pet::new`, `Pet.name`.
    pub path: String,
    /// What the difference is for those who use it.
    pub effect: RustEffect,
    /// What is different.
    pub how: String,
}

impl Change {
    /// What is different for callers: the worst of its items.
    pub fn rust(&self) -> RustEffect {
        self.items.iter().map(|item| item.effect).max().unwrap_or_default()
    }

    /// Whether it is at `threshold` or above.
    pub fn reaches(&self, threshold: Threshold) -> bool {
        match threshold {
            Threshold::Never => false,
            Threshold::Any => true,
            Threshold::Additive => {
                self.rust() > RustEffect::None || self.wire != Wire::NONE || self.behaviour > Behaviour::None
            }
            Threshold::Breaking => self.is_breaking(),
        }
    }

    /// Whether an old program no longer compiles, no longer works with the new service, or silently does what it should not.
    pub fn is_breaking(&self) -> bool {
        self.rust() == RustEffect::Breaking
            || self.wire.worst() == Level::Breaking
            || self.behaviour == Behaviour::Breaking
    }
}

/// The differences from `old` to `new`, grouped by subject: first what concerns the whole document, then the operations in
/// the order of the new document, then schemas, then names alone.
pub fn diff(old: Side<'_>, new: Side<'_>) -> Vec<Change> {
    let found = wire::compare(old, new);
    let differences = surface::compare(&surface::of(old), &surface::of(new));
    join::join(found, differences)
}
