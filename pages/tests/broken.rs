//! Pages that break the grammar: each break is said with its line, costs the smallest unit, and stops nothing.

mod common;

use common::{FIRST_ROW, Site, at, page, said};
use serde_json::{Value, json};

const OK: &[&str] = &["| x | string | 甲"];
/// Where the first row of an answer stands when the request has no rows.
const ANSWER: usize = FIRST_ROW + 14;

/// What the answer's rows give, and the findings.
fn answer(rows: &[&str]) -> (Value, Vec<(String, usize)>) {
    let site = Site::of("a/items", &page("get", &[], rows));
    let imported = site.import();
    let document = site.document("a");
    let media = at(&document, &["paths", "/v3/a/items", "get", "responses", "200", "content", "application/json"]);
    (inline(&document, &media["schema"]), owned(&imported.findings))
}

fn owned(findings: &[wechatpay_pages::Finding]) -> Vec<(String, usize)> {
    said(findings).into_iter().map(|(code, line)| (code.to_owned(), line)).collect()
}

/// References followed all the way down.
fn inline(document: &Value, value: &Value) -> Value {
    match common::follow(document, value) {
        Value::Object(map) => map.iter().map(|(key, value)| (key.clone(), inline(document, value))).collect(),
        Value::Array(list) => list.iter().map(|value| inline(document, value)).collect(),
        other => other.clone(),
    }
}

fn found(code: &str, line: usize) -> Vec<(String, usize)> {
    vec![(code.to_owned(), line)]
}

#[test]
fn a_jump_in_depth_is_read_as_the_next_depth() {
    let (schema, findings) =
        answer(&["| a | object | 甲", "| b {data-indent=3} | string | 乙", "| c {data-indent=1} | string | 丙"]);
    assert_eq!(findings, found("row/indent", ANSWER + 1));
    assert_eq!(schema["properties"]["a"]["properties"], json!({"b": {"type": "string"}, "c": {"type": "string"}}));
    let (schema, findings) = answer(&["| a {data-indent=9999999} | string | 甲", "| b {data-indent=x} | string | 乙"]);
    assert_eq!(findings, [("row/indent".to_owned(), ANSWER), ("row/indent".to_owned(), ANSWER + 1)]);
    assert_eq!(schema["properties"], json!({"a": {"type": "string"}, "b": {"type": "string"}}));
}

#[test]
fn types_that_are_not_known_are_any_value() {
    let (schema, findings) = answer(&["| a | decimal | 甲", "| b | String[] | 乙", "| c | | 丙", "| d | string | 丁"]);
    let lines = [ANSWER, ANSWER + 1, ANSWER + 2].map(|line| ("row/type".to_owned(), line));
    assert_eq!(findings, lines);
    let expected =
        json!({"a": {}, "b": {"type": "array", "items": {"type": "string"}}, "c": {}, "d": {"type": "string"}});
    assert_eq!(schema["properties"], expected);
}

#[test]
fn rows_with_the_wrong_number_of_cells_are_read() {
    let (schema, findings) = answer(&[
        "| a | string",
        "| b | string | `A` | `B` 枚举值之一",
        "| c | string | 丙 |",
        "d | string | 丁",
        "| | string | 戊",
        "| 名 | string | 己",
    ]);
    let codes = ["row/cells", "row/cells", "row/no-pipe", "row/name", "row/name"];
    let lines = [0, 1, 3, 4, 5].map(|line| ANSWER + line);
    assert_eq!(findings, codes.iter().zip(lines).map(|(code, line)| ((*code).to_owned(), line)).collect::<Vec<_>>());
    let text = json!({"type": "string"});
    assert_eq!(
        schema["properties"],
        json!({"a": text, "b": {"type": "string", "enum": ["A", "B"]}, "c": text, "d": text})
    );
}

#[test]
fn attributes_that_are_not_known_are_left_out() {
    let (schema, findings) = answer(&["| a {data-required data-nullable | string {color=red} | 甲"]);
    assert_eq!(
        findings,
        [
            ("row/attribute".to_owned(), ANSWER),
            ("row/attribute".to_owned(), ANSWER),
            ("row/attribute".to_owned(), ANSWER)
        ]
    );
    assert_eq!(schema, json!({"type": "object", "required": ["a"], "properties": {"a": {"type": "string"}}}));
}

