//! Schemas: those of one name once, all others in the place where they stand.

use super::site::Site;
use super::{Found, Reader, Walk, relation};
use crate::diff::catalogue::schemas as kinds;
use crate::diff::effect::Wire;
use crate::resolve::api::{Schema, SchemaId, Shape};
use serde_json::{Map, Value};

/// What is said of a value beside its type, all along the way to it.
#[derive(Debug, Clone, Default)]
pub struct Facts {
    /// Whether it may be `null`.
    pub nullable: bool,
    /// Whether the document advises against it.
    pub deprecated: bool,
    /// The only value.
    pub constant: Option<Value>,
    /// What it is where nothing is given.
    pub default: Option<Value>,
    /// Its format.
    pub format: Option<String>,
    /// What is asked of it.
    pub rules: Map<String, Value>,
    /// What people read.
    pub words: [Option<String>; 2],
    /// Whether it is a text, of which the format is part of what it is; the format of a number is its type.
    pub is_text: bool,
    /// The schemas that said so.
    pub of: Vec<SchemaId>,
}

impl Facts {
    /// Takes what `schema` says as well; what was said nearer counts before it.
    fn add(&mut self, id: SchemaId, schema: &Schema) {
        self.nullable |= schema.nullable;
        self.deprecated |= schema.deprecated;
        self.constant = self.constant.take().or_else(|| schema.constant.clone());
        self.default = self.default.take().or_else(|| schema.default.clone());
        self.format = self.format.take().or_else(|| schema.format.clone());
        for (keyword, value) in &schema.rules {
            self.rules.entry(keyword.clone()).or_insert_with(|| value.clone());
        }
        let [title, description] = &mut self.words;
        *title = title.take().or_else(|| schema.title.clone());
        *description = description.take().or_else(|| schema.description.clone());
        self.is_text |= matches!(schema.shape, Shape::Text | Shape::SensitiveText);
        self.of.push(id);
    }
}

impl Reader<'_> {
    /// What is said on the way from `id` to the first schema that has a name or is no alias, which comes second.
    fn peeled(&self, mut facts: Facts, id: SchemaId) -> (Facts, SchemaId) {
        let mut at = id;
        // An alias may lead around in a circle; no chain of them is longer than the list.
        for _ in self.api.schemas.iter() {
            let schema = self.schema(at);
            match schema.shape {
                Shape::Alias(target) if schema.component.is_none() => {
                    facts.add(at, schema);
                    at = target;
                }
                _ => break,
            }
        }
        (facts, at)
    }

    /// The same to the schema that is meant in the end, which is none without a type.
    fn followed(&self, mut facts: Facts, id: SchemaId) -> (Facts, SchemaId) {
        let mut at = id;
        for _ in self.api.schemas.iter() {
            facts.add(at, self.schema(at));
            match self.schema(at).shape {
                Shape::Alias(target) => at = target,
                _ => break,
            }
        }
        (facts, at)
    }

    fn component(&self, id: SchemaId) -> Option<&str> {
        self.schema(id).component.as_deref()
    }
}

