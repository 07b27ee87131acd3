//! The walk through a value that checks its limits.

use std::cmp::Ordering;
use std::collections::{HashMap, HashSet};
use std::fmt::Write as _;

use super::exact::Exact;
use super::rules::{Bound, Number, Rules};
use super::violation::Violation;
use crate::model::Tree;

/// Rules inside one another, at most: more than any value is deep. Unions of themselves end here.
const MAX_DEPTH: usize = 512;

/// Everything of `value`, a model called `name`, that breaks a limit.
pub(super) fn check(models: &HashMap<String, Rules>, name: &str, value: &Tree) -> Vec<Violation> {
    let mut walk = Walk { models, path: Vec::new(), found: Vec::new(), depth: 0 };
    match models.get(name) {
        Some(rules) => walk.value(rules, value),
        None => walk.found.push(Violation::whole("has limits that are missing")),
    }
    walk.found
}

enum Segment<'v> {
    Member(&'v str),
    Item(usize),
}

struct Walk<'v> {
    models: &'v HashMap<String, Rules>,
    path: Vec<Segment<'v>>,
    found: Vec<Violation>,
    depth: usize,
}

impl<'v> Walk<'v> {
    fn value(&mut self, rules: &'v Rules, value: &'v Tree) {
        // `null` is no length, no number and no count.
        if self.depth == MAX_DEPTH || matches!(value, Tree::Null) {
            return;
        }
        self.depth += 1;
        for bound in &rules.bounds {
            self.bound(bound, value);
        }
        for rules in rules.model.iter().filter_map(|name| self.models.get(name)).chain(&rules.all) {
            self.value(rules, value);
        }
        match value {
            Tree::Object(members) => {
                for (name, member) in members {
                    if let Some(rules) = rules.properties.get(name).or(rules.values.as_deref()) {
                        self.inside(Segment::Member(name), rules, member);
                    }
                }
            }
            Tree::Array(items) => {
                if let Some(rules) = &rules.items {
                    for (index, item) in items.iter().enumerate() {
                        self.inside(Segment::Item(index), rules, item);
                    }
                }
            }
            _ => {}
        }
        self.union(rules, value);
        self.depth -= 1;
    }

    fn inside(&mut self, segment: Segment<'v>, rules: &'v Rules, value: &'v Tree) {
        self.path.push(segment);
        self.value(rules, value);
        self.path.pop();
    }

    /// Of a union, the member that the tag names, or else the one that the value breaks least of those that it can be.
    fn union(&mut self, rules: &'v Rules, value: &'v Tree) {
        if let (Some((tag, members)), Tree::Object(object)) = (&rules.tag, value)
            && let Some(Tree::Text(tag)) = object.get(tag)
            && let Some(rules) = members.get(tag)
        {
            return self.value(rules, value);
        }
        let before = std::mem::take(&mut self.found);
        let mut least: Option<Vec<Violation>> = None;
        for rules in rules.one_of.iter().filter(|rules| can_be(rules, value)) {
            self.value(rules, value);
            let found = std::mem::take(&mut self.found);
            if least.as_ref().is_none_or(|least| found.len() < least.len()) {
                least = Some(found);
            }
        }
        self.found = before;
        self.found.extend(least.into_iter().flatten());
    }

    fn bound(&mut self, bound: &Bound, value: &Tree) {
        match value {
            Tree::Text(text) => self.text(bound, text),
            Tree::Number(number) => self.number(bound, number),
            Tree::Array(items) => self.array(bound, items),
            Tree::Object(members) => self.object(bound, members.len()),
            Tree::Null | Tree::Bool(_) => {}
        }
    }

    fn text(&mut self, bound: &Bound, text: &str) {
        match bound {
            Bound::MinLength(limit) => self.at_least("minLength", text.chars().count(), *limit, "character"),
            Bound::MaxLength(limit) => self.at_most("maxLength", text.chars().count(), *limit, "character"),
            Bound::Pattern(pattern) if !pattern.is_in(text) => {
                self.broken("pattern", format!("does not have the pattern `{}`", pattern.text));
            }
            _ => {}
        }
    }

