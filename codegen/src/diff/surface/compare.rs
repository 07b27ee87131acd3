//! How two lists of items differ.

use super::item::{Item, Part};
use crate::diff::effect::RustEffect;
use crate::diff::origin::Tiers;
use std::collections::HashMap;

/// A difference of the emitted code.
#[derive(Debug, Clone)]
pub struct Difference {
    /// The item, as callers write it.
    pub path: String,
    /// What it means for them.
    pub effect: RustEffect,
    /// What is different.
    pub how: String,
    /// Whether callers that compile hand something over for something else.
    pub is_silent: bool,
    /// What of the old document it comes of.
    pub old: Tiers,
    /// What of the new document it comes of.
    pub new: Tiers,
}

/// The differences from `old` to `new`, in the order of the new items; what is gone comes last.
pub fn compare(old: &[Item], new: &[Item]) -> Vec<Difference> {
    let before: HashMap<&str, &Item> = old.iter().map(|item| (item.path.as_str(), item)).collect();
    let after: HashMap<&str, &Item> = new.iter().map(|item| (item.path.as_str(), item)).collect();
    // What comes, goes or becomes another thing with its parent is not told again.
    let is_told = |item: &Item| {
        let Some(parent) = item.parent.as_deref() else { return false };
        match (before.get(parent), after.get(parent)) {
            (Some(before), Some(after)) => text(before) != text(after),
            _ => true,
        }
    };
    let mut found = Vec::new();
    for item in new.iter().filter(|item| !is_told(item)) {
        match before.get(item.path.as_str()) {
            Some(known) => both(known, item, &mut found),
            None => found.push(Difference {
                path: item.path.clone(),
                effect: RustEffect::Additive,
                how: "is new".to_owned(),
                is_silent: false,
                old: Tiers::new(),
                new: item.origins.clone(),
            }),
        }
    }
    let gone = old.iter().filter(|item| !after.contains_key(item.path.as_str()) && !is_told(item));
    found.extend(gone.map(|item| Difference {
        path: item.path.clone(),
        effect: RustEffect::Breaking,
        how: "is gone".to_owned(),
        is_silent: false,
        old: item.origins.clone(),
        new: Tiers::new(),
    }));
    found
}

fn text(item: &Item) -> &str {
    item.ty.as_ref().map_or("", |part| part.text.as_str())
}

/// An item that is on both sides.
fn both(old: &Item, new: &Item, found: &mut Vec<Difference>) {
    let mut add = |effect: RustEffect, how: String, before: &Tiers, after: &Tiers| {
        let (path, old, new) = (new.path.clone(), before.clone(), after.clone());
        found.push(Difference { path, effect, how, is_silent: false, old, new });
    };
    if text(old) != text(new) {
        let how = format!("is {}, was {}", shown(text(new)), shown(text(old)));
        let part = |item: &Item| item.ty.as_ref().map(|part| part.origins.clone()).unwrap_or_default();
        add(RustEffect::Breaking, how, &part(old), &part(new));
    }
    if let (Some(was), Some(is)) = (&old.value, &new.value)
        && was != is
    {
        found.push(Difference {
            path: new.path.clone(),
            effect: RustEffect::None,
            how: format!("stands for `{is}`, for `{was}` before"),
            is_silent: true,
            old: old.origins.clone(),
            new: new.origins.clone(),
        });
    }
    let mut add = |effect: RustEffect, how: String, before: &Tiers, after: &Tiers| {
        let (path, old, new) = (new.path.clone(), before.clone(), after.clone());
        found.push(Difference { path, effect, how, is_silent: false, old, new });
    };
    if old.deprecated != new.deprecated {
        let (effect, how) = match new.deprecated {
            true => (RustEffect::Additive, "is deprecated"),
            false => (RustEffect::None, "is no longer deprecated"),
        };
        add(effect, how.to_owned(), &old.origins, &new.origins);
    }
    if old.features != new.features {
        // Without one, it is always there.
        let stays = new.features.is_empty() || (!old.features.is_empty() && old.features.is_subset(&new.features));
        let effect = if stays { RustEffect::Additive } else { RustEffect::Breaking };
        let features: Vec<&str> = new.features.iter().map(String::as_str).collect();
        let how = match features.is_empty() {
            true => "needs no feature any more".to_owned(),
            false => format!("needs one of the features {}", features.join(", ")),
        };
        add(effect, how, &old.origins, &new.origins);
    }
    arguments(old, new, found);
}

/// A type in a sentence: `String`, or words as they are.
fn shown(text: &str) -> String {
    let is_words = text.is_empty() || text == "nothing" || text.starts_with("a ") || text.starts_with("an ");
    if is_words { text.to_owned() } else { format!("`{text}`") }
}

