//! What a schema describes: which of its keywords decide.

use super::api::{NumberFormat, Shape};
use super::lift::tidied;
use super::own::{Additional, Own};
use super::schema::Reader;
use super::{object, parent, scalar, tuple, union};
use crate::diagnostic::{Diagnostics, code};
use crate::load::Document;
use crate::pointer::Pointer;
use openapiv3::{SchemaKind, Type};
use serde_json::{Map, Value};

impl Reader<'_> {
    /// What the schema at `at` describes.
    pub(super) fn shape(
        &mut self,
        at: &Pointer,
        schema: &openapiv3::Schema,
        diagnostics: &mut Diagnostics,
    ) -> object::Found {
        let Some(Ok((node, _))) = tidied(self.document, at) else { return Shape::Any.into() };
        let facts = &schema.schema_data;
        let own = Own::of(&node);
        if let Some(not) = node.get("not") {
            report_not(self.document, at, not, diagnostics);
        }
        if let ([keyword], true) = (own.unions.as_slice(), is_union_alone(&own)) {
            let found = union::shape(self, at, keyword, facts.discriminator.as_ref(), diagnostics);
            return object::Found { nullable: found.nullable, ..found.shape.into() };
        }
        if let (Some(written), []) = (&facts.discriminator, own.unions.as_slice())
            && let Some(shape) = parent::shape(self, at, written, diagnostics)
        {
            return shape.into();
        }
        let is_composed = own.all_of > 0 || !own.unions.is_empty();
        if is_composed || !own.is_scalar && (own.is_object || own.has_members() || own.additional != Additional::Unsaid)
        {
            return object::shape(self, at, diagnostics);
        }
        if let Some(keyword) = union::KEYWORDS.into_iter().find(|keyword| node.contains_key(*keyword)) {
            return union::shape(self, at, keyword, None, diagnostics).shape.into();
        }
        self.typed(at, schema, diagnostics).into()
    }

    /// The shape that the `type` of the schema at `at` gives, whatever stands beside it.
    pub(super) fn own_shape(&mut self, at: &Pointer, diagnostics: &mut Diagnostics) -> Shape {
        match self.lift(at, diagnostics) {
            Some(schema) => self.typed(at, &schema, diagnostics),
            None => Shape::Any,
        }
    }

    fn typed(&mut self, at: &Pointer, schema: &openapiv3::Schema, diagnostics: &mut Diagnostics) -> Shape {
        let node = self.document.node(at);
        let has = |keyword: &str| node.is_some_and(|node| node.get(keyword).is_some());
        let (kind, format) = match &schema.schema_kind {
            SchemaKind::Type(Type::Array(_)) => (Some("array"), None),
            SchemaKind::Type(kind) => return scalar::shape(kind),
            SchemaKind::Any(any) => (any.typ.as_deref(), any.format.as_deref()),
            _ => (None, None),
        };
        match kind {
            Some("array") => tuple::array(self, at, diagnostics),
            None if has("items") || has("prefixItems") => tuple::array(self, at, diagnostics),
            Some("string") => Shape::Text,
            Some("integer") => Shape::Integer(scalar::integer_format(format)),
            Some("number") => Shape::Number(NumberFormat::Double),
            Some("boolean") => Shape::Boolean,
            Some("file") => Shape::Binary,
            None | Some("null" | "object") => Shape::Any,
            Some(other) => {
                diagnostics
                    .warning(
                        code::SCHEMA_UNREADABLE,
                        &at.child("type"),
                        format!("`{other}` is no type: any value is read"),
                    )
                    .help("the types are string, integer, number, boolean, array and object");
                Shape::Any
            }
        }
    }
}

/// Whether nothing beside a union names members of an object.
fn is_union_alone(own: &Own) -> bool {
    let unsaid = matches!(own.additional, Additional::Unsaid | Additional::None);
    unsaid && own.all_of == 0 && own.properties.is_empty() && own.patterns.is_empty()
}

fn report_not(document: &Document, at: &Pointer, not: &Value, diagnostics: &mut Diagnostics) {
    // `false` is written so, and has no values at all.
    let excludes_all = document.node(&at.child("not")).and_then(Value::as_object).is_some_and(Map::is_empty);
    if !excludes_all || !not.is_object() {
        diagnostics.warning(code::SCHEMA_NOT, &at.child("not"), "`not` is ignored: what it excludes is read as well");
    }
}
