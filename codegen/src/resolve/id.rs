//! The ids of operations: what the document gives, and what is made of method and path where it gives none.

use super::api::Operation;
use crate::diagnostic::{Diagnostics, code};
use crate::pointer::Pointer;
use std::collections::{HashMap, HashSet};

/// Gives every operation an id that no other one has. Those of the document stay, whatever else is added.
pub fn settle(operations: &mut [Operation], diagnostics: &mut Diagnostics) {
    let mut given: HashMap<String, Pointer> = HashMap::new();
    let mut taken = HashSet::new();
    let mut repeated = Vec::new();
    for operation in operations.iter_mut().filter(|operation| !operation.id.is_empty()) {
        match given.get(&operation.id) {
            None => {
                given.insert(operation.id.clone(), operation.pointer.clone());
                taken.insert(letters(&operation.id));
            }
            Some(first) => {
                repeated.push((operation.pointer.clone(), operation.id.clone(), first.clone()));
                operation.id.clear();
            }
        }
    }
    let mut repeated = repeated.into_iter().peekable();
    for operation in operations.iter_mut().filter(|operation| operation.id.is_empty()) {
        operation.id = derived(operation, &mut taken);
        if let Some((at, id, first)) = repeated.next_if(|(at, ..)| *at == operation.pointer) {
            let message = format!("the operation id `{id}` is taken by {first}; this one is called `{}`", operation.id);
            diagnostics
                .warning(code::OPERATION_DUPLICATE_ID, &at.child("operationId"), message)
                .help("give each operation an id of its own");
        }
    }
}

/// The first form of method and path that is free: the short one, the long one, or that with a number.
fn derived(operation: &Operation, taken: &mut HashSet<String>) -> String {
    let long = words(operation, true);
    let mut number = 1;
    let mut id = words(operation, false);
    while !taken.insert(letters(&id)) {
        id = if number == 1 { long.clone() } else { format!("{long}_{number}") };
        number += 1;
    }
    id
}

/// `GET /shops/{shop}/pets/{id}` as `get_shop_pets_by_id`, or as `get_shops_by_shop_pets_by_id` where it is to be `long`.
///
/// The singular says that there is one of them, so that the variable need not be named. It depends on the path alone:
/// what is added to a document renames nothing.
fn words(operation: &Operation, long: bool) -> String {
    let mut words = vec![operation.method.to_lowercase()];
    let segments = operation.template.segments();
    let end = segments.iter().rposition(|segment| !segment.is_variable()).unwrap_or(0);
    let is_variable = |index: usize| segments.get(index).is_some_and(|segment| segment.is_variable());
    for (index, segment) in segments.iter().enumerate() {
        let stands_alone = segment.is_variable() && index < end && !is_variable(index + 1);
        if stands_alone
            && !long
            && let Some(before) = index.checked_sub(1).and_then(|before| segments.get(before))
            && before.variables.is_empty()
            && let Some(one) = words.last().and_then(|last| singular(last))
        {
            words.pop();
            words.push(one);
            continue;
        }
        let follows = index > 0 && segment.is_variable() && is_variable(index - 1);
        push_segment(&mut words, &segment.text, follows);
    }
    if words.len() == 1 {
        words.push("root".to_owned());
    }
    words.join("_")
}

/// The words of a segment: those of a variable behind `by`, or `and` where one `follows` another.
fn push_segment(words: &mut Vec<String>, text: &str, follows: bool) {
    let mut follows = follows;
    for (index, part) in text.split(['{', '}']).enumerate() {
        if index % 2 == 1 {
            words.push(if follows { "and" } else { "by" }.to_owned());
            follows = true;
        }
        words.extend(plain(part));
    }
}

