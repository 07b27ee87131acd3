//! A WeChat Pay on loopback, for tests.
//!
//! [`Mock`] listens on a real socket and speaks WeChat Pay's side of APIv3 as strictly as the real one: it checks the
//! signature of every request and signs its answers. It knows nothing of the client under test: messages, signatures
//! and JSON are its own, so that a mistake shared by both sides cannot hide.
//!
//! ```
//! use wechatpay_mock::{Answer, Fault, Mock};
//!
//! # tokio::runtime::Runtime::new()?.block_on(async {
//! let mock = Mock::builder().card("pbLatjvWOibDc5-TBnbUk1pD12o0").start().await?;
//! let credentials = mock.credentials()?;
//! println!("point the client of merchant {} to {}", credentials.mchid, mock.base_url());
//! // The first request meets a broken proxy, the second an answer with a wrong signature, the ones after it neither.
//! mock.script(Answer::status(502).body("Bad Gateway").unsigned())?;
//! mock.fault(Fault::WrongSignature);
//! for received in mock.requests() {
//!     println!("{} {}: {:?}", received.method, received.target, received.verdict);
//! }
//! mock.stop().await;
//! # Ok::<_, wechatpay_mock::Error>(())
//! # })?;
//! # Ok::<_, Box<dyn std::error::Error>>(())
//! ```
//!
//! As a program: `cargo run -p wechatpay-mock -- --any-card --keys mock-keys --print-env`, and `--help` for the rest.
//!
//! # The client under test
//!
//! This crate depends on no client. With `wechatpay-protocol` beside it, a test makes a merchant of
//! [`Mock::credentials`] so:
//!
//! ```text
//! use wechatpay_protocol::{Merchant, PrivateKey, PublicKey};
//!
//! let known = mock.credentials()?;
//! let merchant = Merchant::builder()
//!     .mchid(known.mchid)
//!     .serial(known.merchant_serial)
//!     .private_key(PrivateKey::from_pem(known.merchant_private_key_pem)?)
//!     .api_v3_key(known.api_v3_key)
//!     .public_key(&known.public_key_id, PublicKey::from_pem(known.public_key_pem)?)
//!     .build()?;
//! ```
//!
//! # What a request meets
//!
//! In this order:
//!
//! 1. a [`Fault`], if the request asks for one by the header `Mock-Fault: NAME`, or if one is waiting;
//! 2. a scripted [`Answer`], if one is waiting, whatever the request;
//! 3. the rules for every request, of which [`Rule`] is the list: a request that breaks one is refused with 401
//!    `SIGN_ERROR` or 400 `PARAM_ERROR`, and the answer says what is wrong and what to do;
//! 4. the endpoint: `POST /v3/marketing/membercard-open/cards/{card_id}/codes/deposit`, `GET /v3/certificates`, or an
//!    operation of a [`Document`].
//!
//! [`Mock::requests`] tells of each request the message that the mock built, what it thinks of it and what it answered.
//! For a wrong signature it tries what people get wrong most often, and says so where it finds it.
//!
//! [`Mock::replay`] sends one of them again, headers and body as they were. A signed one is refused for its nonce, and that is the point:
//! an attacker who recorded it could not do more. A client that repeats a request must sign it anew.
//!
//! # Keys
//!
//! [`Keys::fixture`] is known to everybody, [`Keys::generate`] and [`Keys::open_or_create`] make new ones. A [`KeyMode`]
//! says whether WeChat Pay's public key, platform certificates or both are in use; [`Mock::rotate`] and
//! [`Mock::retire_old`] are the two ends of a change of certificates. An answer is signed by the key that the request
//! names in `Wechatpay-Serial`. An error is signed if the request names a merchant that the mock knows; what stands for
//! a proxy on the way is not signed. [`Builder::unsigned`] turns all of this off.
//!
//! # State
//!
//! Without a [`Builder::state_file`] the deposited codes live in memory; with one they outlive the mock, even where it
//! is killed. A card has an owner and a [`CodeMode`]: deposits by another merchant, into an unknown card or into one
//! whose codes come from elsewhere are refused with 400 `INVALID_REQUEST`.
//!
//! # Notifications
//!
//! [`Mock::notify`] sends what WeChat Pay would send to a merchant's server; [`Mock::notification`] gives the same
//! without sending it.

mod answer;
#[doc(hidden)]
pub mod authorization;
mod builder;
mod card;
mod certificates;
mod cipher;
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
