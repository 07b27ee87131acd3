//! The typed call of one operation, its values taken from a sample.

use openapi_client_codegen::emit::{is_copy, type_name};
use openapi_client_codegen::plan::{Field, ModelKind, Operation, Parameter, Plan, Step, Type};
use openapi_client_codegen::resolve::api::In;

/// A function that makes the call, and its name. `None` for what samples do not have, such as cookies.
pub fn function(plan: &Plan, index: usize) -> Option<(String, String)> {
    let operation = plan.operations.get(index)?;
    let name = operation.name.trim_start_matches("r#").to_owned() + "_";
    let mut lines = Vec::new();
    for parameter in &operation.arguments {
        lines.push(argument(plan, parameter)?);
    }
    let mut given: Vec<String> = Vec::new();
    if let Some(body) = &operation.body {
        given.push(body_of(plan, operation, &mut lines)?);
        if body.choice.is_some() {
            return None;
        }
    }
    if let Some(parameters) = &operation.parameters {
        lines.push(format!("let mut parameters = parameters::{}::new();", parameters.name));
        for parameter in &parameters.list {
            let (field, from) = (&parameter.field.name, source(parameter)?);
            lines.push(format!("parameters.{field} = {from}?;"));
        }
        given.push("&parameters".to_owned());
    }
    let call = chained(plan, index, &given).unwrap_or_else(|| direct(operation, &given));
    let body: String = lines.iter().map(|line| format!("    {line}\n")).collect();
    let text = format!(
        "\nfn {name}(client: &Client, sample: &Sample) -> Result<Sent, String> {{\n{body}    Ok(Sent::new(|| {call}))\n}}\n"
    );
    Some((name, text))
}

fn argument(plan: &Plan, parameter: &Parameter) -> Option<String> {
    let Field { name, wire, ty, .. } = &parameter.field;
    let ty = type_name(plan, ty);
    Some(match parameter.location {
        In::Path => format!("let {name}: {ty} = sample.variable({wire:?})?;"),
        _ => format!("let {name}: {ty} = needed({}?, {wire:?})?;", source(parameter)?),
    })
}

fn source(parameter: &Parameter) -> Option<String> {
    let wire = &parameter.field.wire;
    match parameter.location {
        In::Path => Some(format!("sample.variable({wire:?})")),
        In::Query => Some(format!("sample.query({wire:?})")),
        In::Header => Some(format!("sample.header({wire:?})")),
        In::Cookie => None,
    }
}

/// The argument that is the body.
fn body_of(plan: &Plan, operation: &Operation, lines: &mut Vec<String>) -> Option<String> {
    let body = operation.body.as_ref()?;
    let ty = &body.contents.first()?.ty;
    let parts = match ty {
        Type::Model(model) => match &plan.models.get(model.0)?.kind {
            ModelKind::Struct(found) if found.fields.iter().any(|field| field.ty == Type::Upload) => {
                Some(&found.fields)
            }
            _ => None,
        },
        _ => None,
    };
    if let Some(fields) = parts {
        form(plan, &type_name(plan, ty), fields, lines);
        return Some(if body.required { "&body" } else { "Some(&body)" }.to_owned());
    }
    let written = type_name(plan, ty);
    Some(if body.required {
        lines.push(format!("let body: {written} = needed(sample.body()?, \"json\")?;"));
        "&body".to_owned()
    } else {
        lines.push(format!("let body: Option<{written}> = sample.body()?;"));
        if matches!(ty, Type::Vec(_) | Type::String) { "body.as_deref()" } else { "body.as_ref()" }.to_owned()
    })
}

/// A form with a file and its description.
fn form(plan: &Plan, name: &str, fields: &[Field], lines: &mut Vec<String>) {
    let mut given = Vec::new();
    for field in fields.iter().filter(|field| field.required) {
        let (name, ty) = (&field.name, type_name(plan, &field.ty));
        lines.push(match field.ty {
            Type::Upload => format!("let {name} = sample.file()?;"),
            _ => format!("let {name}: {ty} = needed(sample.part()?, {:?})?;", field.wire),
        });
        given.push(name.as_str());
    }
    let optional: Vec<&Field> = fields.iter().filter(|field| !field.required).collect();
    let changes = if optional.is_empty() { "" } else { "mut " };
    lines.push(format!("let {changes}body = {name}::new({});", given.join(", ")));
    for field in optional {
        lines.push(match field.ty {
            Type::Upload => format!("body.{} = Some(sample.file()?);", field.name),
            _ => format!("body.{} = sample.part()?;", field.name),
        });
    }
}

/// The call by the chain of resources.
fn chained(plan: &Plan, index: usize, given: &[String]) -> Option<String> {
    let operation = plan.operations.get(index)?;
    let mut variables = operation.arguments.iter().filter(|argument| argument.location == In::Path);
    let mut text = "client".to_owned();
    let (steps, method) = plan.resources.roots.iter().find_map(|step| way(plan, step, index, 0))?;
    for step in steps.iter().rev() {
        let value = match &step.variable {
            Some(_) => value(&variables.next()?.field),
            None => String::new(),
        };
        text.push_str(&format!(".{}({value})", step.name));
    }
    let others = operation.arguments.iter().filter(|argument| argument.location != In::Path);
    let others = others.map(|argument| value(&argument.field)).chain(given.iter().cloned());
    text.push_str(&format!(".{method}({})", others.collect::<Vec<_>>().join(", ")));
    Some(text)
}

fn direct(operation: &Operation, given: &[String]) -> String {
    let values = operation.arguments.iter().map(|argument| value(&argument.field)).chain(given.iter().cloned());
    format!("client.{}({})", operation.name, values.collect::<Vec<_>>().join(", "))
}

fn value(field: &Field) -> String {
    if is_copy(&field.ty) { field.name.clone() } else { format!("&{}", field.name) }
}

/// The steps from this one to the operation, the last one first, and the name of the method there.
fn way<'p>(plan: &'p Plan, step: &'p Step, index: usize, depth: usize) -> Option<(Vec<&'p Step>, &'p str)> {
    let resource = plan.resources.list.get(step.resource)?;
    if depth > 64 {
        return None;
    }
    if let Some((method, _)) = resource.operations.iter().find(|(_, found)| *found == index) {
        return Some((vec![step], method));
    }
    let (mut steps, method) = resource.steps.iter().find_map(|next| way(plan, next, index, depth + 1))?;
    steps.push(step);
    Some((steps, method))
}
