//! A mock that answers the operations of a document beside its own.

mod support;

use std::path::{Path, PathBuf};
use std::process::Command;

use support::{CARD, HEADERS, Reply, deposit, exchange, request};
use wechatpay_mock::{Document, Mock};

fn file() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/document/cards.yaml")
}

fn mock() -> Mock {
    let document = Document::open(file(), 1).unwrap();
    Mock::builder().unsigned().card(CARD).document(document).start_blocking().unwrap()
}

fn send(mock: &Mock, method: &str, target: &str, body: &str) -> Reply {
    let headers = [HEADERS, &[("X-Shop", "one")]].concat();
    exchange(mock.addr(), &request(method, target, &headers, body.as_bytes())).unwrap()
}

#[test]
fn an_operation_of_the_document_is_answered() {
    let mock = mock();
    let reply = send(&mock, "GET", "/cards/7", "");
    assert_eq!(reply.status(), 200, "{reply:?}");
    assert_eq!(reply.json()["state"], "OPEN");
    assert_eq!(reply.head.header("content-type"), Some("application/json"));
    assert!(reply.head.header("request-id").is_some(), "{reply:?}");
    let gone = send(&mock, "DELETE", "/cards/7", "");
    assert_eq!((gone.status(), gone.body.len()), (204, 0));
    let head = send(&mock, "HEAD", "/cards/7", "");
    assert_eq!((head.status(), head.body.len()), (200, 0));
}

#[test]
fn of_several_documents_the_first_that_has_the_path_answers() {
    let other = file().with_file_name("sensitive.yaml");
    let builder = Mock::builder().unsigned().document(Document::open(file(), 1).unwrap());
    let mock = builder.document(Document::open(other, 1).unwrap()).start_blocking().unwrap();
    assert_eq!(send(&mock, "GET", "/cards/7", "").status(), 200);
    let reply = send(&mock, "POST", "/payees", r#"{"name":"Bo"}"#);
    assert_eq!(reply.status(), 200, "{reply:?}");
    assert_eq!(send(&mock, "GET", "/nowhere", "").status(), 404);
}

#[test]
fn what_the_document_does_not_allow_is_refused() {
    let mock = mock();
    let reply = send(&mock, "POST", "/cards", r#"{"name":"card","amount":500}"#);
    assert_eq!(reply.status(), 400, "{reply:?}");
    assert_eq!(reply.json()["detail"]["field"], "/amount");
    let nowhere = send(&mock, "GET", "/nowhere", "");
    assert_eq!(nowhere.status(), 404);
    assert!(nowhere.json()["message"].as_str().unwrap().contains("--document FILE"), "{nowhere:?}");
    assert_eq!(send(&mock, "PUT", "/cards/7", "{}").status(), 405);
}

#[test]
fn the_endpoints_of_the_mock_stay_its_own() {
    let mock = mock();
    assert_eq!(deposit(mock.addr(), r#"{"code":["1"]}"#), [("1".to_owned(), "SUCCESS".to_owned())]);
    assert_eq!(mock.codes(CARD).unwrap(), ["1"]);
}

#[test]
fn the_rules_come_before_the_document() {
    let document = Document::open(file(), 1).unwrap();
    let mock = Mock::builder().document(document).start_blocking().unwrap();
    assert_eq!(send(&mock, "GET", "/cards/7", "").status(), 401);
}

#[test]
fn the_program_says_what_is_wrong_with_a_document() {
    let output = Command::new(env!("CARGO_BIN_EXE_wechatpay-mock"))
        .args(["--port", "0", "--document", "no-such.yaml", "--seed", "7"])
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(1));
    let message = String::from_utf8(output.stderr).unwrap();
    assert!(message.contains("no-such.yaml") && message.contains("give the path of an OpenAPI document"), "{message}");
}