#[test]
fn rows_below_what_can_have_none_are_kept() {
    let (schema, findings) = answer(&[
        "| a | string | 甲",
        "| b {data-indent=1} | string | 乙",
        "| c | integer[] | 丙",
        "| d {data-indent=1} | string | 丁",
    ]);
    assert_eq!(findings, [("row/parent".to_owned(), ANSWER), ("row/parent".to_owned(), ANSWER + 2)]);
    let below = |name: &str| json!({"type": "object", "properties": {name: {"type": "string"}}});
    let expected =
        json!({"a": {"type": "string", "x-json-schema": below("b")}, "c": {"type": "array", "items": below("d")}});
    assert_eq!(schema["properties"], expected);
}

#[test]
fn a_name_that_stands_twice_counts_once() {
    let (schema, findings) = answer(&[
        "| a | string | 甲",
        "| a | integer | 乙",
        "| o | object | 丙",
        "| b {data-indent=1} | string | 丁",
        "| b {data-indent=1} | integer | 戊",
    ]);
    assert_eq!(findings, [("row/twice".to_owned(), ANSWER + 1), ("row/twice".to_owned(), ANSWER + 4)]);
    assert_eq!(schema["properties"]["a"], json!({"type": "string"}));
    assert_eq!(schema["properties"]["o"]["properties"]["b"], json!({"type": "string"}));
}

#[test]
fn separators_and_marks_where_they_do_not_belong_are_said() {
    let line = "| {colspan=3 .im-table-line}";
    let (schema, findings) = answer(&[
        line,
        "| a | object | 甲",
        line,
        "| b {data-indent=1} | string | 乙",
        "| c | number {data-encrypted=by-rsa-pubkey} | 丙",
    ]);
    let expected = [("row/line", 0), ("row/type", 1), ("row/encrypted", 4), ("row/encrypted", 4)];
    assert_eq!(findings, expected.map(|(code, line)| (code.to_owned(), ANSWER + line)));
    let inner = json!({"type": "object", "properties": {"b": {"type": "string"}}});
    assert_eq!(schema["properties"]["a"], json!({"type": "string", "x-json-schema": inner}));
    assert_eq!(schema["properties"]["c"], json!({"type": "number", "x-encrypted": "merchant"}));
}

#[test]
fn words_that_do_not_go_together_are_said() {
    let (schema, findings) = answer(&[
        "| a | string | `A` 枚举值，`B` 枚举值",
        "| b | string | 默认为`A`，默认为`B`",
        "| c | string | `A`(甲) \\| `B`(乙) 枚举值",
    ]);
    assert_eq!(findings, [0, 1, 2].map(|line| ("words/enum".to_owned(), ANSWER + line)));
    let expected = json!({"a": {"type": "string", "enum": ["A"]}, "b": {"type": "string", "default": "A"}, "c": {"type": "string"}});
    assert_eq!(schema["properties"], expected);
}

#[test]
fn notes_that_are_not_known_mean_any_json() {
    let (schema, findings) = answer(&["| 其他 {align=center colspan=3}"]);
    assert_eq!((schema, findings), (json!({}), found("row/note", ANSWER)));
    let (schema, findings) = answer(&["| a | string | 甲", "| 空字符串(无返回内容) {align=center colspan=3}"]);
    assert_eq!(findings, found("row/note", ANSWER + 1));
    assert_eq!(schema["properties"], json!({"a": {"type": "string"}}));
}

#[test]
fn rows_of_a_request_without_a_place_are_left_out() {
    let rows = [
        "| a | string | 甲",
        "| form | object | 表",
        "| b {data-indent=1} | string | 乙",
        "| base_uri | string | 无",
        "| query | string | 查",
    ];
    let site = Site::of("a/items", &page("post", &rows, OK));
    let expected = [("row/place", 0), ("row/place", 1), ("row/server", 3), ("row/container", 4)];
    assert_eq!(said(&site.import().findings), expected.map(|(code, line)| (code, FIRST_ROW + line)));
    assert_eq!(at(&site.document("a"), &["paths", "/v3/a/items", "post"]).get("parameters"), None);
}

