//! What misspelled words are compared with.

pub use crate::keywords::{Keywords, Kind};

/// The extensions that the generator reads.
pub const EXTENSIONS: [&str; 11] = [
    "x-sensitive",
    "x-encrypted",
    "x-json-schema",
    "x-unsigned",
    "x-required",
    "x-protocol",
    "x-idempotent",
    "x-backup",
    "x-paging",
    "x-rust-name",
    "x-enum-varnames",
];
