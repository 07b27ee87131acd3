//! A service in process: what it takes, what it answers, and what it says when calls are not those it expects.

#![cfg(feature = "mock")]

mod support;

use std::time::Duration;

use openapi_client_runtime::mock::{Mock, Reply};
use openapi_client_runtime::{
    Delivery, Draft, Error, ErrorKind, Json, Method, Multipart, Operation, Part, Protocol, Request, Response, Result,
    Retry, Sensitive,
};
use serde_json::json;
use support::Client;

static LIST: Operation = Operation::new("listPets", Method::GET, "/shops/{shop}/pets");
static ADD: Operation = Operation::new("addPet", Method::POST, "/shops/{shop}/pets");

fn client(mock: &Mock) -> Client {
    Client::builder("").mock(mock).retry(Retry::never()).build().unwrap()
}

fn list(client: &Client, shop: &str) -> Draft {
    client.0.operation(&LIST).path("shop", shop)
}

fn add(client: &Client, pet: &Json) -> Draft {
    client.0.operation(&ADD).path("shop", "1").json(pet)
}

async fn sent(draft: Draft) -> Result<Response> {
    draft.call().await
}

#[tokio::test]
async fn a_call_is_answered_by_the_first_expectation_that_it_fits() {
    let mock = Mock::new();
    mock.on(&LIST).path("shop", "a/b").query("limit", 5).respond(200, &["Rex"]);
    mock.on(&LIST)
        .no_query("limit")
        .reply(Reply::json_as(206, "application/vnd.pets+json", &json!([])).header("x-left", "9"));
    mock.on(&ADD).json(&json!({"a": 1, "b": [2]})).header("x-trace", "t").reply(Reply::empty(204));
    let client = client(&mock);
    let first = sent(list(&client, "a/b").query("limit", &5).query("limit", &6)).await.unwrap();
    assert_eq!((first.status().as_u16(), first.json::<Vec<String>>().unwrap()), (200, vec!["Rex".to_owned()]));
    assert_eq!(first.headers()["content-type"], "application/json");
    let second = sent(list(&client, "c")).await.unwrap();
    assert_eq!((second.status().as_u16(), second.is("application/vnd.pets+json")), (206, true));
    assert_eq!(second.headers()["x-left"], "9");
    let added = sent(add(&client, &json!({"b": [2], "a": 1})).header("x-trace", "t")).await.unwrap();
    assert_eq!((added.status().as_u16(), added.body().len()), (204, 0));
    mock.verify().unwrap();
}

#[tokio::test]
async fn requests_are_kept_and_taken_apart() {
    let mock = Mock::new();
    mock.on_any().reply(Reply::text(200, "fine")).times(3);
    let client = client(&mock);
    sent(list(&client, "a b/ü").query("q", "x&y").query("tag", &vec!["1", "2"])).await.unwrap();
    sent(add(&client, &json!({"name": "Rex"}))).await.unwrap();
    sent(client.0.operation(&ADD).path("shop", "2").form(&json!({"a": "b c", "d": [1, 2]}))).await.unwrap();
    let requests = mock.requests();
    assert_eq!(requests[0].path("shop").as_deref(), Some("a b/ü"));
    assert_eq!((requests[0].query("q"), requests[0].path("other")), (Some("x&y".to_owned()), None));
    assert_eq!(requests[0].query_pairs()[1..], [("tag".into(), "1".into()), ("tag".into(), "2".into())]);
    assert_eq!(requests[1].json::<Json>().unwrap()["name"], "Rex");
    assert_eq!(requests[1].header("content-type"), Some("application/json"));
    assert_eq!(requests[2].form(), [("a".into(), "b c".into()), ("d".into(), "1".into()), ("d".into(), "2".into())]);
    assert_eq!(requests[2].operation(), "addPet");
    assert_eq!(mock.requests_of(&ADD).len(), 2);
}

#[tokio::test]
async fn parts_in_memory_are_kept_too() {
    let mock = Mock::new();
    mock.on(&ADD).form("name", "Rex").reply(Reply::empty(204));
    mock.on(&ADD).body("raw").reply(Reply::empty(204));
    let client = client(&mock);
    let parts =
        Multipart::new().part(Part::text("name", "Rex")).part(Part::bytes("photo", "a.png", "image/png", "PNG"));
    sent(client.0.operation(&ADD).path("shop", "1").multipart(parts)).await.unwrap();
    sent(client.0.operation(&ADD).path("shop", "1").bytes("image/png", "raw")).await.unwrap();
    let parts = mock.requests()[0].form();
    assert_eq!(parts, [("name".to_owned(), "Rex".to_owned()), ("photo".to_owned(), "PNG".to_owned())]);
    assert_eq!(mock.requests()[1].body(), "raw");
    mock.verify().unwrap();
}

