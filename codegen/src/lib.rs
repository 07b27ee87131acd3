//! Turns an OpenAPI document into a typed Rust client.

pub mod coverage;
pub mod diagnostic;
pub mod diff;
pub mod emit;
mod keywords;
pub mod load;
pub mod near;
pub mod plan;
pub mod pointer;
pub mod resolve;
pub mod round_trips;
pub mod run;
pub mod settings;
pub mod show;
mod tidy_path;
pub mod write;

pub use run::{Generated, build, generate};
