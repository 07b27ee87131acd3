//! Which Rust type a format or a schema has, where that is not the generator's choice.

use serde::Deserialize;
use std::collections::BTreeMap;

/// Rust types by the name of a format or a schema.
pub type RustTypes = BTreeMap<String, RustType>;

/// A Rust type as the settings name it: a path that is visible to the emitted source, such as `uuid::Uuid`, or a bare
/// name such as `String`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(try_from = "String")]
pub struct RustType(String);

impl RustType {
    /// The type as it is written.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for RustType {
    type Error = String;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        match syn::parse_str::<syn::TypePath>(&text) {
            // A comment is no part of what was parsed, and would be of what is written.
            Ok(path) if path.qself.is_none() && !text.contains('/') => Ok(Self(text)),
            _ => Err(format!("`{text}` is no Rust type: write a path such as `uuid::Uuid`, or `String`")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_paths_are_types() {
        for text in ["String", "uuid::Uuid", "crate::Money", "::time::Date", "a::B<c::D, 3>"] {
            assert!(RustType::try_from(text.to_owned()).is_ok(), "{text}");
        }
        for text in ["", "a b", "&str", "(A, B)", "[u8; 4]", "x!()", "<A as B>::C", "A; fn b() {}", "impl X"] {
            assert!(RustType::try_from(text.to_owned()).is_err(), "{text}");
        }
    }
}
