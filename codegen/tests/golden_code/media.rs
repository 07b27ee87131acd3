//! Media types of requests and answers, parts of bodies, headers of answers, and streams.

use std::future::Future;
use std::pin::pin;
use std::task::{Context, Poll, Waker};

use super::golden::{headers_ as headers, media_types as media, multipart_ as parts, streams_ as streams};
use openapi_client_runtime::{
    BoxFuture, Builder, Call, Chain, EventData, Events, FromResponse, HeaderMap, HeaderValue, Incoming, Limits, Lines,
    Multipart, Part, Request, Response, Result, StatusCode, Transport, Upload,
};
use serde_json::json;

fn sent<T>(call: &Call<T>) -> &Request {
    call.request().expect("the request is built")
}

fn told<T>(call: &Call<T>) -> (&str, &[u8]) {
    let request = sent(call);
    let media_type = request.headers().get("content-type").map_or("", |value| value.to_str().expect("text"));
    (media_type, request.body())
}

fn answer(status: u16, media_type: &'static str, body: impl Into<openapi_client_runtime::Bytes>) -> Response {
    let mut headers = HeaderMap::new();
    headers.insert("content-type", HeaderValue::from_static(media_type));
    Response::new(StatusCode::from_u16(status).expect("a status"), headers, body)
}

