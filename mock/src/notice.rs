//! Notifications: WeChat Pay tells a merchant what happened.

use bytes::Bytes;
use http::header::{ACCEPT, CONTENT_TYPE, USER_AGENT};
use http::{HeaderMap, HeaderValue};
use serde_json::{Value, json};

use crate::certificates::beijing_time;
use crate::crypto::{self, SEAL_NONCE_CHARACTERS};
use crate::error::Error;
use crate::parties::Parties;
use crate::random;
use crate::signature::{Pen, Style};

/// What a notification tells. [`Mock::notify`](crate::Mock::notify) sends it.
///
/// ```
/// use serde_json::json;
/// use wechatpay_mock::Notice;
///
/// let paid = Notice { resource: json!({"out_trade_no": "1217752501201407033233368018"}), ..Notice::default() };
/// assert_eq!(paid.event_type, "TRANSACTION.SUCCESS");
/// let refunded = Notice::new("REFUND.SUCCESS", "refund", json!({"out_refund_no": "1217752501201407033233368018"}));
/// assert_eq!(refunded.resource_type, "encrypt-resource");
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Notice {
    /// Such as `TRANSACTION.SUCCESS`.
    pub event_type: String,
    /// `encrypt-resource`.
    pub resource_type: String,
    /// What the resource is, such as `transaction`. It is the associated data of the sealed resource, too.
    pub original_type: String,
    /// A few words for people.
    pub summary: String,
    /// What is sealed with the merchant's APIv3 key.
    pub resource: Value,
}

impl Notice {
    /// A notification of any event, such as `REFUND.SUCCESS`, about a resource of this original type, such as `refund`.
    /// The summary is the event type; set [`summary`](Self::summary) where the words count.
    pub fn new(event_type: impl Into<String>, original_type: impl Into<String>, resource: Value) -> Self {
        let event_type = event_type.into();
        Self {
            summary: event_type.clone(),
            event_type,
            resource_type: "encrypt-resource".to_owned(),
            original_type: original_type.into(),
            resource,
        }
    }
}

impl Default for Notice {
    /// A successful payment about which nothing is told.
    fn default() -> Self {
        Self {
            event_type: "TRANSACTION.SUCCESS".to_owned(),
            resource_type: "encrypt-resource".to_owned(),
            original_type: "transaction".to_owned(),
            summary: "支付成功".to_owned(),
            resource: json!({}),
        }
    }
}

/// Headers and body of a notification, sealed and signed.
pub(crate) fn notification(parties: &Parties, notice: &Notice, style: Style) -> Result<(HeaderMap, Bytes), Error> {
    let body = Bytes::from(body(parties, notice)?.to_string());
    let pen = Pen {
        platform: &parties.platform,
        clock: &parties.clock,
        signer: parties.platform.notification_signer(),
        style,
    };
    let mut headers = pen.sign(&body)?;
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    headers.insert(ACCEPT, HeaderValue::from_static("*/*"));
    headers.insert(USER_AGENT, HeaderValue::from_static("wechatpay-mock"));
    Ok((headers, body))
}

fn body(parties: &Parties, notice: &Notice) -> Result<Value, Error> {
    let nonce = random::alphanumeric(SEAL_NONCE_CHARACTERS)?;
    let key = &parties.merchant.api_v3_key;
    let plain = notice.resource.to_string();
    Ok(json!({
        "id": format!("EV-{}", random::digits(27)?),
        "create_time": beijing_time(parties.clock.now()),
        "event_type": notice.event_type,
        "resource_type": notice.resource_type,
        "summary": notice.summary,
        "resource": {
            "original_type": notice.original_type,
            "algorithm": "AEAD_AES_256_GCM",
            "nonce": nonce,
            "associated_data": notice.original_type,
            "ciphertext": crypto::seal(key, &nonce, &notice.original_type, plain.as_bytes())?,
        },
    }))
}
