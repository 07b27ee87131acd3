//! Where two documents are compared: how people name the place, and what it is for.

use crate::diff::catalogue::{self, Entry};
use crate::diff::effect::{Level, Wire};
use crate::diff::origin::Origin;
use crate::pointer::Pointer;

/// Which directions of the wire are concerned.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Reach {
    /// What is sent.
    pub requests: bool,
    /// What is answered.
    pub answers: bool,
}

impl Reach {
    /// What is sent.
    pub const REQUESTS: Self = Self { requests: true, answers: false };
    /// What is answered.
    pub const ANSWERS: Self = Self { requests: false, answers: true };
    /// Both.
    pub const BOTH: Self = Self { requests: true, answers: true };

    /// Either of the two.
    pub fn and(self, other: Self) -> Self {
        Self { requests: self.requests || other.requests, answers: self.answers || other.answers }
    }

    /// An effect in the directions that are concerned.
    pub fn of(self, requests: Level, answers: Level) -> Wire {
        let kept = |is: bool, level: Level| if is { level } else { Level::None };
        Wire { requests: kept(self.requests, requests), answers: kept(self.answers, answers) }
    }
}

/// A place of both documents.
#[derive(Debug, Clone)]
pub struct Site {
    /// The operation or the schema that it belongs to.
    pub subject: String,
    /// The place within; empty for the subject itself.
    pub place: String,
    /// Where it stands in the old document.
    pub old_pointer: Option<Pointer>,
    /// Where it stands in the new one.
    pub new_pointer: Option<Pointer>,
    /// The directions that are concerned.
    pub reach: Reach,
    /// How another type is called here.
    pub type_changed: &'static Entry,
    /// What of the old document stands here.
    pub old: Vec<Origin>,
    /// What of the new one does.
    pub new: Vec<Origin>,
}

impl Site {
    /// A subject.
    pub fn of(subject: impl Into<String>, reach: Reach) -> Self {
        Self {
            subject: subject.into(),
            place: String::new(),
            old_pointer: None,
            new_pointer: None,
            reach,
            type_changed: &catalogue::schemas::TYPE,
            old: Vec::new(),
            new: Vec::new(),
        }
    }

    /// Where it stands.
    pub fn at(mut self, old: Option<&Pointer>, new: Option<&Pointer>) -> Self {
        self.old_pointer = old.cloned();
        self.new_pointer = new.cloned();
        self
    }

    /// A place of the subject, named anew.
    pub fn place(&self, place: impl Into<String>) -> Self {
        Self { place: place.into(), ..self.clone() }
    }

    /// A part of the value here, such as `[]` for its items.
    pub fn part(&self, suffix: &str) -> Self {
        self.place(format!("{}{suffix}", self.place).trim_start_matches('.'))
    }

    /// The same, where another type has a name of its own, and what stands there.
    pub fn holding(self, type_changed: &'static Entry, old: Vec<Origin>, new: Vec<Origin>) -> Self {
        Self { type_changed, old, new, ..self }
    }

    /// The same for other directions.
    pub fn reaching(self, reach: Reach) -> Self {
        Self { reach, ..self }
    }
}