#[tokio::test]
async fn answers_come_in_order_and_the_last_one_stays() {
    let mock = Mock::new();
    mock.on(&LIST).respond(200, &1).respond(200, &2);
    let client = client(&mock);
    for expected in [1, 2, 2] {
        assert_eq!(sent(list(&client, "1")).await.unwrap().json::<i64>().unwrap(), expected);
    }
    mock.verify().unwrap();
}

#[tokio::test]
async fn further_calls_are_left_to_the_next_expectation() {
    let mock = Mock::new();
    mock.on(&LIST).respond(200, &1).times(1);
    mock.on(&LIST).respond(200, &2).any_times();
    let client = client(&mock);
    for expected in [1, 2, 2] {
        assert_eq!(sent(list(&client, "1")).await.unwrap().json::<i64>().unwrap(), expected);
    }
    mock.verify().unwrap();
}

#[tokio::test]
async fn a_call_that_nothing_expects_says_what_was_and_what_differs() {
    let mock = Mock::new();
    mock.on(&LIST).path("shop", "1").query("limit", 5).header("authorization", "hidden").respond(200, &1);
    mock.on(&ADD).json(&json!({"a": 1})).times(0);
    let client = client(&mock);
    let error = sent(list(&client, "1").query("limit", &6).header("authorization", "other")).await.unwrap_err();
    assert_eq!((error.kind(), error.delivery()), (ErrorKind::Request, Delivery::NotSent));
    let text = "listPets: the mock does not expect this call (GET /shops/1/pets?limit=6): \
                the query parameter `limit` = `5`: it is `6`, the header `authorization` = `hidden`: it is another one";
    assert_eq!(error.to_string(), text);
    let text = sent(add(&client, &json!({"a": 1}))).await.unwrap_err().to_string();
    assert!(text.ends_with("(POST /shops/1/pets): no further call of `addPet` is expected after 0"), "{text}");
    let text = client.0.chain("a").get().await.unwrap_err().to_string();
    assert!(text.ends_with("(GET /a): `listPets` is expected; `addPet` is expected"), "{text}");
    let unmet = mock.verify().unwrap_err();
    assert_eq!(unmet.iter().count(), 4);
    let shown = format!("{unmet:?}");
    assert!(shown.contains("\n  `listPets` with the path variable `shop` = `1` and the query"), "{shown}");
    assert!(shown.contains("expected at least 1 call, got no call"), "{shown}");
    let empty = Mock::new();
    let text = sent(list(&self::client(&empty), "1")).await.unwrap_err().to_string();
    assert!(text.ends_with("(GET /shops/1/pets): nothing is"), "{text}");
}

#[tokio::test]
async fn too_few_calls_are_told() {
    let mock = Mock::new();
    mock.on(&LIST).respond(200, &1).respond(200, &2);
    mock.on(&ADD).respond(200, &1).times(2);
    mock.on_path(Method::GET, "/v1/{a}").any_times();
    let client = client(&mock);
    sent(list(&client, "1")).await.unwrap();
    let told: Vec<String> = mock.verify().unwrap_err().iter().map(str::to_owned).collect();
    assert_eq!(told, ["`listPets`: expected at least 2 calls, got 1 call", "`addPet`: expected 2 calls, got no call"]);
}

#[tokio::test]
async fn what_is_said_of_a_request_can_be_anything() {
    let mock = Mock::new();
    mock.on(&ADD)
        .matching("a cheap pet", |request| request.json::<Json>().is_ok_and(|pet| pet["price"] == 1))
        .respond(200, &1);
    mock.on_path(Method::PUT, "v1/{id}")
        .body("\"raw\"")
        .reply(Reply::with(|request| Reply::text(200, &request.target().to_uppercase())));
    let client = client(&mock);
    sent(add(&client, &json!({"price": 1}))).await.unwrap();
    let text = sent(add(&client, &json!({"price": 2}))).await.unwrap_err().to_string();
    assert!(text.ends_with("not a cheap pet"), "{text}");
    let made = client.0.chain("/v1/{id}").with("id", "x").put("raw").await.unwrap();
    assert_eq!(made.text().unwrap(), "/V1/X");
}

#[tokio::test]
async fn failures_look_like_those_of_a_network() {
    let mock = Mock::new();
    let replies = [Reply::refused(), Reply::reset(), Reply::timed_out(), Reply::json(200, &[1, 2]).cut()];
    let mut expected = [
        (ErrorKind::Connect, Delivery::NotSent, None),
        (ErrorKind::Transport, Delivery::MaybeReceived, None),
        (ErrorKind::Timeout, Delivery::MaybeReceived, None),
        (ErrorKind::Transport, Delivery::Inconclusive, Some(200)),
    ]
    .into_iter();
    let expectation = mock.on(&LIST);
    replies.into_iter().fold(expectation, |expectation, reply| expectation.reply(reply));
    let client = client(&mock);
    for (kind, delivery, status) in expected.by_ref() {
        let error = sent(list(&client, "1")).await.unwrap_err();
        assert_eq!((error.kind(), error.delivery()), (kind, delivery), "{error}");
        assert_eq!(error.status().map(|status| status.as_u16()), status, "{error}");
    }
}

