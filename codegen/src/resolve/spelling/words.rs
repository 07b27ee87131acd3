//! What misspelled words are compared with.

pub use crate::keywords::{Keywords, Kind};

/// The extensions that the generator reads.
pub const EXTENSIONS: [&str; 6] =
    ["x-sensitive", "x-protocol", "x-idempotent", "x-backup", "x-rust-name", "x-enum-varnames"];
