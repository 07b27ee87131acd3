//! What is known of schemas once all of them are read.

use super::api::{SchemaId, Schemas, Shape};
use super::circular;
use std::collections::{BTreeMap, BTreeSet};

/// Settles what follows from several schemas at once.
pub fn settle(schemas: &mut Schemas) {
    allow_null(schemas);
    circular::unwind(schemas);
    know_tags(schemas);
}

/// A union with a member that may be `null` may be `null` itself.
fn allow_null(schemas: &mut Schemas) {
    loop {
        let is_missed = |(id, union): (SchemaId, &Vec<SchemaId>)| {
            let allowed = union.iter().any(|member| schemas.meant(*member).1);
            (allowed && !schemas.get(id).nullable).then_some(id)
        };
        let unions = schemas.iter().filter_map(|(id, schema)| match &schema.shape {
            Shape::Union(union) => Some((id, &union.members)),
            _ => None,
        });
        let missed: Vec<SchemaId> = unions.filter_map(is_missed).collect();
        if missed.is_empty() {
            return;
        }
        missed.into_iter().for_each(|id| schemas.get_mut(id).nullable = true);
    }
}

/// A text by which unions tell an object apart is the only one that it can be, where all of them say the same.
fn know_tags(schemas: &mut Schemas) {
    let mut tags: BTreeMap<(SchemaId, String), BTreeSet<String>> = BTreeMap::new();
    for (_, schema) in schemas.iter() {
        let Shape::Union(union) = &schema.shape else { continue };
        let Some(discriminator) = &union.discriminator else { continue };
        for (value, member) in &discriminator.values {
            let Some(member) = union.members.get(*member) else { continue };
            let key = (schemas.meant(*member).0, discriminator.property.clone());
            tags.entry(key).or_default().insert(value.clone());
        }
    }
    for ((id, name), values) in tags {
        let mut values = values.into_iter();
        let (Some(value), None) = (values.next(), values.next()) else { continue };
        let Shape::Object(object) = &schemas.get(id).shape else { continue };
        let Some(index) = object.properties.iter().position(|property| property.name == name) else { continue };
        let Some(schema) = object.properties.get(index).map(|property| property.schema) else { continue };
        let (meant, nullable) = schemas.meant(schema);
        let is_free = matches!(schemas.get(meant).shape, Shape::Text) && schemas.get(meant).constant.is_none();
        if let Shape::Object(object) = &mut schemas.get_mut(id).shape
            && let Some(property) = object.properties.get_mut(index).filter(|_| is_free && !nullable)
        {
            property.constant = Some(value);
        }
    }
}
