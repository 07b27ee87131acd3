//! Schemas as `openapiv3` types them, their members tidied up before.

use super::schema::Reader;
use super::{tidy, words};
use crate::diagnostic::{Diagnostics, code};
use crate::load::{Document, Lifted};
use crate::pointer::Pointer;
use openapiv3::SchemaKind;
use serde_json::{Map, Value};

impl Reader<'_> {
    /// The schema at `at` as `openapiv3` types it, or a diagnostic.
    pub(super) fn lift(&mut self, at: &Pointer, diagnostics: &mut Diagnostics) -> Option<openapiv3::Schema> {
        let members = self.tidied(at, diagnostics)?;
        match serde_json::from_value(Value::Object(members)) {
            Ok(schema) => Some(schema),
            Err(error) => {
                report_unreadable(at, &error.to_string(), diagnostics);
                None
            }
        }
    }

    /// The members of the schema at `at`, each of them as it must be; what is not is told of once.
    pub(super) fn tidied(&mut self, at: &Pointer, diagnostics: &mut Diagnostics) -> Option<Map<String, Value>> {
        let (members, ignored) = match tidied(self.document, at)? {
            Ok(read) => read,
            Err(message) => {
                report_unreadable(at, &message, diagnostics);
                return None;
            }
        };
        if !ignored.is_empty() && self.told.insert(at.clone()) {
            for tidy::Ignored { keyword, reason } in ignored {
                if keyword == "not" {
                    diagnostics.warning(code::SCHEMA_NOT, &at.child("not"), format!("`not` is ignored: it {reason}"));
                    continue;
                }
                // A tool that writes a keyword in vain once writes it so everywhere.
                let code = code::SCHEMA_IGNORED_KEYWORD;
                if diagnostics.is_new(code, &Pointer::root().child(&keyword).child(&reason)) {
                    let message = format!("`{keyword}` is ignored, here and wherever it is so: it {reason}");
                    diagnostics.warning(code, &at.child(&keyword), message);
                }
            }
        }
        Some(members)
    }

    /// The limits that the schema at `at` sets, in words.
    pub(super) fn limits(&self, at: &Pointer) -> Vec<String> {
        let Some(Ok((members, _))) = tidied(self.document, at) else { return Vec::new() };
        match serde_json::from_value::<openapiv3::Schema>(Value::Object(members)).map(|schema| schema.schema_kind) {
            Ok(SchemaKind::Type(kind)) => words::limits(&kind),
            _ => Vec::new(),
        }
    }
}

fn report_unreadable(at: &Pointer, message: &str, diagnostics: &mut Diagnostics) {
    diagnostics
        .warning(code::SCHEMA_UNREADABLE, at, format!("this schema is read as any JSON value: {message}"))
        .help("write it as OpenAPI 3.0 has it");
}

/// A schema as its members are read, and what of it is ignored.
pub type Tidied = (Map<String, Value>, Vec<tidy::Ignored>);

/// The members of the schema at `at`, with references to its own places in place of inner schemas; `None` where there is
/// no node, and an error where it is no schema.
pub fn tidied(document: &Document, at: &Pointer) -> Option<Result<Tidied, String>> {
    let mut members = match document.node(at)? {
        Value::Object(members) => openapiv3::Schema::lifted(members, at),
        Value::Bool(true) => Map::new(),
        other => return Some(Err(format!("an object is expected here, not {other}"))),
    };
    let ignored = tidy::tidy(&mut members);
    Some(Ok((members, ignored)))
}
