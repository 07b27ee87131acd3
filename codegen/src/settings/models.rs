//! What the types of values have besides their fields.

use serde::Deserialize;

/// What the types of values have besides their fields.
#[derive(Debug, Clone, Default, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct ModelSettings {
    /// Further derives: of `Eq`, `Hash`, `PartialOrd`, `Ord` and `Copy` each model has those that all its fields have; any
    /// other path, such as `my_crate::Form`, stands on every model.
    pub derive: Vec<Derive>,
}

/// What emitted models have without being asked, some of it not by deriving.
const MADE_ANYWAY: [&str; 4] = ["Clone", "Debug", "Default", "PartialEq"];

/// The path of a derive.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(try_from = "String")]
pub struct Derive(String);

impl Derive {
    /// The path as it is written.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The last word of the path.
    pub fn name(&self) -> &str {
        self.0.rsplit(':').next().unwrap_or_default().trim()
    }
}

impl TryFrom<String> for Derive {
    type Error = String;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        if MADE_ANYWAY.contains(&text.trim()) {
            return Err(format!("`{text}` need not be asked for: models have it wherever they can"));
        }
        match syn::parse::Parser::parse_str(syn::Path::parse_mod_style, &text) {
            // A comment is no part of what is parsed.
            Ok(_) if !text.contains('/') => Ok(Self(text)),
            _ => Err(format!("`{text}` is no derive: write a name such as `Hash`, or a path such as `my_crate::Form`")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_paths_are_derives() {
        for text in ["Hash", "a::B", "::a::B", "crate::X"] {
            assert!(Derive::try_from(text.to_owned()).is_ok(), "{text}");
        }
        for text in ["", "a b", "A<B>", "A, B", "A)] struct B;", "x!()", "A // c", "Default", "Clone"] {
            assert!(Derive::try_from(text.to_owned()).is_err(), "{text}");
        }
    }
}
