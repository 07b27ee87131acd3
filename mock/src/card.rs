//! Member cards.

use std::fmt;
use std::str::FromStr;

use crate::key_mode::UnknownName;

/// A member card that the mock knows.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Card {
    /// The id in paths.
    pub card_id: String,
    /// The number of the merchant that made the card; only this one may deposit codes.
    pub owner: String,
    /// Where the card's codes come from.
    pub mode: CodeMode,
    /// How many codes were deposited.
    pub stock: u64,
}

/// Where the codes of a card come from. It is chosen when a card is made, and cannot be changed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum CodeMode {
    /// The merchant deposits them: the one mode in which the deposit endpoint takes codes.
    #[default]
    MerchantDeposit,
    /// WeChat Pay makes them.
    System,
    /// The merchant names one whenever a member takes the card.
    MerchantApi,
}

impl CodeMode {
    /// All of them.
    pub const ALL: &[Self] = &[Self::MerchantDeposit, Self::System, Self::MerchantApi];

    /// The name, such as `merchant-deposit`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::MerchantDeposit => "merchant-deposit",
            Self::System => "system",
            Self::MerchantApi => "merchant-api",
        }
    }
}

impl fmt::Display for CodeMode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

impl FromStr for CodeMode {
    type Err = UnknownName;

    fn from_str(name: &str) -> Result<Self, UnknownName> {
        let found = Self::ALL.iter().find(|mode| mode.name() == name).copied();
        found.ok_or_else(|| UnknownName {
            kind: "code mode",
            found: name.to_owned(),
            names: Self::ALL.iter().map(|mode| mode.name()).collect(),
        })
    }
}
