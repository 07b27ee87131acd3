//! Texts with a format: dates, times, identifiers, addresses, bytes.
//!
//! Reading takes any text, and writing gives it back as it came: a server that breaks its own format breaks nothing
//! else. What is made in code is checked where it is made.

mod adapter;
mod base64;
mod decimal;
mod duration;
mod error;
mod macros;
mod net;
mod time;
mod uuid;

#[cfg(test)]
mod tests;

pub use adapter::Text;
pub use base64::Base64;
pub use decimal::Decimal;
pub use duration::Duration;
pub use error::FormatError;
pub use net::{IpAddr, Ipv4Addr, Ipv6Addr, Uri};
pub use time::{Date, DateTime, Time};
pub use uuid::Uuid;

use macros::{text_format, value_of};
