//! Whether a JSON value fits a schema.

use std::cell::Cell;

use serde_json::{Map, Value};

use super::limits;
use super::violation::{Fit, Violation};
use crate::cipher::Cipher;
use crate::document::discriminator::Discriminator;
use crate::document::sensitive;
use crate::document::tree::{Tree, items, reference, step};

/// How many schemas are held against values before the rest is taken on trust: unions of unions multiply.
const MAX_STEPS: u32 = 200_000;

/// How deep schemas may lead into each other before the rest is taken on trust.
const MAX_DEPTH: usize = 200;

/// Which way a value travels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::document) enum Direction {
    /// To the server: members that are `readOnly` are not demanded.
    Request,
    /// From the server: members that are `writeOnly` are not demanded.
    Response,
}

impl Direction {
    /// The keyword that marks what does not travel this way.
    pub(in crate::document) fn excluded_by(self) -> &'static str {
        match self {
            Self::Request => "readOnly",
            Self::Response => "writeOnly",
        }
    }
}

/// Holds values against schemas.
pub(in crate::document) struct Checker<'d> {
    tree: Tree<'d>,
    direction: Direction,
    /// Decrypts marked texts; `None` where they are plain.
    cipher: Option<&'d Cipher>,
    steps_left: Cell<u32>,
}

/// A value on its way through the schemas.
#[derive(Clone, Copy)]
struct Visit<'v> {
    value: &'v Value,
    /// Its JSON Pointer.
    at: &'v str,
    depth: usize,
    /// Whether other schemas describe the same value, so that members may be known to those.
    shared: bool,
    /// Whether it was decrypted.
    opened: bool,
}

type Keywords = Map<String, Value>;

impl<'d> Checker<'d> {
    pub(in crate::document) fn new(tree: Tree<'d>, direction: Direction) -> Self {
        Self { tree, direction, cipher: None, steps_left: Cell::new(MAX_STEPS) }
    }

    /// The same, for values whose marked texts are encrypted where there is a cipher.
    pub(in crate::document) fn with_cipher(mut self, cipher: Option<&'d Cipher>) -> Self {
        self.cipher = cipher;
        self
    }

    /// The first thing in `value` that `schema` does not allow. `at` is the JSON Pointer of the value.
    pub(in crate::document) fn check(&self, schema: &'d Value, value: &Value, at: &str) -> Fit {
        self.visit(schema, Visit { value, at, depth: 0, shared: false, opened: false })
    }

    fn visit(&self, schema: &'d Value, visit: Visit<'_>) -> Fit {
        if !self.may_go_on(visit.depth) {
            return Ok(());
        }
        match schema {
            Value::Bool(false) => Err(visit.violation("is not allowed here")),
            Value::Object(_) if visit.value.is_null() && is_true(schema, "nullable") => Ok(()),
            Value::Object(keywords) => match self.opened(schema, visit)? {
                Some(plain) => self.visit_keywords(schema, keywords, Visit { value: &plain, opened: true, ..visit }),
                None => self.visit_keywords(schema, keywords, visit),
            },
            _ => Ok(()),
        }
    }

    fn visit_keywords(&self, schema: &'d Value, keywords: &'d Keywords, visit: Visit<'_>) -> Fit {
        self.visit_referred(schema, visit)?;
        limits::check(keywords, visit.value).map_err(|issue| visit.violation(issue.text).of_type(issue.of_type))?;
        self.visit_parts(keywords, visit)?;
        self.visit_inside(keywords, visit)
    }

    /// The plain text of a marked one; `None` where there is nothing to decrypt.
    fn opened(&self, schema: &'d Value, visit: Visit<'_>) -> Result<Option<Value>, Box<Violation>> {
        let (Some(cipher), Value::String(text)) = (self.cipher, visit.value) else { return Ok(None) };
        if visit.opened || text.is_empty() || !sensitive::is_marked(self.tree, schema) {
            return Ok(None);
        }
        let not_encrypted =
            "must be encrypted for the key that Wechatpay-Serial names, with RSA-OAEP (SHA-1) and in base64";
        // Without the value, which may be the plain text.
        cipher.decrypt(text).map(|plain| Some(plain.into())).map_err(|_| Violation::new(visit.at, None, not_encrypted))
    }

    fn may_go_on(&self, depth: usize) -> bool {
        let steps = self.steps_left.get();
        self.steps_left.set(steps.saturating_sub(1));
        steps > 0 && depth <= MAX_DEPTH
    }

    fn visit_referred(&self, schema: &'d Value, visit: Visit<'_>) -> Fit {
        match reference(schema).and_then(|target| self.tree.target(target)) {
            Some(target) => self.visit(target, visit.deeper(false)),
            None => Ok(()),
        }
    }

    fn visit_parts(&self, keywords: &'d Keywords, visit: Visit<'_>) -> Fit {
        items(keywords.get("allOf")).try_for_each(|part| self.visit(part, visit.deeper(true)))?;
        for union in ["oneOf", "anyOf"] {
            let branches: Vec<&Value> = items(keywords.get(union)).collect();
            if !branches.is_empty() {
                self.visit_union(keywords, &branches, visit.deeper(keywords.contains_key("properties")))?;
            }
        }
        Ok(())
    }

