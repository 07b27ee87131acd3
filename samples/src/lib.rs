//! Replays the code samples of WeChat Pay's reference pages through a generated client, against a mock.
//!
//! [`read`] turns the text of a sample, which is PHP, into a [`Sample`]: the request that it stands for. [`replay`] sends
//! samples through a client, each in its own style, and holds against each sample what arrived at the mock. The program of this crate (feature `write`) puts the test that does so
//! into a generated crate.

pub mod php;
mod read;
mod replay;
mod sample;
#[cfg(feature = "write")]
mod write;

pub use read::read;
pub use replay::{Difference, Report, Sent, Typed, needed, replay};
pub use sample::{Answer, Mode, Sample, Style, Upload};
#[cfg(feature = "write")]
pub use write::{Written, write};
