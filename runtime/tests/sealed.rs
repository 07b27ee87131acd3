//! Sensitive texts outside of JSON bodies, and inside texts of JSON.

mod support;

use openapi_client_runtime::{
    Authenticity, Builder, Core, Decode, Decoded, Encode, Error, ErrorKind, Json, JsonText, Map, Method, Multipart,
    Operation, Protocol, Reader, Request, Response, Result, Sensitive, Style, Upload, Writer, from_json, to_json,
};
use support::wire::{Wire, reply};

const SECRET: &str = "张 \"三\"";

static SEARCH: Operation = Operation::new("search", Method::GET, "/people/{name}/of/{name}");
static SEND: Operation = Operation::new("send", Method::POST, "/people");

/// Encrypts to something that every place but JSON has to write otherwise.
#[derive(Debug)]
struct Sealing;

fn cipher(clear: &str) -> String {
    format!("<{}+/=>", clear.chars().map(|character| format!("{:x}", u32::from(character))).collect::<String>())
}

impl Protocol for Sealing {
    fn prepare(&self, request: &mut Request) -> Result<()> {
        assert!(!request.url().contains(SECRET) && !format!("{request:?}").contains('三'));
        request.encrypt(|clear| match clear {
            "too long" => Err(Error::protocol("it is too long")),
            "\"" => Ok("\"".to_owned()),
            clear => Ok(cipher(clear)),
        })
    }

    fn accept(&self, _: &Request, response: &mut Response) -> Result<()> {
        response.set_authenticity(Authenticity::Verified);
        Ok(())
    }

    fn decrypt(&self, ciphertext: &str) -> Result<String> {
        match ciphertext {
            "<1+/=>" => Ok(SECRET.to_owned()),
            _ => Err(Error::protocol("the padding is wrong")),
        }
    }
}

fn core(wire: &Wire) -> Core {
    let builder: Builder<Core> = Builder::new("https://example.com/base", "test/1");
    builder.transport(wire.clone()).protocol(Sealing).build().unwrap()
}

fn secret(text: &str) -> Sensitive<String> {
    text.into()
}

/// A member with a sensitive text, inside a JSON text inside a JSON text.
#[derive(Debug, Clone, PartialEq)]
struct Person {
    name: Sensitive<String>,
    more: Option<JsonText<Box<Person>>>,
}

impl Decode for Person {
    fn decode(reader: &mut Reader<'_>) -> Decoded<Self> {
        let (mut name, mut more) = (None, None);
        reader.object(&mut [("name", &mut name), ("more", &mut more)])?;
        Ok(Self { name: reader.required("name", name)?, more })
    }
}

impl Encode for Person {
    fn encode(&self, writer: &mut Writer) {
        writer.object(&[("name", &self.name), ("more", &self.more)]);
    }
}

fn nested(text: &str, depth: u32) -> Person {
    let more = (depth > 0).then(|| JsonText::Value(Box::new(nested(text, depth - 1))));
    Person { name: secret(text), more }
}

/// What `person` says at each depth.
fn names(json: &[u8]) -> Vec<String> {
    let mut person: Json = from_json(json).unwrap();
    let mut names = Vec::new();
    loop {
        names.push(person["name"].as_str().unwrap().to_owned());
        match person["more"].as_str() {
            Some(text) => person = from_json(text.as_bytes()).unwrap(),
            None => return names,
        }
    }
}

#[tokio::test]
async fn what_a_url_holds_is_encrypted_and_written_as_its_place_asks() {
    let wire = Wire::status(200);
    let list = vec![secret("a"), secret("b")];
    let object = Map::from_iter([("in".to_owned(), secret("c"))]);
    let call = core(&wire).operation(&SEARCH).path("name", &secret(SECRET));
    let call = call.query("phone", &secret("d")).query_opt("none", &None::<Sensitive<String>>);
    let call = call.query_as("list", Style::FORM, &list).query_as("deep", Style::DEEP, &object);
    let call = call.query("text", &JsonText::from(nested("e", 1))).call::<Response>();
    assert!(!call.request().unwrap().url().contains("d+"));
    call.await.unwrap();
    let sent = &wire.sent()[0];
    let name = cipher(SECRET).replace('<', "%3C").replace('>', "%3E").replace("+/=", "%2B%2F%3D");
    assert!(sent.target().starts_with(&format!("/base/people/{name}/of/{name}?")), "{}", sent.target());
    let query = sent.target().split_once('?').unwrap().1;
    let pairs: Vec<(String, String)> = form_urlencoded::parse(query.as_bytes()).into_owned().collect();
    let expected = [("phone", "<64+/=>"), ("list", "<61+/=>,<62+/=>"), ("deep[in]", "<63+/=>")];
    assert_eq!(pairs[..3], expected.map(|(name, value)| (name.to_owned(), value.to_owned())));
    assert_eq!(names(pairs[3].1.as_bytes()), ["<65+/=>", "<65+/=>"]);
}

