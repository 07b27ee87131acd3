//! `docs/codegen-settings.schema.json`, made from the settings as they are read.
//!
//! `UPDATE_DOCS=1 cargo test -p openapi-client-codegen --lib settings` writes it anew.

use super::Settings;
use serde_json::{Value, json};
use std::{env, fs};

const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/codegen-settings.schema.json");

fn schema() -> Value {
    let mut schema = schemars::schema_for!(Settings).to_value();
    schema["title"] = json!("Settings of openapi-client-codegen");
    one_line(&mut schema);
    schema
}

/// A description is a sentence, not lines of a source.
fn one_line(node: &mut Value) {
    match node {
        Value::Object(members) => {
            if let Some(Value::String(text)) = members.get_mut("description") {
                *text = text.replace('\n', " ");
            }
            members.values_mut().for_each(one_line);
        }
        Value::Array(items) => items.iter_mut().for_each(one_line),
        _ => {}
    }
}

#[test]
fn the_schema_in_docs_is_that_of_the_settings() {
    let schema = format!("{:#}\n", schema());
    if env::var_os("UPDATE_DOCS").is_some() {
        fs::write(FILE, &schema).unwrap();
    }
    let written = fs::read_to_string(FILE).unwrap_or_default();
    assert!(written == schema, "docs/codegen-settings.schema.json is stale: run this test with UPDATE_DOCS=1");
}

#[test]
fn every_setting_is_described() {
    let schema = schema();
    let mut objects = vec![&schema];
    objects.extend(schema["$defs"].as_object().unwrap().values());
    for object in objects {
        assert!(object["description"].is_string() || object["title"].is_string(), "{object}");
        for (name, property) in object["properties"].as_object().into_iter().flatten() {
            assert!(property["description"].is_string(), "{name} has no words");
        }
        let takes_anything = object.get("properties").is_some() && object["additionalProperties"] != json!(false);
        assert!(!takes_anything, "an unknown member of {object} is an error");
    }
}

#[test]
fn the_readme_shows_every_setting_once() {
    let readme = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../README.md")).unwrap();
    let shown = readme.split("```toml\n").find(|block| block.starts_with("#:schema")).unwrap();
    let shown = shown.split("```").next().unwrap();
    let settings: Settings = toml::from_str(shown).unwrap();
    assert_eq!(settings.include.tags, ["pets"]);
    let schema = schema();
    let mut objects = vec![&schema];
    objects.extend(schema["$defs"].as_object().unwrap().values());
    for name in objects.iter().flat_map(|object| object["properties"].as_object().into_iter().flatten()).map(|it| it.0)
    {
        let words = shown.split(|it: char| !it.is_alphanumeric() && it != '_');
        assert!(words.into_iter().any(|word| word == name), "the README does not show `{name}`");
    }
}