fn arguments(old: &Item, new: &Item, found: &mut Vec<Difference>) {
    let find = |list: &'_ [Part], key: &str| list.iter().position(|part| part.key == key);
    let texts = |item: &Item| item.arguments.iter().map(|part| part.text.clone()).collect::<Vec<_>>();
    let keys = |item: &Item| item.arguments.iter().map(|part| part.key.clone()).collect::<Vec<_>>();
    // Callers compile as they are, whatever the arguments stand for.
    let is_silent = texts(old) == texts(new) && keys(old) != keys(new);
    let breaking = if is_silent { RustEffect::None } else { RustEffect::Breaking };
    let mut add = |effect: RustEffect, how: String, before: &Tiers, after: &Tiers| {
        let (path, old, new) = (new.path.clone(), before.clone(), after.clone());
        found.push(Difference { path, effect, how, is_silent, old, new });
    };
    for part in &new.arguments {
        match find(&old.arguments, &part.key).and_then(|index| old.arguments.get(index)) {
            None => {
                add(breaking, format!("takes `{}: {}` as well", part.name, part.text), &Tiers::new(), &part.origins)
            }
            Some(known) if known.text == part.text && known.also == part.also => {}
            Some(known) => {
                let effect = if takes_as_well(known, part) { RustEffect::Additive } else { breaking };
                let how = match known.text == part.text {
                    true => format!("takes other types for `{}`", part.name),
                    false => format!("takes `{}: {}`, was `{}`", part.name, part.text, known.text),
                };
                add(effect, how, &known.origins, &part.origins);
            }
        }
    }
    for part in old.arguments.iter().filter(|part| find(&new.arguments, &part.key).is_none()) {
        let how = format!("no longer takes `{}: {}`", part.name, part.text);
        add(breaking, how, &part.origins, &Tiers::new());
    }
    let common = |list: &[Part], others: &[Part]| -> Vec<(String, String)> {
        let common = list.iter().filter(|part| find(others, &part.key).is_some());
        common.map(|part| (part.key.clone(), part.text.clone())).collect()
    };
    let (before, after) = (common(&old.arguments, &new.arguments), common(&new.arguments, &old.arguments));
    let keys = |list: &[(String, String)]| list.iter().map(|(key, _)| key.clone()).collect::<Vec<_>>();
    if keys(&before) != keys(&after) {
        let same_types = before.iter().map(|it| &it.1).eq(after.iter().map(|it| &it.1));
        let effect = if same_types { RustEffect::None } else { RustEffect::Breaking };
        add(effect, "takes its arguments in another order".to_owned(), &old.order, &new.order);
    }
}

/// Whether callers that hand over the old type still may: a reference to a type of its own becomes a body by itself, while
/// texts and lists come as other types, which do not.
fn takes_as_well(old: &Part, new: &Part) -> bool {
    let is_exact = old.text.starts_with('&') && !old.text.starts_with("&str") && !old.text.starts_with("&[");
    let all_of_old = old.also.iter().all(|ty| new.also.contains(ty));
    (is_exact && new.also.contains(&old.text)) || (old.text == new.text && all_of_old)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn function(arguments: &[(&str, &str)]) -> Item {
        let part =
            |(key, text): &(&str, &str)| Part { key: (*key).to_owned(), text: (*text).to_owned(), ..Part::default() };
        Item::new("f", Tiers::new()).taking(arguments.iter().map(part).collect())
    }

    fn told(old: &[(&str, &str)], new: &[(&str, &str)]) -> Vec<(RustEffect, bool)> {
        let found = compare(&[function(old)], &[function(new)]);
        found.iter().map(|it| (it.effect, it.is_silent)).collect()
    }

    #[test]
    fn arguments_of_one_type_that_stand_for_something_else_are_told() {
        assert_eq!(told(&[("a", "&str"), ("b", "&str")], &[("a", "&str"), ("b", "&str")]), []);
        assert_eq!(told(&[("a", "&str"), ("b", "&str")], &[("b", "&str"), ("a", "&str")]), [(RustEffect::None, true)]);
        assert_eq!(
            told(&[("a", "&str"), ("b", "i64")], &[("b", "i64"), ("a", "&str")]),
            [(RustEffect::Breaking, false)]
        );
        assert_eq!(told(&[("a", "&str")], &[("b", "&str")]), [(RustEffect::None, true), (RustEffect::None, true)]);
        assert_eq!(told(&[("a", "&str")], &[("a", "&str"), ("b", "&str")]), [(RustEffect::Breaking, false)]);
    }
}
