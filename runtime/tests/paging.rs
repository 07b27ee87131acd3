//! Lists that come page by page, as a server sees them asked for.

mod support;

use std::time::Duration;

use futures_util::StreamExt as _;
use openapi_client_runtime::{
    Builder, Core, Credential, ErrorKind, HeaderMap, Items, Json, Method, Operation, Paging, Response, Result, Retry,
    Scheme, Security, StatusCode,
};
use serde_json::json;
use support::wire::{Wire, reply};
use support::{answer, serve};

static LIST: Operation = Operation::new("list", Method::GET, "/list");
static SEARCH: Operation = Operation::new("search", Method::POST, "/search");

static CURSOR: Paging = Paging::cursor("cursor", "/meta/next").items("/data");
static CURSOR_IN_BODY: Paging = Paging::cursor("/page/cursor", "/next").items("/data").in_body();
static AFTER: Paging = Paging::after("starting_after", "/id").items("/data").more("/has_more");
static PAGE: Paging = Paging::page("page", 1);
static PAGE_OF_TOTAL: Paging = Paging::page("page", 0).items("/items").total("/pages");
static OFFSET: Paging = Paging::offset("offset").items("/items").total("/total");
static OFFSET_IN_BODY: Paging = Paging::offset("offset").items("/items").in_body();
static LINK: Paging = Paging::link();
static LINK_AT: Paging = Paging::link_at("/links/next").items("/items");

fn core(wire: &Wire) -> Core {
    let builder: Builder<Core> = Builder::new("https://api.example/v1", "test/1").transport(wire.clone());
    #[cfg(feature = "blocking")]
    let builder = builder.blocking_transport(wire.clone());
    builder.retry(Retry::never()).build().unwrap()
}

fn list<T: openapi_client_runtime::Decode>(wire: &Wire, paging: &'static Paging) -> Items<T> {
    core(wire).operation(&LIST).query("limit", &2).call::<Response>().items(paging)
}

/// Answers with these bodies in turn, and then with a failure.
fn bodies<const N: usize>(bodies: [Json; N]) -> Wire {
    Wire::new(move |_, before| match bodies.get(before) {
        Some(body) => Ok(reply(200, body.to_string())),
        None => Ok(reply(500, "one too many")),
    })
}

fn linked(link: &str, body: &Json) -> Response {
    let mut headers = HeaderMap::new();
    if !link.is_empty() {
        headers.append("link", link.parse().unwrap());
    }
    Response::new(StatusCode::OK, headers, body.to_string())
}

fn targets(wire: &Wire) -> Vec<String> {
    wire.sent().iter().map(|request| request.target().to_owned()).collect()
}

async fn all<T>(items: Items<T>) -> Vec<T> {
    items.map(Result::unwrap).collect().await
}

#[tokio::test]
async fn a_cursor_leads_from_page_to_page() {
    let wire = bodies([
        json!({"data": [1, 2], "meta": {"next": "a&b"}}),
        json!({"data": [], "meta": {"next": 7}}),
        json!({"data": [3], "meta": {"next": null}}),
    ]);
    let mut items = list::<i64>(&wire, &CURSOR);
    assert_eq!(items.next().await.unwrap().unwrap(), 1);
    assert_eq!(items.next().await.unwrap().unwrap(), 2);
    assert_eq!(wire.sent().len(), 1, "the next page is asked for when it is needed");
    assert_eq!(items.next().await.unwrap().unwrap(), 3);
    assert!(items.next().await.is_none() && items.next().await.is_none());
    assert_eq!(targets(&wire), ["/v1/list?limit=2", "/v1/list?limit=2&cursor=a%26b", "/v1/list?limit=2&cursor=7"]);
}

#[tokio::test]
async fn a_list_ends_where_the_service_repeats_itself() {
    let page = json!({"data": [1], "meta": {"next": "same"}});
    let wire = bodies([page.clone(), page.clone(), page.clone()]);
    assert_eq!(all(list::<i64>(&wire, &CURSOR)).await, [1, 1]);
    // The cursor that the caller began with counts as well.
    let wire = bodies([page.clone(), page]);
    let call = core(&wire).operation(&LIST).query("cursor", "same").query("x", "").call::<Response>();
    assert_eq!(all(call.items::<i64>(&CURSOR)).await, [1]);

    let ignoring = bodies([json!(["a", "b"]), json!(["a", "b"]), json!([])]);
    let mut items = list::<String>(&ignoring, &PAGE);
    for expected in ["a", "b", "a", "b"] {
        assert_eq!(items.next().await.unwrap().unwrap(), expected);
    }
    let error = items.next().await.unwrap().unwrap_err();
    assert_eq!((error.kind(), error.operation()), (ErrorKind::Paging, Some("list")));
    assert!(items.next().await.is_none());
    assert_eq!(ignoring.sent().len(), 2);
}

