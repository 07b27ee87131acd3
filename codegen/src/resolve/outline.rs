//! What can be told of a schema at a glance, before it is read: enough to tell the members of a union apart, and to say
//! which of two schemas says more.

use super::own::is_never;
use super::reference;
use crate::diagnostic::Diagnostics;
use crate::load::Document;
use crate::pointer::Pointer;
use serde_json::{Map, Value};
use std::collections::{BTreeSet, HashMap};
use std::rc::Rc;

/// How deep compositions are looked into.
const MAX_DEPTH: usize = 24;

/// How many schemas are looked at for one outline: schemas that refer to each other in circles have endless ways.
const MAX_STEPS: usize = 10_000;

/// Longer lists of texts tell nothing apart.
const MAX_TEXTS: usize = 4096;

/// The types of JSON, as bits.
pub mod kind {
    /// An object.
    pub const OBJECT: u8 = 1;
    /// An array.
    pub const ARRAY: u8 = 2;
    /// A text.
    pub const TEXT: u8 = 4;
    /// A whole number.
    pub const INTEGER: u8 = 8;
    /// Any number.
    pub const NUMBER: u8 = 16 | INTEGER;
    /// `true` or `false`.
    pub const BOOLEAN: u8 = 32;
}

/// What can be told of a schema.
#[derive(Debug, Default, Clone)]
pub struct Outline {
    /// The types that its values have, as bits of [`kind`]; 0 where any type is possible.
    pub kinds: u8,
    /// The texts that it knows, where all its values are texts and it knows some.
    pub texts: Option<Vec<String>>,
    /// The members that must be there.
    pub required: BTreeSet<String>,
    /// The members that it names, each with the texts that its value can be.
    pub properties: Vec<(String, Option<Vec<String>>)>,
}

impl Outline {
    /// The texts that the member `name` can be, if it must be there.
    pub fn tag(&self, name: &str) -> Option<&[String]> {
        let (_, texts) = self.properties.iter().find(|(known, _)| known == name)?;
        texts.as_deref().filter(|texts| !texts.is_empty() && self.required.contains(name))
    }

    /// The same, whether or not it must be there.
    pub fn known(&self, name: &str) -> Option<&[String]> {
        self.properties.iter().find(|(known, _)| known == name)?.1.as_deref()
    }

    /// Whether it names the member.
    pub fn names(&self, name: &str) -> bool {
        self.properties.iter().any(|(known, _)| known == name)
    }

    /// Whether all its values are objects.
    pub fn is_object(&self) -> bool {
        self.kinds == kind::OBJECT
    }

    /// Whether it says anything of its values.
    pub fn says_something(&self) -> bool {
        self.kinds != 0 || self.texts.is_some() || !self.properties.is_empty() || !self.required.is_empty()
    }

    fn add(&mut self, other: &Self) {
        self.kinds = match (self.kinds, other.kinds) {
            (0, kinds) | (kinds, 0) => kinds,
            (left, right) if left & right != 0 => left & right,
            (_, later) => later,
        };
        self.texts = other.texts.clone().or(self.texts.take());
        self.required.extend(other.required.iter().cloned());
        for (name, texts) in &other.properties {
            match self.properties.iter_mut().find(|(known, _)| known == name) {
                Some((_, known)) => *known = texts.clone().or(known.take()),
                None => self.properties.push((name.clone(), texts.clone())),
            }
        }
    }

    /// What all of several alternatives have.
    fn shared(members: &[Rc<Self>]) -> Self {
        let Some((first, others)) = members.split_first() else { return Self::default() };
        let known = members.iter().all(|member| member.kinds != 0);
        let kinds = if known { members.iter().fold(0, |kinds, member| kinds | member.kinds) } else { 0 };
        let all = |list: Vec<Option<&[String]>>| joined(list.into_iter().map(|texts| texts.map(<[String]>::to_vec)));
        let properties = first.properties.iter().filter(|(name, _)| others.iter().all(|other| other.names(name)));
        let properties = properties.map(|(name, _)| {
            let texts = members.iter().map(|member| member.known(name)).collect();
            (name.clone(), all(texts))
        });
        Self {
            kinds,
            texts: all(members.iter().map(|member| member.texts.as_deref()).collect()),
            required: first
                .required
                .iter()
                .filter(|it| others.iter().all(|other| other.required.contains(*it)))
                .cloned()
                .collect(),
            properties: properties.collect(),
        }
    }
}

/// All of the texts, if all of the lists are known.
fn joined(lists: impl Iterator<Item = Option<Vec<String>>>) -> Option<Vec<String>> {
    let mut all: Vec<String> = Vec::new();
    for list in lists {
        all.extend(list?);
        if all.len() > MAX_TEXTS {
            return None;
        }
    }
    Some(all)
}

/// The outlines that were made.
#[derive(Debug, Default)]
pub struct Outlines {
    known: HashMap<Pointer, Rc<Outline>>,
    texts: HashMap<Pointer, Option<Vec<String>>>,
    around: Vec<Pointer>,
    steps: usize,
    /// Whether something was left out, because it is around itself or too deep.
    is_cut: bool,
}

