//! Texts with a format, and types that the settings choose.

use super::golden::formats::{Client, FindOrderParameters, Order, When};
use jiff::{Timestamp, civil};
use openapi_client_runtime::{
    Base64, Date, DateTime, Decode, Decoded, Encode, Json, Nullable, Reader, Text, Uuid, Writer,
};
use serde_json::{from_value, json, to_value};
use std::net::{Ipv4Addr, SocketAddr};

/// Stands in the place of the schema `Money`.
#[derive(Debug, Clone, PartialEq)]
pub struct Money(Json);

impl Decode for Money {
    fn decode(reader: &mut Reader<'_>) -> Decoded<Self> {
        reader.read().map(Self)
    }
}

impl Encode for Money {
    fn encode(&self, writer: &mut Writer) {
        self.0.encode(writer);
    }
}

openapi_client_runtime::itself!(Money);

const ID: &str = "f81d4fae-7dec-11d0-a765-00a0c91e6bf6";

#[test]
fn values_are_made_of_well_known_types_and_of_checked_text() {
    let order = Order::new(ID.parse::<Uuid>().unwrap(), Timestamp::UNIX_EPOCH)
        .paid(Nullable::Null)
        .day(civil::date(2024, 5, 20))
        .four(Ipv4Addr::LOCALHOST)
        .address(Ipv4Addr::LOCALHOST)
        .picture(b"hello")
        .price(12)
        .moments([Timestamp::UNIX_EPOCH])
        .socket(SocketAddr::from((Ipv4Addr::LOCALHOST, 80)))
        .plain("secret")
        .when(When::Date(Date::try_from("2024-05-20").unwrap()))
        .narrow(80)
        .money(Money(json!({"amount": "1"})));
    let expected = json!({
        "id": ID, "created": "1970-01-01T00:00:00Z", "paid": null, "day": "2024-05-20", "address": "127.0.0.1",
        "four": "127.0.0.1", "picture": "aGVsbG8=", "price": "12", "moments": ["1970-01-01T00:00:00Z"],
        "when": "2024-05-20", "socket": "127.0.0.1:80", "plain": "secret", "narrow": 80, "money": {"amount": "1"},
    });
    assert_eq!(to_value(&order).unwrap(), expected);
    assert_eq!(from_value::<Order>(expected).unwrap(), order);
    assert_eq!(order.clone().paid(Timestamp::UNIX_EPOCH).paid, Some(Nullable::Value(order.created)));
}

#[test]
fn what_breaks_its_format_is_read_and_written_back() {
    let text = json!({
        "id": "7", "created": "yesterday", "paid": "", "day": "20/05/2024", "opens": "noon", "valid": "1h",
        "page": "/relative", "address": "localhost", "four": "::1", "six": "127.0.0.1", "picture": "!", "price": "free",
        "mail": "none", "moments": ["2024-05-20 00:00:00"], "byDay": {"mon": "?"}, "when": "soon", "small": -1,
        "count": 1, "large": u64::MAX, "positive": -1, "socket": "no socket", "checked": "x",
    });
    let order: Order = from_value(text.clone()).unwrap();
    assert_eq!(to_value(&order).unwrap(), text);
    assert!(Timestamp::try_from(&order.created).is_err());
    assert!(order.socket.as_ref().unwrap().value().is_err());
    assert_eq!(order.when, Some(When::Text("soon".to_owned())));
    assert_eq!(order.checked, Some(DateTime::unchecked("x")));
}

#[test]
fn parameters_are_sent_as_their_text() {
    let client: Client = Client::builder().base_url("https://shop.example").build().unwrap();
    let parameters = FindOrderParameters::new()
        .since(Timestamp::UNIX_EPOCH)
        .days([civil::date(2024, 5, 20), civil::date(2024, 5, 21)])
        .x_client(Ipv4Addr::LOCALHOST);
    let call = client.find_order(&ID.parse().unwrap(), &parameters);
    let request = call.request().unwrap();
    let target = format!("/orders/{ID}?since=1970-01-01T00%3A00%3A00Z&days=2024-05-20&days=2024-05-21");
    assert_eq!(request.target(), target);
    assert_eq!(request.headers()["x-client"], "127.0.0.1");
}

#[test]
fn a_union_takes_the_member_whose_format_fits() {
    let read = |text: &str| from_value::<When>(json!(text)).unwrap();
    assert_eq!(read("2024-05-20T00:00:00Z"), When::DateTime(DateTime::unchecked("2024-05-20T00:00:00Z")));
    assert_eq!(read("2024-05-20"), When::Date(Date::unchecked("2024-05-20")));
    assert_eq!(read("x"), When::Text("x".to_owned()));
}

#[test]
fn bytes_are_read_and_other_types_parsed() {
    assert_eq!(Base64::unchecked("aGVsbG8").decode().unwrap(), b"hello");
    assert_eq!(Text::<SocketAddr>::unchecked("127.0.0.1:80").value().unwrap().port(), 80);
}
