//! Parameters: those that every call needs are arguments, the rest are fields of one struct.

use super::docs;
use super::names::{Kind, Names};
use super::plan::{Field, Parameter, Parameters};
use super::ty::Type;
use super::types::Types;
use super::words::{pascal, snake};
use crate::diagnostic::Diagnostics;
use crate::resolve::api::{self, In};

/// With more, the required ones outside the path move to the struct: calls stay readable.
const MAX_ARGUMENTS: usize = 5;

/// The arguments, and the struct of the others where there are any.
pub fn plan(
    operation: &api::Operation,
    title: &str,
    has_body: bool,
    types: &mut Types<'_>,
    diagnostics: &mut Diagnostics,
) -> (Vec<Parameter>, Option<Parameters>) {
    let required = operation.parameters.iter().filter(|parameter| parameter.required).count();
    let few = required <= MAX_ARGUMENTS;
    let is_argument = |parameter: &api::Parameter| parameter.location == In::Path || (few && parameter.required);
    // `body` and `parameters` are arguments as well; `new` makes the struct.
    let mut argument_names = Names::reserving(if has_body { &["body", "parameters"] } else { &["parameters"] });
    let mut field_names = Names::reserving(&["new"]);
    let (mut arguments, mut fields) = (Vec::new(), Vec::new());
    for parameter in &operation.parameters {
        let (names, list) = match is_argument(parameter) {
            true => (&mut argument_names, &mut arguments),
            false => (&mut field_names, &mut fields),
        };
        list.push(planned(parameter, title, names, types, diagnostics));
    }
    let parameters = (!fields.is_empty()).then(|| Parameters {
        name: types.name(&[format!("{title}Parameters"), format!("{title}CallParameters")]),
        list: fields,
    });
    (arguments, parameters)
}

fn planned(
    parameter: &api::Parameter,
    title: &str,
    names: &mut Names,
    types: &mut Types<'_>,
    diagnostics: &mut Diagnostics,
) -> Parameter {
    let candidates =
        [snake(&parameter.name, "parameter"), snake(&format!("{} {}", parameter.name, place(parameter)), "parameter")];
    let name =
        names.take_for(Kind::Value, parameter.rust_name.as_deref(), &candidates, &parameter.pointer, diagnostics);
    let inner = format!("{title}{}", pascal(&parameter.name, "Parameter"));
    // A parameter is there or not: `null` has no place in a URL or a header.
    let ty = match types.of(parameter.schema, &[inner], diagnostics) {
        Type::Nullable(inner) => *inner,
        other => other,
    };
    let docs = docs::of_parameter(types.schemas, parameter, &ty);
    Parameter {
        field: Field { name, wire: parameter.name.clone(), required: parameter.required, ty, docs },
        location: parameter.location,
        style: (!parameter.has_default_style()).then_some((parameter.style, parameter.explode)),
    }
}

fn place(parameter: &api::Parameter) -> &'static str {
    match parameter.location {
        In::Path => "path",
        In::Query => "query",
        In::Header => "header",
        In::Cookie => "cookie",
    }
}
