//! WeChat Pay APIv3's rules for a generated client.
//!
//! A [`Merchant`] holds who signs, whose answers are believed, and what opens what is sealed. It is made of parts, of
//! environment variables or of a TOML file, and given to a client: `Client::builder().protocol(merchant)`. A call then goes
//! through these rooms, none of which touches a socket:
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
