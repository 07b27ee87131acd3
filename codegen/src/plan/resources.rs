//! The chain of resources: `client.v3().cards().card_id("…").post(…)`.

use super::names::Names;
use super::plan::{Operation, Resource, Resources, Step};
use super::ty::Type;
use super::types::RESERVED;
use super::words::{is_value_name, pascal, snake};
use crate::diagnostic::{Diagnostics, code};
use crate::resolve::api::{Api, In};
use std::collections::HashMap;

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
    for (index, operation) in operations.iter().enumerate() {
        if let Err(reason) = builder.add(operation, index) {
            let at = api.operations.get(index).map(|operation| operation.pointer.clone()).unwrap_or_default();
            let message = format!("`{}` is not in the chain of resources: {reason}", operation.name);
            diagnostics
                .warning(code::PATH_NOT_CHAINED, &at, message)
                .help(format!("call it as `client.{}(…)`", operation.name));
        }
    }
    builder.resources
}

impl Builder {
    fn add(&mut self, operation: &Operation, index: usize) -> Result<(), String> {
        let segments = segments(operation)?;
        let mut at = None;
        for (segment, variable) in segments {
            at = Some(self.step(at, segment, variable)?);
        }
        let resource = at.ok_or("its path has no segment")?;
        let method = operation.method.to_lowercase();
        self.resources.list[resource].operations.push((method, index));
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

/// The segments of a path, each with the type of its variable if it is one.
fn segments(operation: &Operation) -> Result<Vec<(&str, Option<Type>)>, String> {
    let path = operation.path.strip_prefix('/').unwrap_or(&operation.path);
    let list: Vec<&str> = path.split('/').collect();
    if list.len() > MAX_STEPS {
        return Err(format!("its path has more than {MAX_STEPS} segments"));
    }
    // One argument cannot be two steps of the chain.
    let twice =
        list.iter().enumerate().find(|(index, segment)| segment.starts_with('{') && list[..*index].contains(segment));
    if let Some((_, segment)) = twice {
        return Err(format!("`{segment}` stands in it twice"));
    }
    list.into_iter().map(|segment| Ok((segment, variable(segment, operation)?))).collect()
}

fn variable(segment: &str, operation: &Operation) -> Result<Option<Type>, String> {
    let Some(brace) = segment.find('{') else { return Ok(None) };
    let name = segment[brace..].strip_prefix('{').and_then(|rest| rest.strip_suffix('}'));
    match name {
        Some(name) if brace == 0 && !name.contains('{') => {
            let argument = operation
                .arguments
                .iter()
                .find(|argument| argument.location == In::Path && argument.field.wire == name);
            argument.map(|argument| Some(argument.field.ty.clone())).ok_or_else(|| format!("`{name}` is no argument"))
        }
        _ => Err(format!("`{segment}` is more than a variable")),
    }
}
