//! Lists that the emitted client reads page by page, with a transport that needs no socket.

use super::golden::paging::{Client, ListPetsParameters, Pet, SearchPetsRequest};
use openapi_client_runtime::{BlockingTransport, HeaderMap, Json, Limits, Request, Response, Result, StatusCode};
use std::sync::{Arc, Mutex};

/// Answers with these bodies in turn, and keeps what was asked.
#[derive(Debug, Clone)]
struct Service {
    bodies: &'static [&'static str],
    asked: Arc<Mutex<Vec<String>>>,
}

impl BlockingTransport for Service {
    fn send(&self, request: Request, _: &Limits) -> Result<Response> {
        let mut asked = self.asked.lock().unwrap();
        let body = self.bodies[asked.len()];
        asked.push(format!("{} {}", request.target(), String::from_utf8_lossy(request.body())).trim_end().to_owned());
        Ok(Response::new(StatusCode::OK, HeaderMap::new(), body))
    }
}

fn service(bodies: &'static [&'static str]) -> (Service, Client) {
    let service = Service { bodies, asked: Arc::default() };
    let client = Client::builder().blocking_transport(service.clone()).build().unwrap();
    (service, client)
}

#[test]
fn items_are_of_the_type_that_the_document_says() {
    let (service, client) = service(&[
        r#"{"data": [{"id": "1"}], "meta": {"next": "n", "more": true}}"#,
        r#"{"data": [{"id": "2"}], "meta": {"next": "n", "more": false}}"#,
    ]);
    let parameters = ListPetsParameters::new().limit(1);
    let pets: Vec<Pet> = client.list_pets_items2(&parameters).wait().collect::<Result<_>>().unwrap();
    assert_eq!(pets, [Pet::new("1"), Pet::new("2")]);
    assert_eq!(*service.asked.lock().unwrap(), ["/pets?limit=1", "/pets?limit=1&cursor=n"]);
}

#[test]
fn a_place_in_the_body_is_filled() {
    let (service, client) = service(&[
        r#"{"data": [{"id": "1"}], "meta": {"total": 2}}"#,
        r#"{"data": [{"id": "2"}], "meta": {"total": 2}}"#,
    ]);
    let items = client.search_pets_items(&SearchPetsRequest::new().name("x")).wait();
    assert_eq!(items.map(|pet| pet.unwrap().id).collect::<Vec<_>>(), ["1", "2"]);
    assert_eq!(*service.asked.lock().unwrap(), [r#"/pets {"name":"x"}"#, r#"/pets {"name":"x","page":{"offset":1}}"#]);
}

#[test]
fn other_kinds_and_types() {
    let (_, client) = service(&[r#"["a", null]"#]);
    #[allow(deprecated, reason = "the document says so")]
    let names: Vec<_> = client.type_items("s").wait().map(Result::unwrap).collect();
    assert_eq!(names[0].as_ref().into_option().map(String::as_str), Some("a"));
    assert_eq!(names.len(), 2);

    let (linked, client) = service(&[r#"{"results": [1], "next": "?p=2"}"#, r#"{"results": [2], "next": null}"#]);
    let results: Vec<Json> = client.linked_pets_items("s").wait().map(Result::unwrap).collect();
    assert_eq!(results, [1, 2]);
    assert_eq!(linked.asked.lock().unwrap()[1], "/shops/s/pets?p=2");

    let (after, client) = service(&[r#"{"data": [{"id": "1"}, {"id": "2"}]}"#, r#"{"data": []}"#]);
    assert_eq!(client.after_items("0").wait().count(), 2);
    assert_eq!(*after.asked.lock().unwrap(), ["/after?starting_after=0", "/after?starting_after=2"]);

    let (numbered, client) = service(&[r#"{"lists": [[{"id": "1"}]], "pages": 2}"#, r#"{"lists": [], "pages": 2}"#]);
    assert_eq!(client.numbered_items(&super::golden::paging::NumberedParameters::new()).wait().count(), 1);
    assert_eq!(numbered.asked.lock().unwrap()[1], "/numbered?page=1");

    let (settings, client) = service(&["[1]", "[]"]);
    let pages = client.from_settings_items(&super::golden::paging::FromSettingsParameters::new()).pages();
    assert_eq!(pages.wait().map(|page| page.unwrap().items.len()).collect::<Vec<_>>(), [1, 0]);
    assert_eq!(settings.asked.lock().unwrap()[1], "/settings?page=2");
}
