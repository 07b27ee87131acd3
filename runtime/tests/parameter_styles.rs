//! The tables "Style Examples" of OpenAPI 3.0 and 3.1 over a socket: every style and explode in every place.
//!
//! Where editions differ, the later one counts, as it does what RFC 6570 says: a label that is not exploded has commas,
//! and `|`, `[` and `]` are percent-encoded.

mod support;

use std::collections::BTreeMap;

use openapi_client_runtime::{Draft, Encode, Json, Map, Method, Operation, Response, Style};
use percent_encoding::percent_decode_str;
use support::{Client, Server, answer, serve};

/// Headers by their names in small letters.
type Headers = BTreeMap<String, String>;

static PATH: Operation = Operation::new("path", Method::GET, "/x{color}");
static ROOT: Operation = Operation::new("root", Method::GET, "/");

/// The values of the tables: empty, a text, an array and an object.
struct Values {
    empty: &'static str,
    text: &'static str,
    array: Vec<&'static str>,
    object: Map<Json>,
}

impl Values {
    fn new() -> Self {
        let object = [("R", 100), ("G", 200), ("B", 150)].map(|(name, value)| (name.to_owned(), Json::from(value)));
        Self { empty: "", text: "blue", array: vec!["blue", "black", "brown"], object: object.into_iter().collect() }
    }
}

/// A client, and a server that hears what it sends.
struct Wire {
    server: Server,
    client: Client,
}

impl Wire {
    fn new() -> Self {
        let server = serve((0..32).map(|_| answer("204 No Content", "", "")));
        let client = Client::of(&server);
        Self { server, client }
    }

    /// Target and headers of what arrives when `fill` has filled a call.
    async fn sent(&self, operation: &'static Operation, fill: impl FnOnce(Draft) -> Draft) -> (String, Headers) {
        let call = fill(self.client.0.operation(operation)).call::<Response>();
        call.await.expect("the call arrives");
        let request = self.server.requests.recv().expect("a request came");
        let mut lines = request.split("\r\n");
        let target = lines.next().and_then(|line| line.split(' ').nth(1)).expect("a request line").to_owned();
        let headers = lines.filter_map(|line| line.split_once(": "));
        (target, headers.map(|(name, value)| (name.to_lowercase(), value.to_owned())).collect())
    }

    /// A row of the tables: what arrives of each value.
    async fn row(&self, operation: &'static Operation, put: &impl Put) -> [(String, Headers); 4] {
        let values = Values::new();
        [
            self.sent(operation, |draft| put.put(draft, values.empty)).await,
            self.sent(operation, |draft| put.put(draft, values.text)).await,
            self.sent(operation, |draft| put.put(draft, &values.array)).await,
            self.sent(operation, |draft| put.put(draft, &values.object)).await,
        ]
    }

    /// What stands behind `/x`.
    async fn in_path(&self, style: Style) -> [String; 4] {
        self.row(&PATH, &InPath(style)).await.map(|(target, _)| target.trim_start_matches("/x").to_owned())
    }

    async fn in_query(&self, style: Style) -> [String; 4] {
        self.row(&ROOT, &InQuery(style)).await.map(|(target, _)| target.trim_start_matches("/?").to_owned())
    }

    async fn in_header(&self, style: Style) -> [String; 4] {
        self.row(&ROOT, &InHeader(style)).await.map(|(_, headers)| headers["color"].clone())
    }

    async fn in_cookie(&self, style: Style) -> [String; 4] {
        self.row(&ROOT, &InCookie(style)).await.map(|(_, headers)| headers["cookie"].clone())
    }
}

/// Puts the parameter `color` into a draft.
trait Put {
    fn put<V: Encode + ?Sized>(&self, draft: Draft, value: &V) -> Draft;
}

struct InPath(Style);
struct InQuery(Style);
struct InHeader(Style);
struct InCookie(Style);

impl Put for InPath {
    fn put<V: Encode + ?Sized>(&self, draft: Draft, value: &V) -> Draft {
        draft.path_as("color", self.0, value)
    }
}

impl Put for InQuery {
    fn put<V: Encode + ?Sized>(&self, draft: Draft, value: &V) -> Draft {
        draft.query_as("color", self.0, value)
    }
}

impl Put for InHeader {
    fn put<V: Encode + ?Sized>(&self, draft: Draft, value: &V) -> Draft {
        draft.header_as("color", self.0, value)
    }
}

impl Put for InCookie {
    fn put<V: Encode + ?Sized>(&self, draft: Draft, value: &V) -> Draft {
        draft.cookie_as("color", self.0, value)
    }
}

#[tokio::test]
async fn matrix() {
    let wire = Wire::new();
    let joined = [";color", ";color=blue", ";color=blue,black,brown", ";color=R,100,G,200,B,150"];
    assert_eq!(wire.in_path(Style::MATRIX).await, joined);
    let exploded = [";color", ";color=blue", ";color=blue;color=black;color=brown", ";R=100;G=200;B=150"];
    assert_eq!(wire.in_path(Style::MATRIX.exploded()).await, exploded);
}

