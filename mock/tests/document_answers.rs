//! Answers from a document: which operation is meant, and what it answers.

use std::path::Path;

use http::{HeaderMap, HeaderValue, Method};
use serde_json::{Value, json};
use wechatpay_mock::{Document, Reply};

fn document(seed: u64) -> Document {
    Document::open(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/document/cards.yaml"), seed).unwrap()
}

fn answer_as(document: &Document, method: Method, target: &str, accept: &'static str) -> Option<Reply> {
    let mut headers = HeaderMap::new();
    headers.insert("accept", HeaderValue::from_static(accept));
    headers.insert("x-shop", HeaderValue::from_static("one"));
    document.answer(&method, target, &headers, b"")
}

fn get(target: &str) -> Reply {
    answer_as(&document(1), Method::GET, target, "application/json").expect("a known path")
}

fn json(reply: &Reply) -> Value {
    assert_eq!(reply.status, 200, "{reply:?}");
    serde_json::from_slice(&reply.body).expect("JSON")
}

#[test]
fn the_first_named_example_is_answered_through_its_reference() {
    let reply = get("/cards?state=OPEN");
    assert_eq!(json(&reply), json!({"cards": [{"id": "first"}]}));
    assert_eq!(reply.headers["content-type"], "application/json");
}

#[test]
fn a_literal_path_wins_and_its_example_may_be_written_as_text() {
    assert_eq!(json(&get("/cards/mine")), json!({"mine": true}));
}

#[test]
fn the_path_of_a_server_may_stand_in_front() {
    assert_eq!(json(&get("/shop/cards/mine")), json!({"mine": true}));
}

#[test]
fn a_merged_schema_is_answered_with_all_its_members() {
    let card = json(&get("/cards/7"));
    let names: Vec<&String> = card.as_object().unwrap().keys().collect();
    assert_eq!(names, ["id", "name", "stock", "code", "mode", "state", "created"]);
    assert_eq!(card["code"], "12345");
    assert_eq!(card["mode"], "MERCHANT");
    assert_eq!(card["state"], "OPEN");
    assert_eq!(card["created"].as_str().unwrap().len(), "2024-05-20T13:29:35+08:00".len());
    assert!((20..=32).contains(&card["id"].as_str().unwrap().len()), "{card}");
    assert!(card["name"].as_str().unwrap().starts_with("name-"), "{card}");
}

#[test]
fn made_up_values_keep_to_their_limits() {
    let limits = json(&get("/limits"));
    assert_eq!(limits["between"], 6);
    assert_eq!(limits["step"], 20);
    assert!(limits["small"].as_i64().unwrap() <= -5, "{limits}");
    assert!((0.0..=1.0).contains(&limits["share"].as_f64().unwrap()), "{limits}");
    let three = limits["three"].as_array().unwrap();
    assert!(three.len() == 3 && three[0] != three[1] && three[1] != three[2] && three[0] != three[2], "{limits}");
    assert_eq!(limits["none"], json!([]));
    assert_eq!(limits["short"].as_str().unwrap().len(), 2);
    assert!(limits["long"].as_str().unwrap().len() >= 40, "{limits}");
    let uuid = limits["uuid"].as_str().unwrap();
    assert!(uuid.len() == 36 && &uuid[14..15] == "4" && "89ab".contains(&uuid[19..20]), "{uuid}");
    assert_eq!(limits["bytes"].as_str().unwrap().len() % 4, 0);
    assert!(limits["map"]["key1"].is_boolean(), "{limits}");
    assert_eq!(limits["elsewhere"], json!({}));
    assert_eq!(limits.get("endless"), None, "it cannot be made, and is optional");
}

#[test]
fn a_recursion_ends_by_what_may_be_left_out() {
    let node = json(&get("/tree"));
    assert!(node["name"].is_string());
    assert_eq!(node.get("parent"), None);
    assert_eq!(node["children"], json!([]));
    assert_eq!(node["kin"], Value::Null);
}

#[test]
fn the_same_seed_gives_the_same_answer_and_another_another() {
    let body = |seed, target| answer_as(&document(seed), Method::GET, target, "*/*").unwrap().body;
    assert_eq!(body(1, "/cards/7"), body(1, "/cards/7"));
    assert_ne!(body(1, "/cards/7"), body(2, "/cards/7"));
    assert_ne!(body(1, "/cards/7"), body(1, "/cards/8"));
}

#[test]
fn the_seed_chooses_between_the_branches_of_a_union() {
    let kinds: Vec<String> = (0..16)
        .map(|seed| {
            let reply = answer_as(&document(seed), Method::GET, "/events", "*/*").unwrap();
            let event = json(&reply);
            let told_apart = match event["kind"].as_str() {
                Some("opened") => event["at"].as_str().is_some_and(|date| date.len() == 10),
                Some("closed") => event["reason"] == "SOLD_OUT",
                _ => false,
            };
            assert!(told_apart, "{event}");
            event["kind"].to_string()
        })
        .collect();
    assert!(kinds.contains(&"\"opened\"".to_owned()) && kinds.contains(&"\"closed\"".to_owned()), "{kinds:?}");
}

#[test]
fn the_lowest_success_is_answered_with_the_headers_it_demands() {
    let mut headers = HeaderMap::new();
    headers.insert("content-type", HeaderValue::from_static("application/json; charset=utf-8"));
    headers.insert("x-shop", HeaderValue::from_static("one"));
    let body = br#"{"name": "a", "amount": 1}"#;
    let reply = document(1).answer(&Method::POST, "/cards", &headers, body).unwrap();
    assert_eq!(reply.status, 201, "{reply:?}");
    assert!(reply.headers["location"].to_str().unwrap().starts_with("https://"));
    assert_eq!(reply.headers["x-quota"], "7");
    assert_eq!(reply.headers.get("x-maybe"), None);
    assert_eq!(reply.headers.get("content-length"), None);
}

#[test]
fn neither_204_nor_head_has_a_body() {
    let gone = answer_as(&document(1), Method::DELETE, "/cards/7", "*/*").unwrap();
    assert_eq!((gone.status.as_u16(), gone.body.len(), gone.headers.len()), (204, 0, 0));
    let head = answer_as(&document(1), Method::HEAD, "/cards/7", "*/*").unwrap();
    assert_eq!((head.status.as_u16(), head.body.len()), (200, 0));
    assert_eq!(head.headers["content-type"], "application/json");
}

#[test]
fn the_client_chooses_between_media_types() {
    let file = |accept| answer_as(&document(1), Method::GET, "/files/a.csv", accept).unwrap();
    let text = file("text/csv, application/json;q=0.5");
    assert_eq!((text.headers["content-type"].as_bytes(), text.body.as_ref()), (&b"text/csv"[..], &b"a,b\n"[..]));
    let image = file("image/png");
    assert_eq!((image.headers["content-type"].as_bytes(), image.body.len()), (&b"image/png"[..], 32));
}

#[test]
fn what_the_document_does_not_have_is_said() {
    assert!(answer_as(&document(1), Method::GET, "/nowhere", "*/*").is_none());
    assert!(answer_as(&document(1), Method::GET, "/cards/7/", "*/*").is_none());
    let other = answer_as(&document(1), Method::PUT, "/cards/7", "*/*").unwrap();
    assert_eq!((other.status.as_u16(), other.headers["allow"].as_bytes()), (405, &b"GET, DELETE"[..]));
}

#[test]
fn the_operations_can_be_listed() {
    let document = document(1);
    let operations: Vec<_> = document.operations().collect();
    assert_eq!(operations.len(), 12);
    assert!(operations.contains(&("DELETE".to_owned(), "/cards/{card_id}")), "{operations:?}");
}