impl Outlines {
    /// The outline of what is meant at `at`.
    pub fn of(&mut self, document: &Document, at: &Pointer) -> Rc<Outline> {
        let Some(at) = reference::follow(document, at, &mut Diagnostics::default()) else { return Rc::default() };
        if let Some(known) = self.known.get(&at) {
            return Rc::clone(known);
        }
        if self.around.is_empty() {
            self.steps = 0;
            self.is_cut = false;
        }
        self.steps += 1;
        if self.around.len() >= MAX_DEPTH || self.steps > MAX_STEPS || self.around.contains(&at) {
            self.is_cut = true;
            return Rc::default();
        }
        let Some(Value::Object(node)) = document.node(&at) else { return Rc::default() };
        self.around.push(at.clone());
        let outline = Rc::new(self.read(document, &at, node));
        self.around.pop();
        // Inside of a circle it may lack what is around it.
        if self.around.is_empty() || !self.is_cut {
            self.known.insert(at, Rc::clone(&outline));
        }
        outline
    }

    fn read(&mut self, document: &Document, at: &Pointer, node: &Map<String, Value>) -> Outline {
        let mut outline = Outline::default();
        for index in 0..length(node, "allOf") {
            let member = self.of(document, &at.child("allOf").item(index));
            outline.add(&member);
        }
        let own = self.own(document, at, node);
        outline.add(&own);
        for keyword in ["oneOf", "anyOf"] {
            let members: Vec<_> = (0..length(node, keyword)).map(|index| at.child(keyword).item(index)).collect();
            let members: Vec<_> = members.iter().map(|member| self.of(document, member)).collect();
            if !members.is_empty() {
                outline.add(&Outline::shared(&members));
            }
        }
        outline
    }

    /// What the node says without its compositions.
    fn own(&mut self, document: &Document, at: &Pointer, node: &Map<String, Value>) -> Outline {
        let values = values(node);
        let named = node.get("type").and_then(Value::as_str).map_or(0, of_name);
        let implied = || {
            let has = |keywords: &[&str]| keywords.iter().any(|keyword| node.contains_key(*keyword));
            match () {
                () if !values.is_empty() => values.iter().fold(0, |kinds, value| kinds | of_value(value)),
                () if has(&["properties", "additionalProperties", "patternProperties", "required"]) => kind::OBJECT,
                () if has(&["items", "prefixItems"]) => kind::ARRAY,
                () => 0,
            }
        };
        let properties = node.get("properties").and_then(Value::as_object).into_iter().flatten();
        let properties = properties.filter(|(_, schema)| !is_never(schema)).map(|(name, _)| {
            let place = at.child("properties").child(name);
            (name.clone(), self.texts(document, &place, 0))
        });
        let required = node.get("required").and_then(Value::as_array).into_iter().flatten();
        Outline {
            kinds: if named == 0 { implied() } else { named },
            texts: texts_of(&values),
            required: required.filter_map(Value::as_str).map(str::to_owned).collect(),
            properties: properties.collect(),
        }
    }

    /// The texts that a value of the schema at `place` can be.
    fn texts(&mut self, document: &Document, place: &Pointer, depth: usize) -> Option<Vec<String>> {
        const MAX_STEPS: usize = 6;
        let at = reference::follow(document, place, &mut Diagnostics::default()).filter(|_| depth < MAX_STEPS)?;
        if let Some(known) = self.texts.get(&at) {
            return known.clone();
        }
        let node = document.node(&at)?.as_object()?;
        let found = self.texts_in(document, &at, node, depth);
        self.texts.insert(at, found.clone());
        found
    }

    fn texts_in(
        &mut self,
        document: &Document,
        at: &Pointer,
        node: &Map<String, Value>,
        depth: usize,
    ) -> Option<Vec<String>> {
        let values = values(node);
        if !values.is_empty() {
            return texts_of(&values);
        }
        let places = |keyword: &str| -> Vec<Pointer> {
            (0..length(node, keyword)).map(|index| at.child(keyword).item(index)).collect()
        };
        if let Some(found) = places("allOf").iter().find_map(|place| self.texts(document, place, depth + 1)) {
            return Some(found);
        }
        let alternatives = [places("oneOf"), places("anyOf")].concat();
        let texts = joined(alternatives.iter().map(|place| self.texts(document, place, depth + 1)));
        texts.filter(|texts| !texts.is_empty())
    }
}

fn length(node: &Map<String, Value>, keyword: &str) -> usize {
    node.get(keyword).and_then(Value::as_array).map_or(0, Vec::len)
}

/// The values of an enum, `null` not counted.
fn values(node: &Map<String, Value>) -> Vec<&Value> {
    node.get("enum").and_then(Value::as_array).into_iter().flatten().filter(|value| !value.is_null()).collect()
}

fn texts_of(values: &[&Value]) -> Option<Vec<String>> {
    let texts: Option<Vec<String>> = values.iter().map(|value| value.as_str().map(str::to_owned)).collect();
    texts.filter(|texts| !texts.is_empty())
}

fn of_name(name: &str) -> u8 {
    match name {
        "object" => kind::OBJECT,
        "array" => kind::ARRAY,
        "string" => kind::TEXT,
        "integer" => kind::INTEGER,
        "number" => kind::NUMBER,
        "boolean" => kind::BOOLEAN,
        _ => 0,
    }
}

fn of_value(value: &Value) -> u8 {
    match value {
        Value::Null => 0,
        Value::Bool(_) => kind::BOOLEAN,
        Value::Number(number) if number.is_f64() => kind::NUMBER,
        Value::Number(_) => kind::INTEGER,
        Value::String(_) => kind::TEXT,
        Value::Array(_) => kind::ARRAY,
        Value::Object(_) => kind::OBJECT,
    }
}
