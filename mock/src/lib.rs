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
mod builder;
mod connection;
mod deposit;
mod error;
mod exchange;
mod journal;
mod listener;
mod mock;
mod received;
mod refusal;
mod routes;
mod rules;
mod running;
mod script;
mod send;
mod store;
mod world;

pub use answer::Answer;
pub use builder::Builder;
pub use error::Error;
pub use mock::Mock;
pub use received::Received;