#[tokio::test]
async fn headers_and_cookies_are_encrypted() {
    let wire = Wire::status(200);
    let call = core(&wire).operation(&SEND).header("X-Name", &secret(SECRET)).cookie("c", &secret("d"));
    call.call::<Response>().await.unwrap();
    let sent = &wire.sent()[0];
    assert_eq!(sent.headers()["x-name"], cipher(SECRET).as_str());
    assert_eq!(sent.headers()["cookie"], "c=%3C64%2B%2F%3D%3E");
}

#[tokio::test]
async fn forms_and_parts_are_encrypted_at_any_depth() {
    let wire = Wire::status(200);
    core(&wire).operation(&SEND).form(&nested(SECRET, 1)).call::<Response>().await.unwrap();
    let form: Vec<(String, String)> = form_urlencoded::parse(wire.sent()[0].body()).into_owned().collect();
    assert_eq!(form[0], ("name".to_owned(), cipher(SECRET)));
    assert_eq!(names(form[1].1.as_bytes()), [cipher(SECRET)]);

    struct Parts(Person);
    impl Encode for Parts {
        fn encode(&self, writer: &mut Writer) {
            let meta = JsonText::from(self.0.clone());
            writer.object(&[("meta", &meta), ("file", &Upload::from("bytes")), ("own", &self.0)]);
        }
    }
    let draft = core(&wire).operation(&SEND).parts("multipart/form-data", &Parts(nested(SECRET, 2)));
    draft.call::<Response>().await.unwrap();
    let sent = wire.sent();
    let parts = sent[1].multipart().map(Multipart::parts).unwrap();
    assert_eq!(names(parts[0].content().unwrap()), vec![cipher(SECRET); 3]);
    assert_eq!(parts[1].content().unwrap(), "bytes");
    assert_eq!(names(parts[2].content().unwrap()), vec![cipher(SECRET); 3]);
    assert!(!sent[1].has_sensitive());
}

#[tokio::test]
async fn texts_of_json_inside_json_are_encrypted_and_decrypted() {
    let answer = to_json(&Json::from_iter([
        ("name", "<1+/=>".to_owned()),
        ("more", r#"{"name": "<1+/=>", "unknown": 1, "more": "no JSON"}"#.to_owned()),
    ]));
    let answer = answer.unwrap();
    let wire = Wire::new(move |_, _| Ok(reply(200, answer.clone())));
    let response = core(&wire).operation(&SEND).json(&nested(SECRET, 3)).call::<Response>().await.unwrap();
    assert_eq!(names(wire.sent()[0].body()), vec![cipher(SECRET); 4]);
    let read: Person = response.json().unwrap();
    let more = read.more.as_ref().and_then(JsonText::value).unwrap();
    assert_eq!((read.name.expose().as_str(), more.name.expose().as_str()), (SECRET, SECRET));
    assert_eq!(more.more.as_ref().and_then(JsonText::as_text), Some("no JSON"));
}

#[tokio::test]
async fn a_text_inside_json_that_cannot_be_decrypted_is_an_error() {
    let wire = Wire::new(|_, _| Ok(reply(200, r#"{"name": "<1+/=>", "more": "{\"name\": \"clear\"}"}"#)));
    let response = core(&wire).operation(&SEND).call::<Response>().await.unwrap();
    let error = response.json::<Person>().unwrap_err();
    assert_eq!((error.kind(), error.decode().unwrap().path()), (ErrorKind::Decode, "more"));
    assert!(error.to_string().contains("the padding is wrong") && !error.to_string().contains("clear"), "{error}");
}

#[tokio::test]
async fn what_cannot_be_encrypted_stops_the_call_and_says_where() {
    let wire = Wire::status(200);
    let core = core(&wire);
    let told = |call: openapi_client_runtime::Call<Response>| async { call.await.unwrap_err().to_string() };
    let long = told(core.operation(&SEND).query("phone", &secret("too long")).call()).await;
    assert!(long.contains("the query parameter `phone`: it is too long"), "{long}");
    let quote = told(core.operation(&SEND).header("x-a", &secret("\"")).call()).await;
    assert!(quote.contains("not base64"), "{quote}");
    let empty = told(core.operation(&SEARCH).path("name", &secret("")).call()).await;
    assert!(empty.contains("the path variable `name` is empty"), "{empty}");
    assert!(wire.sent().is_empty());
    let builder: Builder<Core> = Builder::new("https://example.com", "test/1");
    let plain = builder.transport(wire.clone()).build().unwrap();
    let none = told(plain.operation(&SEND).query("phone", &secret(SECRET)).call()).await;
    assert!(none.contains("no protocol that encrypts"), "{none}");
    assert!(wire.sent().is_empty());
}

#[test]
fn nothing_shows_it() {
    let shown = format!("{:?}", JsonText::from(nested(SECRET, 2)));
    assert!(!shown.contains('三') && to_json(&nested(SECRET, 1)).is_err(), "{shown}");
}
