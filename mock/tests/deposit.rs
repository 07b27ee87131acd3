//! The deposit endpoint on the wire.

mod support;

use std::collections::HashSet;
use std::thread;

use serde_json::{Value, json};
use support::{CARD, HEADERS, Reply, deposit, deposit_request, exchange, request, target};
use wechatpay_mock::Mock;

fn mock() -> Mock {
    Mock::builder().unsigned().card(CARD).start_blocking().unwrap()
}

fn outcomes(results: &[(String, String)]) -> Vec<&str> {
    results.iter().map(|(_, result)| result.as_str()).collect()
}

fn send(mock: &Mock, bytes: &[u8]) -> Reply {
    exchange(mock.addr(), bytes).unwrap()
}

#[test]
fn the_documented_example_succeeds() {
    let mock = mock();
    let reply = send(&mock, &deposit_request(r#"{"code":["478515832665"]}"#));
    assert_eq!(reply.status(), 200);
    assert_eq!(reply.json(), json!({"data": [{"code": "478515832665", "result": "SUCCESS"}]}));
    assert_eq!(mock.codes(CARD).unwrap(), ["478515832665"]);
}

#[test]
fn results_keep_the_order_and_tell_duplicates_and_failures() {
    let mock = mock();
    let first = deposit(mock.addr(), r#"{"code":["b","a","b",""]}"#);
    let codes: Vec<&str> = first.iter().map(|(code, _)| code.as_str()).collect();
    assert_eq!(codes, ["b", "a", "b", ""]);
    assert_eq!(outcomes(&first), ["SUCCESS", "SUCCESS", "DUPLICATE", "FAIL"]);
    let second = deposit(mock.addr(), r#"{"code":["a","c"]}"#);
    assert_eq!(outcomes(&second), ["DUPLICATE", "SUCCESS"]);
    assert_eq!(mock.codes(CARD).unwrap(), ["a", "b", "c"]);
}

#[test]
fn no_codes_have_no_results() {
    let mock = mock();
    assert!(deposit(mock.addr(), "{}").is_empty());
    assert!(deposit(mock.addr(), r#"{"code":[]}"#).is_empty());
}

#[test]
fn cards_do_not_share_codes() {
    let mock = Mock::builder().unsigned().any_card(true).start_blocking().unwrap();
    for card in ["card", "card1", "car"] {
        let bytes = request("POST", &target(card), HEADERS, br#"{"code":["1"]}"#);
        assert_eq!(send(&mock, &bytes).json()["data"][0]["result"], "SUCCESS");
    }
    assert_eq!(mock.codes("card").unwrap(), ["1"]);
    assert!(mock.codes("unknown").unwrap().is_empty());
}

#[test]
fn concurrent_deposits_of_one_code_succeed_once() {
    let mock = mock();
    let address = mock.addr();
    let clients: Vec<_> = (0..16).map(|_| thread::spawn(move || deposit(address, r#"{"code":["same"]}"#))).collect();
    let results: Vec<_> = clients.into_iter().flat_map(|client| client.join().unwrap()).collect();
    let successes = outcomes(&results).iter().filter(|result| **result == "SUCCESS").count();
    assert_eq!((results.len(), successes), (16, 1));
}

#[test]
fn an_unknown_card_is_refused() {
    let mock = Mock::builder().unsigned().start_blocking().unwrap();
    let reply = send(&mock, &deposit_request("{}"));
    assert_eq!((reply.status(), &reply.json()["code"]), (400, &json!("INVALID_REQUEST")));
}

#[test]
fn a_card_id_is_decoded_and_recorded_raw() {
    let mock = Mock::builder().unsigned().card("卡/1").start_blocking().unwrap();
    let target = target("%E5%8D%A1%2f1");
    let reply = send(&mock, &request("POST", &target, HEADERS, br#"{"code":["1"]}"#));
    assert_eq!(reply.status(), 200);
    assert_eq!(mock.codes("卡/1").unwrap(), ["1"]);
    let received = &mock.requests()[0];
    assert_eq!(received.target, target);
    assert_eq!(received.path_segments[4], "卡/1");
}

#[test]
fn a_wrong_card_id_is_named() {
    let mock = Mock::builder().unsigned().any_card(true).start_blocking().unwrap();
    let long = "c".repeat(33);
    for (card, value) in [(long.as_str(), json!(long)), ("%FF", Value::Null)] {
        let reply = send(&mock, &request("POST", &target(card), HEADERS, b"{}"));
        let answer = reply.json();
        assert_eq!((reply.status(), &answer["code"]), (400, &json!("PARAM_ERROR")));
        let detail = &answer["detail"];
        assert_eq!((&detail["field"], &detail["location"]), (&json!("card_id"), &json!("path")));
        assert_eq!(detail["value"], value);
    }
}

#[test]
fn the_limit_of_card_ids_counts_characters_and_can_be_lifted() {
    let encoded = |length: usize| target(&"%E5%8D%A1".repeat(length));
    let strict = Mock::builder().unsigned().any_card(true).start_blocking().unwrap();
    assert_eq!(send(&strict, &request("POST", &encoded(32), HEADERS, b"{}")).status(), 200);
    let lenient = Mock::builder().unsigned().any_card(true).lenient_card_ids().start_blocking().unwrap();
    assert_eq!(send(&lenient, &request("POST", &encoded(33), HEADERS, b"{}")).status(), 200);
}

#[test]
fn a_wrong_body_is_named_by_its_place() {
    let mock = mock();
    let long = format!(r#"{{"code":["ok","{}"]}}"#, "c".repeat(33));
    let wrong = [
        (r#"{"code":["a",7]}"#, "/code/1"),
        (r#"{"code":[null]}"#, "/code/0"),
        (r#"{"code":null}"#, "/code"),
        (r#"{"code":"a"}"#, "/code"),
        (r#"{"code":["😀"]}"#, "/code/0"),
        (r#"{"a/b":{"~":null}}"#, "/a~1b/~0"),
        ("[]", ""),
        (long.as_str(), "/code/1"),
    ];
    for (body, field) in wrong {
        let reply = send(&mock, &deposit_request(body));
        let answer = reply.json();
        assert_eq!((reply.status(), &answer["code"]), (400, &json!("PARAM_ERROR")), "{body}");
        assert_eq!(answer["detail"]["field"], field, "{body}");
        assert_eq!(answer["detail"]["location"], "body", "{body}");
    }
    assert!(mock.codes(CARD).unwrap().is_empty(), "a refused deposit leaves nothing behind");
}

#[test]
fn what_is_not_json_is_refused() {
    let mock = mock();
    for body in ["", "{", "code=1"] {
        let reply = send(&mock, &deposit_request(body));
        assert_eq!((reply.status(), &reply.json()["code"]), (400, &json!("PARAM_ERROR")));
    }
}

#[test]
fn a_missing_or_wrong_header_is_named() {
    let mock = mock();
    for (index, (name, _)) in HEADERS.iter().enumerate() {
        let mut without = HEADERS.to_vec();
        without.remove(index);
        let reply = send(&mock, &request("POST", &target(CARD), &without, b"{}"));
        assert_eq!((reply.status(), &reply.json()["code"]), (400, &json!("PARAM_ERROR")));
        assert_names(&reply, name);
    }
    let html = [HEADERS[0], ("Accept", "text/html"), HEADERS[2]];
    let reply = send(&mock, &request("POST", &target(CARD), &html, b"{}"));
    assert_eq!(reply.status(), 400);
    assert_names(&reply, "Accept");
    let form = [HEADERS[0], HEADERS[1], ("Content-Type", "text/plain")];
    let reply = send(&mock, &request("POST", &target(CARD), &form, b"{}"));
    assert_eq!(reply.status(), 415);
    assert_names(&reply, "Content-Type");
}

fn assert_names(reply: &Reply, header: &str) {
    let message = reply.json()["message"].to_string();
    assert!(message.contains(header), "{message} does not name {header}");
}

#[test]
fn headers_may_carry_parameters_and_alternatives() {
    let mock = mock();
    let headers = [HEADERS[0], ("Accept", "text/html, */*;q=0.8"), ("Content-Type", "Application/JSON; charset=utf-8")];
    let reply = send(&mock, &request("POST", &target(CARD), &headers, b"{}"));
    assert_eq!(reply.status(), 200);
}

#[test]
fn other_paths_and_methods_are_refused_in_json() {
    let mock = mock();
    let reply = send(&mock, &request("POST", "/v3/nothing?a=%20", HEADERS, b"{}"));
    assert_eq!((reply.status(), &reply.json()["code"]), (404, &json!("RESOURCE_NOT_EXISTS")));
    assert_eq!(mock.requests()[0].target, "/v3/nothing?a=%20");
    let reply = send(&mock, &request("GET", &target(CARD), HEADERS, b""));
    assert_eq!(reply.status(), 405);
    assert_eq!(reply.json()["code"], "PARAM_ERROR");
}

#[test]
fn a_body_over_64_mib_is_refused_unread() {
    let mock = mock();
    let head = format!("POST {} HTTP/1.1\r\nHost: mock\r\nContent-Length: 67108865\r\n\r\n", target(CARD));
    assert_eq!(send(&mock, head.as_bytes()).status(), 413);
    assert!(mock.requests().is_empty());
}

#[test]
fn every_answer_has_a_request_id_of_its_own() {
    let mock = mock();
    let requests =
        [deposit_request("{}"), deposit_request("{}"), deposit_request("not JSON"), request("GET", "/", &[], b"")];
    let ids: HashSet<String> =
        requests.iter().map(|bytes| send(&mock, bytes).head.header("request-id").unwrap().to_owned()).collect();
    assert_eq!(ids.len(), requests.len());
}

#[test]
fn requests_are_recorded_in_order_until_cleared() {
    let mock = mock();
    for body in [r#"{"code":["1"]}"#, r#"{"code":["2"]}"#] {
        deposit(mock.addr(), body);
    }
    let received = mock.requests();
    assert_eq!(received.len(), 2);
    assert_eq!(received[0].method, "POST");
    assert_eq!(received[0].header("user-agent"), Some("test"));
    assert_eq!(received[0].body, r#"{"code":["1"]}"#);
    assert_eq!(received[1].json().unwrap(), json!({"code": ["2"]}));
    mock.clear_requests();
    assert!(mock.requests().is_empty());
}
