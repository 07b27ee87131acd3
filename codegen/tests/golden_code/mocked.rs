//! Emitted clients against a service in process: each operation is expected by its static.

use super::golden::{bodies, names, parameters_ as parameters};
use openapi_client_runtime::Json;
use openapi_client_runtime::mock::{Mock, Reply};
use serde_json::json;

#[test]
fn parameters_are_found_where_the_document_puts_them() {
    use parameters::{Client, Currency, FindOrderParameters, operations};
    let mock = Mock::new();
    mock.on(&operations::FIND_ORDER)
        .path("shop_id", "sh/op")
        .query("currency", "USD")
        .query("tag", "c&d")
        .no_query("near")
        .header("x-trace", "t-1")
        .reply(Reply::empty(204));
    let client: Client = Client::builder().mock(&mock).build().unwrap();
    let given = FindOrderParameters::new().tag(["a b", "c&d"]).x_trace("t-1");
    client.find_order("sh/op", 7, &Currency::Usd, &given).raw().wait().unwrap();
    let error = client.find_order("shop", 7, &Currency::Usd, &given).raw().wait().unwrap_err().to_string();
    assert!(error.contains("the path variable `shop_id` = `sh/op`: it is `shop`"), "{error}");
    assert_eq!(mock.verify().unwrap_err().iter().count(), 1);
}

#[test]
fn bodies_are_compared_and_read_as_models() {
    use bodies::{Client, CreateNoteRequest, Note, operations};
    let mock = Mock::new();
    mock.on(&operations::CREATE_NOTE).json(&CreateNoteRequest::new("t").stars(3)).reply(Reply::empty(204));
    mock.on(&operations::SEND_FORM).form("tags", "y").reply(Reply::empty(204));
    let client: Client = Client::builder().mock(&mock).build().unwrap();
    client.create_note(&CreateNoteRequest::new("t").stars(3)).raw().wait().unwrap();
    client.send_form(&Note::new("a b").tags(["x", "y"])).raw().wait().unwrap();
    mock.verify().unwrap();
    let created = &mock.requests_of(&operations::CREATE_NOTE)[0];
    assert_eq!(created.json::<CreateNoteRequest>().unwrap(), CreateNoteRequest::new("t").stars(3));
    assert_eq!(created.json::<Json>().unwrap(), json!({"text": "t", "stars": 3}));
}

#[test]
fn operations_of_any_script_have_a_static() {
    let mock = Mock::new();
    mock.on(&names::operations::OPERATION_卡).path("卡", "x").reply(Reply::empty(204));
    let client: names::Client = names::Client::builder().mock(&mock).build().unwrap();
    client.卡("x").raw().wait().unwrap();
    mock.verify().unwrap();
}
