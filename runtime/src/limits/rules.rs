//! Limits as generated code writes them.

use std::collections::HashMap;

use super::exact::Exact;
use super::pattern::Pattern;
use crate::model::{Tree, from_json};

/// What is asked of a value at one place.
#[derive(Debug, Default)]
pub(super) struct Rules {
    /// What is asked of the value itself.
    pub(super) bounds: Vec<Bound>,
    /// The model whose limits it has as well.
    pub(super) model: Option<String>,
    /// What is asked of members with these names.
    pub(super) properties: HashMap<String, Rules>,
    /// What is asked of all other members.
    pub(super) values: Option<Box<Rules>>,
    /// What is asked of each item.
    pub(super) items: Option<Box<Rules>>,
    /// One of these is asked, of those that the value can be.
    pub(super) one_of: Vec<Rules>,
    /// The member whose text says what is asked, and what that is.
    pub(super) tag: Option<(String, HashMap<String, Rules>)>,
    /// All of these are asked as well.
    pub(super) all: Vec<Rules>,
    /// In a union: what the value must be for this to be asked of it.
    pub(super) is: Option<String>,
    /// In a union: the members that it must have.
    pub(super) has: Vec<String>,
    /// In a union: the texts that its members of these names have.
    pub(super) says: Vec<(String, String)>,
}

/// A limit of a value.
#[derive(Debug)]
pub(super) enum Bound {
    MinLength(usize),
    MaxLength(usize),
    Pattern(Pattern),
    Minimum(Number),
    Maximum(Number),
    Above(Number),
    Below(Number),
    MultipleOf(Number),
    MinItems(usize),
    MaxItems(usize),
    UniqueItems,
    MinProperties(usize),
    MaxProperties(usize),
}

/// A number, and how it is written.
#[derive(Debug)]
pub(super) struct Number {
    pub(super) text: String,
    pub(super) value: Exact,
}

/// The limits of each model; `None` where the text is not what the generator writes.
pub(super) fn read(text: &str) -> Option<HashMap<String, Rules>> {
    match from_json::<Tree>(text.as_bytes()).ok()? {
        Tree::Object(models) => by_name(&models),
        _ => None,
    }
}

fn by_name(members: &crate::Map<Tree>) -> Option<HashMap<String, Rules>> {
    members.iter().map(|(name, rules)| Some((name.clone(), place(rules)?))).collect()
}

/// A place: the name of a model, or an object.
fn place(tree: &Tree) -> Option<Rules> {
    let members = match tree {
        Tree::Text(model) => return Some(Rules { model: Some(model.clone()), ..Rules::default() }),
        Tree::Object(members) => members,
        _ => return None,
    };
    let mut rules = Rules::default();
    for (keyword, value) in members {
        match (keyword.as_str(), value) {
            ("model", Tree::Text(name)) => rules.model = Some(name.clone()),
            ("properties", Tree::Object(members)) => rules.properties = by_name(members)?,
            ("values", value) => rules.values = Some(Box::new(place(value)?)),
            ("items", value) => rules.items = Some(Box::new(place(value)?)),
            ("oneOf", Tree::Array(list)) => rules.one_of = list.iter().map(place).collect::<Option<_>>()?,
            ("allOf", Tree::Array(list)) => rules.all = list.iter().map(place).collect::<Option<_>>()?,
            ("tag", Tree::Text(tag)) => rules.tag.get_or_insert_default().0.clone_from(tag),
            ("tagged", Tree::Object(members)) => rules.tag.get_or_insert_default().1 = by_name(members)?,
            ("is", Tree::Text(kind)) => rules.is = Some(kind.clone()),
            ("has", Tree::Array(names)) => rules.has = names.iter().map(text).collect::<Option<_>>()?,
            ("says", Tree::Object(members)) => {
                rules.says =
                    members.iter().map(|(name, value)| Some((name.clone(), text(value)?))).collect::<Option<_>>()?;
            }
            (keyword, value) => rules.bounds.push(bound(keyword, value)?),
        }
    }
    Some(rules)
}

fn text(tree: &Tree) -> Option<String> {
    match tree {
        Tree::Text(text) => Some(text.clone()),
        _ => None,
    }
}

fn bound(keyword: &str, value: &Tree) -> Option<Bound> {
    let count = || match value {
        Tree::Number(text) => text.parse().ok(),
        _ => None,
    };
    let number = || match value {
        Tree::Number(text) => Some(Number { text: text.clone(), value: Exact::read(text)? }),
        _ => None,
    };
    Some(match keyword {
        "minLength" => Bound::MinLength(count()?),
        "maxLength" => Bound::MaxLength(count()?),
        "pattern" => Bound::Pattern(Pattern::new(&text(value)?)),
        "minimum" => Bound::Minimum(number()?),
        "maximum" => Bound::Maximum(number()?),
        "exclusiveMinimum" => Bound::Above(number()?),
        "exclusiveMaximum" => Bound::Below(number()?),
        "multipleOf" => Bound::MultipleOf(number()?),
        "minItems" => Bound::MinItems(count()?),
        "maxItems" => Bound::MaxItems(count()?),
        "uniqueItems" => Bound::UniqueItems,
        "minProperties" => Bound::MinProperties(count()?),
        "maxProperties" => Bound::MaxProperties(count()?),
        _ => return None,
    })
}
