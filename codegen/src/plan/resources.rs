//! The chain of resources: `client.v3().cards().card_id("…").post(…)`.

use super::names::Names;
use super::plan::{Operation, Parameter, Resource, Resources, Step};
use super::ty::Type;
use super::types::RESERVED;
use super::words::{is_value_name, pascal, snake};
use crate::diagnostic::{Diagnostics, code};
use crate::pointer::Pointer;
use crate::resolve::api::{Api, In, Segment, Template};
use std::collections::{HashMap, HashSet};

/// The longest chain. The types of a chain have the names of all its segments, so they grow with its square.
const MAX_STEPS: usize = 32;

/// The chain, while it is built: a tree by the text of segments.
struct Builder {
    resources: Resources,
    /// The names of steps of each resource.
    step_names: Vec<Names>,
    root_names: Names,
    /// Where a segment leads to from a resource; `None` is the client.
    known: HashMap<(Option<usize>, String), usize>,
    type_names: Names,
}

/// Plans the chain of all paths.
pub fn plan(api: &Api, operations: &[Operation], diagnostics: &mut Diagnostics) -> Resources {
    let mut reserved: Vec<&str> = operations.iter().map(|operation| operation.name.as_str()).collect();
    reserved.extend(["builder", "chain", "core", "from", "index", "clone"]);
    let mut builder = Builder {
        resources: Resources::default(),
        step_names: Vec::new(),
        root_names: Names::reserving(&reserved),
        known: HashMap::new(),
        type_names: Names::reserving(&RESERVED),
    };
    let mut outside = Vec::new();
    for (index, (operation, resolved)) in operations.iter().zip(&api.operations).enumerate() {
        if let Err(reason) = builder.add(operation, &resolved.template, index) {
            outside.push((&resolved.pointer, operation, reason));
        }
    }
    report(&outside, diagnostics);
    builder.resources
}

/// Says once which operations are not in the chain, however many there are.
fn report(outside: &[(&Pointer, &Operation, String)], diagnostics: &mut Diagnostics) {
    let Some((at, first, reason)) = outside.first() else { return };
    let more = match outside.len() - 1 {
        0 => String::new(),
        1 => ", nor is 1 other operation".to_owned(),
        more => format!(", nor are {more} other operations"),
    };
    let message = format!("`{}` is not in the chain of resources: {reason}{more}", first.name);
    diagnostics.warning(code::PATH_NOT_CHAINED, at, message).help(format!("call it as `client.{}(…)`", first.name));
}

impl Builder {
    fn add(&mut self, operation: &Operation, template: &Template, index: usize) -> Result<(), String> {
        let segments = template.segments();
        let steps = steps(&segments, operation)?;
        let mut at = None;
        for (segment, variable) in segments.iter().zip(steps) {
            at = Some(self.step(at, &segment.text, variable)?);
        }
        let resource = at.ok_or("its path has no segment")?;
        let method = operation.method.to_lowercase();
        let operations = &mut self.resources.list[resource].operations;
        if operations.iter().any(|(known, _)| *known == method) {
            return Err("another operation has its method and path".to_owned());
        }
        operations.push((method, index));
        Ok(())
    }

    fn step(&mut self, from: Option<usize>, segment: &str, variable: Option<Type>) -> Result<usize, String> {
        let key = (from, segment.to_owned());
        if let Some(known) = self.known.get(&key).copied() {
            let here = &self.resources.list[known];
            let fits = variable.is_none_or(|ty| here.variables.last().is_some_and(|(_, known)| *known == ty));
            return fits.then_some(known).ok_or_else(|| format!("`{segment}` has another type in another operation"));
        }
        let resource = self.resource(from, segment, variable.as_ref());
        let names = match from {
            Some(from) => &mut self.step_names[from],
            None => &mut self.root_names,
        };
        let name = match segment {
            "" => "slash".to_owned(),
            segment => snake(segment, "segment"),
        };
        let name = names.take(&[name.clone(), format!("{}_segment", name.trim_start_matches("r#"))]);
        let step = Step { name, variable, resource };
        match from {
            Some(from) => self.resources.list[from].steps.push(step),
            None => self.resources.roots.push(step),
        }
        self.known.insert(key, resource);
        Ok(resource)
    }

    fn resource(&mut self, from: Option<usize>, segment: &str, variable: Option<&Type>) -> usize {
        let parent = from.map(|from| &self.resources.list[from]);
        let (path, prefix) = parent.map_or(("", ""), |parent| (parent.path.as_str(), parent.name.as_str()));
        let path = format!("{path}/{segment}");
        let wanted = format!("{prefix}{}", pascal(segment, "Slash"));
        // In scripts without capital letters an argument may have the same name.
        let wanted = if is_value_name(&wanted) { format!("Path{wanted}") } else { wanted };
        let mut variables = parent.map(|parent| parent.variables.clone()).unwrap_or_default();
        if let Some(ty) = variable {
            let mut names = Names::reserving(&["client"]);
            for (name, _) in &variables {
                names.take(std::slice::from_ref(name));
            }
            variables.push((names.take(&[snake(segment, "variable")]), ty.clone()));
        }
        let name = self.type_names.take(&[wanted]);
        self.resources.list.push(Resource { name, path, variables, steps: Vec::new(), operations: Vec::new() });
        // Methods of HTTP are the names of operations.
        let methods = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];
        self.step_names.push(Names::reserving(&methods));
        self.resources.list.len() - 1
    }
}

/// The type of the variable of each segment, where it has one.
fn steps(segments: &[Segment], operation: &Operation) -> Result<Vec<Option<Type>>, String> {
    if segments.len() > MAX_STEPS {
        return Err(format!("its path has more than {MAX_STEPS} segments"));
    }
    let mut seen = HashSet::new();
    segments
        .iter()
        .map(|segment| match segment.variables.as_slice() {
            [] => Ok(None),
            // One argument cannot be two steps of the chain.
            [name] if !seen.insert(name) => Err(format!("`{{{name}}}` stands in it twice")),
            [name] => variable(name, operation).map(Some),
            _ => Err(format!("`{}` is more than one variable", segment.text)),
        })
        .collect()
}

fn variable(name: &str, operation: &Operation) -> Result<Type, String> {
    let is_meant = |argument: &&Parameter| argument.location == In::Path && argument.field.wire == name;
    let argument = operation.arguments.iter().find(is_meant);
    argument.map(|argument| argument.field.ty.clone()).ok_or_else(|| format!("`{name}` is no argument"))
}
