//! Names in Rust that the settings give.

use super::api::{EnumValue, Operation, Schema, Schemas, Shape};
use crate::diagnostic::{Diagnostics, code};
use crate::near;
use crate::settings::{Renames, Settings};
use serde_json::Value;
use std::collections::{BTreeMap, HashSet};

/// Puts the names of the settings in the place of those that the document asks for.
pub fn apply(operations: &mut [Operation], schemas: &mut Schemas, settings: &Settings, diagnostics: &mut Diagnostics) {
    let Renames { schemas: types, operations: functions, properties, parameters, values, .. } = &settings.rename;
    let mut tables = [
        Table::new("schemas", types),
        Table::new("operations", functions),
        Table::new("properties", properties),
        Table::new("parameters", parameters),
    ];
    if tables.iter().all(|table| table.names.is_empty()) && values.is_empty() {
        return;
    }
    let [types, functions, properties, parameters] = &mut tables;
    for operation in operations {
        functions.rename(&[&operation.called(), &operation.id], &mut operation.rust_name);
        for parameter in &mut operation.parameters {
            parameters.rename(&[parameter.pointer.as_str()], &mut parameter.rust_name);
        }
    }
    for schema in schemas.iter_mut() {
        let keys = [Some(schema.pointer.as_str()), schema.component.as_deref()];
        types.rename(&keys.into_iter().flatten().collect::<Vec<_>>(), &mut schema.rust_name);
        if let Shape::Object(object) = &mut schema.shape {
            for property in &mut object.properties {
                properties.rename(&[property.pointer.as_str()], &mut property.rust_name);
            }
        }
    }
    tables.iter().for_each(|table| table.report(settings, diagnostics));
    for (key, names) in values {
        rename_values(schemas, key, names, settings, diagnostics);
    }
}

/// Gives the values of the enum that `key` names the `names` beside them.
fn rename_values(
    schemas: &mut Schemas,
    key: &str,
    names: &BTreeMap<String, String>,
    settings: &Settings,
    diagnostics: &mut Diagnostics,
) {
    let setting = format!("values.{key:?}");
    let mut table = Table::new(&setting, names);
    let is_named = |schema: &&mut Schema| {
        schema.component.as_deref() == Some(key) || schema.pointer.as_str() == key.trim_start_matches('#')
    };
    let mut is_enum = false;
    for schema in schemas.iter_mut().filter(is_named) {
        is_enum |= match &mut schema.shape {
            Shape::TextEnum(values) => table.rename_values(values, Clone::clone),
            Shape::IntegerEnum(values) => table.rename_values(values, i64::to_string),
            Shape::ValueEnum(values) => table.rename_values(values, |value| match value {
                Value::String(text) => text.clone(),
                other => other.to_string(),
            }),
            _ => false,
        };
    }
    if is_enum {
        return table.report(settings, diagnostics);
    }
    let message = format!("`{key}` in [rename.values] names no enum that is emitted");
    diagnostics
        .settings_warning(code::SETTINGS_UNUSED, settings.file.as_deref(), message)
        .help("name a schema below `components/schemas`, or give the JSON pointer of one elsewhere");
}

/// The names of one kind, and what of them was met.
struct Table<'s> {
    setting: &'s str,
    names: &'s BTreeMap<String, String>,
    used: HashSet<&'s str>,
    /// Every key that could be used, for those that were not.
    known: HashSet<String>,
}

impl<'s> Table<'s> {
    fn new(setting: &'s str, names: &'s BTreeMap<String, String>) -> Self {
        Self { setting, names, used: HashSet::new(), known: HashSet::new() }
    }

    /// Gives the item that has these `keys` the name that stands beside one of them.
    fn rename(&mut self, keys: &[&str], rust_name: &mut Option<String>) {
        if self.names.is_empty() {
            return;
        }
        for key in keys {
            // A pointer may be written as it stands in a reference.
            let found = self.names.get_key_value(*key).or_else(|| self.names.get_key_value(&format!("#{key}")));
            match found {
                Some((written, name)) => {
                    self.used.insert(written);
                    *rust_name = Some(name.clone());
                }
                None => drop(self.known.insert((*key).to_owned())),
            }
        }
    }

    /// Gives each of the values of an enum its name.
    fn rename_values<T>(&mut self, values: &mut [EnumValue<T>], text: impl Fn(&T) -> String) -> bool {
        for known in values {
            self.rename(&[&text(&known.value)], &mut known.rust_name);
        }
        true
    }

    fn report(&self, settings: &Settings, diagnostics: &mut Diagnostics) {
        for key in self.names.keys().filter(|key| !self.used.contains(key.as_str())) {
            let message = format!("`{key}` in [rename.{}] names nothing that is emitted", self.setting);
            let mut known: Vec<&str> = self.known.iter().map(String::as_str).collect();
            known.sort_unstable();
            let help = match near::nearest(key, known) {
                Some(near) => format!("did you mean `{near}`?"),
                None => "correct it, or remove it".to_owned(),
            };
            diagnostics.settings_warning(code::SETTINGS_UNUSED, settings.file.as_deref(), message).help(help);
        }
    }
}