#[tokio::test]
async fn label() {
    let wire = Wire::new();
    assert_eq!(wire.in_path(Style::LABEL).await, [".", ".blue", ".blue,black,brown", ".R,100,G,200,B,150"]);
    assert_eq!(wire.in_path(Style::LABEL.exploded()).await, [".", ".blue", ".blue.black.brown", ".R=100.G=200.B=150"]);
}

#[tokio::test]
async fn simple() {
    let wire = Wire::new();
    // The tables have no empty value in a path, which cannot do without the variable.
    let empty = wire.client.0.operation(&PATH).path("color", "").call::<Response>();
    assert!(empty.request().is_err());
    let values = Values::new();
    for (style, object) in [(Style::SIMPLE, "R,100,G,200,B,150"), (Style::SIMPLE.exploded(), "R=100,G=200,B=150")] {
        assert_eq!(wire.sent(&PATH, |draft| draft.path_as("color", style, "blue")).await.0, "/xblue");
        let array = wire.sent(&PATH, |draft| draft.path_as("color", style, &values.array)).await.0;
        assert_eq!(array, "/xblue,black,brown");
        let sent = wire.sent(&PATH, |draft| draft.path_as("color", style, &values.object)).await.0;
        assert_eq!(sent, format!("/x{object}"));
        assert_eq!(wire.in_header(style).await, ["", "blue", "blue,black,brown", object]);
    }
}

#[tokio::test]
async fn form() {
    let wire = Wire::new();
    let joined = ["color=", "color=blue", "color=blue,black,brown", "color=R,100,G,200,B,150"];
    assert_eq!(wire.in_query(Style::FORM).await, joined);
    let exploded = ["color=", "color=blue", "color=blue&color=black&color=brown", "R=100&G=200&B=150"];
    assert_eq!(wire.in_query(Style::FORM.exploded()).await, exploded);
    assert_eq!(wire.in_cookie(Style::FORM).await, joined);
    // The tables have `&` here as well, which separates no cookies (RFC 6265, section 4.2.1).
    let cookies = exploded.map(|cookies| cookies.replace('&', "; "));
    assert_eq!(wire.in_cookie(Style::FORM.exploded()).await, cookies);
}

#[tokio::test]
async fn space_delimited_and_pipe_delimited() {
    let wire = Wire::new();
    let [_, _, array, object] = wire.in_query(Style::SPACES).await;
    assert_eq!([array, object], ["color=blue%20black%20brown", "color=R%20100%20G%20200%20B%20150"]);
    let [_, _, array, object] = wire.in_query(Style::PIPES).await;
    assert_eq!([array, object], ["color=blue%7Cblack%7Cbrown", "color=R%7C100%7CG%7C200%7CB%7C150"]);
}

#[tokio::test]
async fn deep_object() {
    let [_, _, array, object] = Wire::new().in_query(Style::DEEP).await;
    assert_eq!(object, "color%5BR%5D=100&color%5BG%5D=200&color%5BB%5D=150");
    // The tables have no array here.
    assert_eq!(array, "color%5B0%5D=blue&color%5B1%5D=black&color%5B2%5D=brown");
}

#[tokio::test]
async fn json_in_every_place() {
    let wire = Wire::new();
    let text = r#"{"R":100,"G":200,"B":150}"#;
    let decoded = |sent: &str| percent_decode_str(sent).decode_utf8().unwrap().into_owned();
    assert_eq!(decoded(&wire.in_path(Style::JSON).await[3]), text);
    assert_eq!(decoded(&wire.in_query(Style::JSON).await[3]), format!("color={text}"));
    assert_eq!(wire.in_header(Style::JSON).await[3], text);
    assert_eq!(decoded(&wire.in_cookie(Style::JSON).await[3]), format!("color={text}"));
}

#[tokio::test]
async fn reserved_characters_arrive_as_they_were_sent() {
    let value = "https://a.example/b?c=d&e=[f]#g+%2F";
    let fill = |draft: Draft| draft.query_as("url", Style::FORM.exploded().reserved(), value);
    let expected = "/?url=https://a.example/b?c=d%26e=%5Bf%5D%23g%2B%2F";
    assert_eq!(Wire::new().sent(&ROOT, fill).await.0, expected);
}

#[tokio::test]
async fn a_query_in_the_path_goes_before_the_parameters() {
    static SEARCH: Operation = Operation::new("search", Method::GET, "/search?beta=true&kind=%61");
    let wire = Wire::new();
    assert_eq!(wire.sent(&SEARCH, |draft| draft).await.0, "/search?beta=true&kind=%61");
    assert_eq!(wire.sent(&SEARCH, |draft| draft.query("q", "x")).await.0, "/search?beta=true&kind=%61&q=x");
}

#[test]
fn a_segment_cannot_be_a_dot() {
    static ALONE: Operation = Operation::new("alone", Method::GET, "/{color}");
    let client = Client::builder("http://localhost").build().unwrap();
    let call = client.0.operation(&ALONE).path_as("color", Style::LABEL, "").call::<Response>();
    let error = call.request().unwrap_err().to_string();
    assert!(error.contains("would become another one"), "{error}");
}
