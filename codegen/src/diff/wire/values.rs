//! Values of enums and members of unions.

use super::site::Site;
use super::{Reader, Walk};
use crate::diff::catalogue::values as kinds;
use crate::diff::origin::Origin;
use crate::resolve::api::{EnumValue, SchemaId, Shape, Union};
use serde_json::{Value, json};

/// A value of an enum, whatever its kind.
struct Known {
    value: Value,
    name: Option<String>,
    text: Option<String>,
}

fn known<T: Clone + Into<Value>>(values: &[EnumValue<T>]) -> Vec<Known> {
    let one = |it: &EnumValue<T>| Known {
        value: it.value.clone().into(),
        name: it.rust_name.clone().or_else(|| it.name.clone()),
        text: it.description.clone(),
    };
    values.iter().map(one).collect()
}

/// The values of two enums of one kind.
fn both(old: &Shape, new: &Shape) -> Option<(Vec<Known>, Vec<Known>)> {
    match (old, new) {
        (Shape::TextEnum(old), Shape::TextEnum(new)) => Some((known(old), known(new))),
        (Shape::IntegerEnum(old), Shape::IntegerEnum(new)) => Some((known(old), known(new))),
        (Shape::ValueEnum(old), Shape::ValueEnum(new)) => Some((known(old), known(new))),
        _ => None,
    }
}

/// The members of a union, each with what it is known by: the name of its schema, or its place among the nameless ones.
fn members(reader: &Reader<'_>, union: &Union) -> Vec<(String, SchemaId)> {
    let mut nameless = 0;
    let named = union.members.iter().map(|id| {
        let name = reader.schema(*id).component.clone();
        let key = name.unwrap_or_else(|| {
            nameless += 1;
            format!("{nameless}.")
        });
        (key, *id)
    });
    named.collect()
}

impl Walk<'_> {
    /// Whether both are enums of one kind, which are compared then.
    pub(super) fn enums(&mut self, old: (SchemaId, &Shape), new: (SchemaId, &Shape), site: &Site) -> bool {
        let Some((before, after)) = both(old.1, new.1) else { return false };
        let origin = |id: SchemaId, it: &Known| Origin::Value(id, it.value.to_string());
        for it in &after {
            let detail = format!("`{}`", it.value);
            let Some(was) = before.iter().find(|other| other.value == it.value) else {
                self.note(&kinds::VALUE_ADDED, site, detail).of_new([origin(new.0, it)]);
                continue;
            };
            if was.name != it.name {
                self.note(&kinds::VALUE_NAME, site, detail.clone())
                    .of_old([origin(old.0, was)])
                    .of_new([origin(new.0, it)]);
            }
            if was.text != it.text {
                self.note(&kinds::VALUE_TEXT, site, detail);
            }
        }
        for it in before.iter().filter(|it| after.iter().all(|other| other.value != it.value)) {
            self.note(&kinds::VALUE_REMOVED, site, format!("`{}`", it.value)).of_old([origin(old.0, it)]);
        }
        true
    }

    pub(super) fn unions(&mut self, (was, old): (SchemaId, &Union), (is, new): (SchemaId, &Union), site: &Site) {
        let (before, after) = (members(&self.old, old), members(&self.new, new));
        for (index, (key, id)) in after.iter().enumerate() {
            let site = site.part(&format!("<{key}>"));
            match before.iter().position(|(other, _)| other == key) {
                Some(known) => {
                    let (old_origin, new_origin) = (Origin::Member(was, known), Origin::Member(is, index));
                    let site = site.clone().holding(site.type_changed, vec![old_origin], vec![new_origin]);
                    if let Some((_, known)) = before.get(known) {
                        self.pair(*known, *id, &site);
                    }
                }
                None => {
                    let parts = self.new.nameless(*id);
                    self.note(&kinds::MEMBER_ADDED, &site, "").of_new([Origin::Member(is, index)]).of_new(parts);
                }
            }
        }
        for (index, (key, id)) in before.iter().enumerate() {
            if after.iter().all(|(other, _)| other != key) {
                let site = site.part(&format!("<{key}>"));
                let parts = self.old.nameless(*id);
                self.note(&kinds::MEMBER_REMOVED, &site, "").of_old([Origin::Member(was, index)]).of_old(parts);
            }
        }
        self.tags((old, &before), (new, &after), site);
        let common = |list: &[(String, SchemaId)], others: &[(String, SchemaId)]| -> Vec<String> {
            let keys = list.iter().map(|(key, _)| key);
            keys.filter(|key| others.iter().any(|(other, _)| other == *key)).cloned().collect()
        };
        if common(&before, &after) != common(&after, &before) {
            let found = self.note(&kinds::MEMBER_ORDER, site, "");
            if old.discriminator.is_some() && new.discriminator.is_some() {
                found.behaves(crate::diff::effect::Behaviour::None, "");
            }
        }
    }

    /// How values say which member they are.
    fn tags(
        &mut self,
        (old, before): (&Union, &[(String, SchemaId)]),
        (new, after): (&Union, &[(String, SchemaId)]),
        site: &Site,
    ) {
        let (Some(was), Some(is)) = (&old.discriminator, &new.discriminator) else {
            if old.discriminator.is_some() != new.discriminator.is_some() {
                let there = new.discriminator.as_ref().map_or("none", |tag| &tag.property);
                let gone = old.discriminator.as_ref().map_or("none", |tag| &tag.property);
                self.note(&kinds::TAG, site, format!("`{there}` was `{gone}`"));
            }
            return;
        };
        if was.property != is.property {
            self.note(&kinds::TAG, site, format!("`{}` was `{}`", is.property, was.property));
            return;
        }
        let named = |values: &[(String, usize)], members: &[(String, SchemaId)]| -> Vec<(String, String)> {
            let named =
                values.iter().filter_map(|(value, index)| Some((value.clone(), members.get(*index)?.0.clone())));
            named.collect()
        };
        let (was, is) = (named(&was.values, before), named(&is.values, after));
        // The values of a member that comes or goes are told with it.
        let stays =
            |member: &String| before.iter().any(|(key, _)| key == member) && after.iter().any(|(key, _)| key == member);
        for (value, member) in is.iter().filter(|it| !was.contains(it) && stays(&it.1)) {
            self.note(&kinds::TAG_VALUE_ADDED, site, format!("{} for `{member}`", json!(value)));
        }
        for (value, member) in was.iter().filter(|it| !is.contains(it) && stays(&it.1)) {
            self.note(&kinds::TAG_VALUE_REMOVED, site, format!("{} for `{member}`", json!(value)));
        }
    }
}
