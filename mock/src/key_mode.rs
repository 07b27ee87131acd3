//! Which kinds of keys WeChat Pay signs with.

use std::fmt;
use std::str::FromStr;

/// Which kinds of keys the mock signs with, and names in `Wechatpay-Serial`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum KeyMode {
    /// The public key alone, the only mode of a new merchant: `/v3/certificates` answers 404. The default.
    #[default]
    PublicKey,
    /// Platform certificates alone, listed by `/v3/certificates`.
    Certificates,
    /// Both, for a merchant on the way from certificates to the public key. An answer is signed by the key that its
    /// request names, notifications by either in turn.
    Migration,
}

impl KeyMode {
    /// All of them.
    pub const ALL: &[Self] = &[Self::PublicKey, Self::Certificates, Self::Migration];

    /// The name on the command line.
    pub const fn name(self) -> &'static str {
        match self {
            Self::PublicKey => "public-key",
            Self::Certificates => "certificates",
            Self::Migration => "migration",
        }
    }

    pub(crate) fn has_public_key(self) -> bool {
        self != Self::Certificates
    }

    pub(crate) fn has_certificates(self) -> bool {
        self != Self::PublicKey
    }
}

impl fmt::Display for KeyMode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// A name that stands for nothing; the message lists those that do.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("there is no {kind} {found:?}; there are: {names}", names = names.join(", "))]
pub struct UnknownName {
    pub(crate) kind: &'static str,
    pub(crate) found: String,
    pub(crate) names: Vec<&'static str>,
}

impl FromStr for KeyMode {
    type Err = UnknownName;

    fn from_str(name: &str) -> Result<Self, UnknownName> {
        let found = Self::ALL.iter().find(|mode| mode.name() == name).copied();
        found.ok_or_else(|| UnknownName {
            kind: "key mode",
            found: name.to_owned(),
            names: Self::ALL.iter().map(|mode| mode.name()).collect(),
        })
    }
}
