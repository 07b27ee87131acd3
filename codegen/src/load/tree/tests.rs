//! What becomes of texts.

use super::parse;
use crate::diagnostic::{Diagnostics, Place, Position, Severity};
use serde_json::{Value, json};
use std::path::Path;

fn read(text: &str, file: &str) -> (Option<Value>, Vec<(String, Position)>) {
    let mut diagnostics = Diagnostics::default();
    let root = parse(text, Path::new(file), Severity::Error, &mut diagnostics);
    let told = diagnostics.iter().map(|found| match &found.place {
        Place::Position(_, position) => (format!("{} {}", found.code, found.message), *position),
        other => panic!("{other:?}"),
    });
    (root, told.collect())
}

fn yaml(text: &str) -> Value {
    let (root, told) = read(text, "x.yaml");
    assert_eq!(told, Vec::new());
    root.unwrap()
}

fn fails(text: &str, file: &str, message: &str, line: usize, column: usize) {
    let (root, told) = read(text, file);
    assert_eq!(root, None);
    let [(found, position)] = told.as_slice() else { panic!("{told:?}") };
    assert!(found.contains(message), "{found}");
    assert_eq!(*position, Position { line, column });
}

#[test]
fn a_key_that_stands_twice_is_told_with_both_places() {
    let expected = |line, column| {
        vec![(
            "document/duplicate-key `c` stands twice: what stands at 3:3 is ignored".to_owned(),
            Position { line, column },
        )]
    };
    let (root, told) = read("a: 1\nb:\n  c: 1\n  d: 2\n  c: 3\n", "x.yaml");
    assert_eq!((root, told), (Some(json!({"a": 1, "b": {"c": 3, "d": 2}})), expected(5, 3)));
    let (root, told) = read("{\"a\": {\n\"c\": 0}, \"b\": {\n  \"c\": 1,\n  \"c\": 2}}", "x.json");
    assert_eq!((root, told), (Some(json!({"a": {"c": 0}, "b": {"c": 2}})), expected(4, 3)));
}

#[test]
fn keys_are_what_stands_there() {
    let text = "200: a\n\"201\": b\nno: c\n1.10: d\n2024-01-31: e\nnull: f\n? g\n: h\n~: i\n";
    let expected =
        json!({"200": "a", "201": "b", "no": "c", "1.10": "d", "2024-01-31": "e", "null": "f", "g": "h", "~": "i"});
    assert_eq!(yaml(text), expected);
    assert_eq!(yaml("? [a, b]\n: c\n"), json!({"[\"a\",\"b\"]": "c"}));
}

#[test]
fn values_of_texts_are_texts() {
    let schema = "type: string\nenum: [no, 1.10, true, 2024-01-31, 0x10, null]\ndefault: 1e3\nexample: 0010\n";
    let expected = json!({
        "type": "string", "enum": ["no", "1.10", "true", "2024-01-31", "0x10", null], "default": "1e3", "example": "0010"
    });
    assert_eq!(yaml(schema), expected);
    assert_eq!(yaml("enum: [1.10]\ntype: [string, 'null']"), json!({"enum": ["1.10"], "type": ["string", "null"]}));
    assert_eq!(yaml("enum:\n- 1.10\n- 2\ntype: number\n"), json!({"enum": [1.1, 2], "type": "number"}));
    assert_eq!(yaml("info: {title: T, version: 1.10}"), json!({"info": {"title": "T", "version": "1.10"}}));
    assert_eq!(yaml("a: !!str 1.10\nb: '1.10'\nc: |\n  1\n"), json!({"a": "1.10", "b": "1.10", "c": "1\n"}));
}

#[test]
fn anchors_are_repeated_and_merged() {
    let text =
        "a: &a {x: 1, y: 2}\nb: *a\nc: {y: 3, <<: *a, z: 4}\nd: {<<: [{x: 5}, *a]}\ne: &e text\n*e : 1\nf: {'<<': 1}\n";
    let expected = json!({
        "a": {"x": 1, "y": 2}, "b": {"x": 1, "y": 2}, "c": {"y": 3, "z": 4, "x": 1}, "d": {"x": 5, "y": 2}, "e": "text",
        "text": 1, "f": {"<<": 1}
    });
    assert_eq!(yaml(text), expected);
}

#[test]
fn aliases_that_unfold_to_too_much_are_refused() {
    let mut bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n".to_owned();
    for index in 1..12 {
        let before = format!("*a{}", index - 1);
        bomb.push_str(&format!("a{index}: &a{index} [{}]\n", vec![before; 9].join(", ")));
    }
    let (root, told) = read(&bomb, "x.yaml");
    assert!(root.is_none() && told[0].0.contains("document/aliases"), "{told:?}");
    fails("a: &a [*a]\n", "x.yaml", "stands inside what it repeats", 1, 8);
    let mut deep = "a0: &a0 [x]\n".to_owned();
    for index in 1..200 {
        deep.push_str(&format!("a{index}: &a{index} [*a{}]\n", index - 1));
    }
    fails(&deep, "x.yaml", "nested too deep", 128, 14);
}

#[test]
fn nesting_ends_somewhere() {
    for (open, close) in [("[", "]"), ("{\"a\":", "}")] {
        let deep = format!("{}1{}", open.repeat(100), close.repeat(100));
        assert!(read(&deep, "x.json").0.is_some() && read(&deep, "x.yaml").0.is_some());
        for file in ["x.json", "x.yaml"] {
            let (root, told) = read(&open.repeat(1_000_000), file);
            assert!(root.is_none() && told[0].0.contains("document/too-deep"), "{told:?}");
        }
    }
    let block: String = (0..2_000).map(|level| format!("{}a:\n", " ".repeat(level))).collect();
    assert!(read(&block, "x.yaml").1[0].0.contains("document/too-deep"));
}

#[test]
fn names_of_any_length_are_read() {
    let name = "n".repeat(1_000_000);
    assert_eq!(yaml(&format!("{{\"{name}\": 1}}")), json!({ name.as_str(): 1 }));
    assert_eq!(yaml(&format!("'a': '{name}'\n")), json!({"a": name}));
}

#[test]
fn json_may_be_a_little_wrong() {
    assert_eq!(read("{\"a\": [1, 2,], # note\n \"b\": x,\n}", "x.json").0, Some(json!({"a": [1, 2], "b": "x"})));
    assert_eq!(yaml("\t{\"a\":\t1}"), json!({"a": 1}));
    fails("{\"会员卡\": x, \"b\": ]}", "x.json", "expected value", 1, 9);
    fails("a:\n\t- b\n", "x.yaml", "tab", 2, 2);
}

#[test]
fn the_first_of_several_documents_is_read() {
    assert_eq!(yaml("---\na: 1\n...\n"), json!({"a": 1}));
    assert_eq!(yaml("---\na: 1\n---\n"), json!({"a": 1}));
    assert_eq!(yaml(""), Value::Null);
    let (root, told) = read("a: 1\n---\nb: 1\n", "x.yaml");
    assert_eq!(root, Some(json!({"a": 1})));
    assert!(told[0].0.contains("document/several"), "{told:?}");
}

#[test]
fn indentation_inside_of_braces_and_quotes_says_nothing() {
    let text = "a:\n  b: {\n  \"x\": [1,\n2]\n}\n  c: \"one\n two\"\n  d: 'it''s\nso'\n  e: 1\n";
    assert_eq!(yaml(text), json!({"a": {"b": {"x": [1, 2]}, "c": "one two", "d": "it's so", "e": 1}}));
    fails("a:\n  b: {\n}\n  c: ]\n", "x.yaml", "", 4, 6);
}