#[tokio::test]
async fn a_cursor_may_stand_in_the_body() {
    let wire = bodies([json!({"data": [1], "next": "n"}), json!({"data": [2], "next": ""})]);
    let body = json!({"q": "x", "page": {"size": 1, "cursor": null}});
    let call = core(&wire).operation(&SEARCH).json(&body).call::<Response>();
    assert_eq!(all(call.items::<i64>(&CURSOR_IN_BODY)).await, [1, 2]);
    let second = openapi_client_runtime::from_json::<Json>(wire.sent()[1].body()).unwrap();
    assert_eq!(second, json!({"q": "x", "page": {"size": 1, "cursor": "n"}}));

    // Without a body there is one from the second page on.
    let wire = bodies([json!({"items": [1, 2]}), json!({"items": [3]}), json!({"items": []})]);
    let call = core(&wire).operation(&SEARCH).call::<Response>();
    assert_eq!(all(call.items::<i64>(&OFFSET_IN_BODY)).await, [1, 2, 3]);
    let sent = wire.sent();
    assert_eq!([sent[0].body(), sent[1].body(), sent[2].body()], ["", r#"{"offset":2}"#, r#"{"offset":3}"#]);
    assert_eq!(sent[2].headers()["content-type"], "application/json");
}

#[tokio::test]
async fn the_last_item_may_be_the_cursor() {
    let wire = bodies([
        json!({"data": [{"id": "a"}, {"id": "b"}], "has_more": true}),
        json!({"data": [{"id": "c"}], "has_more": false}),
    ]);
    assert_eq!(all(list::<Json>(&wire, &AFTER)).await.len(), 3);
    assert_eq!(targets(&wire)[1], "/v1/list?limit=2&starting_after=b");
    let empty = bodies([json!({"data": [], "has_more": true})]);
    assert!(all(list::<Json>(&empty, &AFTER)).await.is_empty());
}

#[tokio::test]
async fn pages_and_offsets_count_on() {
    let wire = bodies([json!([1, 2]), json!([3]), json!([])]);
    assert_eq!(all(list::<i64>(&wire, &PAGE)).await, [1, 2, 3]);
    assert_eq!(targets(&wire)[1..], ["/v1/list?limit=2&page=2", "/v1/list?limit=2&page=3"]);

    let wire = bodies([json!([1]), json!([])]);
    let call = core(&wire).operation(&LIST).query("page", &5).query("limit", &2).call::<Response>();
    assert_eq!(all(call.items::<i64>(&PAGE)).await, [1]);
    assert_eq!(targets(&wire), ["/v1/list?page=5&limit=2", "/v1/list?limit=2&page=6"]);

    let wire = bodies([json!({"items": [1], "pages": 2}), json!({"items": [2], "pages": 2})]);
    assert_eq!(all(list::<i64>(&wire, &PAGE_OF_TOTAL)).await, [1, 2]);
    assert_eq!(targets(&wire)[1], "/v1/list?limit=2&page=1");

    let wire = bodies([json!({"items": [1, 2], "total": 3}), json!({"items": [3], "total": 3})]);
    assert_eq!(all(list::<i64>(&wire, &OFFSET)).await, [1, 2, 3]);
    assert_eq!(targets(&wire)[1], "/v1/list?limit=2&offset=2");
}

#[tokio::test]
async fn links_are_followed_at_the_same_host_alone() {
    let wire = Wire::new(|_, before| {
        Ok(match before {
            0 => linked("</v1/list?cursor=a%2Fb#x>; rel=\"next\"", &json!([1])),
            1 => linked("<?cursor=c>; rel=next", &json!([2])),
            _ => linked("<?cursor=d>; rel=prev", &json!([3])),
        })
    });
    assert_eq!(all(list::<i64>(&wire, &LINK)).await, [1, 2, 3]);
    assert_eq!(targets(&wire)[1..], ["/v1/list?cursor=a%2Fb", "/v1/list?cursor=c"]);

    for (link, origin) in [
        ("https://evil.example/list", "https://evil.example"),
        ("//evil.example/list", "https://evil.example"),
        ("http://api.example/v1/list", "http://api.example"),
        ("https://api.example:8443/list", "https://api.example:8443"),
        ("https://user@api.example/list", "https://api.example"),
        ("file:///etc/passwd", "null"),
    ] {
        let wire = bodies([json!({"items": [1], "links": {"next": link}})]);
        let mut items = list::<i64>(&wire, &LINK_AT);
        assert_eq!(items.next().await.unwrap().unwrap(), 1);
        let error = items.next().await.unwrap().unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Paging, "{link}");
        assert!(error.to_string().contains(origin), "{error}");
        assert!(items.next().await.is_none());
        assert_eq!(wire.sent().len(), 1);
    }
    // One that leads in a circle ends the list.
    let wire = Wire::new(|_, _| Ok(linked("</v1/list?limit=2>; rel=next", &json!([1]))));
    assert_eq!(all(list::<i64>(&wire, &LINK)).await, [1]);
}

#[tokio::test]
async fn an_error_ends_the_list() {
    let wire = bodies([json!({"data": [1], "meta": {"next": "a"}})]);
    let mut items = list::<i64>(&wire, &CURSOR);
    assert_eq!(items.next().await.unwrap().unwrap(), 1);
    let error = items.next().await.unwrap().unwrap_err();
    assert_eq!((error.kind(), error.status().unwrap().as_u16()), (ErrorKind::Status, 500));
    assert!(items.next().await.is_none());

    let wire = bodies([json!({"data": [1, "x"], "meta": {}})]);
    let error = list::<i64>(&wire, &CURSOR).next().await.unwrap().unwrap_err();
    assert_eq!(error.decode().unwrap().path(), "data[1]");
    let wire = bodies([json!({"data": [1], "meta": {"next": {}}})]);
    let mut items = list::<i64>(&wire, &CURSOR);
    items.next().await.unwrap().unwrap();
    let error = items.next().await.unwrap().unwrap_err();
    assert!(error.to_string().contains("`/meta/next` of the answer: a text is expected"), "{error}");
    let wire = Wire::new(|_, _| Ok(reply(200, "<html>")));
    assert_eq!(list::<i64>(&wire, &CURSOR).next().await.unwrap().unwrap_err().kind(), ErrorKind::Decode);
}

#[tokio::test]
async fn pages_hold_their_answers_and_are_bounded() {
    let wire = bodies([
        json!({"data": [1], "meta": {"next": "a", "x": true}}),
        json!({"data": [2], "meta": {"next": "b"}}),
        json!({"data": [3], "meta": {"next": "c"}}),
    ]);
    let items = list::<i64>(&wire, &CURSOR).max_pages(2).adjust(|call| call.header("X-Own", "1"));
    let mut pages = items.adjust(|call| call.timeout(Duration::from_secs(3))).pages();
    let first = pages.next().await.unwrap().unwrap();
    assert_eq!((first.items.as_slice(), first.response.status().as_u16()), (&[1][..], 200));
    assert_eq!(first.response.json::<Json>().unwrap()["meta"]["x"], true);
    assert_eq!(pages.next().await.unwrap().unwrap().items, [2]);
    assert!(pages.next().await.is_none());
    assert!(wire.sent().iter().all(|request| request.headers()["x-own"] == "1"));
    assert!(wire.limits().iter().all(|limits| limits.timeout <= Duration::from_secs(3)));
    assert!(all(list::<i64>(&wire, &CURSOR).max_pages(0)).await.is_empty());
}

#[tokio::test]
async fn each_page_gets_its_credentials_and_none_stays_in_a_link() {
    static KEY: Scheme = Scheme::query("key", "api_key");
    static NEEDED: Security = &[&[&KEY]];
    let wire = bodies([json!({"data": [1], "meta": {"next": "a"}}), json!({"data": [2], "meta": {}})]);
    let builder: Builder<Core> = Builder::new("https://api.example", "test/1").security(NEEDED);
    let core = builder.transport(wire.clone()).credential(Credential::new(&KEY, "k")).build().unwrap();
    assert_eq!(all(core.operation(&LIST).call::<Response>().items::<i64>(&CURSOR)).await, [1, 2]);
    assert_eq!(targets(&wire), ["/list?api_key=k", "/list?cursor=a&api_key=k"]);
}

#[cfg(feature = "blocking")]
#[test]
fn blocking_lists_are_iterators() {
    let wire = bodies([json!({"data": [1, 2], "meta": {"next": "a"}}), json!({"data": [3], "meta": {"next": "b"}})]);
    let mut items = list::<i64>(&wire, &CURSOR).wait();
    let read: Vec<i64> = items.by_ref().take(3).map(Result::unwrap).collect();
    assert_eq!(read, [1, 2, 3]);
    assert_eq!(items.next().unwrap().unwrap_err().status().unwrap().as_u16(), 500);
    assert!(items.next().is_none());
    let wire = bodies([json!([1]), json!([])]);
    let pages: Result<Vec<_>> =
        list::<i64>(&wire, &PAGE).pages().wait().map(|page| page.map(|page| page.items)).collect();
    assert_eq!(pages.unwrap(), [vec![1], vec![]]);
}

#[tokio::test]
async fn a_server_sees_one_page_after_the_other() {
    let server = serve([
        answer("200 OK", "Link: </list?page=2>; rel=\"next\"\r\n", "[1]"),
        answer("200 OK", "Link: <https://elsewhere.example/>; rel=\"next\"\r\n", "[2]"),
    ]);
    let builder: Builder<Core> = Builder::new(&server.url, "test/1");
    let mut items = builder.build().unwrap().operation(&LIST).call::<Response>().items::<i64>(&LINK);
    assert_eq!(items.next().await.unwrap().unwrap(), 1);
    assert_eq!(items.next().await.unwrap().unwrap(), 2);
    assert_eq!(items.next().await.unwrap().unwrap_err().kind(), ErrorKind::Paging);
    let requests: Vec<String> = server.requests.iter().take(2).collect();
    assert!(requests[0].starts_with("GET /list HTTP/1.1") && requests[1].starts_with("GET /list?page=2 HTTP/1.1"));
}
