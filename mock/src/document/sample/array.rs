//! Arrays made from schemas.

use serde_json::Value;

use super::Sampler;
use super::shape::Shape;
use crate::document::tree::items;

/// The most entries that are made, whatever `minItems` demands.
const MAX_ENTRIES: u64 = 1_000;

/// How often an entry is made anew that must differ from those before it.
const MAX_TRIES: usize = 16;

impl<'d> Sampler<'d> {
    pub(super) fn array(&mut self, shape: &Shape<'d>, name: &str) -> Option<Value> {
        let tuple: Vec<&Value> = shape.keyword("prefixItems").map(|all| items(Some(all)).collect()).unwrap_or_default();
        let others: Vec<&Value> = shape.keywords("items").collect();
        let least = shape.most("minItems").unwrap_or(0).min(MAX_ENTRIES);
        let mut entries: Vec<Value> = Vec::new();
        for index in 0..self.length(shape, least, tuple.len() as u64) {
            let own = usize::try_from(index).ok().and_then(|index| tuple.get(index));
            let schemas = own.map_or(others.as_slice(), std::slice::from_ref);
            match self.entry(shape, schemas, name, &entries) {
                Some(entry) => entries.push(entry),
                None if index >= least => break,
                None => return None,
            }
        }
        Some(Value::Array(entries))
    }

    fn length(&self, shape: &Shape<'d>, least: u64, tuple: u64) -> u64 {
        let shown = u64::from(self.is_generous() && shape.keyword("items").is_some());
        let most = shape.least("maxItems").unwrap_or(u64::MAX);
        least.max(shown).max(tuple.min(MAX_ENTRIES)).min(most)
    }

    fn entry(&mut self, shape: &Shape<'d>, schemas: &[&'d Value], name: &str, before: &[Value]) -> Option<Value> {
        let unique = shape.keyword("uniqueItems") == Some(&Value::Bool(true));
        let mut entry = self.value(schemas, name)?;
        for _ in 0..MAX_TRIES {
            if !(unique && before.contains(&entry)) {
                break;
            }
            entry = self.value(schemas, name)?;
        }
        Some(entry)
    }
}
