//! The known slips of pages: each is mended as the grammar says, and none is a finding but where two paths are one.

mod common;

use common::{Site, at, page, said};
use serde_json::json;

fn schema<'a>(document: &'a serde_json::Value, name: &str) -> &'a serde_json::Value {
    at(document, &["components", "schemas", name])
}

#[test]
fn white_space_in_a_name_is_deleted() {
    let site = Site::of("a/items", &page("get", &[], &["| sub_ mch id {data-required} | string | 号"]));
    assert!(site.import().findings.is_empty());
    assert_eq!(schema(&site.document("a"), "GetItemsResponse")["properties"], json!({"sub_mchid": {"type": "string"}}));
}

#[test]
fn a_variable_listed_in_the_query_alone_is_one_of_the_path_too() {
    let rows = [
        "| query {data-required} | object | 查",
        "| id {data-indent=1} | number | 号",
        "| b {data-indent=1} | string | 乙",
    ];
    let site = Site::of("a/items/{id}", &page("get", &rows, &["| x | string | 甲"]));
    assert!(site.import().findings.is_empty());
    let document = site.document("a");
    let parameters = at(&document, &["paths", "/v3/a/items/{id}", "get", "parameters"]);
    let expected = json!([
        {"name": "id", "in": "path", "required": true, "schema": {"type": "number"}},
        {"name": "id", "in": "query", "schema": {"type": "number"}},
        {"name": "b", "in": "query", "schema": {"type": "string"}},
    ]);
    assert_eq!(*parameters, expected);
}

#[test]
fn a_variable_listed_in_the_body_alone_is_one_of_the_path_too() {
    let rows = ["| json {data-required} | object | 数", "| id {data-required data-indent=1} | integer | 号"];
    let site = Site::of("a/items/{id}", &page("post", &rows, &["| x | string | 甲"]));
    assert!(site.import().findings.is_empty());
    let document = site.document("a");
    assert_eq!(
        at(&document, &["paths", "/v3/a/items/{id}", "post", "parameters", "0", "schema"]),
        &json!({"type": "integer"})
    );
    assert_eq!(schema(&document, "PostItemRequest")["properties"], json!({"id": {"type": "integer"}}));
}

#[test]
fn a_variable_without_any_row_is_a_text() {
    let site =
        Site::of("a/{x}/items/{id}", &page("get", &["| id {data-required} | integer | 号"], &["| x | string | 甲"]));
    assert!(site.import().findings.is_empty());
    let document = site.document("a");
    let parameters = at(&document, &["paths", "/v3/a/{x}/items/{id}", "get", "parameters"]);
    assert_eq!(parameters[0], json!({"name": "x", "in": "path", "required": true, "schema": {"type": "string"}}));
    assert_eq!(parameters[1]["schema"], json!({"type": "integer"}));
}

#[test]
fn the_name_in_the_path_wins_over_that_of_the_row() {
    let site = Site::of("a/items/{item_id}", &page("get", &["| id | number | 号"], &["| x | string | 甲"]));
    assert!(site.import().findings.is_empty());
    let document = site.document("a");
    let parameters = at(&document, &["paths", "/v3/a/items/{item_id}", "get", "parameters"]);
    assert_eq!(*parameters, json!([{"name": "item_id", "in": "path", "required": true, "schema": {"type": "number"}}]));
}

#[test]
fn a_value_listed_twice_counts_once_and_texts_of_a_number_stay_texts() {
    let rows = [
        "| a | number | `NEW` \\| `NEW` \\| `OLD` 枚举值之一",
        "| b | integer | `1` \\| `2` 枚举值",
        "| c | number | `007` 枚举值",
    ];
    let site = Site::of("a/items", &page("get", &[], &rows));
    assert!(site.import().findings.is_empty());
    let document = site.document("a");
    assert_eq!(*schema(&document, "GetItemsA"), json!({"type": "number", "enum": ["NEW", "OLD"]}));
    assert_eq!(*schema(&document, "GetItemsB"), json!({"type": "integer", "enum": [1, 2]}));
    assert_eq!(schema(&document, "GetItemsResponse")["properties"]["c"], json!({"type": "number", "enum": ["007"]}));
}

