//! Values that the document itself gives.

use serde_json::Value;

use super::Sampler;
use super::shape::Shape;
use crate::document::tree::items;

impl<'d> Sampler<'d> {
    /// The constant, example, default or first choice of a shape, as far as it fits.
    pub(super) fn given(&self, shape: &Shape<'d>) -> Option<Value> {
        if let Some(only) = shape.keyword("const") {
            return Some(only.clone());
        }
        let examples = shape.keywords("example").chain(shape.keywords("examples").flat_map(|all| items(Some(all))));
        let defaults = shape.keywords("default").filter(|default| !is_blank(default));
        let choices = shape.keywords("enum").flat_map(|all| items(Some(all)));
        let given = examples.chain(defaults).chain(choices).filter(|given| !given.is_null());
        given.filter_map(|given| self.fitted(shape, given)).next()
    }

    /// `given`, or the same as text or as a number where the schema wants that: YAML makes one of the other easily.
    fn fitted(&self, shape: &Shape<'d>, given: &Value) -> Option<Value> {
        if self.fits(shape, given) {
            return Some(given.clone());
        }
        let turned = match given {
            Value::Number(_) | Value::Bool(_) => Value::from(given.to_string()),
            Value::String(text) => serde_json::from_str(text).ok()?,
            _ => return None,
        };
        self.fits(shape, &turned).then_some(turned)
    }

    fn fits(&self, shape: &Shape<'d>, value: &Value) -> bool {
        let is_tagged = |(name, tag): &(&str, &str)| value.get(name).is_some_and(|value| value == tag);
        if value.is_object() && !(shape.tags.iter().all(is_tagged) && self.is_of_whole(shape, value)) {
            return false;
        }
        let checker = self.checker();
        shape.parts.iter().all(|schema| checker.check(schema, value, "").is_ok())
    }

    /// Whether an object was given for the whole shape, not for one of the schemas that it is merged from.
    fn is_of_whole(&self, shape: &Shape<'d>, value: &Value) -> bool {
        shape.whole.iter().any(|schema| {
            ["example", "default"].iter().any(|keyword| schema.get(keyword) == Some(value))
                || ["examples", "enum"].iter().any(|keyword| items(schema.get(keyword)).any(|given| given == value))
        })
    }
}

/// A default that says nothing: members and entries show more.
fn is_blank(value: &Value) -> bool {
    match value {
        Value::Array(entries) => entries.is_empty(),
        Value::Object(members) => members.is_empty(),
        _ => false,
    }
}
