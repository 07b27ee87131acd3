//! Requests that a document does not allow.

use std::path::Path;

use http::{HeaderMap, HeaderValue, Method};
use serde_json::{Value, json};
use wechatpay_mock::{Document, Reply};

fn send(method: Method, target: &str, content_type: Option<&str>, body: &str) -> Reply {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/document/cards.yaml");
    let mut headers = HeaderMap::new();
    headers.insert("x-shop", HeaderValue::from_static("one"));
    if let Some(content_type) = content_type {
        headers.insert("content-type", content_type.parse().unwrap());
    }
    Document::open(file, 1).unwrap().answer(&method, target, &headers, body.as_bytes()).expect("a known path")
}

fn refusal(reply: &Reply) -> Value {
    assert_eq!(reply.status, 400, "{reply:?}");
    let body: Value = serde_json::from_slice(&reply.body).unwrap();
    assert_eq!(body["code"], "PARAM_ERROR", "{body}");
    assert!(body["message"].as_str().unwrap().contains(body["detail"]["issue"].as_str().unwrap()), "{body}");
    body["detail"].clone()
}

/// What is wrong with a query.
fn query(query: &str) -> Option<Value> {
    let reply = send(Method::GET, &format!("/cards?{query}"), None, "");
    (reply.status != 200).then(|| refusal(&reply))
}

/// What is wrong with the body of a new card.
fn card(change: impl Fn(&mut Value)) -> Option<Value> {
    let mut card = json!({"name": "card", "amount": 5});
    change(&mut card);
    let reply = send(Method::POST, "/cards", Some("application/json"), &card.to_string());
    (reply.status != 201).then(|| refusal(&reply))
}

fn detail(field: &str, value: Value, issue: &str, location: &str) -> Option<Value> {
    let mut detail = json!({"field": field, "issue": issue, "location": location});
    if !value.is_null() {
        detail["value"] = value;
    }
    Some(detail)
}

#[test]
fn parameters_must_be_there_and_fit() {
    assert_eq!(query("state=OPEN&limit=20&tag=a&tag=abc&near=1,2.5"), None);
    assert_eq!(query(""), detail("state", Value::Null, "is required and missing", "query"));
    let choice = "must be one of \"OPEN\", \"CLOSED\"";
    assert_eq!(query("state=open"), detail("state", json!("open"), choice, "query"));
    assert_eq!(query("state=OPEN&limit=21"), detail("limit", json!(21), "must be at most 20", "query"));
    let kind = "must be an integer, not a string";
    assert_eq!(query("state=OPEN&limit=ten"), detail("limit", json!("ten"), kind, "query"));
    let length = "has 4 characters, at most 3 are allowed";
    assert_eq!(query("state=OPEN&tag=a&tag=1234"), detail("tag", json!("1234"), length, "query"));
    let kind = "must be a number, not a string";
    assert_eq!(query("state=OPEN&near=1,x"), detail("near", json!("x"), kind, "query"));
    let utf8 = "is not UTF-8 once percent-decoded";
    assert_eq!(query("state=%FF"), detail("state", Value::Null, utf8, "query"));
}

#[test]
fn headers_and_variables_of_the_path_must_fit() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/document/cards.yaml");
    let document = Document::open(file, 1).unwrap();
    let bare = document.answer(&Method::GET, "/cards?state=OPEN", &HeaderMap::new(), b"").unwrap();
    assert_eq!(Some(refusal(&bare)), detail("X-Shop", Value::Null, "is required and missing", "header"));
    let target = format!("/cards/{}", "%E5%8D%A1".repeat(33));
    let found = refusal(&send(Method::GET, &target, None, ""));
    assert_eq!((&found["field"], &found["location"]), (&json!("card_id"), &json!("path")));
    assert_eq!(found["issue"], "has 33 characters, at most 32 are allowed");
    let found = refusal(&send(Method::GET, "/files/a.pdf", None, ""));
    assert_eq!((&found["field"], &found["value"]), (&json!("kind"), &json!("pdf")));
}

