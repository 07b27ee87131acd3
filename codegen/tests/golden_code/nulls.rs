//! Absent, null and a value are three things, wherever a document allows null.

use super::golden::nulls::{ChangeNoteParameters, ChangeNoteResponse, Choice, Client, Note, NoteLevel, NoteState};
use jiff::Timestamp;
use openapi_client_runtime::{FromResponse, HeaderMap, Json, Map, Nullable, Response, StatusCode};
use serde_json::{from_value, json, to_value};

#[test]
fn absent_null_and_a_value_are_written_as_such() {
    let absent = Note::new(Nullable::Null);
    assert_eq!(to_value(&absent).unwrap(), json!({"must": null}));
    let null = Note::new("m")
        .may(Nullable::Null)
        .moment(Nullable::Null)
        .list(Nullable::Null)
        .map(Map::from_iter([("k".to_owned(), Nullable::Null)]))
        .state(Nullable::Null)
        .level(Nullable::Null)
        .choice(Nullable::Null)
        .parent(Nullable::Null)
        .only(Json::Null);
    let expected = json!({
        "must": "m", "may": null, "moment": null, "list": null, "map": {"k": null}, "state": null, "level": null,
        "choice": null, "parent": null, "only": null,
    });
    assert_eq!(to_value(&null).unwrap(), expected);
    assert_eq!(from_value::<Note>(expected).unwrap(), null);
    let full = Note::new("m")
        .may(1)
        .moment(Timestamp::UNIX_EPOCH)
        .list(vec![Nullable::from("a"), Nullable::Null])
        .map(Map::from_iter([("k".to_owned(), 1.5.into())]))
        .state(NoteState::Done)
        .level(NoteLevel::Value2)
        .choice(Choice::Integer(3))
        .parent(Note::new(Nullable::Null));
    let expected = json!({
        "must": "m", "may": 1, "moment": "1970-01-01T00:00:00Z", "list": ["a", null], "map": {"k": 1.5},
        "state": "done", "level": 2, "choice": 3, "parent": {"must": null},
    });
    assert_eq!(to_value(&full).unwrap(), expected);
    assert_eq!(from_value::<Note>(expected).unwrap(), full);
}

#[test]
fn null_where_none_is_allowed_reads_as_absent() {
    let note: Note = from_value(json!({"must": "m", "plain": null, "map": null, "other": null, "last": "x"})).unwrap();
    assert_eq!((note.plain, note.map), (None, None));
    assert_eq!(note.additional_properties["other"], Nullable::Null);
    assert_eq!(note.additional_properties["last"], Nullable::from("x"));
}

#[test]
fn parameters_have_no_null_and_bodies_do() {
    let client: Client = Client::builder().base_url("https://notes.example").build().unwrap();
    let parameters = ChangeNoteParameters::new().ids([Nullable::from(1), Nullable::Null]);
    let request = |body| client.change_note("7", body, &parameters).request().unwrap().clone();
    assert_eq!(request(None).target(), "/notes/7?ids=1&ids=");
    assert!(request(None).body().is_empty());
    assert_eq!(request(Some(&Nullable::Null)).body(), &b"null"[..]);
    assert_eq!(request(Some(&Note::new(Nullable::Null).into())).body(), &br#"{"must":null}"#[..]);
}

#[test]
fn an_answer_may_be_null() {
    let read = |body: &'static str| {
        let headers = HeaderMap::from_iter([("content-type".parse().unwrap(), "application/json".parse().unwrap())]);
        ChangeNoteResponse::from_response(Response::new(StatusCode::OK, headers, body)).unwrap().ok().unwrap()
    };
    assert_eq!(read("null"), Nullable::Null);
    assert_eq!(read(r#"{"must":"m"}"#).into_option().unwrap().must, Nullable::from("m"));
}
