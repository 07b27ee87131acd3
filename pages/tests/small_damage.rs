//! What a broken row, header or sample costs: itself, and never a row that stands beside it.

mod common;

use common::{Site, at, page, said};
use serde_json::{Value, json};

/// The line of the first row of an answer.
const ANSWER: usize = common::FIRST_ROW + 14;

/// The answers of an operation that is the only one of its site.
fn answers(text: &str) -> (Value, Vec<(String, usize)>) {
    let site = Site::of("a/items", text);
    let imported = site.import();
    let document = site.document("a");
    let found = said(&imported.findings).into_iter().map(|(code, line)| (code.to_owned(), line)).collect();
    (inline(&document, at(&document, &["paths", "/v3/a/items", "get", "responses"])), found)
}

/// References followed all the way down.
fn inline(document: &Value, value: &Value) -> Value {
    match common::follow(document, value) {
        Value::Object(map) => map.iter().map(|(key, value)| (key.clone(), inline(document, value))).collect(),
        Value::Array(list) => list.iter().map(|value| inline(document, value)).collect(),
        other => other.clone(),
    }
}

fn properties(rows: &[&str]) -> (Value, Vec<(String, usize)>) {
    let (answers, found) = answers(&page("get", &[], rows));
    (at(&answers, &["200", "content", "application/json", "schema", "properties"]).clone(), found)
}

#[test]
fn what_stands_below_a_row_without_a_usable_name_goes_to_no_other_row() {
    let (schema, found) = properties(&[
        "| a | object | 甲",
        "| b.c | string | 乙",
        "| {colspan=3 .im-table-line}",
        "| d {data-indent=1} | object | 丙",
        "| 名 {data-indent=2} | object | 丁",
        "| e {data-indent=3} | string | 戊",
        "| f | object | 己",
        "| 名 {data-indent=1} | object | 庚",
        "| g {data-indent=2} | string | 辛",
        "| h {data-indent=1} | string | 壬",
    ]);
    assert_eq!(found, [1, 4, 7].map(|line| ("row/name".to_owned(), ANSWER + line)));
    let inner = json!({"type": "object", "properties": {"h": {"type": "string"}}});
    assert_eq!(schema, json!({"a": {"type": "object"}, "f": inner}));
}

#[test]
fn a_row_without_any_name_takes_nothing_with_it() {
    let (schema, found) = properties(&["| a | object | 甲", "| | | 乙", "| b {data-indent=1} | string | 丙"]);
    assert_eq!(found, [("row/name".to_owned(), ANSWER + 1)]);
    assert_eq!(schema, json!({"a": {"type": "object", "properties": {"b": {"type": "string"}}}}));
}

#[test]
fn rows_of_one_depth_stay_beside_one_another_after_a_jump() {
    let (schema, found) = properties(&[
        "| a | object | 甲",
        "| b {data-indent=2} | string | 乙",
        "| c {data-indent=2} | object | 丙",
        "| d {data-indent=3} | string | 丁",
        "| e {data-indent=1} | string | 戊",
    ]);
    assert_eq!(found, [1, 2, 3].map(|line| ("row/indent".to_owned(), ANSWER + line)));
    let text = json!({"type": "string"});
    let c = json!({"type": "object", "properties": {"d": text}});
    assert_eq!(schema, json!({"a": {"type": "object", "properties": {"b": text, "c": c, "e": text}}}));
}

#[test]
fn a_table_whose_first_rows_are_indented_has_them_at_the_top() {
    let (schema, found) =
        properties(&["| a {data-indent=1} | string | 甲", "| b {data-indent=1} | string | 乙", "| c | string | 丙"]);
    assert_eq!(found, [0, 1].map(|line| ("row/indent".to_owned(), ANSWER + line)));
    assert_eq!(schema, json!({"a": {"type": "string"}, "b": {"type": "string"}, "c": {"type": "string"}}));
}

#[test]
fn an_answer_without_rows_is_empty_where_the_samples_say_so() {
    for (code, status) in
        [("getStatusCode() === 204", "204"), ("getStatusCode() === 202", "202"), ("json_decode()", "200")]
    {
        let text = page("get", &[], &[]).replace("->get([]);", &format!("->get([]);\nprint_r($r->{code});"));
        let (answers, found) = answers(&text);
        assert!(found.is_empty(), "{found:?}");
        assert!(answers.get(status).is_some(), "{answers}");
    }
}

#[test]
fn the_status_is_not_taken_from_fragments_after_the_samples() {
    let more = "\n::: code-group\n\n```php [乙]\n$r->getStatusCode() === 202\n```\n\n:::\n\n| 返回字典";
    let text = page("get", &[], &["| 空字符串(无返回内容) {align=center colspan=3}"]).replace("\n| 返回字典", more);
    assert!(answers(&text).0.get("204").is_some());
}

#[test]
fn a_header_may_have_attributes_in_its_first_cell() {
    let text = page("get", &[], &["| x | string | 甲"]).replace("| 返回字典 |", "| 返回字典 {.name} |");
    let (answers, found) = answers(&text);
    assert!(found.is_empty(), "{found:?}");
    let media = at(&answers, &["200", "content", "application/json"]);
    assert_eq!(at(media, &["schema", "properties"]), &json!({"x": {"type": "string"}}));
}

#[test]
fn a_redirect_is_known_however_its_front_matter_is_written() {
    for head in [
        "  - - meta\n    - content: 0;url=/x\n      http-equiv: \"refresh\"",
        "- [meta, { http-equiv: refresh, content: 0;url=/x }]",
        "  - ['meta', {'http-equiv': 'refresh', 'content': '0;url=/x'}]",
    ] {
        let site = Site::of("a/items", &page("get", &[], &["| x | string | 甲"]));
        site.page("a/old", format!("---\ntitle: Moved\nhead:\n{head}\n---\n"));
        let imported = site.import();
        assert_eq!((imported.redirects, imported.findings.len()), (1, 0), "{head}");
    }
    let text = page("get", &[], &["| x | string | 甲"]).replace("description: 乙", "description: http-equiv: refresh");
    assert_eq!(Site::of("a/items", &text).import().redirects, 0);
}
