//! What an operation, or the whole document, needs.

use crate::diagnostic::{Diagnostics, code};
use crate::load::Document;
use crate::near;
use crate::pointer::Pointer;
use crate::resolve::api::{Requirement, SecurityScheme};
use serde_json::Value;
use std::collections::{HashMap, HashSet};

/// The schemes that requirements can name.
pub struct Known<'a> {
    schemes: HashMap<&'a str, usize>,
    /// All names, those of schemes that are left out as well.
    names: &'a [&'a str],
    /// Names that were reported: once is enough for all operations.
    reported: HashSet<String>,
}

impl<'a> Known<'a> {
    pub fn new(schemes: &'a [SecurityScheme], names: &'a [&'a str]) -> Self {
        let schemes = schemes.iter().enumerate().map(|(index, scheme)| (scheme.name.as_str(), index)).collect();
        Self { schemes, names, reported: HashSet::new() }
    }

    /// What is needed at `holder`, the document or an operation; `None` where it does not say.
    pub fn needed(
        &mut self,
        document: &Document,
        holder: &Pointer,
        diagnostics: &mut Diagnostics,
    ) -> Option<Vec<Requirement>> {
        let at = holder.child("security");
        match document.node(&at)? {
            Value::Array(list) => {
                let places = (0..list.len()).map(|index| at.item(index));
                Some(list.iter().zip(places).filter_map(|(node, at)| self.one(node, &at, diagnostics)).collect())
            }
            node @ Value::Object(_) => {
                malformed(&at, "this should be a list, and is read as one with a single item", diagnostics);
                Some(self.one(node, &at, diagnostics).into_iter().collect())
            }
            _ => {
                malformed(&at, "this is no list, and is ignored", diagnostics);
                None
            }
        }
    }

    /// One way to be let in; `None` where nothing is left of it.
    fn one(&mut self, node: &Value, at: &Pointer, diagnostics: &mut Diagnostics) -> Option<Requirement> {
        let Some(members) = node.as_object() else {
            malformed(at, "this is no object, and is ignored", diagnostics);
            return None;
        };
        let mut schemes = Vec::with_capacity(members.len());
        for (name, scopes) in members {
            match self.schemes.get(name.as_str()) {
                Some(index) => schemes.push((*index, texts(scopes))),
                None => self.undefined(name, &at.child(name), diagnostics),
            }
        }
        (members.is_empty() || !schemes.is_empty()).then_some(Requirement { schemes })
    }

    fn undefined(&mut self, name: &str, at: &Pointer, diagnostics: &mut Diagnostics) {
        // One that was left out was reported where it stands.
        if self.names.contains(&name) || !self.reported.insert(name.to_owned()) {
            return;
        }
        let message = format!("no security scheme is called `{name}`: it is ignored wherever it is named");
        let diagnostic = diagnostics.warning(code::SECURITY_UNDEFINED, at, message);
        // Many wrong names beside many right ones are no slips.
        let names = self.names.iter().copied().take(if self.reported.len() > 100 { 0 } else { 1000 });
        match near::nearest(name, names) {
            Some(meant) => diagnostic.help(format!("did you mean `{meant}`?")),
            None => diagnostic.help("define it below `components/securitySchemes`"),
        }
    }
}

fn texts(scopes: &Value) -> Vec<String> {
    scopes.as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect()
}

fn malformed(at: &Pointer, message: &str, diagnostics: &mut Diagnostics) {
    diagnostics
        .warning(code::SECURITY_REQUIREMENT, at, message)
        .help("write a list of names, each with its scopes, such as `- {api_key: []}`");
}
