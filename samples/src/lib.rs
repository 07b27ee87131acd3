//! Replays the code samples of WeChat Pay's reference pages through a generated client, against a mock.
//!
//! [`read`] turns the text of a sample, which is PHP, into a [`Sample`]: the request that it stands for. [`replay`] sends
//! samples through a client, each in its own style, and holds against each sample what arrived at the mock.

pub mod php;
mod read;
mod replay;
mod sample;

pub use read::read;
pub use replay::{Difference, Report, Sent, Typed, needed, replay};
pub use sample::{Answer, Mode, Sample, Style, Upload};
