//! How a value says which member of a union it is: by the document's discriminator, or by a member that has other
//! texts in each.

use super::api::Discriminator;
use super::outline::Outline;
use super::reference;
use super::schema::Reader;
use crate::diagnostic::{Diagnostics, code};
use crate::pointer::{Pointer, percent_decoded};
use std::rc::Rc;

/// The discriminator of the union at `at`, whose members stand at `places`.
pub fn discriminator(
    reader: &mut Reader<'_>,
    at: &Pointer,
    written: Option<&openapiv3::Discriminator>,
    places: &[Pointer],
    diagnostics: &mut Diagnostics,
) -> Option<Discriminator> {
    let outlines: Vec<Rc<Outline>> = places.iter().map(|place| reader.outline(place)).collect();
    let Some(written) = written else { return inferred(&outlines) };
    let (values, unreached) = values(reader, at, written, places, &outlines, diagnostics);
    let odd = outlines.iter().position(|outline| outline.kinds != 0 && !outline.is_object());
    let Some(odd) = odd.or(unreached) else {
        return Some(Discriminator { property: written.property_name.clone(), values });
    };
    diagnostics
        .warning(
            code::SCHEMA_DISCRIMINATOR,
            &places[odd],
            "no value of the discriminator leads to this member: the members are told apart by what they hold",
        )
        .help("move it to components/schemas and refer to it, or give it an entry in the mapping");
    inferred(&outlines)
}

/// Each value of the discriminator with the index of its member: the mapping first, then the texts that the member
/// itself knows, then its name. And the first member that none leads to.
fn values(
    reader: &Reader<'_>,
    at: &Pointer,
    written: &openapiv3::Discriminator,
    places: &[Pointer],
    outlines: &[Rc<Outline>],
    diagnostics: &mut Diagnostics,
) -> (Vec<(String, usize)>, Option<usize>) {
    let targets: Vec<Option<Pointer>> =
        places.iter().map(|place| reference::follow(reader.document, place, &mut Diagnostics::default())).collect();
    let mut values: Vec<(String, usize)> = Vec::new();
    for (value, target) in &written.mapping {
        let place = at.child("discriminator").child("mapping").child(value);
        let wanted =
            mapped(target).and_then(|wanted| reference::follow(reader.document, &wanted, &mut Diagnostics::default()));
        match targets.iter().position(|member| member.is_some() && *member == wanted) {
            Some(member) => values.push((value.clone(), member)),
            None => {
                diagnostics
                    .warning(code::SCHEMA_DISCRIMINATOR, &place, format!("`{target}` is no member of the union"))
                    .help("list it beside the other members, or remove it from the mapping");
            }
        }
    }
    let mut unreached = None;
    for (index, target) in targets.iter().enumerate() {
        let is_mapped = values.iter().any(|(_, member)| *member == index);
        let own = outlines.get(index).and_then(|outline| outline.known(&written.property_name)).unwrap_or_default();
        let name = target.as_ref().and_then(|target| target.component("schemas"));
        let candidates: Vec<String> = match (is_mapped, own.is_empty()) {
            (true, _) => continue,
            (false, false) => own.to_vec(),
            (false, true) => name.into_iter().collect(),
        };
        let before = values.len();
        for value in candidates {
            if !values.iter().any(|(known, _)| *known == value) {
                values.push((value, index));
            }
        }
        if values.len() == before {
            unreached = unreached.or(Some(index));
        }
    }
    (values, unreached)
}

/// A member that every object has, and that has other texts in each.
fn inferred(outlines: &[Rc<Outline>]) -> Option<Discriminator> {
    let (first, _) = outlines.split_first().filter(|(_, others)| !others.is_empty())?;
    if !outlines.iter().all(|outline| outline.is_object()) {
        return None;
    }
    first.properties.iter().find_map(|(property, _)| {
        let mut values: Vec<(String, usize)> = Vec::new();
        for (index, outline) in outlines.iter().enumerate() {
            for value in outline.tag(property)? {
                match values.iter().find(|(known, _)| known == value) {
                    Some((_, member)) if *member == index => {}
                    Some(_) => return None,
                    None => values.push((value.clone(), index)),
                }
            }
        }
        Some(Discriminator { property: property.clone(), values })
    })
}

/// A mapping names a schema by reference, by its bare name, or by a file of its name.
pub fn mapped(target: &str) -> Option<Pointer> {
    if let Some((_, fragment)) = target.split_once('#') {
        return Pointer::parse(&percent_decoded(fragment));
    }
    let name = target.rsplit('/').next().unwrap_or(target);
    let name = [".json", ".yaml", ".yml"].iter().find_map(|ending| name.strip_suffix(ending)).unwrap_or(name);
    Some(Pointer::root().child("components").child("schemas").child(name))
}

#[cfg(test)]
mod tests {
    use super::mapped;

    #[test]
    fn a_mapping_names_a_schema_in_several_ways() {
        for target in ["#/components/schemas/Cat", "Cat", "Cat.json", "./schemas/Cat.yaml"] {
            assert_eq!(mapped(target).unwrap().as_str(), "/components/schemas/Cat", "{target}");
        }
        assert_eq!(mapped("com.example.Cat").unwrap().as_str(), "/components/schemas/com.example.Cat");
    }
}
