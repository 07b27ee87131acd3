//! How much a change matters, in each of its three columns.

use std::fmt;

/// How much one direction of the wire notices.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// Nothing on the wire differs.
    #[default]
    None,
    /// Something differs, and old programs go on as before.
    Compatible,
    /// Old programs may fail.
    Breaking,
}

/// What a program with the old client notices when the service is the new one.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Wire {
    /// Whether the service takes what it is sent.
    pub requests: Level,
    /// Whether the client reads what is answered.
    pub answers: Level,
}

impl Wire {
    /// Nothing.
    pub const NONE: Self = Self { requests: Level::None, answers: Level::None };

    /// The worse of the two directions.
    pub fn worst(self) -> Level {
        self.requests.max(self.answers)
    }
}

impl fmt::Display for Wire {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match (self.requests, self.answers) {
            (Level::Breaking, Level::Breaking) => "breaking",
            (Level::Breaking, _) => "breaking for requests",
            (_, Level::Breaking) => "breaking for answers",
            (Level::None, Level::None) => "none",
            _ => "compatible",
        })
    }
}

/// What a difference of the emitted code means for those who call it from a crate of their own.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum RustEffect {
    /// Callers see no difference.
    #[default]
    None,
    /// There is more; what compiled still compiles.
    Additive,
    /// Callers that use the item no longer compile.
    Breaking,
}

impl fmt::Display for RustEffect {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::None => "none",
            Self::Additive => "additive",
            Self::Breaking => "breaking",
        })
    }
}

/// Whether a program that still compiles does something else.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Behaviour {
    /// It does the same.
    #[default]
    None,
    /// It does something else, which is what the new document asks for.
    Changed,
    /// It does what its author did not mean, and nothing says so.
    Breaking,
}

impl fmt::Display for Behaviour {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::None => "none",
            Self::Changed => "changed",
            Self::Breaking => "breaking",
        })
    }
}

/// From which changes on a run fails.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Threshold {
    /// Any difference, also one of documentation.
    Any,
    /// Any that has an effect.
    Additive,
    /// Those that are breaking in one of the columns.
    #[default]
    Breaking,
    /// None.
    Never,
}
