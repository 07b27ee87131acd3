//! `oneOf` and `anyOf`.

use super::api::{Discriminator, Shape, Union};
use super::reference;
use super::schema::Reader;
use crate::diagnostic::{Diagnostics, code};
use crate::pointer::Pointer;

/// The shape of the union whose `count` members stand below `at`/`keyword`.
pub fn shape(
    reader: &mut Reader<'_>,
    at: &Pointer,
    keyword: &str,
    count: usize,
    discriminator: Option<&openapiv3::Discriminator>,
    diagnostics: &mut Diagnostics,
) -> Shape {
    let list = at.child(keyword);
    if count == 0 {
        diagnostics.warning(code::SCHEMA_EMPTY_UNION, &list, format!("`{keyword}` is empty: any value is read"));
        return Shape::Any;
    }
    let places: Vec<Pointer> = (0..count).map(|index| list.item(index)).collect();
    let members: Vec<_> = places.iter().map(|place| reader.at(place, diagnostics)).collect();
    if let [only] = members.as_slice() {
        return Shape::Alias(*only);
    }
    let discriminator = discriminator.map(|written| Discriminator {
        property: written.property_name.clone(),
        values: values(reader, at, written, &places, diagnostics),
    });
    Shape::Union(Union { members, discriminator })
}

/// Each value of the discriminator with the index of its member: the mapping first, then the names of members without one.
fn values(
    reader: &Reader<'_>,
    at: &Pointer,
    written: &openapiv3::Discriminator,
    places: &[Pointer],
    diagnostics: &mut Diagnostics,
) -> Vec<(String, usize)> {
    let targets: Vec<Option<Pointer>> =
        places.iter().map(|place| reference::follow(reader.document, place, &mut Diagnostics::default())).collect();
    let mut values = Vec::new();
    for (value, target) in &written.mapping {
        let place = at.child("discriminator").child("mapping").child(value);
        let wanted = mapped(target);
        match targets.iter().position(|member| member.is_some() && *member == wanted) {
            Some(member) => values.push((value.clone(), member)),
            None => {
                diagnostics
                    .warning(code::SCHEMA_DISCRIMINATOR, &place, format!("`{target}` is no member of the union"))
                    .help("list it beside the other members, or remove it from the mapping");
            }
        }
    }
    for (index, target) in targets.iter().enumerate() {
        if values.iter().any(|(_, member)| *member == index) {
            continue;
        }
        match target.as_ref().and_then(|target| target.component("schemas")) {
            Some(name) => values.push((name, index)),
            None => {
                diagnostics
                    .warning(
                        code::SCHEMA_DISCRIMINATOR,
                        &places[index],
                        "this member has neither a name nor a mapping, so no value of the discriminator leads to it",
                    )
                    .help("move it to components/schemas and refer to it");
            }
        }
    }
    values
}

/// A mapping names a schema by reference or by its bare name.
fn mapped(target: &str) -> Option<Pointer> {
    match target.strip_prefix('#') {
        Some(fragment) => Pointer::parse(fragment),
        None => Some(Pointer::root().child("components").child("schemas").child(target)),
    }
}
