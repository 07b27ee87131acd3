//! What the server receives is the text that the caller gave, in one segment.

mod support;

use percent_encoding::percent_decode_str;
use proptest::prelude::*;
use serde_json::json;
use std::sync::LazyLock;
use support::{PATH, codes};
use wechatpay_client::Client;
use wechatpay_client::runtime::{Delivery, ErrorKind};
use wechatpay_mock::Mock;

/// Where the card's id stands among the segments of the path.
const SEGMENT: usize = 4;

#[test]
fn every_card_id_arrives_in_one_segment() {
    let mock = Mock::builder().any_card(true).lenient_card_ids().start_blocking().unwrap();
    let client: Client = Client::builder().base_url(mock.base_url()).build().unwrap();
    let ids = [
        "a/b",
        "/",
        "a/../b",
        "../..",
        "...",
        "..a",
        "100%",
        "%2F",
        "%2e%2e",
        "a b",
        " ",
        "+",
        "会员卡",
        "Ünïcode",
        "😀",
        "pbLatjvWOibDc5-TBnbUk1pD12o0",
        "A?b=c",
        "a#b",
        "a;b=c",
        "a:b@c",
        "~-._",
        "a\\b",
        "\"<>^`{|}",
        "a\u{7f}b",
    ];
    for id in ids {
        mock.clear_requests();
        client.deposit_codes(id, &codes(&["1"])).wait().unwrap_or_else(|error| panic!("{id}: {error}"));
        client.chain(PATH).with("card_id", id).post(&json!({"code": ["1"]})).wait().unwrap();
        client[PATH].with("card_id", id).post(&json!({"code": ["1"]})).wait().unwrap();
        let deposit = client.v3().marketing().membercard_open().cards().card_id(id).codes().deposit();
        deposit.post(&codes(&["1"])).wait().unwrap();
        let received = mock.requests();
        assert_eq!(received.len(), 4, "{id}");
        for request in received {
            assert_eq!(request.path_segments.len(), 7, "{id}: {}", request.target);
            assert_eq!(request.path_segments[SEGMENT], id, "{}", request.target);
        }
    }
}

#[test]
fn a_dot_segment_is_refused_because_it_would_lead_elsewhere() {
    let client: Client = Client::builder().base_url("http://127.0.0.1:9").build().unwrap();
    for id in [".", ".."] {
        let error = client.deposit_codes(id, &codes(&["1"])).wait().unwrap_err();
        assert_eq!((error.kind(), error.delivery()), (ErrorKind::Request, Delivery::NotSent), "{error}");
        assert!(error.to_string().contains("card_id"), "{error}");
        let error = client.chain(PATH).with("card_id", id).post(&json!({})).wait().unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Request, "{error}");
    }
}

#[test]
fn capitals_of_a_declared_path_stay() {
    let client: Client = Client::builder().base_url("https://host.example/Prefix").build().unwrap();
    let call = client.chain("/V3/memberCard/{Id}").with("Id", "aB").query("Q", "x y").get();
    assert_eq!(call.request().unwrap().url(), "https://host.example/Prefix/V3/memberCard/aB?Q=x%20y");
}

fn unreserved_or_encoded(text: &str) -> bool {
    let mut bytes = text.bytes();
    while let Some(byte) = bytes.next() {
        let fine = match byte {
            b'%' => {
                let digit = |digit: Option<u8>| digit.is_some_and(|digit| matches!(digit, b'0'..=b'9' | b'A'..=b'F'));
                digit(bytes.next()) && digit(bytes.next())
            }
            byte => byte.is_ascii_alphanumeric() || b"-._~".contains(&byte),
        };
        if !fine {
            return false;
        }
    }
    true
}

/// Made once: a client loads certificates.
static CLIENT: LazyLock<Client> =
    LazyLock::new(|| Client::builder().base_url("https://host.example").build().expect("the client is made"));

proptest! {
    #[test]
    fn a_path_variable_is_read_back_by_any_decoder(id in "\\PC+|[\\x00-\\x7f]+") {
        prop_assume!(id != "." && id != "..");
        let call = CLIENT.deposit_codes(&id, &codes(&[]));
        let segments: Vec<&str> = call.request().unwrap().target().split('/').collect();
        prop_assert_eq!(segments.len(), 8);
        prop_assert!(unreserved_or_encoded(segments[SEGMENT + 1]), "{}", segments[SEGMENT + 1]);
        prop_assert_eq!(percent_decode_str(segments[SEGMENT + 1]).decode_utf8().unwrap(), id);
    }

    #[test]
    fn a_query_is_read_back_by_any_decoder(name in "\\PC+", value in any::<String>()) {
        let call = CLIENT.chain("v3/x").query(&name, &value).get();
        let query = call.request().unwrap().target().strip_prefix("/v3/x?").unwrap();
        let (written_name, written_value) = query.split_once('=').unwrap();
        prop_assert!(unreserved_or_encoded(written_name) && unreserved_or_encoded(written_value), "{}", query);
        prop_assert_eq!(percent_decode_str(written_name).decode_utf8().unwrap(), name);
        prop_assert_eq!(percent_decode_str(written_value).decode_utf8().unwrap(), value);
    }
}
