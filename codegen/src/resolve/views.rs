//! `readOnly` and `writeOnly`: what requests have is told apart from what answers have, where a property makes them
//! differ.
//!
//! A schema that is used on one side alone loses the properties of the other side. One that is used on both and differs,
//! itself or in a part, is separated: it keeps what answers have, and a copy has what requests have.

use super::api::{Access, Operation, Schema, SchemaId, Schemas, Shape, WebhookGroup};
use crate::settings::RustTypes;
use std::collections::{HashMap, HashSet};

/// What the name of a copy ends with.
const COPY: &str = "Input";

/// What is said of a copy.
const ABOUT: &str = "As requests have it: without what the service alone sets.";

/// A side of a call.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Request,
    Answer,
}

impl Side {
    fn has(self, access: Access) -> bool {
        match self {
            Self::Request => access != Access::ReadOnly,
            Self::Answer => access != Access::WriteOnly,
        }
    }
}

/// Separates what requests have from what answers have. A schema that `replaced` names is somebody else's type, and
/// stays whole.
pub fn separate(
    schemas: &mut Schemas,
    operations: &mut [Operation],
    webhooks: &mut [WebhookGroup],
    replaced: &RustTypes,
) {
    let is_replaced = |schema: &Schema| schema.component.as_ref().is_some_and(|name| replaced.contains_key(name));
    let whole: HashSet<SchemaId> = schemas.iter().filter(|(_, schema)| is_replaced(schema)).map(|(id, _)| id).collect();
    keep_discriminators(schemas);
    let differing = schemas.holders(|id, schema| !whole.contains(&id) && has_one_sided(schema));
    if differing.is_empty() {
        return;
    }
    let mut sent: Vec<SchemaId> = operations.iter().flat_map(|operation| operation.sent_schemas()).collect();
    sent.extend(webhooks.iter_mut().flat_map(WebhookGroup::sent_schemas_mut).map(|id| *id));
    let mut received: Vec<SchemaId> = operations.iter().flat_map(|operation| operation.received_schemas()).collect();
    received.extend(webhooks.iter().flat_map(WebhookGroup::received_schemas));
    let sent = reached(schemas, sent, Side::Request, &whole);
    let received = reached(schemas, received, Side::Answer, &whole);

    let copies = copies(schemas, |id| differing.contains(&id) && sent.contains(&id) && received.contains(&id));
    for id in sent.iter().filter(|id| differing.contains(id) && !whole.contains(id)) {
        let id = match copies.get(id) {
            Some(copy) => *copy,
            None if !received.contains(id) => *id,
            None => continue,
        };
        keep(schemas.get_mut(id), Side::Request);
        for part in schemas.get_mut(id).shape.parts_mut() {
            *part = copies.get(part).copied().unwrap_or(*part);
        }
    }
    for id in received.iter().filter(|id| !sent.contains(id) || copies.contains_key(id)) {
        if !whole.contains(id) {
            keep(schemas.get_mut(*id), Side::Answer);
        }
    }
    let sent = operations.iter_mut().flat_map(Operation::sent_schemas_mut);
    for id in sent.chain(webhooks.iter_mut().flat_map(WebhookGroup::sent_schemas_mut)) {
        *id = copies.get(id).copied().unwrap_or(*id);
    }
}

fn has_one_sided(schema: &Schema) -> bool {
    match &schema.shape {
        Shape::Object(object) => object.properties.iter().any(|property| property.access != Access::Both),
        _ => false,
    }
}

/// The property by which a union tells its members apart is there on both sides, whatever the document says of it.
fn keep_discriminators(schemas: &mut Schemas) {
    let mut told = Vec::new();
    for (_, schema) in schemas.iter() {
        if let Shape::Union(union) = &schema.shape
            && let Some(discriminator) = &union.discriminator
        {
            let members = union.members.iter().map(|member| schemas.meant(*member).0);
            told.extend(members.map(|member| (member, discriminator.property.clone())));
        }
    }
    for (id, name) in told {
        if let Shape::Object(object) = &mut schemas.get_mut(id).shape {
            let named = object.properties.iter_mut().filter(|property| property.name == name);
            named.for_each(|property| property.access = Access::Both);
        }
    }
}

/// The schemas that values of one side are made of.
fn reached(schemas: &Schemas, from: Vec<SchemaId>, side: Side, whole: &HashSet<SchemaId>) -> HashSet<SchemaId> {
    let mut waiting = from;
    let mut found = HashSet::new();
    while let Some(id) = waiting.pop() {
        if !found.insert(id) || whole.contains(&id) {
            continue;
        }
        match &schemas.get(id).shape {
            Shape::Object(object) => {
                let kept = object.properties.iter().filter(|property| side.has(property.access));
                waiting.extend(kept.map(|property| property.schema).chain(object.rest));
                waiting.extend(object.variants.iter().map(|variant| variant.schema));
            }
            shape => waiting.extend(shape.parts()),
        }
    }
    found
}

/// A copy of each schema that is `wanted`, with the parts of the original.
fn copies(schemas: &mut Schemas, wanted: impl Fn(SchemaId) -> bool) -> HashMap<SchemaId, SchemaId> {
    let originals: Vec<SchemaId> = schemas.iter().map(|(id, _)| id).filter(|id| wanted(*id)).collect();
    let copied = originals.into_iter().map(|id| {
        let mut copy = schemas.get(id).clone();
        copy.component = copy.component.map(|name| format!("{name}{COPY}"));
        copy.rust_name = copy.rust_name.map(|name| format!("{name}{COPY}"));
        let words = copy.description.or(copy.title.clone()).map(|words| format!("{}\n\n", words.trim_end()));
        copy.description = Some(format!("{}{ABOUT}", words.unwrap_or_default()));
        (id, schemas.add(copy))
    });
    copied.collect()
}

fn keep(schema: &mut Schema, side: Side) {
    if let Shape::Object(object) = &mut schema.shape {
        object.properties.retain(|property| side.has(property.access));
    }
}
