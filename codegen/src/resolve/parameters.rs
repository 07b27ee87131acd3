//! The parameters of an operation, and the path that they stand in.

use super::api::{In, OwnServers, Parameter, Piece, Style, Template};
use super::parameter;
use super::path::{self, Pair, Part, Written};
use super::schema::Reader;
use crate::diagnostic::{Diagnostics, code};
use crate::load::Document;
use crate::near;
use crate::pointer::Pointer;
use serde_json::Value;
use std::collections::HashMap;
use std::collections::hash_map::Entry;

/// What ends a path or a variable: a name in a path cannot hold them, and is not sent.
const PATH_MARKS: [char; 4] = ['?', '#', '{', '}'];

/// A path item: the node that holds the operations of one path.
pub struct PathItem<'d> {
    /// The path as the document writes it.
    pub path: &'d str,
    /// Where the path stands.
    pub place: Pointer,
    /// The nodes that hold its operations: what it refers to, and itself.
    pub nodes: Vec<Pointer>,
    /// What all of its operations have.
    pub parameters: Vec<Parameter>,
    /// The servers that it names itself.
    pub servers: Option<OwnServers>,
}

/// Reads the parameters of the path item that consists of `nodes`.
pub fn shared(
    document: &Document,
    nodes: &[Pointer],
    schemas: &mut Reader<'_>,
    diagnostics: &mut Diagnostics,
) -> Vec<Parameter> {
    let mut parameters = Vec::new();
    for node in nodes {
        add_listed(document, node, &mut parameters, schemas, diagnostics);
    }
    parameters
}

/// Reads the parameters of `operation`, with those of its path item, those of the path first and in its order.
pub fn read(
    document: &Document,
    item: &PathItem<'_>,
    written: &Written,
    operation: &Pointer,
    schemas: &mut Reader<'_>,
    diagnostics: &mut Diagnostics,
) -> (Template, Vec<Parameter>) {
    let mut parameters = item.parameters.clone();
    add_listed(document, operation, &mut parameters, schemas, diagnostics);
    let (mut in_path, mut others): (Vec<_>, Vec<_>) =
        parameters.into_iter().partition(|parameter| parameter.location == In::Path);
    add_of_query(written, &mut in_path, &mut others, operation, schemas, diagnostics);
    let names = names(written, &mut in_path, item, operation, schemas, diagnostics);
    let mut names = names.into_iter();
    let template = path::template(written, |_| names.next().unwrap_or_default());
    report_unused(&template, item, &in_path, diagnostics);
    let mut sorted: Vec<Parameter> = Vec::with_capacity(in_path.len() + others.len());
    for piece in &template.pieces {
        if let Piece::Variable(name) = piece
            && let Some(index) = in_path.iter().position(|parameter| parameter.name == *name)
        {
            sorted.push(in_path.remove(index));
        }
    }
    sorted.append(&mut others);
    (template, sorted)
}

/// Adds what is listed at `holder`, in place of what was listed at its path item.
fn add_listed(
    document: &Document,
    holder: &Pointer,
    parameters: &mut Vec<Parameter>,
    schemas: &mut Reader<'_>,
    diagnostics: &mut Diagnostics,
) {
    let list = holder.child("parameters");
    let count = match document.node(&list) {
        Some(Value::Array(items)) => items.len(),
        None | Some(Value::Null) => 0,
        Some(_) => {
            diagnostics.warning(code::DOCUMENT_MALFORMED, &list, "`parameters` is no list and is ignored");
            0
        }
    };
    let before = parameters.len();
    let mut known: HashMap<(In, String), usize> =
        parameters.iter().enumerate().map(|(index, parameter)| (key(parameter), index)).collect();
    for place in (0..count).map(|index| list.item(index)) {
        let Some(parameter) = parameter::read(document, &place, schemas, diagnostics) else { continue };
        match known.entry(key(&parameter)) {
            Entry::Occupied(entry) if *entry.get() < before => parameters[*entry.get()] = parameter,
            Entry::Occupied(_) => {
                let message = format!("the parameter `{}` is listed twice: the first one is taken", parameter.name);
                diagnostics.warning(code::PARAMETER_TWICE, &place, message).help("remove one of them");
            }
            Entry::Vacant(entry) => {
                entry.insert(parameters.len());
                parameters.push(parameter);
            }
        }
    }
}

/// What two parameters of an operation cannot have in common.
fn key(parameter: &Parameter) -> (In, String) {
    let name = match parameter.location {
        In::Header => parameter.name.to_ascii_lowercase(),
        In::Path | In::Query | In::Cookie => parameter.name.clone(),
    };
    (parameter.location, name)
}