/// One of what an English plural names; `None` for what is no plural.
fn singular(word: &str) -> Option<String> {
    let lower = word.to_lowercase();
    let short = |count: usize| word.get(..word.len() - count).map(str::to_owned);
    match lower.as_str() {
        _ if lower.len() < 4 || !lower.is_ascii() => None,
        other if other.ends_with("ies") => short(3).map(|stem| stem + "y"),
        other if ["sses", "shes", "ches", "xes", "uses"].iter().any(|end| other.ends_with(end)) => short(2),
        other if ["ss", "us", "is"].iter().any(|end| other.ends_with(end)) => None,
        other if other.ends_with('s') => short(1),
        _ => None,
    }
}

fn plain(text: &str) -> impl Iterator<Item = String> {
    text.split(|character: char| !character.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned)
}

/// What two ids differ in when they become names.
fn letters(id: &str) -> String {
    id.chars().filter(|character| character.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::super::path;
    use super::*;

    fn operation(id: &str, method: &'static str, path: &str, at: usize) -> Operation {
        Operation {
            id: id.to_owned(),
            rust_name: None,
            method,
            path: path.to_owned(),
            template: path::template(&path::parse(path), |inside| path::cleaned(inside).to_owned()),
            servers: super::super::api::OwnServers::default(),
            provided: Vec::new(),
            document: Default::default(),
            summary: None,
            description: None,
            documentation: None,
            tags: Vec::new(),
            deprecated: false,
            idempotent: false,
            security: None,
            paging: None,
            protocol: Vec::new(),
            parameters: Vec::new(),
            body: None,
            responses: Vec::new(),
            pointer: Pointer::root().item(at),
        }
    }

    fn ids(list: &[(&str, &'static str, &str)]) -> (Vec<String>, usize) {
        let make = |(at, (id, method, path)): (usize, &(&str, &'static str, &str))| operation(id, method, path, at);
        let mut operations: Vec<Operation> = list.iter().enumerate().map(make).collect();
        let mut diagnostics = Diagnostics::default();
        settle(&mut operations, &mut diagnostics);
        (operations.into_iter().map(|operation| operation.id).collect(), diagnostics.iter().count())
    }

    fn derived_id(method: &'static str, path: &str) -> String {
        ids(&[("", method, path)]).0.remove(0)
    }

    #[test]
    fn a_missing_id_is_made_of_method_and_path() {
        for (path, id) in [
            ("/pets", "get_pets"),
            ("/pets/{id}", "get_pets_by_id"),
            ("/shops/{shop}/pets/{id}", "get_shop_pets_by_id"),
            ("/shops/{shop}/pets", "get_shop_pets"),
            ("/companies/{id}/addresses/{id}/x", "get_company_address_x"),
            ("/chart/{pk}/data/", "get_chart_by_pk_data"),
            ("/blocks/{block}/{slot}", "get_blocks_by_block_and_slot"),
            ("/blocks/{block}/{slot}/txs", "get_blocks_by_block_and_slot_txs"),
            ("/v1.2/tiles/{x}-{y}.png", "get_v1_2_tiles_by_x_and_y_png"),
            ("/pets/{id}.json", "get_pets_by_id_json"),
            ("/pets/{id}:cancel", "get_pets_by_id_cancel"),
            ("/css_template/", "get_css_template"),
            ("/", "get_root"),
            ("/{path}", "get_by_path"),
            ("/pets?kind=cat", "get_pets_kind_cat"),
            ("/pets#cats", "get_pets_cats"),
        ] {
            assert_eq!(derived_id("GET", path), id, "{path}");
        }
    }

    #[test]
    fn ids_of_the_document_come_first_and_none_is_given_twice() {
        let (ids, warnings) = ids(&[
            ("", "GET", "/pets"),
            ("getPets", "GET", "/other"),
            ("", "GET", "/apes/{x}/b"),
            ("", "GET", "/ape/b"),
            ("", "GET", "/apes/b"),
            ("list", "GET", "/one"),
            ("list", "GET", "/two/{id}"),
            ("", "GET", "/ape-b"),
        ]);
        let expected =
            ["get_pets_2", "getPets", "get_ape_b", "get_ape_b_2", "get_apes_b", "list", "get_two_by_id", "get_ape_b_3"];
        assert_eq!(ids, expected);
        assert_eq!(warnings, 1);
    }
}
