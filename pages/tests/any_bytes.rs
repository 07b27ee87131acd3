//! Whatever a page holds, nothing panics, and what is written is a document.

mod common;

use common::{Site, page};
use proptest::prelude::*;
use std::fs;
use std::path::Path;
use wechatpay_pages::Options;

/// The pages beside this file, each as bytes.
fn pages() -> Vec<Vec<u8>> {
    let mut found = Vec::new();
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pages")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path)
            } else {
                found.push(fs::read(path).unwrap())
            };
        }
    }
    found.sort();
    found
}

/// One change of a page.
#[derive(Debug, Clone)]
enum Change {
    Remove(usize, usize),
    Insert(usize, &'static str),
    Byte(usize, u8),
    RemoveLine(usize),
    RepeatLine(usize, usize),
    SwapLines(usize, usize),
}

fn change() -> impl Strategy<Value = Change> {
    let words = [
        "|",
        "\n",
        "```",
        ":::",
        "{",
        "}",
        "`",
        "枚举值",
        "默认为`",
        "# 甲 {#get}",
        "| {colspan=3 .im-table-line}\n",
        "---\n",
        "data-indent=9 ",
        "[]",
        "\\|",
        "\u{FEFF}",
        "](",
        "{.im-table #request}\n",
        "| 请求参数\n",
        "$ref",
        "<br/>",
    ];
    prop_oneof![
        (any::<usize>(), 0_usize..40).prop_map(|(at, length)| Change::Remove(at, length)),
        (any::<usize>(), prop::sample::select(words.to_vec())).prop_map(|(at, word)| Change::Insert(at, word)),
        (any::<usize>(), any::<u8>()).prop_map(|(at, byte)| Change::Byte(at, byte)),
        any::<usize>().prop_map(Change::RemoveLine),
        (any::<usize>(), 1_usize..30).prop_map(|(at, times)| Change::RepeatLine(at, times)),
        (any::<usize>(), any::<usize>()).prop_map(|(a, b)| Change::SwapLines(a, b)),
    ]
}

fn apply(bytes: &mut Vec<u8>, change: &Change) {
    let mut lines: Vec<Vec<u8>> = bytes.split_inclusive(|byte| *byte == b'\n').map(<[u8]>::to_vec).collect();
    let (size, count) = (bytes.len().max(1), lines.len().max(1));
    match change {
        Change::Remove(at, length) => {
            drop(bytes.drain((at % size).min(bytes.len())..(at % size + length).min(bytes.len())))
        }
        Change::Insert(at, word) => {
            drop(bytes.splice((at % size).min(bytes.len())..(at % size).min(bytes.len()), word.bytes()))
        }
        Change::Byte(at, byte) => bytes.iter_mut().skip(at % size).take(1).for_each(|place| *place = *byte),
        Change::RemoveLine(at) if !lines.is_empty() => drop(lines.remove(at % count)),
        Change::RepeatLine(at, times) if !lines.is_empty() => {
            let line = lines[at % count].clone();
            lines.splice(at % count..at % count, std::iter::repeat_n(line, *times));
        }
        Change::SwapLines(a, b) if !lines.is_empty() => lines.swap(a % count, b % count),
        _ => {}
    }
    if matches!(change, Change::RemoveLine(_) | Change::RepeatLine(..) | Change::SwapLines(..)) {
        *bytes = lines.concat();
    }
}

/// Imports a page beside one that is sound.
fn check(bytes: &[u8]) {
    let site = Site::of("sound/items", &page("get", &[], &["| x | string | 甲"]));
    let file = site.page("a/items/{id}", bytes);
    let imported = site.import();
    assert!(imported.findings.iter().all(|finding| finding.file == file));
    let lines = String::from_utf8_lossy(bytes).lines().count();
    assert!(imported.findings.iter().all(|finding| finding.line <= lines.max(1)));
    let sound = site.document("sound");
    assert!(common::at(&sound, &["components", "schemas"]).get("GetItemsResponse").is_some());
    for product in &imported.products {
        assert_references(&site.document(product));
    }
    let texts: Vec<String> = imported
        .products
        .iter()
        .map(|product| fs::read_to_string(site.out().join(format!("{product}.yaml"))).unwrap())
        .collect();
    let again = site.try_import(&Options::default()).unwrap();
    assert!(again.written.changed.is_empty(), "an import after an import changes nothing");
    assert!(texts.iter().all(|text| text.starts_with("# Written by")));
}

/// Every reference leads somewhere.
fn assert_references(document: &serde_json::Value) {
    fn below(document: &serde_json::Value, value: &serde_json::Value) {
        common::follow(document, value);
        match value {
            serde_json::Value::Object(map) => map.values().for_each(|value| below(document, value)),
            serde_json::Value::Array(list) => list.iter().for_each(|value| below(document, value)),
            _ => {}
        }
    }
    below(document, document);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 192, ..ProptestConfig::default() })]

    #[test]
    fn mutated_pages_are_read(which in any::<prop::sample::Index>(), changes in prop::collection::vec(change(), 1..6)) {
        let pages = pages();
        let mut bytes = pages[which.index(pages.len())].clone();
        changes.iter().for_each(|change| apply(&mut bytes, change));
        check(&bytes);
    }

    #[test]
    fn any_bytes_are_read(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        check(&bytes);
    }

    #[test]
    fn any_cells_are_read(name in "\\PC{0,20}", kind in "\\PC{0,20}", text in "\\PC{0,60}") {
        check(page("get", &[&format!("| {name} | {kind} | {text}")], &[&format!("| {name} {{data-indent=1}} | {kind} | `{text}` 枚举值")]).as_bytes());
    }
}
