//! A difference between two documents, before it is known what it does to the emitted code.

use crate::diff::catalogue::Entry;
use crate::diff::effect::{Behaviour, Wire};
use crate::diff::origin::Origin;
use crate::pointer::Pointer;

/// A difference between two documents.
#[derive(Debug, Clone)]
pub struct Found {
    /// What kind of change it is.
    pub entry: &'static Entry,
    /// The operation or the schema that it belongs to.
    pub subject: String,
    /// The place within.
    pub place: String,
    /// What is different.
    pub detail: String,
    /// Where that stands in the old document.
    pub old_pointer: Option<Pointer>,
    /// Where it stands in the new one.
    pub new_pointer: Option<Pointer>,
    /// What it is on the wire.
    pub wire: Wire,
    /// What it is for what calls do.
    pub behaviour: Behaviour,
    /// What they do.
    pub behaves: String,
    /// What of the old document it concerns.
    pub old: Vec<Origin>,
    /// What of the new document it concerns.
    pub new: Vec<Origin>,
}

impl Found {
    /// It concerns this of the old document as well.
    pub fn of_old(&mut self, origins: impl IntoIterator<Item = Origin>) -> &mut Self {
        self.old.extend(origins);
        self
    }

    /// It concerns this of the new document as well.
    pub fn of_new(&mut self, origins: impl IntoIterator<Item = Origin>) -> &mut Self {
        self.new.extend(origins);
        self
    }

    /// It is this on the wire, whatever changes of its kind usually are.
    pub fn on_the_wire(&mut self, wire: Wire) -> &mut Self {
        self.wire = wire;
        self
    }

    /// Programs that still compile do this.
    pub fn behaves(&mut self, behaviour: Behaviour, how: &str) -> &mut Self {
        self.behaviour = behaviour;
        how.clone_into(&mut self.behaves);
        self
    }
}
