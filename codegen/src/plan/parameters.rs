//! Parameters: those that every call needs are arguments, the rest are fields of one struct.

use super::docs;
use super::names::{Kind, Names};
use super::plan::{Constant, Field, Parameter, Parameters, Written};
use super::ty::Type;
use super::types::Types;
use super::words::{pascal, snake};
use crate::diagnostic::Diagnostics;
use crate::resolve::api::{self, In, SchemaId, Schemas, Shape, Style};

/// With more, the required ones outside the path move to the struct: calls stay readable.
const MAX_ARGUMENTS: usize = 5;

/// The parameters of a function.
pub struct Planned {
    /// Those that every call needs.
    pub arguments: Vec<Parameter>,
    /// The struct of the others, where there are any.
    pub parameters: Option<Parameters>,
    /// Those that have one value only, which nobody need give.
    pub constants: Vec<Parameter>,
}

/// The arguments, and the struct of the others where there are any.
pub fn plan(
    operation: &api::Operation,
    title: &str,
    has_body: bool,
    types: &mut Types<'_>,
    diagnostics: &mut Diagnostics,
) -> Planned {
    let is_asked = |parameter: &&api::Parameter| parameter.required && constant(parameter, types.schemas).is_none();
    let required = operation.parameters.iter().filter(is_asked).count();
    let few = required <= MAX_ARGUMENTS;
    let is_argument = |parameter: &api::Parameter| parameter.location == In::Path || (few && parameter.required);
    // `body` and `parameters` are arguments as well; `new` makes the struct.
    let mut argument_names = Names::reserving(if has_body { &["body", "parameters"] } else { &["parameters"] });
    let mut field_names = Names::reserving(&["new"]);
    let (mut arguments, mut fields, mut constants) = (Vec::new(), Vec::new(), Vec::new());
    for parameter in &operation.parameters {
        if let Some(constant) = constant(parameter, types.schemas) {
            let Parameter { field, location, style } =
                planned(parameter, title, &mut Names::default(), types, diagnostics);
            let field = Field { constant: Some(constant), ..field };
            constants.push(Parameter { field, location, style });
            continue;
        }
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
    Planned { arguments, parameters, constants }
}

/// The only value of a parameter that must be sent. In a path it stays an argument, as the chain has it.
fn constant(parameter: &api::Parameter, schemas: &Schemas) -> Option<Constant> {
    let schema = schemas.get(schemas.meant(parameter.schema).0);
    let is_plain = matches!(schema.shape, Shape::Text | Shape::Boolean | Shape::Integer(_));
    let value = schema.constant.as_ref().filter(|value| !value.is_null())?;
    let is_sent = parameter.required && parameter.location != In::Path && is_plain;
    is_sent.then(|| Constant::Value(value.clone()))
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
    let style = written(parameter, &ty, types.schemas);
    Parameter {
        field: Field { name, wire: parameter.name.clone(), required: parameter.required, ty, constant: None, docs },
        location: parameter.location,
        style,
    }
}

/// How the parameter is written, where that makes a difference for values of the type `ty`.
fn written(parameter: &api::Parameter, ty: &Type, schemas: &Schemas) -> Option<Written> {
    let written = Written { style: parameter.style, explode: parameter.explode, reserved: parameter.reserved };
    // A text is the same in most styles, and so is a list in some.
    let is_plain = is_plain(parameter.schema, schemas);
    let is_usual = match parameter.style {
        Style::Simple => !parameter.explode || is_plain || matches!(ty, Type::Vec(_)),
        Style::Form => parameter.explode || is_plain,
        Style::SpaceDelimited | Style::PipeDelimited | Style::DeepObject => is_plain,
        Style::Label | Style::Matrix | Style::Json => false,
    };
    (!is_usual || parameter.reserved).then_some(written)
}

/// Whether every value is one text on the wire.
fn is_plain(schema: SchemaId, schemas: &Schemas) -> bool {
    let (meant, _) = schemas.meant(schema);
    matches!(
        schemas.get(meant).shape,
        Shape::Boolean
            | Shape::Integer(_)
            | Shape::Number(_)
            | Shape::Text
            | Shape::Binary
            | Shape::TextEnum(_)
            | Shape::IntegerEnum(_)
    )
}

fn place(parameter: &api::Parameter) -> &'static str {
    match parameter.location {
        In::Path => "path",
        In::Query => "query",
        In::Header => "header",
        In::Cookie => "cookie",
    }
}