impl Walk<'_> {
    /// All named schemas: those that are on both sides, and those that are on one.
    pub(super) fn components(&mut self) {
        let named = |reader: &Reader<'_>| -> Vec<(String, SchemaId)> {
            let schemas = reader.api.schemas.iter();
            schemas.filter_map(|(id, schema)| Some((schema.component.clone()?, id))).collect()
        };
        let (old, new) = (named(&self.old), named(&self.new));
        for (name, id) in &new {
            if let Some(before) = self.old.components.get(name.as_str()).copied() {
                self.component(before, *id);
            } else if !self.renamed.iter().any(|(_, after)| after == id) {
                let site = Site::of(format!("schema {name}"), self.reach(None, Some(*id)));
                let site = site.at(None, Some(&self.new.schema(*id).pointer));
                let origins = self.new.with_parts(*id);
                self.note(&kinds::ADDED, &site, "").of_new(origins);
            }
        }
        for (name, id) in &old {
            let is_there = self.new.components.contains_key(name.as_str());
            if !is_there && !self.renamed.iter().any(|(before, _)| before == id) {
                let site = Site::of(format!("schema {name}"), self.reach(Some(*id), None));
                let site = site.at(Some(&self.old.schema(*id).pointer), None);
                let origins = self.old.with_parts(*id);
                self.note(&kinds::REMOVED, &site, "").of_old(origins);
            }
        }
    }

    /// What stands in one place of both documents.
    pub(super) fn pair(&mut self, old: SchemaId, new: SchemaId, site: &Site) {
        self.pair_of((old, Facts::default()), (new, Facts::default()), site);
    }

    /// The same, with what the place says of its value.
    pub(super) fn pair_of(&mut self, (old, said): (SchemaId, Facts), (new, says): (SchemaId, Facts), site: &Site) {
        let (old_facts, old_end) = self.old.peeled(said, old);
        let (new_facts, new_end) = self.new.peeled(says, new);
        let same_name = self.old.component(old_end).is_some_and(|name| self.new.component(new_end) == Some(name));
        if same_name || self.is_renamed(old_end, new_end) {
            self.facts(&old_facts, &new_facts, site);
            self.called(old_end, new_end, site);
            self.renamed.insert((old_end, new_end));
            return self.component(old_end, new_end);
        }
        let before = self.found.len();
        self.called(old_end, new_end, site);
        let called = self.found.get(before).map(|found| found.entry);
        if self.compared.insert((old, new, Some(site.subject.clone()))) {
            let noted = self.found.len();
            let (old_facts, old) = self.old.followed(old_facts, old_end);
            let (mut new_facts, new) = self.new.followed(new_facts, new_end);
            if called == Some(&kinds::SPLIT) {
                // The copy says of itself what it is.
                new_facts.words.clone_from(&old_facts.words);
            }
            self.facts(&old_facts, &new_facts, site);
            self.shapes(old, new, site);
            if called == Some(&kinds::REFERENCE) {
                self.sum_up(noted, site);
            }
        }
    }

    /// Where another named schema stands at `site`, how it differs is one effect: what was noted from `from` on of the
    /// place itself becomes that of the change before it.
    fn sum_up(&mut self, from: usize, site: &Site) {
        let of_the_place = |found: &Found| found.subject == site.subject && found.place.starts_with(&site.place);
        let tail = self.found.split_off(from);
        let (inside, outside): (Vec<_>, Vec<_>) = tail.into_iter().partition(of_the_place);
        if let Some(change) = self.found.last_mut() {
            for found in inside {
                change.wire.requests = change.wire.requests.max(found.wire.requests);
                change.wire.answers = change.wire.answers.max(found.wire.answers);
            }
        }
        self.found.extend(outside);
    }

    /// Whether two named schemas are one that got another name: neither name is on the other side.
    fn is_renamed(&self, old: SchemaId, new: SchemaId) -> bool {
        match (self.old.component(old), self.new.component(new)) {
            (Some(before), Some(after)) => {
                !self.new.components.contains_key(before) && !self.old.components.contains_key(after)
            }
            _ => false,
        }
    }

    fn component(&mut self, old: SchemaId, new: SchemaId) {
        if !self.compared.insert((old, new, None)) {
            return;
        }
        let (before, after) = (self.old.schema(old), self.new.schema(new));
        let name = after.component.as_deref().unwrap_or_default();
        let site = Site::of(format!("schema {name}"), self.reach(Some(old), Some(new)));
        let site = site.at(Some(&before.pointer), Some(&after.pointer));
        let site = site.holding(&kinds::TYPE, self.old.with_parts(old), self.new.with_parts(new));
        if before.rust_name != after.rust_name {
            let name = after.rust_name.as_deref().unwrap_or("none");
            self.note(&kinds::RENAMED, &site, format!("`x-rust-name` is {name}"))
                .of_old(site.old.clone())
                .of_new(site.new.clone());
        }
        if let (Shape::Alias(to), Shape::Alias(now)) = (&before.shape, &after.shape) {
            let (mut old_facts, mut new_facts) = (Facts::default(), Facts::default());
            old_facts.add(old, before);
            new_facts.add(new, after);
            self.facts(&old_facts, &new_facts, &site);
            return self.pair(*to, *now, &site);
        }
        let (old_facts, old) = self.old.followed(Facts::default(), old);
        let (new_facts, new) = self.new.followed(Facts::default(), new);
        self.facts(&old_facts, &new_facts, &site);
        self.shapes(old, new, &site);
    }

    /// Whether the types in Rust are called differently, as other schemas stand there or one has another name.
    fn called(&mut self, old: SchemaId, new: SchemaId, site: &Site) {
        let (Some(before), Some(after)) = (self.old.models.get(&old), self.new.models.get(&new)) else { return };
        let (was, is) = (self.old.component(old), self.new.component(new));
        if before == after || was == is {
            return;
        }
        let stays = was.is_some_and(|name| self.new.components.contains_key(name));
        let was_there = is.is_some_and(|name| self.old.components.contains_key(name));
        let same_place = self.old.schema(old).pointer == self.new.schema(new).pointer;
        let detail = format!("`{after}` was `{before}`");
        let entry = match (was.is_some() && is.is_some() && same_place, stays || was_there) {
            (true, _) => &kinds::SPLIT,
            (false, true) => &kinds::REFERENCE,
            (false, false) if !self.renamed.insert((old, new)) => return,
            (false, false) => &kinds::RENAMED,
        };
        if entry != &kinds::REFERENCE {
            self.renamed.insert((old, new));
        }
        let is_place = entry != &kinds::RENAMED;
        let (mut before, mut after) = (self.old.nameless(old), self.new.nameless(new));
        if !stays {
            before.extend(self.old.with_parts(old));
        }
        if !was_there {
            after.extend(self.new.with_parts(new));
        }
        let found = self.note(entry, site, detail);
        found.of_old(before).of_new(after);
        if is_place {
            found.of_old(site.old.clone()).of_new(site.new.clone());
        }
        found.on_the_wire(Wire::NONE);
    }

    /// Notes that the type of what stands at `site` is another one.
    pub(super) fn type_changed(&mut self, old: Option<SchemaId>, new: Option<SchemaId>, site: &Site, detail: &str) {
        let shape = |reader: &Reader<'_>, id: Option<SchemaId>| id.map(|id| reader.schema(id).shape.clone());
        let (before, after) = (shape(&self.old, old), shape(&self.new, new));
        let told = |shape: &Option<Shape>| shape.as_ref().map_or("unknown", relation::told);
        let detail = match detail.is_empty() {
            true => format!("{} was {}", told(&after), told(&before)),
            false => detail.to_owned(),
        };
        let wire = match (&before, &after) {
            (Some(before), Some(after)) => relation::wire(before, after),
            _ => Wire { requests: site.type_changed.requests, answers: site.type_changed.answers },
        };
        let wire = site.reach.of(wire.requests, wire.answers);
        let before: Vec<_> = old.into_iter().flat_map(|id| self.old.nameless(id)).collect();
        let after: Vec<_> = new.into_iter().flat_map(|id| self.new.nameless(id)).collect();
        self.note(site.type_changed, site, detail)
            .on_the_wire(wire)
            .of_old(site.old.iter().cloned().chain(before))
            .of_new(site.new.iter().cloned().chain(after));
    }

    /// Two types.
    fn shapes(&mut self, old: SchemaId, new: SchemaId, site: &Site) {
        let (before, after) = (&self.old.schema(old).shape, &self.new.schema(new).shape);
        match (before, after) {
            (Shape::Object(was), Shape::Object(is)) => self.objects((old, was), (new, is), site),
            (Shape::Union(was), Shape::Union(is)) => self.unions((old, was), (new, is), site),
            (Shape::Array(was), Shape::Array(is)) => self.pair(*was, *is, &site.part("[]")),
            (Shape::Map(was), Shape::Map(is)) => self.pair(*was, *is, &site.part(".*")),
            (Shape::Tuple(was, rest), Shape::Tuple(is, others))
                if was.len() == is.len() && rest.is_some() == others.is_some() =>
            {
                for (index, (was, is)) in was.iter().zip(is).enumerate() {
                    self.pair(*was, *is, &site.part(&format!("[{index}]")));
                }
                if let (Some(was), Some(is)) = (rest, others) {
                    self.pair(*was, *is, &site.part("[]"));
                }
            }
            (Shape::JsonText(was), Shape::JsonText(is)) => self.pair(*was, *is, &site.part(" as JSON")),
            (Shape::SensitiveText, Shape::Text) => self.marked(&kinds::CLEAR, site),
            (Shape::Text, Shape::SensitiveText) => self.marked(&kinds::SENSITIVE, site),
            _ if self.enums((old, before), (new, after), site) => {}
            _ if relation::is_same(before, after) => {}
            _ => self.type_changed(Some(old), Some(new), site, ""),
        }
    }

    fn marked(&mut self, entry: &'static crate::diff::catalogue::Entry, site: &Site) {
        self.note(entry, site, "").of_old(site.old.clone()).of_new(site.new.clone());
    }
}
