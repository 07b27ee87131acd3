//! Types of parameters and properties, and the marks beside them.

use crate::finding::{Findings, ROW_ENCRYPTED, ROW_TYPE};
use crate::page::{Attributes, Kind, Parameter};
use std::path::Path;

/// The type of a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Type {
    /// What the value is, or each item of it.
    pub scalar: Scalar,
    /// How often it is an array of that.
    pub arrays: usize,
}

/// A type without brackets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "they are the types of JSON Schema")]
pub enum Scalar {
    String,
    Integer,
    Number,
    Boolean,
    Object,
    /// A type that the grammar does not have.
    Unknown,
}

/// For whom a text is encrypted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encrypted {
    /// With the key of WeChat Pay, by the merchant.
    WechatPay,
    /// With the certificate of the merchant, by WeChat Pay.
    Merchant,
}

impl Scalar {
    /// Its name in a schema; none for one that is not known.
    pub fn name(self) -> Option<&'static str> {
        Some(match self {
            Self::String => "string",
            Self::Integer => "integer",
            Self::Number => "number",
            Self::Boolean => "boolean",
            Self::Object => "object",
            Self::Unknown => return None,
        })
    }

    fn of(name: &str) -> Option<Self> {
        let all = [Self::String, Self::Integer, Self::Number, Self::Boolean, Self::Object];
        all.into_iter().find(|scalar| scalar.name() == Some(name))
    }
}

impl Type {
    /// The type that a row says.
    pub(super) fn of(parameter: &Parameter, file: &Path, findings: &mut Findings) -> Self {
        let mut name = parameter.type_name.as_str();
        let mut arrays = 0;
        while let Some(item) = name.strip_suffix("[]") {
            name = item;
            arrays += 1;
        }
        let scalar = Scalar::of(name).unwrap_or_else(|| {
            let scalar = Scalar::of(&name.to_ascii_lowercase()).unwrap_or(Scalar::Unknown);
            let instead = scalar.name().map_or("any value".to_owned(), |known| format!("`{known}`"));
            let message = format!(
                "`{}` has the type `{}`, which is not known; it is read as {instead}",
                parameter.name,
                name.escape_debug()
            );
            findings.add(ROW_TYPE, file, parameter.line, message);
            scalar
        });
        // No page nests arrays; a type of thousands of brackets is none.
        Self { scalar, arrays: arrays.min(4) }
    }
}

/// Whether the marks say that the value is a string that holds JSON.
pub(super) fn holds_json(marks: &Attributes) -> bool {
    marks.get("data-encoded") == Some("by-json_encode") || marks.get("data-encoded-by") == Some("json_encode")
}

/// For whom the value is encrypted, if it is.
pub(super) fn encrypted(parameter: &Parameter, kind: Kind, file: &Path, findings: &mut Findings) -> Option<Encrypted> {
    parameter.marks.get("data-encrypted")?;
    let tooltip = parameter.marks.get("data-tooltip").unwrap_or_default();
    let usual = match kind {
        Kind::Request => Encrypted::WechatPay,
        Kind::Response => Encrypted::Merchant,
    };
    let said = [("微信支付", Encrypted::WechatPay), ("平台证书", Encrypted::WechatPay), ("商户", Encrypted::Merchant)];
    let said = said.into_iter().find(|(start, _)| tooltip.starts_with(start)).map(|(_, key)| key);
    if said != Some(usual) || parameter.marks.get("data-encrypted") != Some("by-rsa-pubkey") {
        let name = &parameter.name;
        let message = match said {
            None => format!("the mark on `{name}` does not say for whom; it is taken from the table that it stands in"),
            Some(_) => format!("the mark on `{name}` is unusual in this table; it is taken as it stands"),
        };
        findings.add(ROW_ENCRYPTED, file, parameter.line, message);
    }
    Some(said.unwrap_or(usual))
}
