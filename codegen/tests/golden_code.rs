//! The emitted code of the golden cases compiles without a warning, and reads and writes what the documents say.

#![deny(warnings)]
#![allow(missing_docs, reason = "tests have no users")]

#[path = "golden_code/formats.rs"]
mod formats;
#[path = "golden_code/limits.rs"]
mod limits;
#[path = "golden_code/marks.rs"]
mod marks;
#[path = "golden_code/media.rs"]
mod media;
#[path = "golden_code/mocked.rs"]
mod mocked;
#[path = "golden_code/nulls.rs"]
mod nulls;
#[path = "golden_code/paging.rs"]
mod paging;
#[path = "golden_code/paths.rs"]
mod paths;
#[path = "golden_code/protocol.rs"]
mod protocol;
#[path = "golden_code/round_trips.rs"]
mod round_trips;
#[path = "golden_code/security.rs"]
mod security;
#[path = "golden_code/servers.rs"]
mod servers;
#[path = "golden_code/shapes.rs"]
mod shapes;
#[path = "golden_code/views.rs"]
mod views;
#[path = "golden_code/webhooks.rs"]
mod webhooks;

/// The emitted module of each case.
mod golden {
    macro_rules! cases {
        ($($name:ident = $path:literal),* $(,)?) => { $(#[path = $path] pub mod $name;)* };
    }
    cases! {
        all_of = "all-of/expected/mod.rs",
        constants = "constants/expected/mod.rs",
        bodies = "bodies/expected/mod.rs",
        callbacks_ = "callbacks/expected/mod.rs",
        enums = "enums/expected/mod.rs",
        formats = "formats/expected/mod.rs",
        limits_ = "limits/expected/mod.rs",
        headers_ = "headers/expected/mod.rs",
        marks = "marks/expected/mod.rs",
        media_types = "media-types/expected/mod.rs",
        multipart_ = "multipart/expected/mod.rs",
        maps = "maps/expected/mod.rs",
        names = "names/expected/mod.rs",
        nulls = "nulls/expected/mod.rs",
        objects = "objects/expected/mod.rs",
        one_of = "one-of/expected/mod.rs",
        paging = "paging/expected/mod.rs",
        parents = "parents/expected/mod.rs",
        parameters_ = "parameters/expected/mod.rs",
        path_server = "path-server/expected/mod.rs",
        paths = "paths/expected/mod.rs",
        protocol = "protocol/expected/mod.rs",
        recursion = "recursion/expected/mod.rs",
        references = "references/expected/mod.rs",
        responses_ = "responses/expected/mod.rs",
        servers_ = "servers/expected/mod.rs",
        streams_ = "streams/expected/mod.rs",
        selected = "selected/expected/mod.rs",
        styles = "styles/expected/mod.rs",
        security_ = "security/expected/mod.rs",
        tuples = "tuples/expected/mod.rs",
        unsupported = "unsupported/expected/mod.rs",
        views = "views/expected/mod.rs",
        webhooks_ = "webhooks/expected/mod.rs",
        yaml = "yaml/expected/mod.rs",
    }
    // The round trips call each module as its case is called.
    pub use self::{
        callbacks_ as callbacks, headers_ as headers, limits_ as limits, multipart_ as multipart,
        parameters_ as parameters, responses_ as responses, servers_ as servers, streams_ as streams,
        webhooks_ as webhooks,
    };
}

pub use formats::Money;
use golden::{constants, enums, names, objects, one_of, parameters_ as parameters, recursion, responses_ as responses};
use openapi_client_runtime::{Answer, FromResponse, HeaderMap, Map, Nullable, Response, StatusCode, Uuid};
use serde_json::{from_value, json, to_value};

#[test]
fn absent_null_and_empty_are_three_things() {
    let base = objects::EverythingInner::new();
    let id = Uuid::unchecked("1");
    let value = objects::Everything::new(id, 5, Nullable::Null, [Nullable::from("a"), Nullable::Null], base);
    let written = to_value(&value).unwrap();
    assert_eq!(written, json!({"id": "1", "amount": 5, "maybe": null, "list": ["a", null], "inner": {}}));
    assert_eq!(to_value(value.clone().perhaps(Nullable::Null)).unwrap()["perhaps"], json!(null));
    assert_eq!(to_value(value.perhaps(7)).unwrap()["perhaps"], json!(7));
    let read: objects::Everything = from_value(written).unwrap();
    assert_eq!(read.perhaps, None);
    assert_eq!(read.maybe, Nullable::Null);
}

#[test]
fn large_whole_numbers_are_exact() {
    let text = json!({"id": "1", "amount": 1, "maybe": "", "list": [], "inner": {}, "large": u64::MAX});
    let read: objects::Everything = from_value(text.clone()).unwrap();
    assert_eq!(read.large, Some(u64::MAX));
    assert_eq!(to_value(&read).unwrap(), text);
}

#[test]
fn what_must_be_there_is_missed_by_name() {
    let error = from_value::<objects::Everything>(json!({"id": "1"})).unwrap_err();
    assert!(error.to_string().contains("amount"), "{error}");
}

#[test]
fn other_members_are_kept_where_the_document_says_so() {
    let text = json!({"name": "n", "additional_properties": "x", "other": {"v": "1"}});
    let named: objects::Named = from_value(text.clone()).unwrap();
    assert_eq!(named.additional_properties.as_deref(), Some("x"));
    assert_eq!(named.additional_properties2["other"].v.as_deref(), Some("1"));
    assert_eq!(to_value(&named).unwrap(), text);
    let closed: objects::Closed = from_value(json!({"a": "x", "b": "unknown"})).unwrap();
    assert_eq!(closed.a.as_deref(), Some("x"));
}

#[test]
fn unknown_values_of_enums_are_kept() {
    let holder: enums::Holder =
        from_value(json!({"state": "LATER", "level": 7, "inline": "A", "many": ["x", "z"]})).unwrap();
    assert_eq!(holder.state, enums::State::Unknown("LATER".to_owned()));
    assert_eq!(holder.level, enums::Level::Unknown(7));
    assert_eq!(enums::State::from("UNKNOWN"), enums::State::UnknownValue);
    assert_eq!(enums::State::from("").as_str(), "");
    assert_eq!(to_value(&holder).unwrap()["state"], "LATER");
    assert_eq!(enums::Reaction::from("-1"), enums::Reaction::Minus1);
    assert_eq!(enums::Level::from(-1).as_i64(), -1);
    assert_eq!(enums::NamedWithNull::from("REFUNDED"), enums::NamedWithNull::Returned);
}

#[test]
fn enums_of_any_scalars_keep_each_value_as_it_is() {
    for value in [json!("auto"), json!(0.5), json!(-1), json!(true), json!(5_000_000_000_u64), json!(u64::MAX)] {
        let read: enums::Mixed = from_value(value.clone()).unwrap();
        assert!(!matches!(read, enums::Mixed::Unknown(_)), "{value}");
        assert_eq!((to_value(&read).unwrap(), read.as_json()), (value.clone(), value));
    }
    for value in [json!("later"), json!(1.0), json!(false), json!([1])] {
        let read: enums::Mixed = from_value(value.clone()).unwrap();
        assert_eq!(read, enums::Mixed::Unknown(value.clone()));
        assert_eq!(to_value(&read).unwrap(), value);
    }
    assert_eq!(enums::Mixed::Auto.to_string(), "auto");
    assert_eq!(enums::Ratio::from(json!(1.5)), enums::Ratio::Value15);
    assert_eq!(enums::Quoted::from("true"), enums::Quoted::True);
    assert_eq!(enums::Numbers::from(2), enums::Numbers::Value2);
}

#[test]
fn what_can_have_one_value_is_not_asked_for() {
    let circle = constants::Circle::new(1.5).unit("cm");
    let text = json!({"shape": "circle", "version": 2, "solid": true, "radius": 1.5, "unit": "cm"});
    assert_eq!(to_value(&circle).unwrap(), text);
    assert_eq!(from_value::<constants::Circle>(text).unwrap(), circle);
    let other = json!({"shape": "disc", "version": 3, "solid": false, "radius": 1.0, "scale": 2.0});
    assert_eq!(to_value(from_value::<constants::Circle>(other.clone()).unwrap()).unwrap(), other);
    assert_eq!(to_value(constants::Marker::default()).unwrap(), json!({"object": "marker", "color": "red"}));
    let missing = from_value::<constants::Circle>(json!({"shape": "circle", "version": 2, "radius": 1})).unwrap_err();
    assert!(missing.to_string().contains("solid"), "{missing}");
}

#[test]
fn unions_are_read_by_tag_or_in_order() {
    let cat: one_of::Pet = from_value(json!({"petType": "kitten", "lives": 9})).unwrap();
    assert_eq!(cat, one_of::Pet::Cat(one_of::Cat::new("kitten").lives(9)));
    let bird = json!({"petType": "bird", "wings": [2, null]});
    let unknown: one_of::Pet = from_value(bird.clone()).unwrap();
    assert_eq!(unknown, one_of::Pet::Unknown(bird.clone()));
    assert_eq!(to_value(&unknown).unwrap(), bird);
    let plain = |value| from_value::<one_of::Plain>(value).unwrap();
    assert_eq!(plain(json!("a")), one_of::Plain::Text("a".to_owned()));
    assert_eq!(plain(json!(3)), one_of::Plain::Integer(3));
    assert_eq!(plain(json!({"sides": 4})), one_of::Plain::Shape(one_of::PlainShape::new(4)));
    assert_eq!(plain(json!(false)), one_of::Plain::Unknown(json!(false)));
}

#[test]
fn recursive_values_are_read_at_every_depth() {
    let text =
        json!({"value": "a", "next": {"value": "b"}, "children": [{"value": "c"}], "named": {"x": {"value": "d"}}});
    let node: recursion::Node = from_value(text.clone()).unwrap();
    assert_eq!(node.next.as_ref().unwrap().value, "b");
    assert_eq!(to_value(&node).unwrap(), text);
    let sum = json!({"left": 1.5, "right": {"left": 2.0, "right": 3.0}});
    assert_eq!(to_value(from_value::<recursion::Expression>(sum.clone()).unwrap()).unwrap(), sum);
}

#[test]
fn names_on_the_wire_stay() {
    let value = names::Keywords::new("f").self_("s").camel_case("1").camel_case2("2").id("3").field("4");
    let expected = json!({"fn": "f", "self": "s", "camelCase": "1", "camel_case": "2", "@id": "3", "": "4"});
    assert_eq!(to_value(value).unwrap(), expected);
    assert_eq!(names::会员卡状态::from("有效"), names::会员卡状态::有效);
}

#[test]
fn names_that_would_mean_something_else_are_not_given() {
    let client: names::Client = names::Client::builder().base_url("https://shop.example").build().unwrap();
    let parameters = names::Clone2Parameters::new().c("3").d("4").r#in("5");
    let call = client.clone().clone2("x", "1", "2", &parameters);
    assert_eq!(call.request().unwrap().target(), "/clone/x?a=1&b=2&c=3&d=4&e=5");
    assert_eq!(client.卡("x").request().unwrap().target(), "/%E5%8D%A1/x");
    let written = to_value(names::Wishes::new().id("1").none("2").ok("3")).unwrap();
    assert_eq!(written, json!({"id": "1", "none": "2", "ok": "3"}));
    let read: names::Small = from_value(json!({"x": u64::MAX})).unwrap();
    assert_eq!(read.x, Some(u64::MAX));
    assert_ne!(names::Sized::new(), names::Sized::new().x("1"));
    assert_eq!(names::Spaced::new().x("1").x.as_deref(), Some("1"));
}

fn answer(status: u16, media_type: &str, body: &'static str) -> Response {
    let mut headers = HeaderMap::new();
    headers.insert("content-type", media_type.parse().unwrap());
    Response::new(StatusCode::from_u16(status).unwrap(), headers, body)
}

#[test]
fn answers_are_told_by_status_range_and_media_type() {
    use responses::OneSuccessResponse as One;
    let read = |status, media_type, body| One::from_response(answer(status, media_type, body)).unwrap();
    assert!(matches!(read(200, "application/json", r#"{"id":"1"}"#), One::Ok(thing) if thing.id == "1"));
    assert!(matches!(read(404, "text/html", "gone"), One::NotFound(_)));
    assert!(matches!(read(418, "application/problem+json", r#"{"title":"t"}"#), One::ClientError(_)));
    assert!(matches!(read(503, "application/json", "{}"), One::Default(_)));
    assert!(matches!(read(200, "text/html", "<p>"), One::Undocumented(_)));
    assert_eq!(read(404, "text/html", "gone").ok().unwrap_err().status(), Some(StatusCode::NOT_FOUND));
    let head = responses::OnlyHeadResponse::from_response(answer(200, "application/json", "")).unwrap();
    assert!(head.ok().is_ok(), "an answer to HEAD has no body to read");
    let several = responses::SeveralSuccessesResponse::from_response(answer(202, "text/plain", "")).unwrap();
    assert!(matches!(several.ok(), Ok(responses::SeveralSuccessesResponse::Accepted)));
    let range = responses::RangeOfSuccessResponse::from_response(answer(206, "application/json", "[]")).unwrap();
    let things: Answer<Vec<responses::Thing>> = range.ok().unwrap();
    assert_eq!((things.status().as_u16(), things.len()), (206, 0));
}

#[test]
fn parameters_are_written_where_and_how_the_document_says() {
    use parameters::{Client, Currency, FindOrderParameters, Place};
    let client: Client = Client::builder().build().unwrap();
    let parameters = FindOrderParameters::new()
        .limit(5)
        .tag(["a b", "c&d"])
        .ids([1, 2])
        .near(Place::new(1.5, -2.0))
        .sort(["x", "y"])
        .x_trace("t-1")
        .session("s;1");
    let call = client.find_order("sh/op", 7, &Currency::Usd, &parameters);
    let request = call.request().unwrap();
    let (path, query) = request.target().split_once('?').unwrap();
    assert_eq!(path, "/api/shops/sh%2Fop/orders/7");
    let expected = "currency=USD&limit=5&tag=a%20b&tag=c%26d&ids=1,2&near[latitude]=1.5&near[longitude]=-2&sort=x|y";
    let decoded =
        query.replace("%2C", ",").replace("%5B", "[").replace("%5D", "]").replace("%7C", "|").replace("-2.0", "-2");
    assert_eq!(decoded, expected);
    assert_eq!(request.headers()["x-trace"], "t-1");
    assert_eq!(request.headers()["cookie"], "session=s%3B1");
    let days = client.list_days("s", &["mon".to_owned(), "t/ue".to_owned()], "q");
    assert_eq!(days.request().unwrap().target(), "/api/shops/s/days/mon,t%2Fue?shop_id=q");
}

#[test]
fn what_can_be_answered_is_accepted_and_paths_are_sent_as_urls_hold_them() {
    let client: responses::Client = responses::Client::builder().build().unwrap();
    let accepted = |request: &openapi_client_runtime::Request| request.headers()["accept"].clone();
    assert_eq!(accepted(client.read_text().request().unwrap()), "text/plain");
    assert_eq!(accepted(client.several_successes().request().unwrap()), "application/json, text/plain");
    assert_eq!(accepted(client.bare_default().request().unwrap()), "application/json");
    let client: names::Client = names::Client::builder().base_url("https://shop.example").build().unwrap();
    assert_eq!(client.spaced("a b").request().unwrap().target(), "/names/a%20b/x%20y");
    assert_eq!(client.查询会员卡("1").request().unwrap().target(), "/%E4%BC%9A%E5%91%98%E5%8D%A1/1");
}

#[test]
fn bodies_are_written_by_their_media_type() {
    use golden::bodies::{Client, CreateNoteRequest, Note};
    let client: Client = Client::builder().base_url("http://shop.example").build().unwrap();
    let create = client.create_note(&CreateNoteRequest::new("t").stars(3));
    let request = create.request().unwrap();
    assert_eq!(request.body().as_ref(), br#"{"text":"t","stars":3}"#);
    assert_eq!(request.headers()["content-type"], "application/json");
    let form = client.send_form(&Note::new("a b&c").tags(["x", "y"]));
    assert_eq!(form.request().unwrap().body().as_ref(), b"text=a+b%26c&tags=x&tags=y");
    assert_eq!(form.request().unwrap().headers()["content-type"], "application/x-www-form-urlencoded");
    let patch = client.patch_note(&Map::from_iter([("a".to_owned(), json!(null))]));
    assert_eq!(patch.request().unwrap().headers()["content-type"], "application/merge-patch+json");
    assert_eq!(patch.request().unwrap().body().as_ref(), br#"{"a":null}"#);
    let text = client.send_text("hello");
    assert_eq!(text.request().unwrap().body().as_ref(), b"hello");
    let none = client.send_text_if_any(None);
    assert!(none.request().unwrap().body().is_empty());
    assert!(none.request().unwrap().headers().get("content-type").is_none());
    let file = client.send_file(vec![0, 159, 146, 150]);
    assert_eq!(file.request().unwrap().body().as_ref(), [0, 159, 146, 150]);
}