#[tokio::test]
async fn a_call_is_repeated_as_it_is_against_a_server() {
    let mock = Mock::new();
    mock.on(&LIST).reply(Reply::refused()).respond(503, &"busy").respond(200, &1).times(3);
    let retry = Retry::default().first_delay(Duration::ZERO);
    let client: Client = Client::builder("").mock(&mock).retry(retry).build().unwrap();
    assert_eq!(sent(list(&client, "1")).await.unwrap().attempts(), 3);
    mock.verify().unwrap();
}

#[tokio::test]
async fn a_body_comes_in_pieces_where_it_is_read_so() {
    let mock = Mock::new();
    mock.on(&LIST)
        .reply(Reply::pieces(200, "text/plain", ["a", "b"]))
        .reply(Reply::pieces(200, "text/plain", ["c"]).cut());
    let client = client(&mock);
    let mut whole = list(&client, "1").call::<Response>().open().await.unwrap();
    assert_eq!(whole.piece().await.unwrap().unwrap(), "a");
    assert_eq!(whole.piece().await.unwrap().unwrap(), "b");
    assert_eq!(whole.piece().await.unwrap(), None);
    let mut cut = list(&client, "1").call::<Response>().open().await.unwrap();
    assert_eq!(cut.piece().await.unwrap().unwrap(), "c");
    assert_eq!(cut.piece().await.unwrap_err().delivery(), Delivery::Inconclusive);
}

#[tokio::test]
async fn limits_hold_and_what_cannot_be_answered_is_said() {
    let mock = Mock::new();
    mock.on(&LIST).respond(200, "0123456789").respond(99, &1).respond(200, &f64::NAN);
    mock.on(&ADD);
    let client = client(&mock);
    let error = list(&client, "1").call::<Response>().max_response_size(5).await.unwrap_err();
    assert_eq!((error.kind(), error.status().unwrap().as_u16()), (ErrorKind::TooLarge, 200));
    let text = sent(list(&client, "1")).await.unwrap_err().to_string();
    assert_eq!(text, "listPets: the mock cannot answer: 99 is no status");
    let text = sent(list(&client, "1")).await.unwrap_err().to_string();
    assert!(text.starts_with("listPets: the mock cannot answer: the body cannot be written"), "{text}");
    let text = sent(add(&client, &json!(1))).await.unwrap_err().to_string();
    assert_eq!(text, "addPet: the mock has no answer to `addPet`: give it one with `respond`");
}

#[tokio::test]
async fn what_nothing_expects_may_have_an_answer() {
    let mock = Mock::new();
    mock.otherwise(Reply::empty(404));
    let client = client(&mock);
    assert_eq!(sent(list(&client, "1")).await.unwrap().status().as_u16(), 404);
    mock.verify().unwrap();
}

/// Signs requests, encrypts what is sensitive, and refuses answers that are not signed.
#[derive(Debug)]
struct Signing;

impl Protocol for Signing {
    fn prepare(&self, request: &mut Request) -> Result<()> {
        request.encrypt(|clear| Ok(clear.chars().rev().collect()))?;
        request.headers_mut().insert("signed", "client".parse().unwrap());
        Ok(())
    }

    fn accept(&self, _: &Request, response: &mut Response) -> Result<()> {
        match response.headers().get("signed") {
            Some(signed) if signed == "service" => Ok(()),
            _ => Err(Error::protocol("not signed")),
        }
    }
}

#[tokio::test]
async fn a_protocol_sees_answers_that_the_mock_signs() {
    let mock = Mock::new();
    mock.on(&ADD).header("signed", "client").respond(200, &1);
    let client: Client = Client::builder("").mock(&mock).protocol(Signing).build().unwrap();
    let draft = || client.0.operation(&ADD).path("shop", "1").json(&[Sensitive::from("abc".to_owned())]);
    assert_eq!(sent(draft()).await.unwrap_err().kind(), ErrorKind::Protocol);
    mock.sign(|request, response| {
        assert_eq!(request.headers()["signed"], "client");
        response.headers_mut().insert("signed", "service".parse().unwrap());
    });
    sent(draft()).await.unwrap();
    assert_eq!(mock.requests()[1].text(), r#"["cba"]"#);
}

#[cfg(feature = "blocking")]
#[test]
fn blocking_calls_go_to_the_same_mock() {
    let mock = Mock::new();
    mock.on(&LIST).respond(200, &1);
    let client = client(&mock);
    assert_eq!(list(&client, "1").call::<Response>().wait().unwrap().json::<i64>().unwrap(), 1);
    assert_eq!(mock.requests_of(&LIST).len(), 1);
    mock.verify().unwrap();
}
