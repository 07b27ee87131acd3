//! How a value says which member of a union it is: by the document's discriminator, or by a member that has other
//! texts in each.

use super::api::Discriminator;
use super::outline::Outline;
use super::reference;
use super::schema::Reader;
use crate::diagnostic::{Diagnostics, code};
use crate::pointer::{Pointer, percent_decoded};
use std::collections::HashMap;
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
    let found = values(reader, at, written, places, &outlines, diagnostics);
    let discriminator = Discriminator { property: written.property_name.clone(), values: found.values };
    let Some((place, trouble)) = found.flawed.and_then(|(index, trouble)| Some((places.get(index)?, trouble))) else {
        return Some(discriminator);
    };
    let another = apart(&outlines).filter(|another| another.property != discriminator.property);
    let what = match (&another, &trouble) {
        (Some(another), _) => format!("the members are told apart by `{}`", another.property),
        (None, Trouble::Shared(_)) => "they are told apart by what they hold".to_owned(),
        (None, Trouble::Unreached) => "it is tried where the discriminator tells no other one".to_owned(),
    };
    let message = match trouble {
        Trouble::Shared(value) => format!("`{value}` of the discriminator leads to other members too: {what}"),
        Trouble::Unreached => format!("no value of the discriminator leads to this member: {what}"),
    };
    diagnostics
        .warning(code::SCHEMA_DISCRIMINATOR, place, message)
        .help("move it to components/schemas and refer to it, or give it an entry in the mapping");
    another.or_else(|| (!discriminator.values.is_empty()).then_some(discriminator))
}

/// What a written discriminator says.
struct Values {
    /// Each value with the index of its member.
    values: Vec<(String, usize)>,
    /// The first member that it does not tell apart.
    flawed: Option<(usize, Trouble)>,
}

/// Why a discriminator does not tell a member apart.
enum Trouble {
    /// This value leads to another one as well.
    Shared(String),
    /// No value leads to it.
    Unreached,
}

/// Each value of the discriminator with the index of its member: the mapping first, then the texts that the member
/// itself knows, then its name.
fn values(
    reader: &Reader<'_>,
    at: &Pointer,
    written: &openapiv3::Discriminator,
    places: &[Pointer],
    outlines: &[Rc<Outline>],
    diagnostics: &mut Diagnostics,
) -> Values {
    let targets: Vec<Option<Pointer>> =
        places.iter().map(|place| reference::follow(reader.document, place, &mut Diagnostics::default())).collect();
    let mut values = mapping(reader, at, written, &targets, diagnostics);
    let mut flawed = None;
    for (index, target) in targets.iter().enumerate() {
        if values.iter().any(|(_, member)| *member == index) {
            continue;
        }
        let outline = outlines.get(index).filter(|outline| outline.kinds == 0 || outline.is_object());
        let own = outline.and_then(|outline| outline.known(&written.property_name)).unwrap_or_default();
        let name = target.as_ref().and_then(|target| target.component("schemas")).filter(|_| outline.is_some());
        let candidates = if own.is_empty() { Vec::from_iter(name) } else { own.to_vec() };
        let is_taken = |value: &String| values.iter().any(|(known, _)| known == value);
        let free: Vec<String> = candidates.iter().filter(|value| !is_taken(value)).cloned().collect();
        let trouble = match (free.is_empty(), candidates.first()) {
            (true, Some(shared)) => Some(Trouble::Shared(shared.clone())),
            (true, None) => Some(Trouble::Unreached),
            (false, _) => None,
        };
        flawed = flawed.or(trouble.map(|trouble| (index, trouble)));
        let mine = if free.is_empty() { candidates } else { free };
        values.extend(mine.into_iter().map(|value| (value, index)));
    }
    Values { values, flawed }
}

/// The values of the mapping, each with the index of the member that it names.
fn mapping(
    reader: &Reader<'_>,
    at: &Pointer,
    written: &openapiv3::Discriminator,
    targets: &[Option<Pointer>],
    diagnostics: &mut Diagnostics,
) -> Vec<(String, usize)> {
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
    values
}

/// A member that every object has, and that tells all of them apart, or else most of them.
fn inferred(outlines: &[Rc<Outline>]) -> Option<Discriminator> {
    apart(outlines).or_else(|| partly(outlines))
}

/// A member that every object has, and that has other texts in each.
fn apart(outlines: &[Rc<Outline>]) -> Option<Discriminator> {
    tags(outlines).find_map(|(property, values)| {
        let mut members: HashMap<&str, usize> = HashMap::new();
        let mut all = values.iter().copied();
        let is_shared = all.any(|(value, member)| members.insert(value, member).is_some_and(|known| known != member));
        (!is_shared).then(|| told(property, &values))
    })
}

/// A member that every object has, with one text in each, and not the same in all: of several the one that leaves the
/// fewest to be told apart otherwise. More texts than one are no tag, but what changes in an object's life.
fn partly(outlines: &[Rc<Outline>]) -> Option<Discriminator> {
    let largest = |values: &[(&str, usize)]| {
        let mut counts: HashMap<&str, usize> = HashMap::new();
        values.iter().for_each(|(value, _)| *counts.entry(value).or_default() += 1);
        counts.into_values().max().unwrap_or_default()
    };
    let tags = tags(outlines).filter(|(_, values)| values.len() == outlines.len());
    let tags = tags.map(|(property, values)| (largest(&values), property, values));
    let (_, property, values) = tags.filter(|(most, ..)| *most < outlines.len()).min_by_key(|(most, ..)| *most)?;
    Some(told(property, &values))
}

fn told(property: &str, values: &[(&str, usize)]) -> Discriminator {
    let mut found: Vec<(String, usize)> = Vec::with_capacity(values.len());
    for (value, member) in values {
        if !found.iter().any(|(known, index)| known == value && index == member) {
            found.push(((*value).to_owned(), *member));
        }
    }
    Discriminator { property: property.to_owned(), values: found }
}

/// The members that every object has with known texts: each text with the index of its object.
fn tags(outlines: &[Rc<Outline>]) -> impl Iterator<Item = (&str, Vec<(&str, usize)>)> {
    let are_objects = outlines.len() > 1 && outlines.iter().all(|outline| outline.is_object());
    let first = outlines.first().filter(|_| are_objects);
    first.into_iter().flat_map(|first| &first.properties).filter_map(|(property, _)| {
        let mut values = Vec::new();
        for (index, outline) in outlines.iter().enumerate() {
            values.extend(outline.tag(property)?.iter().map(|value| (value.as_str(), index)));
        }
        Some((property.as_str(), values))
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
