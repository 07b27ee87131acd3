//! `import-pages`: from pages to a document that `generate` takes.

use super::Project;
use serde_json::Value;

const PAGE: &str = "\
---
title: 甲
description: 乙
---

# {{ $frontmatter.title }} {#post}

{{ $frontmatter.description }}

| 请求参数 | 类型 {.type} | 描述 {.desc}
| --- | --- | ---
| item_id {data-required} | string | 号
| json {data-required} | object {data-tooltip=\"对应PHP的array\"} | 数据
| state {data-required data-indent=1} | string | 态<br/>`OPEN` \\| `DONE` 枚举值之一

{.im-table #request}

| 返回字典 | 类型 {.type} | 描述 {.desc}
| --- | --- | ---
| state {data-required} | string | 态

{.im-table #response}

参阅 [官方文档](https://docs.test/1)
";

fn project(page: &str) -> Project {
    let project = Project::generated();
    project.put("site/openapi/v3/shop/items/{item_id}/close.md", page);
    project
}

#[test]
fn a_page_becomes_a_document_and_a_client() {
    let project = project(PAGE);
    let run = project.run("import-pages site --out api --report names.txt").succeeds();
    assert!(
        run.out
            .contains("api: 1 page (0 to others), 1 operation, 1 product; 2 files, 2 changed, 0 removed; 0 warnings"),
        "{}",
        run.out
    );
    let report = std::fs::read_to_string(project.at("names.txt")).unwrap();
    assert!(
        report.starts_with("post /v3/shop/items/{item_id}/close = closeItem  (shortened: without shop)\n"),
        "{report}"
    );
    project.run("generate api/shop.yaml --out shop --crate shop-client").succeeds();
    let code = std::fs::read_to_string(project.at("shop/src/operations.rs")).unwrap();
    assert!(code.contains("pub fn close_item("), "{code}");
}

#[test]
fn a_warning_fails_the_run_only_where_it_is_denied() {
    let project = project(&PAGE.replace("| state {data-required} | string", "| state {data-required} | text"));
    let run = project.run("import-pages site --out api").succeeds();
    assert!(run.err.contains("warning[row/type]: `state` has the type `text`"), "{}", run.err);
    assert!(run.err.contains("close.md:20"), "{}", run.err);
    for denied in ["row/type", "row/", "warnings"] {
        let run = project.run(&format!("import-pages site --out api --deny {denied}"));
        assert_eq!(run.code, Some(1));
        assert!(run.err.contains("error[row/type]"), "{}", run.err);
    }
    assert_eq!(project.run("import-pages site --out api --deny table/").code, Some(0));
    assert_eq!(project.run("import-pages site --out api --deny nonsense").code, Some(2));
}

#[test]
fn findings_and_result_are_data_where_that_is_asked_for() {
    let project = project(&PAGE.replace("| state {data-required} | string", "| state {data-required} | text"));
    let run = project.run("import-pages site --out api --format json");
    let data: Value = serde_json::from_str(&run.out).unwrap();
    assert_eq!((&data["findings"][0]["code"], &data["findings"][0]["line"]), (&"row/type".into(), &20.into()));
    assert_eq!(data["summary"]["warnings"], 1);
    assert_eq!(data["result"]["products"], serde_json::json!(["shop"]));
    assert!(run.err.is_empty(), "{}", run.err);
}

#[test]
fn what_cannot_be_imported_is_said() {
    let project = project(PAGE);
    for (arguments, said) in [
        ("import-pages nowhere --out api", "the folder of pages nowhere cannot be read"),
        ("import-pages spec --out api", "no page below spec documents an operation"),
        ("import-pages site --out api --product store", "no page belongs to the product `store`"),
    ] {
        let run = project.run(arguments);
        assert_eq!(run.code, Some(1), "{arguments}");
        assert!(run.err.contains(said), "{}", run.err);
        assert!(!project.at("api/names.toml").exists());
    }
    project.put("api/shop.yaml", "openapi: 3.0.3\n");
    let run = project.run("import-pages site --out api");
    assert_eq!(run.code, Some(1));
    assert!(run.err.contains("was not written by an import"), "{}", run.err);
}
