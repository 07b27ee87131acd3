//! A WeChat Pay on loopback, for tests.
//!
//! [`Mock`] listens on a real socket and plays the endpoint that deposits codes into a member
//! card, `POST /v3/marketing/membercard-open/cards/{card_id}/codes/deposit`. It knows nothing of
//! the client under test: it reads and writes JSON by itself, so that a mistake shared by both
//! sides cannot hide.
//!
//! ```
//! use wechatpay_mock::{Answer, Mock};
//!
//! # tokio::runtime::Runtime::new()?.block_on(async {
//! let mock = Mock::builder().card("pbLatjvWOibDc5-TBnbUk1pD12o0").start().await?;
//! // The first request meets a broken proxy, the ones after it the endpoint.
//! mock.script(Answer::status(502).body("Bad Gateway"));
//! println!("point the client to {}", mock.base_url());
//! mock.stop().await;
//! # Ok::<_, wechatpay_mock::Error>(())
//! # })?;
//! # Ok::<_, Box<dyn std::error::Error>>(())
//! ```
//!
//! Without a [`Builder::state_file`] the deposited codes live in memory; with one they outlive the
//! mock. What a request meets, in this order: a scripted [`Answer`] if one is waiting, the rules
//! that hold for every request (mandatory headers), the endpoint.

mod answer;
#[doc(hidden)]
pub mod authorization;
mod builder;
mod card;
mod certificates;
mod clock;
mod connection;
mod credentials;
mod crypto;
mod deposit;
mod document;
mod error;
mod exchange;
mod fault;
mod journal;
mod json_rules;
mod key_mode;
mod keys;
mod listener;
mod message;
mod mock;
mod nonces;
mod notice;
mod page;
mod parties;
mod plan;
mod platform;
mod post;
mod random;
mod received;
mod refusal;
mod routes;
mod rules;
mod running;
mod script;
mod send;
mod signature;
mod store;
mod upload;
mod verdict;
mod verify;
mod world;

pub use answer::Answer;
pub use builder::Builder;
pub use card::{Card, CodeMode};
pub use credentials::Credentials;
pub use document::{Document, DocumentError, Reply};
pub use error::Error;
pub use fault::Fault;
pub use key_mode::{KeyMode, UnknownName};
pub use keys::Keys;
pub use mock::{Mock, Replayed};
pub use notice::Notice;
pub use received::Received;
pub use verdict::{Rule, Verdict};
