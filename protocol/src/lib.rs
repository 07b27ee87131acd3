//! WeChat Pay APIv3's rules for a generated client.
//!
//! A [`Merchant`] holds who signs, whose answers are believed, and what opens what is sealed. Given to a client it signs each
//! call and verifies each answer. A generated client has `Client::builder()` in place of the `Builder` here, and typed
//! functions beside paths given as text:
//!
//! ```no_run
//! use openapi_client_runtime::{Builder, Core};
//! use wechatpay_protocol::{ApiError, Merchant};
//!
//! # async fn example() -> Result<(), Box<dyn std::error::Error>> {
//! let merchant = Merchant::from_env()?;
//! let builder: Builder<Core> = Builder::new("https://api.mch.weixin.qq.com", "my-shop/1.0");
//! let client = builder.protocol(merchant.clone()).build()?;
//!
//! let order = client.chain("v3/pay/transactions/out-trade-no/{out_trade_no}").with("out_trade_no", "20260101-7");
//! match order.query("mchid", merchant.mchid()).get().await {
//!     Ok(answer) => println!("{}", answer.json::<openapi_client_runtime::Json>()?["trade_state"]),
//!     Err(error) => match ApiError::of(&error) {
//!         Some(refusal) => eprintln!("{refusal}"),
//!         None => eprintln!("{error}"),
//!     },
//! }
//! # Ok(())
//! # }
//! ```
//!
//! # Configuration
//!
//! A merchant is made of parts ([`Merchant::builder`]), of environment variables such as `WECHATPAY_MCHID`
//! ([`Merchant::from_env`]), or of a TOML file ([`Merchant::from_toml_file`]). All that is wrong is said at once, each with its
//! place ([`ConfigError`]):
//!
//! ```toml
//! mchid = "1900007291"
//! certificate_file = "apiclient_cert.pem"   # or: serial = "3775B6…"
//! private_key_file = "apiclient_key.pem"    # paths are relative to this file
//! api_v3_key = "0123456789abcdefghijklmnopqrstuv"
//! public_key_id = "PUB_KEY_ID_0000000000000024101100397200000006"
//! public_key_file = "pub_key.pem"           # without the two: platform certificates are downloaded
//! ```
//!
//! Nothing is global, so that a process may have as many merchants as it likes, each with a client of its own: from one file
//! with a table `[merchants.NAME]` for each ([`Merchant::all_from_toml_file`]), or from variables with other names
//! ([`Merchant::from_env_prefixed`]).
//!
//! ```no_run
//! # fn example() -> Result<(), Box<dyn std::error::Error>> {
//! # use openapi_client_runtime::{Builder, Core};
//! # use wechatpay_protocol::Merchant;
//! let merchants = Merchant::all_from_toml_file("merchants.toml")?;
//! for (name, merchant) in merchants {
//!     let builder: Builder<Core> = Builder::new("https://api.mch.weixin.qq.com", "my-shop/1.0");
//!     let client = builder.protocol(merchant).build()?;
//! #   let _ = (name, client);
//! }
//! # Ok(())
//! # }
//! ```
//!
//! # What happens to a call
//!
//! A call goes through these rooms, none of which touches a socket:
//!
//! 1. fields that WeChat Pay wants encrypted are encrypted ([`encrypt_field`]) for the key that `Wechatpay-Serial` names
//!    ([`Merchant::encryption_key`]);
//! 2. each attempt is signed over exactly the bytes that are sent ([`Merchant::sign`]), with a [`Clock`], a [`NonceSource`] and
//!    a [`Signer`] that can be replaced;
//! 3. the answer is verified over its raw bytes ([`Merchant::verify`]) before anything decodes it; a [`Rejection`] says why it
//!    is not believed;
//! 4. WeChat Pay's keys are public keys, platform certificates or both ([`KeyRing`]); certificates are downloaded, opened with
//!    the [`ApiV3Key`], verified and renewed ([`open_certificates_answer`]);
//! 5. an error of WeChat Pay's is explained ([`ApiError`]).
//!
//! # Files
//!
//! [`Upload`] makes the body of an upload with its signed part; [`Download`] fetches a bill and checks its hash. `Download` and
//! [`Merchant::renew_keys`] make calls themselves, through the client that they are given; all else here only prepares and
//! checks. `Download` is async only: there is no blocking one.
//!
//! ```no_run
//! use wechatpay_protocol::{Download, Upload};
//!
//! # async fn example(client: openapi_client_runtime::Core) -> openapi_client_runtime::Result<()> {
//! let image = Upload::file("shop-front.png")?.into_multipart()?;
//! let answer = client.chain("v3/merchant/media/upload").post_multipart(image).await?;
//!
//! // Both come from a signed answer, such as that of `GET /v3/bill/tradebill`.
//! # let (download_url, hash_value) = ("", "");
//! Download::new(download_url).sha1(hash_value).save(&client, "bill.csv").await?;
//! # let _ = answer;
//! # Ok(())
//! # }
//! ```
//!
//! # Notifications and payments
//!
//! What WeChat Pay sends unasked is verified, opened and decoded in one call, and openings of payments are signed:
//!
//! ```no_run
//! use wechatpay_protocol::Merchant;
//!
//! # fn receive(headers: &http::HeaderMap, body: &[u8]) -> Result<(), Box<dyn std::error::Error>> {
//! let merchant = Merchant::from_env()?;
//! let notification = merchant.notification(headers, body)?;
//! if notification.event_type == "TRANSACTION.SUCCESS" {
//!     println!("{} is paid", notification.resource["out_trade_no"]);
//! }
//! let opening = merchant.jsapi_payment("wx8888888888888888", "wx201410272009395522657a690389285100")?;
//! println!("{}", serde_json::to_string(&opening)?);
//! # Ok(())
//! # }
//! ```
//!
//! With the feature `axum` a notification is the argument of a handler, `Notified<T>` or `NotifiedBySerde<T>`, and what is not
//! accepted is answered for it. Only exact copies of a delivery are refused by default: [`RecentDeliveries`] says what keeps a
//! notification that is delivered again from being acted on twice.
//!
//! ```
//! # #[cfg(feature = "axum")]
//! # mod shop {
//! use axum::{Router, http::StatusCode, routing::post};
//! use wechatpay_protocol::{Merchant, Notified};
//!
//! async fn paid(Notified(notification): Notified) -> StatusCode {
//!     println!("{} is paid", notification.resource["out_trade_no"]);
//!     StatusCode::NO_CONTENT
//! }
//!
//! fn router(merchant: Merchant) -> Router {
//!     Router::new().route("/notifications/paid", post(paid)).with_state(merchant)
//! }
//! # }
//! ```
//!
//! No secret is shown by `Debug` or `Display`, and keys are wiped from memory when they are no longer needed.

