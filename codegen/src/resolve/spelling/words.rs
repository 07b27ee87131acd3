//! What misspelled words are compared with.

pub use crate::keywords::{Keywords, Kind};

/// The extensions that the generator reads.
pub const EXTENSIONS: [&str; 7] =
    ["x-sensitive", "x-protocol", "x-idempotent", "x-backup", "x-paging", "x-rust-name", "x-enum-varnames"];