#[test]
fn a_variable_of_the_path_is_never_a_structure() {
    let rows = ["| id | object | 号", "| b {data-indent=1} | string | 乙"];
    let site = Site::of("a/items/{id}", &page("get", &rows, OK));
    assert_eq!(said(&site.import().findings), [("row/container", FIRST_ROW)]);
    let document = site.document("a");
    assert_eq!(
        at(&document, &["paths", "/v3/a/items/{id}", "get", "parameters", "0", "schema"]),
        &json!({"type": "string"})
    );
}

#[test]
fn a_table_without_a_marker_is_known_by_its_header() {
    let text = page("get", &["| query | object | 查", "| a {data-indent=1} | string | 甲"], OK)
        .replace("{.im-table #request}", "")
        .replace("{.im-table #response}", "");
    let site = Site::of("a/items", &text);
    assert_eq!(said(&site.import().findings), [("table/no-marker", 10), ("table/no-marker", 25)]);
    let document = site.document("a");
    assert_eq!(at(&document, &["paths", "/v3/a/items", "get", "parameters", "0", "name"]), "a");
    assert_eq!(
        at(&document, &["components", "schemas", "GetItemsResponse", "properties"]),
        &json!({"x": {"type": "string"}})
    );
}

#[test]
fn header_and_marker_stand_in_for_one_another() {
    let expected = json!({"x": {"type": "string"}});
    for (text, codes) in [
        (page("get", &[], OK).replace("返回字典", "请求参数"), vec!["table/marker"]),
        (page("get", &[], OK).replace("返回字典", "字典"), vec!["table/no-header", "row/name"]),
        (page("get", &[], OK).replace("#response", "#request"), vec!["table/marker"]),
        (page("get", &[], OK).replace("| --- | --- | ---\n| x", "| x"), vec!["table/no-dashes"]),
        (page("get", &[], OK).replace("| x |", "\n| x |"), vec!["table/split"]),
    ] {
        let site = Site::of("a/items", &text);
        let imported = site.import();
        let mut found: Vec<&str> = said(&imported.findings).iter().map(|(code, _)| *code).collect();
        found.sort_by_key(|code| codes.iter().position(|known| known == code));
        assert_eq!(found, codes);
        assert_eq!(
            at(&site.document("a"), &["components", "schemas", "GetItemsResponse", "properties"]),
            &expected,
            "{codes:?}"
        );
    }
}

#[test]
fn a_table_that_is_none_of_the_two_is_left_out() {
    let other = "| 甲 | 乙\n| --- | ---\n| a | string\n\n";
    let text = page("get", &[], OK).replace("| 请求参数", &format!("{other}正文\n\n| 请求参数"));
    let site = Site::of("a/items", &text);
    let imported = site.import();
    let codes: Vec<&str> = said(&imported.findings).iter().map(|(code, _)| *code).collect();
    assert_eq!(codes, ["row/name", "table/no-header", "row/cells"]);
    assert_eq!(at(&site.document("a"), &["paths", "/v3/a/items", "get"]).get("parameters"), None);
}

#[test]
fn a_missing_table_costs_what_it_would_have_said() {
    let text = page("get", &[], OK);
    let (text, _) = text.split_once("| 返回字典").unwrap();
    let site = Site::of("a/items", text);
    assert_eq!(said(&site.import().findings), [("table/missing", 6)]);
    let document = site.document("a");
    assert_eq!(
        at(&document, &["paths", "/v3/a/items", "get", "responses", "200", "content", "application/json", "schema"]),
        &json!({})
    );
}

#[test]
fn a_fence_that_never_ends_does_not_swallow_the_page() {
    let one = page("get", &[], OK).replace("```\n\n:::", ":::");
    let two = page("put", &["| json | object | 数", "| b {data-indent=1} | string | 乙"], OK);
    let (_, two) = two.split_once("# {{").unwrap();
    // Before another operation, and as the last of the page.
    for (text, operations) in [(one.clone(), 1), (format!("{one}\n# {{{{{two}"), 2)] {
        let site = Site::of("a/items", &text);
        let imported = site.import();
        assert_eq!(said(&imported.findings), [("page/fence-open", 18)]);
        assert_eq!(imported.operations, operations);
        assert_eq!(
            at(&site.document("a"), &["components", "schemas", "GetItemsResponse", "properties"]),
            &json!({"x": {"type": "string"}})
        );
    }
    // One fence opens inside of another: the first lacks its end.
    let text = page("get", &[], OK).replace("```php", "```php [甲]\ncode\n\n```php");
    let imported = Site::of("a/items", &text).import();
    assert_eq!(said(&imported.findings), [("page/fence-open", 18)]);
}

