//! WeChat Pay APIv3's rules for a generated client.

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
    Delivery, NOTIFICATION_LIMIT, Notification, NotificationError, RecentDeliveries, Replays, ResourceError,
};
#[cfg(feature = "axum")]
pub use crate::notification::{NotificationRejection, Notified};
pub use crate::oaep::{FieldError, decrypt_field, encrypt_field};
pub use crate::pay::{AppPayment, JsapiPayment};
pub use crate::plug::Renewed;
pub use crate::seal::{ApiV3Key, ApiV3KeyError, SealError};
pub use crate::sign::{Scheme, SignError, Signed, answer_message, request_message};
pub use crate::upload::Upload;
pub use crate::verify::{Rejection, verify};
