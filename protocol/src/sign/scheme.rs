//! Which cryptography signs.

/// How requests are signed, by the name that the `Authorization` header begins with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[non_exhaustive]
pub enum Scheme {
    /// RSASSA-PKCS1-v1_5 with SHA-256 and a key of 2048 bits: what WeChat Pay gives every merchant.
    #[default]
    Sha256Rsa2048,
    /// SM2 with SM3. Known, not built: a [`Merchant`](crate::Merchant) cannot be made with it.
    Sm2WithSm3,
}

impl Scheme {
    /// The name on the wire.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Sha256Rsa2048 => "WECHATPAY2-SHA256-RSA2048",
            Self::Sm2WithSm3 => "WECHATPAY2-SM2-WITH-SM3",
        }
    }

    /// Whether this crate can sign by it.
    #[must_use]
    pub const fn is_supported(self) -> bool {
        matches!(self, Self::Sha256Rsa2048)
    }
}