#[test]
fn front_matter_that_never_ends_does_not_swallow_the_page() {
    let text = page("get", &[], OK).replacen("\n---\n\n#", "\n\n#", 1);
    let site = Site::of("a/items", &text);
    let imported = site.import();
    assert_eq!(said(&imported.findings), [("page/front-matter", 1)]);
    assert_eq!(imported.operations, 1);
}

#[test]
fn pages_and_blocks_without_an_operation_are_said() {
    let site = Site::of("a/items", &page("get", &[], OK));
    let file = site.page("a/about", "# 关于\n\n正文。\n");
    site.page("a/other", page("options", &[], OK));
    let imported = site.import();
    let codes: Vec<&str> =
        imported.findings.iter().filter(|finding| finding.file != file).map(|finding| finding.code).collect();
    assert_eq!(codes, ["page/no-operation", "page/anchor", "page/misplaced", "page/misplaced", "page/misplaced"]);
    assert_eq!(imported.operations, 1);
}

#[test]
fn an_operation_that_is_documented_twice_counts_once() {
    let one = page("get", &[], OK);
    let site = Site::of("a/items", &format!("{one}\n{}", one.split_once("---\n\n").unwrap().1));
    assert_eq!(said(&site.import().findings), [("page/operation-twice", 32)]);
    let site = Site::of("a/items", &one);
    let copy = site.pages().join("copy/openapi/v3/a");
    std::fs::create_dir_all(&copy).unwrap();
    std::fs::write(copy.join("items.md"), &one).unwrap();
    assert_eq!(said(&site.import().findings), [("page/operation-twice", 6)]);
}

#[test]
fn a_path_that_is_none_costs_its_page() {
    for name in ["a/items/{id", "a/items/{}", "a/{id}/items/{id}", "a/items id", "a/物"] {
        let site = Site::of("a/items", &page("get", &[], OK));
        site.page(name, page("get", &[], OK));
        let imported = site.import();
        assert_eq!(said(&imported.findings), [("page/path", 0)], "{name}");
        assert_eq!(imported.operations, 1);
    }
}

#[test]
fn bytes_that_are_not_utf_8_cost_what_they_hold() {
    let site = Site::new();
    let text =
        page("get", &[], &["| a | string | `A` \\| `B~` 枚举值之一", "| b | string | 乙~", "| c~ | string | 丙"]);
    site.page("a/items", text.bytes().map(|byte| if byte == b'~' { 0xFF } else { byte }).collect::<Vec<u8>>());
    let imported = site.import();
    let codes: Vec<&str> = said(&imported.findings).iter().map(|(code, _)| *code).collect();
    assert_eq!(codes, ["walk/not-utf8", "words/damaged", "row/name"]);
    let document = site.document("a");
    let expected = json!({"a": {"type": "string"}, "b": {"type": "string"}});
    assert_eq!(at(&document, &["components", "schemas", "GetItemsResponse", "properties"]), &expected);
}

#[test]
fn a_page_of_five_megabytes_is_left_out() {
    let site = Site::of("a/items", &page("get", &[], OK));
    site.page("a/huge", page("get", &[], OK) + &"| a | string | 甲\n".repeat(250_000));
    assert_eq!(said(&site.import().findings), [("walk/too-large", 0)]);
}

#[cfg(unix)]
#[test]
fn links_that_lead_in_circles_or_nowhere_are_not_followed() {
    use std::os::unix::fs::symlink;
    let site = Site::of("a/items", &page("get", &[], OK));
    let folder = site.pages().join("openapi/v3/a");
    symlink(site.pages(), folder.join("loop")).unwrap();
    symlink(folder.join("nothing"), folder.join("gone.md")).unwrap();
    symlink(folder.join("self.md"), folder.join("self.md")).unwrap();
    symlink(folder.join("items.md"), folder.join("linked.md")).unwrap();
    let imported = site.import();
    let codes: Vec<&str> = said(&imported.findings).iter().map(|(code, _)| *code).collect();
    assert_eq!(codes, ["walk/unreadable", "walk/link-loop", "walk/unreadable"]);
    assert_eq!(imported.operations, 2, "a link to a page is a page");
}