#[test]
fn every_documented_media_type_of_a_request_can_be_sent() {
    let client: media::Client = media::Client::builder().build().unwrap();
    let note = media::Note::new("a b").tags(["x", "y"]);
    let json = br#"{"text":"a b","tags":["x","y"]}"#;
    assert_eq!(told(&client.several(&note)), ("application/json", &json[..]));
    assert_eq!(told(&client.several(&note).header("Content-Type", "text/json")), ("text/json", &json[..]));
    let form = client.several(media::SeveralBody::Form(&note));
    assert_eq!(told(&form), ("application/x-www-form-urlencoded", &b"text=a+b&tags=x&tags=y"[..]));
    assert_eq!(told(&client.several(media::SeveralBody::Text("t"))), ("text/plain", &b"t"[..]));
    let png = client.several(media::SeveralBody::Bytes("p".into()));
    assert_eq!(told(&png), ("image/png", &b"p"[..]));
    let jpeg = client.several(media::SeveralBody::Bytes(Upload::from("j").media_type("image/jpeg")));
    assert_eq!(told(&jpeg), ("image/jpeg", &b"j"[..]));
    let patch = [openapi_client_runtime::Map::from_iter([("op".to_owned(), json!("remove"))])];
    let patched = client.patched(Some(media::PatchedBody::JsonPatchJson(&patch)));
    assert_eq!(told(&patched), ("application/json-patch+json", &br#"[{"op":"remove"}]"#[..]));
    assert_eq!(told(&client.patched(None)), ("", &b""[..]));
    let chained = client.several_segment().post(media::SeveralBody::Text("t"));
    assert_eq!(told(&chained).0, "text/plain");
}

#[test]
fn ranges_and_odd_media_types_are_sent_as_something() {
    let client: media::Client = media::Client::builder().build().unwrap();
    let note = media::Note::new("a");
    assert_eq!(told(&client.ranges(&note)).0, "application/json");
    assert_eq!(told(&client.any_image("x")), ("application/octet-stream", &b"x"[..]));
    assert_eq!(told(&client.any_image(Upload::from("x").media_type("image/webp"))).0, "image/webp");
    assert_eq!(told(&client.any_text(Some("x"))), ("text/plain", &b"x"[..]));
    assert_eq!(told(&client.body_of_get(Some(&note))).0, "application/json");
    assert_eq!(told(&client.body_of_delete("<note/>")), ("application/xml", &b"<note/>"[..]));
    assert_eq!(told(&client.unknown_type(vec![1, 2])), ("application/cbor", &[1, 2][..]));
    assert_eq!(told(&client.no_type("x")).0, "application/octet-stream");
    assert_eq!(told(&client.empty_body()), ("", &b""[..]));
}

#[test]
fn answers_of_one_status_are_told_by_their_media_type() {
    use media::SeveralResponse as Several;
    let read = |status, media_type, body| Several::from_response(answer(status, media_type, body)).unwrap();
    let note = r#"{"text":"a"}"#;
    assert!(matches!(read(200, "application/json; charset=utf-8", note), Several::Ok(note) if note.text == "a"));
    assert!(matches!(read(200, "application/yaml", "text: a"), Several::OkText(text) if *text == "text: a"));
    assert!(matches!(read(200, "text/markdown", "# a"), Several::OkText(_)));
    assert!(matches!(read(200, "image/png", "PNG"), Several::OkBytes(_)));
    assert!(matches!(read(200, "application/vnd.shop.brief+json", "{}"), Several::OkVndShopBriefJson(_)));
    assert!(matches!(read(200, "application/pdf", "PDF"), Several::OkAny(_)));
    assert!(matches!(read(404, "text/html", "<p>"), Several::ClientErrorText(_)));
    assert!(matches!(read(404, "application/problem+json", "{}"), Several::ClientError(_)));
    assert!(matches!(read(500, "text/plain", "oh"), Several::DefaultText(_)));
    assert!(matches!(read(500, "text/html", "oh"), Several::Undocumented(_)));
    let text = read(200, "text/markdown", "# a").ok().unwrap_err();
    assert_eq!(text.response().unwrap().body(), "# a", "an error holds the answer");
}

#[test]
fn odd_statuses_and_answers_are_read() {
    use media::{BodyOfGetResponse as Odd, EmptyBodyResponse, RangesResponse, UnknownTypeResponse};
    let read = |status, media_type, body| Odd::from_response(answer(status, media_type, body)).unwrap();
    assert!(matches!(read(200, "text/plain", "a"), Odd::Ok(text) if text == "a"));
    assert!(matches!(read(418, "text/plain", ""), Odd::ClientError(_)));
    assert!(matches!(read(500, "application/json", "{}"), Odd::Default(_)));
    let gone = media::BodyOfDeleteResponse::from_response(answer(204, "application/json", "")).unwrap();
    assert!(gone.ok().is_ok());
    for (media_type, body) in [("text/plain", "a"), ("application/json", "\"a\"")] {
        let text = RangesResponse::from_response(answer(200, media_type, body)).unwrap().ok().unwrap();
        assert_eq!(text, "a", "{media_type}");
    }
    let note = UnknownTypeResponse::from_response(answer(200, "text/plain; charset=utf-8", r#"{"text":"a"}"#)).unwrap();
    assert_eq!(note.ok().unwrap().text, "a");
    let bytes = EmptyBodyResponse::from_response(answer(200, "application/json", "\"raw\"")).unwrap();
    assert_eq!(bytes.ok().unwrap(), "\"raw\"");
}

/// The parts of a request: the head of each without its fixed words, and its content.
fn parts_of<T>(call: &Call<T>) -> Vec<(String, String)> {
    let parts = sent(call).multipart().expect("it has parts").parts().iter();
    let told = parts.map(|part| {
        let head = part.head().replace("Content-Disposition: form-data; ", "").trim_end().replace("\r\n", " | ");
        (head, String::from_utf8_lossy(part.content().expect("it is in memory")).into_owned())
    });
    told.collect()
}

#[test]
fn parts_are_written_as_the_document_says() {
    let client: parts::Client = parts::Client::builder().build().unwrap();
    let body = parts::UploadRequest::new(Upload::from("PNG").file_name("a.png"), parts::Kind::Photo)
        .note("a\r\nb")
        .stars(5)
        .about(parts::About::new().title("t"))
        .tags(["x", "y"])
        .pages([Upload::from("1"), Upload::from("2").media_type("text/plain").file_name("2.txt")])
        .log(Upload::from("line").media_type("text/plain").header("X-Log-Kind", "short"))
        .sketch("<svg/>")
        .search(parts::UploadRequestSearch::new().q("cards"))
        .either(parts::UploadRequestEither::File("e".into()));
    let call = client.upload(&body);
    let expected = [
        ("name=\"file\"; filename=\"a.png\" | Content-Type: image/png", "PNG"),
        ("name=\"kind\"", "photo"),
        ("name=\"note\"", "a\r\nb"),
        ("name=\"stars\"", "5"),
        ("name=\"about\" | Content-Type: application/vnd.about+json", r#"{"title":"t"}"#),
        ("name=\"tags\"", "x"),
        ("name=\"tags\"", "y"),
        ("name=\"pages\"; filename=\"pages\" | Content-Type: application/octet-stream", "1"),
        ("name=\"pages\"; filename=\"2.txt\" | Content-Type: text/plain", "2"),
        ("name=\"log\"; filename=\"log\" | Content-Type: text/plain | X-Log-Kind: short", "line"),
        ("name=\"sketch\"; filename=\"sketch\" | Content-Type: image/svg+xml", "<svg/>"),
        ("name=\"search[q]\"", "cards"),
        ("name=\"either\"; filename=\"either\" | Content-Type: application/octet-stream", "e"),
    ];
    assert_eq!(parts_of(&call), expected.map(|(head, content)| (head.to_owned(), content.to_owned())));
}

#[test]
fn one_model_is_parts_or_json() {
    let client: parts::Client = parts::Client::builder().build().unwrap();
    let picture = parts::Picture::new().url("u").file("text");
    assert_eq!(told(&client.upload_or_name(&picture)).1, br#"{"url":"u","file":"text"}"#);
    let call = client.upload_or_name(parts::UploadOrNameBody::Multipart(&picture));
    assert!(told(&call).0.starts_with("multipart/form-data; boundary="));
    assert_eq!(parts_of(&call).len(), 2);
    let bytes = parts::Picture::new().file(vec![0xff_u8]);
    let refused = client.upload_or_name(&bytes);
    assert!(refused.request().unwrap_err().to_string().contains("multipart"), "bytes are no JSON");
    let own = client.own_parts(Multipart::new().part(Part::text("a", "b")));
    assert_eq!(parts_of(&own), [("name=\"a\"".to_owned(), "b".to_owned())]);
    assert!(told(&client.mixed(Some(&picture))).0.starts_with("multipart/related; boundary="));
    assert!(sent(&client.mixed(None)).multipart().is_none());
    let named = [("one".to_owned(), Upload::from("1"))].into_iter().collect();
    assert!(told(&client.named(&named)).0.starts_with("multipart/mixed; boundary="));
}

#[test]
fn forms_are_written_as_the_document_says() {
    let client: parts::Client = parts::Client::builder().build().unwrap();
    let about = parts::About::new().title("a b").year(1);
    let body = parts::FormRequest::new().plain("p q").deep(about.clone()).joined([1, 2]).packed(about);
    let call = client.form(&body);
    let (media_type, written) = told(&call);
    assert_eq!(media_type, "application/x-www-form-urlencoded");
    let written = String::from_utf8(written.to_vec()).unwrap();
    let expected = "plain=p+q&deep%5Btitle%5D=a%20b&deep%5Byear%5D=1&joined=1,2&\
                    packed=%7B%22title%22%3A%22a%20b%22%2C%22year%22%3A1%7D";
    assert_eq!(written, expected);
    assert_eq!(told(&client.raw_form("a=1")), ("application/x-www-form-urlencoded", &b"a=1"[..]));
}

#[test]
fn headers_of_answers_are_typed_and_never_cost_the_body() {
    let mut response = answer(200, "application/json", "[]");
    for (name, value) in [
        ("x-rate-limit", "17"),
        ("x-next", "p/2"),
        ("x-tags", "a, b"),
        ("x-kind", "many"),
        ("x-object", r#"{"count": 3}"#),
        ("x-shared", "2024-02-29T12:30:00Z"),
    ] {
        response.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    assert_eq!(response.header(headers::headers::X_RATE_LIMIT), Some(17));
    assert_eq!(response.header(headers::headers::X_NEXT).as_deref(), Some("p/2"));
    assert_eq!(response.header(headers::headers::X_TAGS).unwrap(), ["a", "b"]);
    assert_eq!(response.header(headers::headers::X_KIND), Some(headers::Kind::Many));
    assert_eq!(response.header(headers::headers::X_OBJECT).unwrap().count, Some(3));
    assert_eq!(response.header(headers::headers::X_SHARED).unwrap().to_string(), "2024-02-29T12:30:00Z");
    assert_eq!(response.header(headers::headers::X_INLINE), None);
    response.headers_mut().insert("x-rate-limit", HeaderValue::from_static("many"));
    assert_eq!(response.header(headers::headers::X_RATE_LIMIT), None);
    assert!(headers::ListThingsResponse::from_response(response).unwrap().ok().unwrap().is_empty());
    let mut refused = answer(429, "text/plain", "");
    refused.headers_mut().insert("retry-after", HeaderValue::from_static("30"));
    match headers::ListThingsResponse::from_response(refused).unwrap() {
        headers::ListThingsResponse::TooManyRequests(answer) => {
            assert_eq!(answer.header(headers::headers::RETRY_AFTER), Some(30));
        }
        other => panic!("{other:?}"),
    }
}

/// Answers every call with the same stream.
#[derive(Debug, Clone)]
struct Canned(Response);

impl Transport for Canned {
    fn send(&self, _: Request, _: &Limits) -> BoxFuture<'static, Result<Response>> {
        let response = self.0.clone();
        Box::pin(async move { Ok(response) })
    }
}

fn client(response: Response) -> streams::Client {
    let builder: Builder<streams::Client> = streams::Client::builder();
    builder.transport(Canned(response)).build().unwrap()
}

/// What a future gives that waits for nothing.
fn now<T>(future: impl Future<Output = T>) -> T {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(output) => output,
        Poll::Pending => panic!("it waits"),
    }
}

#[test]
fn events_come_typed_one_by_one_or_all_at_once() {
    let body = "data: {\"delta\":\"a\"}\n\n: alive\n\ndata: pong\n\ndata: {\"delta\":\"b\"}\n\ndata: [DONE]\n\n";
    let client = client(answer(200, "text/event-stream", body));
    let request = streams::ChatRequest::new().stream(true);
    let mut events: Events<streams::Piece> = now(client.chat(&request).events()).unwrap();
    let mut told = Vec::new();
    while let Some(event) = now(events.next()) {
        told.push(event.unwrap().data.map(|piece| piece.delta).map_err(|other| other.text().to_owned()));
    }
    assert_eq!(told, [Ok("a".to_owned()), Err("pong".to_owned()), Ok("b".to_owned())]);
    match now(client.chat(&request).into_future()).unwrap() {
        streams::ChatResponse::OkEvents(events) => assert_eq!(events.len(), 3),
        other => panic!("{other:?}"),
    }
    let whole = self::client(answer(200, "application/json", r#"{"text":"t"}"#));
    assert_eq!(now(whole.chat(&request).into_future()).unwrap().ok().unwrap().text, "t");
    let error = now(whole.chat(&request).events()).unwrap_err();
    assert!(error.to_string().contains("text/event-stream"), "{error}");
}

#[test]
fn whole_events_and_texts_are_read_as_they_are_described() {
    let client = client(answer(
        200,
        "text/event-stream",
        "event: started\ndata: {\"delta\":\"a\"}\n\nevent: ended\ndata: bye\n\n",
    ));
    let mut runs = now(client.runs().events()).unwrap();
    let mut next = || now(runs.next()).unwrap().unwrap().data.unwrap();
    let (first, second) = (serde_json::to_value(next()).unwrap(), serde_json::to_value(next()).unwrap());
    assert_eq!(first, json!({"event": "started", "data": {"delta": "a"}}));
    assert_eq!(second, json!({"event": "ended", "data": "bye"}));
    let mut ticks = now(client.ticks().events()).unwrap();
    assert_eq!(now(ticks.next()).unwrap().unwrap().data.unwrap(), "{\"delta\":\"a\"}");
}

#[test]
fn lines_are_sent_and_read() {
    let client = client(answer(200, "application/x-ndjson", "{\"delta\":\"a\"}\n\n{\"delta\":\"b\"}"));
    let mut rows: Lines<streams::Piece> = now(client.rows().lines()).unwrap();
    assert_eq!(now(rows.next()).unwrap().unwrap().delta, "a");
    assert_eq!(now(rows.next()).unwrap().unwrap().delta, "b");
    assert!(now(rows.next()).is_none());
    assert_eq!(now(client.rows().into_future()).unwrap().ok().unwrap().len(), 2);
    let call = client.send_rows(&[streams::Piece::new("x"), streams::Piece::new("y")]);
    assert_eq!(told(&call), ("application/jsonl", &b"{\"delta\":\"x\"}\n{\"delta\":\"y\"}\n"[..]));
    let call = client.send_sequence(Some(&[1, 2]));
    assert_eq!(told(&call), ("application/json-seq", &b"\x1e1\n\x1e2\n"[..]));
    let sequence = answer(200, "application/json-seq", "\x1e{\"delta\":\n\"a\"}\n\x1e{\"delta\":\"b\"}\n");
    let read = streams::SendRowsResponse::from_response(sequence).unwrap().ok().unwrap();
    assert_eq!(read.iter().map(|piece| piece.delta.as_str()).collect::<Vec<_>>(), ["a", "b"]);
}

#[test]
fn any_answer_that_was_opened_can_be_read_as_events() {
    let client = client(answer(200, "text/event-stream", "data: 1\n\n"));
    let chain: Chain = client.chain("ticks");
    let incoming: Incoming = now(chain.get().open()).unwrap();
    let mut events = Events::<i64>::of(incoming, EventData::Json, 1 << 20);
    assert_eq!(now(events.next()).unwrap().unwrap().data, Ok(1));
}
