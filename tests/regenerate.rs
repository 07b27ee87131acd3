//! The specification is changed, broken and left alone in a copy of the project, and cargo is called as a person would;
//! then a crate outside of the project uses the client.

#[path = "support/workspace.rs"]
mod workspace;

use std::fs;
use workspace::{Workspace, project};

const SPECIFICATION: &str = "spec/membercard-open.yaml";

/// A test for the copy: what it names is not in the specification before the edit.
const NEW_CODE: &str = r##"//! What the edit added.

use wechatpay_client::{Client, DepositCodesRequest, ImportResult, ListCodesParameters};
use wechatpay_mock::{Answer, Mock};

const CARD: &str = "pbLatjvWOibDc5-TBnbUk1pD12o0";

#[tokio::test]
async fn the_new_field_value_and_operation() {
    let mock = Mock::builder().card(CARD).unsigned().start().await.unwrap();
    let client: Client = Client::builder().base_url(mock.base_url()).build().unwrap();
    let answer = r#"{"data":[{"code":"1","result":"PENDING","remark":"later"}]}"#;
    mock.script_always(Answer::status(200).header("content-type", "application/json").body(answer)).unwrap();

    let request = DepositCodesRequest::new().code(["1"]).remark("new");
    let deposited = client.deposit_codes(CARD, &request).await.unwrap().ok().unwrap();
    let item = &deposited.data.unwrap()[0];
    assert_eq!(item.result, Some(ImportResult::Pending));
    assert_eq!(item.remark.as_deref(), Some("later"));

    let listed = client.list_codes(CARD, &ListCodesParameters::new().limit(5)).await.unwrap().ok().unwrap();
    assert_eq!(listed.data.unwrap()[0].code.as_deref(), Some("1"));

    let requests = mock.requests();
    assert_eq!(requests[0].body, r#"{"remark":"new","code":["1"]}"#);
    assert_eq!(requests[1].method, "GET");
    assert_eq!(requests[1].target, format!("/v3/marketing/membercard-open/cards/{CARD}/codes?limit=5"));
}
"##;

const LIST_CODES: &str = r##"
  /v3/marketing/membercard-open/cards/{card_id}/codes:
    get:
      operationId: listCodes
      summary: List the codes of a member card
      parameters:
        - {name: card_id, in: path, required: true, schema: {type: string}}
        - {name: limit, in: query, schema: {type: integer, format: int32}}
      responses:
        "200":
          description: The codes.
          content: {application/json: {schema: {$ref: "#/components/schemas/DepositResults"}}}"##;

const REMARK: &str = "        remark: {type: string, description: A note.}";

/// An optional property in a request and in an answer, a value, and an operation.
fn extended(specification: &str) -> String {
    let text = after(specification, &["paths:"], LIST_CODES);
    let text = after(&text, &["    DepositCodesRequest:", "      properties:"], REMARK);
    let text = after(&text, &["    DepositResult:", "      properties:"], REMARK);
    replaced(&text, "SUCCESS, DUPLICATE, FAIL", "SUCCESS, DUPLICATE, FAIL, PENDING")
}

/// `text` with `new` below the last of `lines`, which stand in it one after another.
fn after(text: &str, lines: &[&str], new: &str) -> String {
    let mut rest = text.lines();
    for line in lines {
        assert!(rest.any(|candidate| candidate == *line), "{line:?} is not in {SPECIFICATION}");
    }
    let tail: Vec<&str> = rest.collect();
    let head = text.lines().take(text.lines().count() - tail.len());
    head.chain([new]).chain(tail).map(|line| format!("{line}\n")).collect()
}

fn replaced(text: &str, old: &str, new: &str) -> String {
    assert!(text.contains(old), "{old:?} is not in {SPECIFICATION}");
    text.replacen(old, new, 1)
}

#[test]
fn one_cargo_test_after_an_edit_tests_the_new_code_and_the_next_rebuilds_nothing() {
    let copy = Workspace::open();
    copy.cargo(&["test", "--no-run"]).succeeded();
    let specification = fs::read_to_string(copy.path(SPECIFICATION)).unwrap();

    copy.write(SPECIFICATION, &extended(&specification));
    copy.write("tests/new_code.rs", NEW_CODE);
    let ran = copy.cargo(&["test"]).succeeded();
    assert!(ran.stdout.contains("test the_new_field_value_and_operation ... ok"), "{ran:?}");

    let emitted = copy.generated();
    let again = copy.cargo(&["test", "--no-run"]).succeeded();
    assert!(again.compiled().is_empty(), "{again:?}");
    assert_eq!(copy.generated(), emitted);
}

#[test]
fn a_broken_specification_stops_the_build_and_leaves_the_emitted_source() {
    let copy = Workspace::open();
    let specification = fs::read_to_string(copy.path(SPECIFICATION)).unwrap();
    let emitted = copy.generated();

    let broken = replaced(&specification, "schemas/DepositResults\"", "schemas/DepositReslts\"");
    let (index, line) = broken.lines().enumerate().find(|(_, line)| line.contains("DepositReslts")).unwrap();
    let place = format!("{SPECIFICATION}:{}:{}", index + 1, line.find("$ref").unwrap() + 1);
    copy.write(SPECIFICATION, &broken);
    let failed = copy.cargo(&["test", "--no-run"]).failed();
    let told = failed.stderr.lines().find(|line| line.starts_with("error") && line.contains(&place));
    let told = told.unwrap_or_else(|| panic!("{place} is not in {failed:?}"));
    for part in
        ["error[reference/dangling]", "DepositReslts", "(help: did you mean `#/components/schemas/DepositResults`"]
    {
        assert!(told.contains(part), "{told}");
    }
    assert_eq!(copy.generated(), emitted);

    // Once mended it builds, and what did not change is not written.
    copy.write(SPECIFICATION, &specification);
    copy.cargo(&["test", "--no-run"]).succeeded();
    assert_eq!(copy.generated(), emitted);
}

/// A program of somebody else, which calls the endpoint in each style.
const PROGRAM: &str = r##"
use wechatpay_client::{Client, DepositCodesRequest, DepositResults, ImportResult};
use wechatpay_mock::Mock;

const CARD: &str = "pbLatjvWOibDc5-TBnbUk1pD12o0";
const PATH: &str = "v3/marketing/membercard-open/cards/{card_id}/codes/deposit";

fn main() {
    let mock = Mock::builder().card(CARD).unsigned().start_blocking().unwrap();
    let client: Client = Client::builder().base_url(mock.base_url()).build().unwrap();
    let codes = |code: &str| DepositCodesRequest::new().code([code]);

    let deposit = client.v3().marketing().membercard_open().cards().card_id(CARD).codes().deposit();
    typed("chained, sync", deposit.post(&codes("1")).wait().unwrap().ok().unwrap());
    untyped("declared, sync", client.chain(PATH).with("card_id", CARD).post(&codes("2")).wait().unwrap().body());
    untyped("indexed, sync", client[PATH].with("card_id", CARD).post(&codes("3")).wait().unwrap().body());
    typed("function, sync", client.deposit_codes(CARD, &codes("4")).wait().unwrap().ok().unwrap());

    tokio::runtime::Runtime::new().unwrap().block_on(async {
        let deposit = client.v3().marketing().membercard_open().cards().card_id(CARD).codes().deposit();
        typed("chained, async", deposit.post(&codes("5")).await.unwrap().ok().unwrap());
        untyped("declared, async", client.chain(PATH).with("card_id", CARD).post(&codes("6")).await.unwrap().body());
        untyped("indexed, async", client[PATH].with("card_id", CARD).post(&codes("7")).await.unwrap().body());
        typed("function, async", client.deposit_codes(CARD, &codes("8")).await.unwrap().ok().unwrap());
    });
    assert_eq!(mock.codes(CARD).unwrap().len(), 8);
}

fn typed(style: &str, results: DepositResults) {
    assert_eq!(results.data.unwrap()[0].result, Some(ImportResult::Success));
    println!("{style}");
}

fn untyped(style: &str, body: impl AsRef<[u8]>) {
    assert!(String::from_utf8_lossy(body.as_ref()).contains(r#""result":"SUCCESS""#));
    println!("{style}");
}
"##;

/// What only the generator needs.
const GENERATOR: [&str; 4] = ["openapi-client-codegen", "openapiv3", "prettyplease", "saphyr-parser"];

#[test]
fn a_crate_outside_calls_in_each_style_and_compiles_no_generator() {
    let copy = Workspace::open();
    let outside = tempfile::tempdir().unwrap();
    let project = project().display();
    let manifest = format!(
        "[package]\nname = 'scratch'\nedition = '2024'\n\n[workspace]\n\n[features]\n\
         whole = ['wechatpay-client/default']\nregenerate = ['wechatpay-client/regenerate']\n\n\
         [dependencies]\ntokio = {{ version = '1', features = ['rt-multi-thread'] }}\n\
         wechatpay-client = {{ path = '{project}', default-features = false, features = ['blocking', 'membercard-open', 'serde'] }}\n\
         wechatpay-mock = {{ path = '{project}/mock' }}\n"
    );
    fs::write(outside.path().join("Cargo.toml"), manifest).unwrap();
    fs::copy(copy.path("Cargo.lock"), outside.path().join("Cargo.lock")).unwrap();
    fs::create_dir(outside.path().join("src")).unwrap();
    fs::write(outside.path().join("src/main.rs"), PROGRAM).unwrap();

    let tree = |features: &str| {
        let arguments = ["tree", "--edges", "normal,build", "--prefix", "none"];
        let format = ["--format", "{p}", "--features", features];
        let tree = copy.cargo_in(outside.path(), &[&arguments[..], &format[..]].concat()).succeeded().stdout;
        let names: Vec<String> = tree.lines().filter_map(|line| Some(line.split(' ').next()?.to_owned())).collect();
        assert!(names.iter().any(|name| name == "openapi-client-runtime"), "{tree}");
        names
    };
    for features in ["", "whole"] {
        let compiled = tree(features);
        assert!(!compiled.iter().any(|name| GENERATOR.contains(&name.as_str())), "{compiled:?}");
    }
    // The same look with the feature on finds them all.
    let compiled = tree("regenerate");
    assert!(GENERATOR.iter().all(|name| compiled.iter().any(|compiled| compiled == name)), "{compiled:?}");

    let ran = copy.cargo_in(outside.path(), &["run"]).succeeded();
    assert!(!ran.compiled().contains(&GENERATOR[0]), "{ran:?}");
    let mut styles: Vec<&str> = ran.stdout.lines().collect();
    styles.sort_unstable();
    let expected = ["chained", "declared", "function", "indexed"];
    assert_eq!(styles, expected.map(|style| [format!("{style}, async"), format!("{style}, sync")]).concat());
}
