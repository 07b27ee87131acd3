//! Unions beside members of an object, or beside each other: what `allOf` makes of several.

use super::api::{Property, Variant};
use super::merge::Merged;
use super::outline::Outline;
use super::schema::Reader;
use super::{sensitive, union};
use crate::diagnostic::{Diagnostics, code};
use crate::pointer::Pointer;
use std::collections::HashSet;
use std::rc::Rc;

/// A union beside other members.
struct Beside {
    place: Pointer,
    keyword: &'static str,
    members: Vec<Pointer>,
    outlines: Vec<Rc<Outline>>,
}

impl Beside {
    /// Whether a value of the member may be an object. What says nothing may be one.
    fn may_be_object(outline: &Outline) -> bool {
        outline.is_object() || !outline.says_something()
    }

    /// Whether any of its members has a place beside members of an object.
    fn is_of_objects(&self) -> bool {
        self.outlines.iter().any(|outline| Self::may_be_object(outline))
    }

    /// The names that its members have.
    fn names(&self) -> impl Iterator<Item = &str> {
        self.outlines.iter().flat_map(|outline| &outline.properties).map(|(name, _)| name.as_str())
    }

    /// Tells of the members that no value can be.
    fn report_others(&self, diagnostics: &mut Diagnostics) {
        let others = self.members.iter().zip(&self.outlines).filter(|(_, outline)| !Self::may_be_object(outline));
        for (place, _) in others {
            let message = "beside other members a value is an object, and never this member of the union";
            diagnostics
                .warning(code::SCHEMA_UNION_PROPERTIES, place, message)
                .help("let there be objects alone, or move the other members into those");
        }
    }
}

/// Lets `all` have its unions as parts of the object.
pub fn with_unions(reader: &mut Reader<'_>, at: &Pointer, all: &mut Merged, diagnostics: &mut Diagnostics) {
    let is_bare = all.object.properties.is_empty();
    if let ([(place, keyword)], true) = (all.unions.as_slice(), is_bare) {
        all.object.rest = None;
        all.object.variants = vec![Variant { schema: reader.union_of(place, keyword), elsewhere: Vec::new() }];
        return;
    }
    let unions = all.unions.clone();
    let unions: Vec<Beside> = unions.iter().map(|(place, keyword)| beside(reader, place, keyword)).collect();
    if !unions.iter().all(Beside::is_of_objects) {
        return keep_all(reader, at, all, diagnostics);
    }
    unions.iter().for_each(|union| union.report_others(diagnostics));
    // What every member of a union has is read and written there.
    let is_shared = |property: &Property| {
        unions.iter().any(|union| union.outlines.iter().all(|outline| outline.names(&property.name)))
    };
    let (shared, own): (Vec<Property>, Vec<Property>) =
        std::mem::take(&mut all.object.properties).into_iter().partition(is_shared);
    for property in shared {
        let nothing = reader.any(property.pointer.clone());
        reader.marks.replace(property.pointer, property.schema, nothing);
    }
    all.object.properties = own;
    all.object.rest = None;
    all.object.variants = unions
        .iter()
        .enumerate()
        .map(|(index, union)| {
            let others = unions.iter().enumerate().filter(|(other, _)| *other != index).map(|(_, other)| other);
            Variant { schema: reader.union_of(&union.place, union.keyword), elsewhere: elsewhere(union, others) }
        })
        .collect();
}

fn beside(reader: &mut Reader<'_>, place: &Pointer, keyword: &'static str) -> Beside {
    let members = union::places(reader, place, keyword);
    let outlines = members.iter().map(|member| reader.outline(member)).collect();
    Beside { place: place.clone(), keyword, members, outlines }
}

/// The names that `others` have, each once, and `union` has not.
fn elsewhere<'u>(union: &Beside, others: impl Iterator<Item = &'u Beside>) -> Vec<String> {
    let mut known: HashSet<&str> = union.names().collect();
    others.flat_map(Beside::names).filter(|name| known.insert(name)).map(str::to_owned).collect()
}

/// Where there is no telling which members belong to which union, all of them are kept by name.
fn keep_all(reader: &mut Reader<'_>, at: &Pointer, all: &mut Merged, diagnostics: &mut Diagnostics) {
    for (place, keyword) in &all.unions {
        diagnostics
            .warning(
                code::SCHEMA_UNION_PROPERTIES,
                &place.child(keyword),
                format!("beside other members `{keyword}` has no type: what its members hold is kept by name"),
            )
            .help("let the union be of objects, or leave it out");
        sensitive::report_unread(reader.document, &place.child(keyword), diagnostics);
    }
    all.is_object = true;
    all.object.rest = Some(reader.any(at.child("additionalProperties")));
}