    fn number(&mut self, bound: &Bound, text: &str) {
        let Some(number) = Exact::read(text) else { return };
        let compared = |limit: &Number| number.compare(limit.value);
        match bound {
            Bound::Minimum(limit) if compared(limit) == Ordering::Less => {
                self.broken("minimum", format!("is {text}, and must be at least {}", limit.text));
            }
            Bound::Maximum(limit) if compared(limit) == Ordering::Greater => {
                self.broken("maximum", format!("is {text}, and must be at most {}", limit.text));
            }
            Bound::Above(limit) if compared(limit) != Ordering::Greater => {
                self.broken("exclusiveMinimum", format!("is {text}, and must be more than {}", limit.text));
            }
            Bound::Below(limit) if compared(limit) != Ordering::Less => {
                self.broken("exclusiveMaximum", format!("is {text}, and must be less than {}", limit.text));
            }
            Bound::MultipleOf(unit) if !number.is_multiple_of(unit.value) => {
                self.broken("multipleOf", format!("is {text}, and must be a multiple of {}", unit.text));
            }
            _ => {}
        }
    }

    fn array(&mut self, bound: &Bound, items: &[Tree]) {
        match bound {
            Bound::MinItems(limit) => self.at_least("minItems", items.len(), *limit, "item"),
            Bound::MaxItems(limit) => self.at_most("maxItems", items.len(), *limit, "item"),
            Bound::UniqueItems => {
                let mut known = HashSet::new();
                if let Some(index) = items.iter().position(|item| !known.insert(canonical(item))) {
                    self.broken("uniqueItems", format!("has an item twice: the one at {index} is there before"));
                }
            }
            _ => {}
        }
    }

    fn object(&mut self, bound: &Bound, members: usize) {
        match bound {
            Bound::MinProperties(limit) => self.at_least("minProperties", members, *limit, "member"),
            Bound::MaxProperties(limit) => self.at_most("maxProperties", members, *limit, "member"),
            _ => {}
        }
    }

    fn at_least(&mut self, keyword: &'static str, count: usize, limit: usize, what: &str) {
        if count < limit {
            self.broken(keyword, format!("has {}, and must have at least {limit}", counted(count, what)));
        }
    }

    fn at_most(&mut self, keyword: &'static str, count: usize, limit: usize, what: &str) {
        if count > limit {
            self.broken(keyword, format!("has {}, and may have at most {limit}", counted(count, what)));
        }
    }

    #[cold]
    fn broken(&mut self, keyword: &'static str, problem: String) {
        let mut pointer = String::new();
        for segment in &self.path {
            // A string takes every text.
            let _ = match segment {
                Segment::Member(name) => write!(pointer, "/{}", name.replace('~', "~0").replace('/', "~1")),
                Segment::Item(index) => write!(pointer, "/{index}"),
            };
        }
        self.found.push(Violation::at(pointer, keyword, problem));
    }
}

fn counted(count: usize, what: &str) -> String {
    if count == 1 { format!("1 {what}") } else { format!("{count} {what}s") }
}

/// Whether a member of a union can have been written as this value.
fn can_be(rules: &Rules, value: &Tree) -> bool {
    let kind = match value {
        Tree::Null => "null",
        Tree::Bool(_) => "boolean",
        Tree::Number(_) => "number",
        Tree::Text(_) => "string",
        Tree::Array(_) => "array",
        Tree::Object(_) => "object",
    };
    let fits = match value {
        Tree::Object(members) => {
            let is_said = |(name, text): &(String, String)| match members.get(name) {
                Some(Tree::Text(said)) => said == text,
                _ => true,
            };
            rules.has.iter().all(|name| members.contains_key(name)) && rules.says.iter().all(is_said)
        }
        _ => true,
    };
    rules.is.as_deref().is_none_or(|is| is == kind) && fits
}

/// A text that two values have in common if they are the same, whatever the order of their members.
fn canonical(value: &Tree) -> String {
    match value {
        Tree::Array(items) => format!("[{}]", items.iter().map(canonical).collect::<Vec<_>>().join(",")),
        Tree::Object(members) => {
            let mut members: Vec<_> =
                members.iter().map(|(name, member)| format!("{name:?}:{}", canonical(member))).collect();
            members.sort_unstable();
            format!("{{{}}}", members.join(","))
        }
        Tree::Text(text) => format!("{text:?}"),
        Tree::Number(text) => text.strip_suffix(".0").unwrap_or(text).to_owned(),
        Tree::Bool(value) => value.to_string(),
        Tree::Null => "null".to_owned(),
    }
}
