//! Unions that are members of themselves, at once or by way of other unions: such a member says nothing more than the
//! others do, and could never be read.

use super::api::{SchemaId, Schemas, Shape, Union};
use std::collections::HashSet;

/// Gives each of these unions the other members alone.
pub fn unwind(schemas: &mut Schemas) {
    let circular = schemas.iter().filter_map(|(id, _)| Some((id, others(schemas, id)?)));
    let circular: Vec<(SchemaId, Vec<SchemaId>)> = circular.collect();
    for (id, members) in circular {
        schemas.get_mut(id).shape = match (members.as_slice(), &schemas.get(id).shape) {
            ([], _) => Shape::Any,
            ([only], _) => Shape::Alias(*only),
            (_, Shape::Union(union)) => Shape::Union(with(union, members)),
            _ => continue,
        };
    }
}

/// The members of the union `id` that are not that union again; `None` where none of them is.
fn others(schemas: &Schemas, id: SchemaId) -> Option<Vec<SchemaId>> {
    let mut found = Vec::new();
    let mut passed = HashSet::from([id]);
    let mut waiting: Vec<SchemaId> = members(schemas, id).iter().rev().copied().collect();
    let mut is_circular = false;
    while let Some(member) = waiting.pop() {
        let meant = schemas.meant(member).0;
        if reaches(schemas, meant, id) {
            is_circular = true;
            if passed.insert(meant) {
                waiting.extend(members(schemas, meant).iter().rev());
            }
        } else if !found.contains(&member) {
            found.push(member);
        }
    }
    is_circular.then_some(found)
}

/// Whether the union `to` is `from`, or a member of it at any depth.
fn reaches(schemas: &Schemas, from: SchemaId, to: SchemaId) -> bool {
    let mut passed = HashSet::new();
    let mut waiting = vec![from];
    while let Some(id) = waiting.pop() {
        if id == to {
            return true;
        }
        if passed.insert(id) {
            waiting.extend(members(schemas, id).iter().map(|member| schemas.meant(*member).0));
        }
    }
    false
}

/// The members, where the schema is a union.
fn members(schemas: &Schemas, id: SchemaId) -> &[SchemaId] {
    match &schemas.get(id).shape {
        Shape::Union(union) => &union.members,
        _ => &[],
    }
}

/// The union with these members; a value of the discriminator that led to another one leads nowhere.
fn with(union: &Union, members: Vec<SchemaId>) -> Union {
    let mut discriminator = union.discriminator.clone();
    if let Some(discriminator) = &mut discriminator {
        let place = |member: usize| members.iter().position(|kept| union.members.get(member) == Some(kept));
        let values = discriminator.values.drain(..).filter_map(|(value, member)| Some((value, place(member)?)));
        discriminator.values = values.collect();
    }
    Union { members, discriminator: discriminator.filter(|discriminator| !discriminator.values.is_empty()) }
}

#[cfg(test)]
mod tests {
    use crate::diagnostic::Diagnostics;
    use crate::load::Document;
    use crate::resolve::api::{Schemas, Shape};
    use crate::settings::Settings;
    use serde_json::{Value, json};

    fn schemas(schemas: Value) -> Schemas {
        let root = json!({"openapi": "3.0.3", "info": {}, "paths": {}, "components": {"schemas": schemas}});
        let document = Document::new("x.json", root.to_string(), root);
        crate::resolve::resolve(&document, &Settings::new("x.json", "out"), &mut Diagnostics::default()).schemas
    }

    fn shape<'s>(schemas: &'s Schemas, name: &str) -> &'s Shape {
        let mut found = schemas.iter().filter(|(_, schema)| schema.component.as_deref() == Some(name));
        &found.next().unwrap().1.shape
    }

    #[test]
    fn a_union_is_no_member_of_itself() {
        let to = |name: &str| json!({"$ref": format!("#/components/schemas/{name}")});
        let (number, list) = (json!({"type": "integer"}), json!({"type": "array", "items": to("A")}));
        let schemas = schemas(json!({
            "A": {"anyOf": [to("A"), number, list]},
            "B": {"anyOf": [to("C"), number]},
            "C": {"oneOf": [to("B"), list, {"type": "boolean"}]},
            "D": {"oneOf": [to("D"), {"type": "boolean"}]},
            "E": {"oneOf": [to("E"), to("E")]},
            "F": {"oneOf": [to("A"), {"type": "boolean"}]},
        }));
        let count = |name: &str| match shape(&schemas, name) {
            Shape::Union(union) => union.members.len(),
            other => panic!("{name}: {other:?}"),
        };
        assert_eq!(["A", "B", "C", "F"].map(count), [2, 3, 3, 2]);
        assert!(matches!(shape(&schemas, "D"), Shape::Alias(_)));
        assert!(matches!(shape(&schemas, "E"), Shape::Any | Shape::Alias(_)));
    }
}