    fn visit_union(&self, keywords: &'d Keywords, branches: &[&'d Value], visit: Visit<'_>) -> Fit {
        match self.tagged(keywords, visit.value) {
            Some(branch) => self.visit(branch, visit),
            None => self.visit_branches(branches, visit),
        }
    }

    /// The branch that the value itself names.
    fn tagged(&self, keywords: &'d Keywords, value: &Value) -> Option<&'d Value> {
        Discriminator::of(keywords)?.named_by(self.tree, value)
    }

    /// At least one branch must fit: which one the sender meant cannot be seen, so two are no mistake.
    fn visit_branches(&self, branches: &[&'d Value], visit: Visit<'_>) -> Fit {
        let mut violations = Vec::new();
        for branch in branches {
            match self.visit(branch, visit) {
                Ok(()) => return Ok(()),
                Err(_) if is_null(branch) => {}
                Err(violation) => violations.push(violation),
            }
        }
        // The branch whose type was right is the likeliest to have been meant.
        let nearest = violations.iter().position(|violation| !(violation.of_type && violation.field == visit.at));
        match (violations.len(), nearest) {
            (1, _) => Err(violations.remove(0)),
            (_, Some(nearest)) => Err(violations.remove(nearest)),
            (shapes, None) => {
                let issue = format!("fits none of the {shapes} shapes that are allowed here");
                Err(visit.violation(issue).of_type(true))
            }
        }
    }

    fn visit_inside(&self, keywords: &'d Keywords, visit: Visit<'_>) -> Fit {
        match visit.value {
            Value::Object(members) => {
                self.check_required(keywords, members, visit.at)?;
                members.iter().try_for_each(|(name, member)| self.visit_member(keywords, name, member, visit))
            }
            Value::Array(entries) => {
                let first: Vec<&Value> = items(keywords.get("prefixItems")).collect();
                entries.iter().enumerate().try_for_each(|(index, entry)| {
                    let schema = first.get(index).copied().or(keywords.get("items"));
                    let at = format!("{}/{index}", visit.at);
                    schema.map_or(Ok(()), |schema| self.visit(schema, visit.inside(entry, &at)))
                })
            }
            _ => Ok(()),
        }
    }

    fn check_required(&self, keywords: &'d Keywords, present: &Keywords, at: &str) -> Fit {
        let mut required = items(keywords.get("required")).filter_map(Value::as_str);
        let missing = required.find(|name| {
            let schema = keywords.get("properties").and_then(|properties| properties.get(*name));
            !present.contains_key(*name) && !schema.is_some_and(|schema| self.is_excluded(schema))
        });
        missing.map_or(Ok(()), |name| Err(Violation::missing(format!("{at}/{}", step(name)))))
    }

    fn visit_member(&self, keywords: &'d Keywords, name: &str, member: &Value, visit: Visit<'_>) -> Fit {
        let at = format!("{}/{}", visit.at, step(name));
        let member = visit.inside(member, &at);
        if let Some(schema) = keywords.get("properties").and_then(|properties| properties.get(name)) {
            return self.visit(schema, member);
        }
        match keywords.get("additionalProperties") {
            Some(Value::Bool(false)) if !visit.shared && is_whole(keywords) => {
                Err(member.violation("is not a member that is known here"))
            }
            Some(schema @ Value::Object(_)) if !visit.shared && is_whole(keywords) => self.visit(schema, member),
            _ => Ok(()),
        }
    }

    fn is_excluded(&self, schema: &'d Value) -> bool {
        let keyword = self.direction.excluded_by();
        is_true(schema, keyword) || self.tree.follow(schema).is_some_and(|schema| is_true(schema, keyword))
    }
}

impl<'v> Visit<'v> {
    /// The same value at a schema that this one leads to.
    fn deeper(self, shared: bool) -> Self {
        Self { depth: self.depth + 1, shared: self.shared || shared, ..self }
    }

    /// A value inside this one.
    fn inside<'i>(self, value: &'i Value, at: &'i str) -> Visit<'i> {
        Visit { value, at, depth: self.depth + 1, shared: false, opened: false }
    }

    fn violation(self, issue: impl Into<String>) -> Box<Violation> {
        let value = match self.value {
            // The place says enough, and the value could be large.
            Value::Array(_) | Value::Object(_) => None,
            // What was encrypted is not to be shown.
            _ if self.opened => None,
            value => Some(value.clone()),
        };
        Violation::new(self.at, value, issue)
    }
}

/// Whether no other schema adds members to what this one describes.
fn is_whole(keywords: &Keywords) -> bool {
    ["allOf", "anyOf", "oneOf", "patternProperties", "$ref"].iter().all(|part| !keywords.contains_key(*part))
}

fn is_true(schema: &Value, keyword: &str) -> bool {
    schema.get(keyword) == Some(&Value::Bool(true))
}

fn is_null(schema: &Value) -> bool {
    schema.get("type").is_some_and(|name| name == "null")
}
