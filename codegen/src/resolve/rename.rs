//! Names in Rust that the settings give.

use super::api::{Operation, Schemas, Shape};
use crate::diagnostic::{Diagnostics, code};
use crate::near;
use crate::settings::{Renames, Settings};
use std::collections::{BTreeMap, HashSet};

/// Puts the names of the settings in the place of those that the document asks for.
pub fn apply(operations: &mut [Operation], schemas: &mut Schemas, settings: &Settings, diagnostics: &mut Diagnostics) {
    let Renames { schemas: types, operations: functions, properties, parameters } = &settings.rename;
    let mut tables = [
        Table::new("schemas", types),
        Table::new("operations", functions),
        Table::new("properties", properties),
        Table::new("parameters", parameters),
    ];
    if tables.iter().all(|table| table.names.is_empty()) {
        return;
    }
    let [types, functions, properties, parameters] = &mut tables;
    for operation in operations {
        functions.rename(&[&operation.id], &mut operation.rust_name);
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
}

/// The names of one kind, and what of them was met.
struct Table<'s> {
    setting: &'static str,
    names: &'s BTreeMap<String, String>,
    used: HashSet<&'s str>,
    /// Every key that could be used, for those that were not.
    known: HashSet<String>,
}

impl<'s> Table<'s> {
    fn new(setting: &'static str, names: &'s BTreeMap<String, String>) -> Self {
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
