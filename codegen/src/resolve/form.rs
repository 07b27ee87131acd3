//! Bodies of many properties: which of them are files, once all schemas are read.

use super::api::{Codec, Content, Encoding, Operation, Schema, SchemaId, Schemas, Shape};
use std::collections::HashSet;

/// Makes files of the binary properties of multipart bodies, and raw bodies of those that are no objects.
pub fn settle(operations: &mut [Operation], schemas: &mut Schemas) {
    for body in operations.iter_mut().filter_map(|operation| operation.body.as_mut()) {
        for content in &mut body.contents {
            match content.codec {
                Codec::Multipart => settle_parts(content, schemas),
                Codec::Form => settle_form(content, schemas),
                _ => {}
            }
        }
    }
}

/// A form that is no object is written by the caller.
fn settle_form(content: &mut Content, schemas: &Schemas) {
    let Some(schema) = content.schema else { return };
    let shape = &schemas.get(schemas.meant(schema).0).shape;
    if !matches!(shape, Shape::Object(_) | Shape::Map(_) | Shape::Union(_) | Shape::Any) {
        content.codec = Codec::Text;
        content.schema = None;
    }
}

/// Parts that no object names are made by the caller.
fn settle_parts(content: &mut Content, schemas: &mut Schemas) {
    let Some(schema) = content.schema else { return };
    let meant = schemas.meant(schema).0;
    name_json(meant, &mut content.encodings, schemas);
    match &schemas.get(meant).shape {
        Shape::Object(_) | Shape::Map(_) | Shape::Union(_) => {
            mark(meant, &content.encodings, schemas, &mut HashSet::new());
        }
        _ => content.schema = None,
    }
}

/// A part that is the text of JSON says so, unless the document says what it is.
fn name_json(id: SchemaId, encodings: &mut Vec<Encoding>, schemas: &Schemas) {
    let Shape::Object(object) = &schemas.get(id).shape else { return };
    let is_json = |schema: SchemaId| matches!(schemas.get(schemas.meant(schema).0).shape, Shape::JsonText(_));
    for property in object.properties.iter().filter(|property| is_json(property.schema)) {
        let known = encodings.iter_mut().find(|encoding| encoding.name == property.name);
        let media_type = Some("application/json".to_owned());
        match known {
            Some(known) => known.media_type = known.media_type.take().or(media_type),
            None => {
                let (name, headers) = (property.name.clone(), Vec::new());
                encodings.push(Encoding { name, media_type, style: None, headers });
            }
        }
    }
}

/// Makes files of the properties of an object, or of each object of a union.
fn mark(id: SchemaId, encodings: &[Encoding], schemas: &mut Schemas, seen: &mut HashSet<SchemaId>) {
    let id = schemas.meant(id).0;
    if !seen.insert(id) {
        return;
    }
    match schemas.get(id).shape.clone() {
        Shape::Map(value) => mark_files(value, schemas, &mut HashSet::new()),
        Shape::Union(union) => union.members.iter().for_each(|member| mark(*member, encodings, schemas, seen)),
        Shape::Object(object) => {
            for (index, property) in object.properties.iter().enumerate() {
                let encoding = encodings.iter().find(|encoding| encoding.name == property.name);
                mark_files(property.schema, schemas, &mut HashSet::new());
                if encoding.is_some_and(|encoding| is_file(encoding, property.schema, schemas)) {
                    let file = own_file(property.schema, schemas);
                    if let Shape::Object(object) = &mut schemas.get_mut(id).shape {
                        object.properties[index].schema = file;
                    }
                }
            }
            object.rest.into_iter().for_each(|rest| mark_files(rest, schemas, &mut HashSet::new()));
        }
        _ => {}
    }
}

/// Whether what is said of a part makes it a file: it has headers of its own, or its media type is that of bytes.
fn is_file(encoding: &Encoding, schema: SchemaId, schemas: &Schemas) -> bool {
    let shape = &schemas.get(schemas.meant(schema).0).shape;
    let is_raw = matches!(shape, Shape::Text | Shape::Any);
    let first = encoding.media_type.as_deref().and_then(|list| list.split([',', ';']).next());
    let bytes =
        ["image/", "audio/", "video/", "font/", "application/octet-stream", "application/pdf", "application/zip"];
    let is_bytes = first.is_some_and(|media| bytes.iter().any(|kind| media.trim().starts_with(kind)));
    (is_raw && is_bytes) || !encoding.headers.is_empty()
}

/// A file in the place of `schema`, which may stand elsewhere too.
fn own_file(schema: SchemaId, schemas: &mut Schemas) -> SchemaId {
    let meant = schemas.get(schemas.meant(schema).0);
    let file = Schema { component: None, rust_name: None, limits: Vec::new(), shape: Shape::File, ..meant.clone() };
    schemas.add(file)
}

/// Makes files of raw bytes, of lists of them, and of those among several schemas.
fn mark_files(id: SchemaId, schemas: &mut Schemas, seen: &mut HashSet<SchemaId>) {
    let id = schemas.meant(id).0;
    if !seen.insert(id) {
        return;
    }
    match schemas.get(id).shape.clone() {
        Shape::Binary => schemas.get_mut(id).shape = Shape::File,
        Shape::Array(item) => mark_files(item, schemas, seen),
        Shape::Union(union) => union.members.iter().for_each(|member| mark_files(*member, schemas, seen)),
        _ => {}
    }
}
