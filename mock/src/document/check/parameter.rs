//! Whether a request's path, query and headers are what the operation demands.

use serde_json::Value;

use super::limits::types;
use super::text;
use super::value::Checker;
use super::violation::{Fit, Location, Violation};
use crate::document::incoming::{Incoming, decoded, form_decoded, is_json};
use crate::document::template::Capture;
use crate::document::tree::{Tree, items, members};

/// The headers that OpenAPI wants described elsewhere.
const NOT_PARAMETERS: [&str; 3] = ["accept", "content-type", "authorization"];

/// One parameter of an operation.
struct Parameter<'d> {
    name: &'d str,
    location: Location,
    required: bool,
    schema: Option<&'d Value>,
    /// Whether its values are JSON.
    json: bool,
    style: Option<&'d str>,
    explode: Option<bool>,
}

/// Checks all parameters; those of `owners` that come later replace earlier ones of the same name and place.
pub(super) fn check_all<'d>(
    checker: &Checker<'d>,
    tree: Tree<'d>,
    owners: [&'d Value; 2],
    captures: &[Capture<'_, '_>],
    incoming: Incoming<'_>,
) -> Fit {
    for parameter in parameters(tree, owners) {
        parameter
            .check(checker, tree, captures, incoming)
            .map_err(|violation| violation.of_parameter(parameter.name, parameter.location))?;
    }
    Ok(())
}

fn parameters<'d>(tree: Tree<'d>, owners: [&'d Value; 2]) -> Vec<Parameter<'d>> {
    let mut found: Vec<Parameter<'d>> = Vec::new();
    let nodes = owners.into_iter().flat_map(|owner| items(owner.get("parameters")));
    for parameter in nodes.filter_map(|node| Parameter::read(tree, tree.follow(node)?)) {
        found.retain(|earlier| earlier.name != parameter.name || earlier.location != parameter.location);
        found.push(parameter);
    }
    found
}

impl<'d> Parameter<'d> {
    /// `None` for cookies, and for what is no parameter.
    fn read(tree: Tree<'d>, node: &'d Value) -> Option<Self> {
        let name = node.get("name")?.as_str()?;
        let location = match node.get("in")?.as_str()? {
            "path" => Location::Path,
            "query" => Location::Query,
            "header" if !NOT_PARAMETERS.contains(&name.to_ascii_lowercase().as_str()) => Location::Header,
            _ => return None,
        };
        let content = members(node.get("content")).next();
        let schema = node.get("schema").or_else(|| content.and_then(|(_, media)| media.get("schema")));
        Some(Self {
            name,
            location,
            required: node.get("required") == Some(&Value::Bool(true)),
            schema: schema.filter(|schema| tree.follow(schema).is_some()),
            json: content.is_some_and(|(media_type, _)| is_json(media_type)),
            style: node.get("style").and_then(Value::as_str),
            explode: node.get("explode").and_then(Value::as_bool),
        })
    }

    fn check(
        &self,
        checker: &Checker<'d>,
        tree: Tree<'d>,
        captures: &[Capture<'_, '_>],
        incoming: Incoming<'_>,
    ) -> Fit {
        let kind = self.schema.and_then(|schema| kind(tree, schema));
        if kind == Some("object") && !self.json {
            // Its members are spread over the query, so that it cannot be told from other parameters.
            return Ok(());
        }
        let raw = self.raw_values(captures, incoming);
        if raw.is_empty() {
            return if self.required { Err(Violation::missing(self.name)) } else { Ok(()) };
        }
        let Some(schema) = self.schema else { return Ok(()) };
        match kind {
            _ if self.json => raw.iter().try_for_each(|raw| check_json(checker, schema, &self.decode(raw)?)),
            Some("array") => self.check_entries(checker, tree, schema, &raw),
            _ if self.style.is_some_and(|style| style == "label" || style == "matrix") => Ok(()),
            _ => raw.iter().try_for_each(|raw| text::check(checker, schema, &self.decode(raw)?)),
        }
    }

    fn raw_values<'r>(&self, captures: &[Capture<'_, 'r>], incoming: Incoming<'r>) -> Vec<&'r str> {
        match self.location {
            Location::Path => captures.iter().filter(|(name, _)| *name == self.name).map(|(_, value)| *value).collect(),
            Location::Header => incoming.header(self.name),
            _ => {
                let named = |name: &str| form_decoded(name).is_some_and(|name| name == self.name);
                incoming.query().filter(|(name, _)| named(name)).map(|(_, value)| value).collect()
            }
        }
    }

    fn decode(&self, raw: &str) -> Result<String, Box<Violation>> {
        let text = match self.location {
            Location::Header => Some(raw.to_owned()),
            Location::Path => decoded(raw),
            _ => form_decoded(raw),
        };
        text.ok_or_else(|| Violation::new(self.name, None, "is not UTF-8 once percent-decoded"))
    }

    fn check_entries(&self, checker: &Checker<'d>, tree: Tree<'d>, schema: &'d Value, raw: &[&str]) -> Fit {
        let Some(entry_schema) = tree.member(schema, "items") else { return Ok(()) };
        let entries: Vec<&str> = match self.separators() {
            [] => raw.to_vec(),
            separators => raw.iter().flat_map(|raw| split(raw, separators)).collect(),
        };
        entries.into_iter().try_for_each(|entry| text::check(checker, entry_schema, &self.decode(entry)?))
    }

    /// What stands between the entries of an array; none where each has a pair of its own.
    fn separators(&self) -> &'static [&'static str] {
        match (self.location, self.style.unwrap_or("form")) {
            (Location::Query, "pipeDelimited") => &["|", "%7C"],
            (Location::Query, "spaceDelimited") => &["%20", "+"],
            (Location::Query, _) if self.explode != Some(false) => &[],
            _ => &[","],
        }
    }
}

fn split<'r>(raw: &'r str, separators: &[&str]) -> Vec<&'r str> {
    separators.iter().fold(vec![raw], |parts, separator| {
        parts.into_iter().flat_map(|part| part.split(separator)).map(str::trim).collect()
    })
}

/// The first type of a schema, wherever it stands.
fn kind<'d>(tree: Tree<'d>, schema: &'d Value) -> Option<&'d str> {
    let keywords = tree.follow(schema)?.as_object()?;
    let own = types(keywords).into_iter().find(|name| *name != "null");
    own.or_else(|| {
        let parts = ["allOf", "oneOf", "anyOf"].into_iter().flat_map(|part| items(keywords.get(part)));
        parts.filter_map(|part| tree.follow(part)?.get("type")?.as_str()).find(|name| *name != "null")
    })
}

fn check_json<'d>(checker: &Checker<'d>, schema: &'d Value, text: &str) -> Fit {
    match serde_json::from_str(text) {
        Ok(value) => checker.check(schema, &value, ""),
        Err(error) => Err(Violation::new("", Some(text.into()), format!("is not JSON: {error}"))),
    }
}
