//! The Rust types of formats.

use super::ty::Type;
use crate::diagnostic::{Diagnostics, code};
use crate::near;
use crate::resolve::api::{Schema, Schemas, Shape};
use crate::settings::{RustType, RustTypes, Settings};
use std::collections::BTreeSet;

/// The types of the runtime, each with the formats of text that it is for. The settings know them by these names.
const OF_TEXT: [(&str, &[&str]); 11] = [
    ("Base64", &["byte", "base64"]),
    ("Date", &["date"]),
    ("DateTime", &["date-time", "datetime"]),
    ("Decimal", &["decimal"]),
    ("Duration", &["duration"]),
    ("IpAddr", &["ip"]),
    ("Ipv4Addr", &["ipv4"]),
    ("Ipv6Addr", &["ipv6"]),
    ("Time", &["time"]),
    ("Uri", &["uri", "url"]),
    ("Uuid", &["uuid"]),
];

/// Whether the runtime has a type of this name for a format of text.
pub fn is_format(name: &str) -> bool {
    OF_TEXT.iter().any(|(known, _)| *known == name)
}

/// Types without a path that a format of numbers may be given.
const NUMBERS: [(&str, Type); 7] = [
    ("i32", Type::I32),
    ("i64", Type::I64),
    ("u32", Type::U32),
    ("u64", Type::U64),
    ("f32", Type::F32),
    ("f64", Type::F64),
    ("Number", Type::Format("Number")),
];

/// What the settings call all numbers that are not integers, whatever their format.
const NUMBER: &str = "number";

/// Which type the settings give a format or a schema, and which the generator.
pub struct Formats<'s> {
    formats: &'s RustTypes,
    schemas: &'s RustTypes,
}

impl<'s> Formats<'s> {
    /// What `settings` say.
    pub fn new(settings: &'s Settings) -> Self {
        Self { formats: &settings.formats, schemas: &settings.types }
    }

    /// The type in the place of the schema, which is then not generated.
    pub fn in_place_of(&self, schema: &Schema) -> Option<Type> {
        let chosen = self.schemas.get(schema.component.as_ref()?)?;
        Some(number(chosen).unwrap_or_else(|| match chosen.as_str() {
            "String" => Type::String,
            path => Type::Path(path.to_owned()),
        }))
    }

    /// The type of a text or a number by its format; `None` where that says nothing of the type.
    pub fn of(&self, schema: &Schema) -> Option<Type> {
        if schema.constant.is_some() {
            return None;
        }
        let chosen = schema.format.as_deref().and_then(|format| self.formats.get(format));
        // A number without a format of its own may have a type as well, such as one that keeps all digits.
        let chosen = match &schema.shape {
            Shape::Number(_) => chosen.or_else(|| self.formats.get(NUMBER)),
            _ => chosen,
        };
        let format = schema.format.as_deref().unwrap_or_default();
        match (&schema.shape, chosen) {
            (Shape::Text, Some(chosen)) => Some(text(chosen)),
            (Shape::Text, None) => {
                let (name, _) = OF_TEXT.iter().find(|(_, formats)| formats.contains(&format))?;
                Some(Type::Format(name))
            }
            (Shape::Integer(_) | Shape::Number(_), Some(chosen)) => {
                Some(number(chosen).unwrap_or_else(|| Type::Path(chosen.as_str().to_owned())))
            }
            _ => None,
        }
    }
}

/// Says which of the settings mean nothing in this document.
pub fn report_unused(schemas: &Schemas, settings: &Settings, diagnostics: &mut Diagnostics) {
    let mut formats: BTreeSet<&str> = schemas.iter().filter_map(|(_, schema)| schema.format.as_deref()).collect();
    // A client without any number today may have one tomorrow.
    formats.insert(NUMBER);
    let components: BTreeSet<&str> = schemas.iter().filter_map(|(_, schema)| schema.component.as_deref()).collect();
    let sections = [("formats", &settings.formats, &formats), ("types", &settings.types, &components)];
    for (section, chosen, known) in sections {
        for name in chosen.keys().filter(|name| !known.contains(name.as_str())) {
            let message = format!("`{name}` in [{section}] names nothing that is emitted");
            let help = match near::nearest(name, known.iter().copied()) {
                Some(near) => format!("did you mean `{near}`?"),
                None => "correct it, or remove it".to_owned(),
            };
            diagnostics.settings_warning(code::SETTINGS_UNUSED, settings.file.as_deref(), message).help(help);
        }
    }
}

fn text(chosen: &RustType) -> Type {
    match chosen.as_str() {
        "String" => Type::String,
        name => match OF_TEXT.iter().find(|(known, _)| *known == name) {
            Some((known, _)) => Type::Format(known),
            None => Type::Text(name.to_owned()),
        },
    }
}

fn number(chosen: &RustType) -> Option<Type> {
    NUMBERS.iter().find(|(name, _)| *name == chosen.as_str()).map(|(_, ty)| ty.clone())
}