#[test]
fn members_must_be_there_and_fit() {
    assert_eq!(card(|_| {}), None);
    assert_eq!(card(|card| card["note"] = Value::Null), None);
    let missing = card(|card| drop(card.as_object_mut().unwrap().remove("name")));
    assert_eq!(missing, detail("/name", Value::Null, "is required and missing", "body"));
    let long = card(|card| card["name"] = json!("sixsix"));
    assert_eq!(long, detail("/name", json!("sixsix"), "has 6 characters, at most 5 are allowed", "body"));
    let short = card(|card| card["name"] = json!(""));
    assert_eq!(short, detail("/name", json!(""), "has 0 characters, at least 1 are required", "body"));
    let kind = card(|card| card["amount"] = json!("5"));
    assert_eq!(kind, detail("/amount", json!("5"), "must be an integer, not a string", "body"));
    let choice = card(|card| card["currency"] = json!("EUR"));
    assert_eq!(choice, detail("/currency", json!("EUR"), "must be one of \"CNY\", \"HKD\"", "body"));
    let null = refusal_of_null();
    assert_eq!((&null["field"], &null["issue"]), (&json!("/name"), &json!("must be a string, not null")));
}

fn refusal_of_null() -> Value {
    card(|card| card["name"] = Value::Null).expect("null is no string")
}

#[test]
fn the_place_is_a_pointer_into_the_body() {
    let inner = card(|card| card["tags"] = json!([{"key": "a"}, {"key": "b", "a/b": "yes"}]));
    assert_eq!(inner, detail("/tags/1/a~1b", json!("yes"), "must be a boolean, not a string", "body"));
    let missing = card(|card| card["tags"] = json!([{}]));
    assert_eq!(missing, detail("/tags/0/key", Value::Null, "is required and missing", "body"));
    let many = card(|card| card["tags"] = json!([{"key": "a"}, {"key": "b"}, {"key": "c"}]));
    assert_eq!(many, detail("/tags", Value::Null, "has 3 entries, at most 2 are allowed", "body"));
    let map = card(|card| card["labels"] = json!({"shelf": 5}));
    assert_eq!(map, detail("/labels/shelf", json!(5), "must be a string, not a number", "body"));
    let closed = card(|card| card["size"] = json!({"width": 1, "height": 2}));
    assert_eq!(closed, detail("/size/height", json!(2), "is not a member that is known here", "body"));
}

#[test]
fn a_union_is_checked_by_the_branch_that_is_named() {
    let event = |event: Value| send(Method::POST, "/events", Some("application/json"), &event.to_string());
    assert_eq!(event(json!({"kind": "closed", "reason": "EXPIRED"})).status, 202);
    let found = refusal(&event(json!({"kind": "opened", "reason": "EXPIRED"})));
    assert_eq!(found["field"], "/at");
    let found = refusal(&event(json!({"kind": "closed", "reason": "LOST"})));
    assert_eq!(found["field"], "/reason");
}

#[test]
fn a_body_must_be_there_and_of_a_type_that_is_taken() {
    let missing = refusal(&send(Method::POST, "/cards", Some("application/json"), ""));
    assert_eq!((&missing["field"], &missing["issue"]), (&json!(""), &json!("is required and missing")));
    let broken = refusal(&send(Method::POST, "/cards", Some("application/json"), "{"));
    assert!(broken["issue"].as_str().unwrap().starts_with("is not JSON"), "{broken}");
    let other = send(Method::POST, "/cards", Some("text/plain"), "card");
    assert_eq!(other.status, 415);
    assert_eq!(send(Method::POST, "/events", None, "").status, 202, "the body is optional");
}

#[test]
fn forms_and_uploads_are_looked_into() {
    let form = |body| send(Method::POST, "/forms", Some("application/x-www-form-urlencoded"), body);
    assert_eq!(form("name=a+b&count=3").status, 204);
    assert_eq!(refusal(&form("count=3"))["field"], "/name");
    assert_eq!(refusal(&form("name=a&count=x"))["field"], "/count");
    let upload = |meta: &str| {
        let body = format!(
            "--line\r\nContent-Disposition: form-data; name=\"meta\";\r\nContent-Type: application/json\r\n\r\n{meta}\r\n\
             --line\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n\r\n\u{1}\r\n--line--\r\n"
        );
        send(Method::POST, "/uploads", Some("multipart/form-data; boundary=\"line\""), &body)
    };
    assert_eq!(upload(r#"{"filename": "a.png"}"#).status, 204);
    assert_eq!(refusal(&upload("{}"))["field"], "/meta/filename");
    assert_eq!(refusal(&upload("filename"))["field"], "/meta");
    let alone = send(Method::POST, "/uploads", Some("multipart/form-data; boundary=line"), "--line--\r\n");
    assert_eq!(refusal(&alone)["field"], "/meta");
}