/// What the path says of the query: `?kind={kind}` and `{?page,limit}` are parameters as well.
fn add_of_query(
    written: &Written,
    in_path: &mut Vec<Parameter>,
    others: &mut Vec<Parameter>,
    operation: &Pointer,
    schemas: &mut Reader<'_>,
    diagnostics: &mut Diagnostics,
) {
    let pairs = written.query.iter().filter_map(|pair| match pair {
        Pair::Variable(name, variable) => Some((name, variable, true)),
        Pair::Fixed(_) => None,
    });
    let named = written.query_names.iter().map(|name| (name, name, false));
    for (name, variable, required) in pairs.chain(named) {
        let is_meant =
            |known: &Parameter| known.location == In::Query && (known.name == *name || known.name == *variable);
        if let Some(known) = others.iter_mut().find(|known| is_meant(known)) {
            known.name.clone_from(name);
            continue;
        }
        let declared = in_path.iter().position(|known| known.name == *variable || known.name == *name);
        let mut parameter = match declared {
            Some(index) => Parameter { name: name.clone(), ..in_path.remove(index) },
            None => {
                let message = format!("the variable `{variable}` of the path is not declared: it is a text");
                diagnostics
                    .warning(code::PATH_UNDECLARED, operation, message)
                    .help(format!("add `- {{name: {name}, in: query, schema: {{type: string}}}}` to the parameters"));
                parameter::undeclared(name, In::Query, operation, schemas)
            }
        };
        parameter.location = In::Query;
        parameter.required = required;
        (parameter.style, parameter.explode) = match parameter.style {
            Style::Json => (parameter.style, false),
            _ => (Style::Form, true),
        };
        others.push(parameter);
    }
}

/// The names of the parameters that the variables of the path mean, one each; those that are missing are added.
fn names(
    written: &Written,
    in_path: &mut Vec<Parameter>,
    item: &PathItem<'_>,
    operation: &Pointer,
    schemas: &mut Reader<'_>,
    diagnostics: &mut Diagnostics,
) -> Vec<String> {
    let variables: Vec<&str> = written
        .parts
        .iter()
        .filter_map(|part| match part {
            Part::Variable(inside) => Some(inside.as_str()),
            Part::Text(_) => None,
        })
        .collect();
    let is_exact = |name: &str| variables.iter().any(|inside| *inside == name || path::cleaned(inside) == name);
    let mut names: Vec<String> = Vec::with_capacity(variables.len());
    for (place, inside) in variables.iter().enumerate() {
        if let Some(before) = variables[..place].iter().position(|known| known == inside) {
            names.push(names[before].clone());
            continue;
        }
        let cleaned = path::cleaned(inside);
        let declared = [*inside, cleaned]
            .into_iter()
            .find_map(|name| in_path.iter().position(|known| known.name == name))
            .or_else(|| {
                let alike = in_path.iter().position(|known| !is_exact(&known.name) && is_alike(&known.name, cleaned));
                alike.inspect(|index| report_alike(cleaned, &in_path[*index], diagnostics))
            });
        let index = declared.unwrap_or_else(|| {
            report_undeclared(cleaned, in_path, &is_exact, item, operation, diagnostics);
            in_path.push(parameter::undeclared(cleaned, In::Path, operation, schemas));
            in_path.len() - 1
        });
        let parameter = &mut in_path[index];
        parameter.reserved |= path::takes_slashes(inside);
        if parameter.name.contains(PATH_MARKS) {
            parameter.name = parameter.name.replace(PATH_MARKS, "_");
        }
        names.push(parameter.name.clone());
    }
    names
}

/// Whether two names differ in nothing but capitals and separators.
fn is_alike(left: &str, right: &str) -> bool {
    let letters = |text: &str| {
        text.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>()
    };
    let left = letters(left);
    !left.is_empty() && left == letters(right)
}

fn report_alike(variable: &str, parameter: &Parameter, diagnostics: &mut Diagnostics) {
    let message = format!("the variable `{variable}` of the path is taken for the parameter `{}`", parameter.name);
    diagnostics
        .warning(code::PATH_UNDECLARED, &parameter.pointer, message)
        .help(format!("write `name: {variable}` here"));
}

fn report_undeclared(
    variable: &str,
    in_path: &[Parameter],
    is_exact: &impl Fn(&str) -> bool,
    item: &PathItem<'_>,
    operation: &Pointer,
    diagnostics: &mut Diagnostics,
) {
    let message = format!("the variable `{variable}` of the path `{}` is not declared: it is a text", item.path);
    let unused = in_path.iter().map(|known| known.name.as_str()).filter(|name| !is_exact(name));
    let help = match near::nearest(variable, unused) {
        Some(unused) => format!("did you mean `{unused}`, which is declared and not in the path?"),
        None => format!(
            "add `- {{name: {variable}, in: path, required: true, schema: {{type: string}}}}` to the parameters"
        ),
    };
    diagnostics.warning(code::PATH_UNDECLARED, operation, message).help(help);
}

fn report_unused(template: &Template, item: &PathItem<'_>, in_path: &[Parameter], diagnostics: &mut Diagnostics) {
    // So that a path with hundreds of variables takes no time.
    let is_compared = template.variables().count() <= 16;
    for parameter in in_path.iter().filter(|known| !template.variables().any(|name| name == known.name)) {
        let message = format!("the parameter `{}` is not in the path `{}` and is left out", parameter.name, item.path);
        let diagnostic = diagnostics.warning(code::PATH_UNUSED, &parameter.pointer, message);
        let near = is_compared.then(|| near::nearest(&parameter.name, template.variables())).flatten();
        diagnostic.help(match near {
            Some(variable) => format!("did you mean `{variable}`, which is in the path?"),
            None => format!("put `{{{}}}` into the path, or write `in: query`", parameter.name),
        });
    }
}