mod clock;
mod download;
mod explain;
mod key;
mod keys;
mod merchant;
mod nonce;
mod notification;
mod oaep;
mod pay;
mod plug;
mod seal;
mod sign;
#[cfg(test)]
mod testing;
mod upload;
mod verify;

pub use crate::clock::{Clock, SystemClock};
pub use crate::download::{Download, Downloading};
pub use crate::explain::{ApiError, Detail, Difference, MessageLine, RetryClass};
pub use crate::key::{Certificate, KeyError, KeyProblem, PrivateKey, PublicKey, Signer, SignerError};
pub use crate::keys::{
    CertificatesError, KeyIdError, KeyRing, KeySet, ListError, ServerKey, open_certificate_list,
    open_certificates_answer,
};
pub use crate::merchant::{ConfigError, ConfigFault, ConfigProblem, Merchant, MerchantBuilder};
pub use crate::nonce::{NonceError, NonceSource, RandomNonces};
pub use crate::notification::{
    NOTIFICATION_LIMIT, Notification, NotificationDelivery, NotificationError, RecentDeliveries, Replays, ResourceError,
};
#[cfg(feature = "axum")]
pub use crate::notification::{NotificationRejection, Notified, NotifiedBySerde};
pub use crate::oaep::{FieldError, decrypt_field, encrypt_field};
pub use crate::pay::{AppPayment, JsapiPayment};
pub use crate::plug::Renewed;
pub use crate::seal::{ApiV3Key, ApiV3KeyError, SealError};
pub use crate::sign::{Scheme, SignError, Signed, answer_message, request_message};
pub use crate::upload::Upload;
pub use crate::verify::{Rejection, verify};
