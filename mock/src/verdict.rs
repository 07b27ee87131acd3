//! What the mock thinks of a request.

use std::fmt;

/// What the mock thinks of a request.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Verdict {
    /// The connection was reset before the request was read, so that nothing could be checked.
    Unchecked,
    /// It keeps all rules that hold for every request. What the endpoint thinks of it is another matter: see
    /// [`Received::status`](crate::Received::status).
    Accepted,
    /// It breaks a rule.
    Refused {
        /// The first rule that it breaks.
        rule: Rule,
        /// What is wrong, as the answer says it.
        reason: String,
    },
}

/// The rules that hold for every request, in the order in which they are checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Rule {
    /// `Mock-Fault` names a fault that there is.
    Fault,
    /// `User-Agent` is there.
    UserAgent,
    /// `Accept` is there and allows JSON.
    Accept,
    /// `Content-Type` fits the body.
    ContentType,
    /// An upload has the parts `meta` and `file`.
    Upload,
    /// `Authorization` is there and in its form.
    Authorization,
    /// The merchant is known.
    Merchant,
    /// The serial is that of the merchant's certificate.
    MerchantSerial,
    /// The timestamp is at most 300 seconds off the mock's clock.
    Timestamp,
    /// The signature is one of the request's message by the merchant's key.
    Signature,
    /// The nonce is new.
    Nonce,
    /// `Wechatpay-Serial` names a key of WeChat Pay.
    WechatpaySerial,
    /// JSON holds neither `null` nor characters outside the Basic Multilingual Plane.
    Json,
}

impl Rule {
    /// A name in lower case, such as `wechatpay-serial`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Fault => "fault",
            Self::UserAgent => "user-agent",
            Self::Accept => "accept",
            Self::ContentType => "content-type",
            Self::Upload => "upload",
            Self::Authorization => "authorization",
            Self::Merchant => "merchant",
            Self::MerchantSerial => "merchant-serial",
            Self::Timestamp => "timestamp",
            Self::Signature => "signature",
            Self::Nonce => "nonce",
            Self::WechatpaySerial => "wechatpay-serial",
            Self::Json => "json",
        }
    }
}

impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl Verdict {
    /// Whether the request keeps all rules that hold for every request.
    pub fn is_accepted(&self) -> bool {
        *self == Self::Accepted
    }

    /// The rule that the request breaks.
    pub fn broken_rule(&self) -> Option<Rule> {
        match self {
            Self::Refused { rule, .. } => Some(*rule),
            Self::Unchecked | Self::Accepted => None,
        }
    }
}
