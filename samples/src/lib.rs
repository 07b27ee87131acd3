//! Replays the code samples of WeChat Pay's reference pages through a generated client, against a mock.
//!
//! [`read`] turns the text of a sample, which is PHP, into a [`Sample`]: the request that it stands for.

pub mod php;
mod read;
mod sample;

pub use read::read;
pub use sample::{Answer, Mode, Sample, Style, Upload};