#[test]
fn compatibility_characters_do_not_hide_facts() {
    // White space that is not a space, and a radical that looks like an ideograph, in words of the grammar.
    let rows = ["| a\u{A0}{data-required} |\u{A0}string\u{A0}| 甲<br/>`A`\u{A0}\\|\u{3000}`B`\u{A0}枚举值之\u{2F00}"];
    let site = Site::of("a/items", &page("get", &[], &rows));
    assert!(site.import().findings.is_empty());
    assert_eq!(*schema(&site.document("a"), "GetItemsA"), json!({"type": "string", "enum": ["A", "B"]}));
}

#[test]
fn a_code_group_that_never_closes_ends_at_the_table() {
    let text = page("get", &[], &["| x | string | 甲"]).replace("\n:::\n", "");
    let site = Site::of("a/items", &text);
    assert!(site.import().findings.is_empty());
    let document = site.document("a");
    assert_eq!(schema(&document, "GetItemsResponse")["properties"], json!({"x": {"type": "string"}}));
    assert_eq!(at(&document, &["paths", "/v3/a/items", "get", "externalDocs", "url"]), "https://docs.test/1");
}

#[test]
fn paths_that_differ_only_in_a_variable_are_both_kept_and_it_is_said() {
    let site = Site::of("a/items/{id}", &page("get", &[], &["| x | string | 甲"]));
    site.page("a/items/{no}", page("delete", &[], &["| 空字符串(无返回内容) {align=center colspan=3}"]));
    let imported = site.import();
    assert_eq!(said(&imported.findings), [("page/same-path", 6)]);
    let document = site.document("a");
    assert!(at(&document, &["paths", "/v3/a/items/{id}"]).get("get").is_some());
    assert!(at(&document, &["paths", "/v3/a/items/{no}"]).get("delete").is_some());
}

#[test]
fn a_page_that_leads_to_another_has_no_operation() {
    let site = Site::of("a/items", &page("get", &[], &["| x | string | 甲"]));
    site.page(
        "a/old",
        "---\ntitle: Moved\nhead:\n  - - meta\n    - http-equiv: refresh\n      content: 0;url=/x\n---\n",
    );
    let imported = site.import();
    assert!(imported.findings.is_empty());
    assert_eq!((imported.pages, imported.redirects, imported.operations), (2, 1, 1));
}

#[test]
fn methods_may_stand_at_the_top_and_the_dashes_may_be_short() {
    let one = page("get", &["| query | object | 查", "| a {data-indent=1} | string | 甲"], &["| x | string | 甲"]);
    let two = page("put", &["| json | object | 数", "| b {data-indent=1} | string | 乙"], &["| y | string | 甲"]);
    let (_, two) = two.split_once("# {{").unwrap();
    let site = Site::of("a/items", &format!("{one}\n# {{{{{two}").replace("| --- | --- | ---", "| --"));
    let imported = site.import();
    assert!(imported.findings.is_empty(), "{:?}", imported.findings);
    let document = site.document("a");
    assert_eq!(at(&document, &["paths", "/v3/a/items", "get", "parameters", "0", "name"]), "a");
    assert_eq!(schema(&document, "UpdateItemsRequest")["properties"], json!({"b": {"type": "string"}}));
    // The front matter's title stands for both.
    assert_eq!(imported.operations, 2);
}

#[test]
fn blocks_inside_of_a_fence_do_not_count() {
    let code =
        "| 返回字典 | 类型 | 描述\n| --- | --- | ---\n| wrong | string | 错\n{.im-table #response}\n# 错 {#put}\n";
    let text = page("get", &[], &["| x | string | 甲"]).replace("$instance->v3", &format!("{code}$instance->v3"));
    let site = Site::of("a/items", &text);
    let imported = site.import();
    assert!(imported.findings.is_empty());
    assert_eq!(imported.operations, 1);
    assert_eq!(schema(&site.document("a"), "GetItemsResponse")["properties"], json!({"x": {"type": "string"}}));
}
