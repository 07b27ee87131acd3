//! Texts that only the two ends of a call may read.

mod support;

use std::sync::Mutex;

use openapi_client_runtime::{
    Authenticity, Builder, Core, Decode, Decoded, Delivery, Encode, Error, ErrorKind, Field, Map, Method, Multipart,
    Nullable, Operation, Part, Protocol, Reader, Request, Response, Result, Sensitive, Writer, from_json, to_json,
};
use proptest::prelude::*;
use support::events::Events;
use support::wire::{Wire, reply};

const SECRET: &str = "张三 \"hidden\"\n\\ 😀";

static SEND: Operation = Operation::new("send", Method::POST, "/people");
static FIND: Operation = Operation::new("find", Method::GET, "/people/{name}");

/// A person, with sensitive texts in all kinds of places.
#[derive(Debug, Clone, PartialEq, Default)]
struct Person {
    id: i64,
    name: Option<Sensitive<String>>,
    account: Option<Nullable<Sensitive<String>>>,
    phones: Option<Vec<Sensitive<String>>>,
    others: Map<Sensitive<String>>,
    partner: Option<Box<Person>>,
}

impl Decode for Person {
    fn decode(reader: &mut Reader<'_>) -> Decoded<Self> {
        let (mut id, mut name, mut account, mut phones, mut partner) = (None, None, None, None, None);
        let mut others = None;
        reader.object(&mut [
            ("id", &mut id),
            ("name", &mut name),
            ("account", &mut account),
            ("phones", &mut phones),
            ("others", &mut others),
            ("partner", &mut partner),
        ])?;
        let others = others.unwrap_or_default();
        Ok(Self { id: reader.required("id", id)?, name, account, phones, others, partner })
    }
}

impl Encode for Person {
    fn encode(&self, writer: &mut Writer) {
        let others = (!self.others.is_empty()).then_some(&self.others);
        let fields: &[(&'static str, &dyn Field)] = &[
            ("id", &self.id),
            ("name", &self.name),
            ("account", &self.account),
            ("phones", &self.phones),
            ("others", &others),
            ("partner", &self.partner),
        ];
        writer.object(fields);
    }
}

openapi_client_runtime::serde_impls!(Person);

fn person(text: &str) -> Person {
    let secret = || Sensitive::from(text);
    Person {
        id: 1,
        name: Some(secret()),
        account: Some(Nullable::Value(secret())),
        phones: Some(vec![secret(), Sensitive::default(), secret()]),
        others: Map::from_iter([("k\"ey".to_owned(), secret())]),
        partner: Some(Box::new(Person { id: 2, name: Some(secret()), ..Person::default() })),
    }
}

/// A stand-in for encryption that leaves nothing of the text in sight.
fn hex(text: &str) -> String {
    text.bytes().map(|byte| format!("{byte:02x}")).collect()
}

fn from_hex(text: &str) -> Option<String> {
    let digits: Vec<_> = text.chars().collect();
    let bytes = digits.chunks(2).map(|pair| u8::from_str_radix(&pair.iter().collect::<String>(), 16).ok());
    String::from_utf8(bytes.collect::<Option<_>>()?).ok()
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Manner {
    Encrypts,
    Forgets,
    Fails,
}

#[derive(Debug)]
struct Sealed {
    manner: Manner,
    authenticity: Authenticity,
    seen: Mutex<Vec<String>>,
}

impl Sealed {
    fn new(manner: Manner, authenticity: Authenticity) -> Self {
        Self { manner, authenticity, seen: Mutex::default() }
    }
}

impl Protocol for Sealed {
    fn prepare(&self, request: &mut Request) -> Result<()> {
        if self.manner == Manner::Forgets {
            return Ok(());
        }
        let had_any = request.has_sensitive();
        request.encrypt(|clear| {
            self.seen.lock().unwrap().push(clear.to_owned());
            match self.manner {
                Manner::Fails if clear.is_empty() => Err(Error::protocol("too short for the key")),
                _ => Ok(hex(clear)),
            }
        })?;
        assert!(had_any && !request.has_sensitive());
        Ok(())
    }

    fn accept(&self, _: &Request, response: &mut Response) -> Result<()> {
        response.set_authenticity(self.authenticity);
        Ok(())
    }

    fn decrypt(&self, ciphertext: &str) -> Result<String> {
        from_hex(ciphertext).ok_or_else(|| Error::protocol("the padding is wrong"))
    }
}

fn core(wire: &Wire, protocol: Option<Sealed>) -> Core {
    let builder: Builder<Core> = Builder::new("https://example.com", "test/1");
    let builder = builder.transport(wire.clone());
    match protocol {
        Some(protocol) => builder.protocol(protocol).build().unwrap(),
        None => builder.build().unwrap(),
    }
}

async fn send(wire: &Wire, protocol: Option<Sealed>, person: &Person) -> Result<Response> {
    core(wire, protocol).operation(&SEND).json(person).call().await
}

fn sealing(authenticity: Authenticity) -> Option<Sealed> {
    Some(Sealed::new(Manner::Encrypts, authenticity))
}

#[tokio::test]
async fn every_text_is_encrypted_on_its_way_out_and_decrypted_on_its_way_in() {
    let echo = Wire::status(200);
    let answer = send(&echo, sealing(Authenticity::Verified), &person(SECRET)).await.unwrap();
    let sealed = hex(SECRET);
    let expected = format!(
        r#"{{"id":1,"name":"{sealed}","account":"{sealed}","phones":["{sealed}","","{sealed}"],"others":{{"k\"ey":"{sealed}"}},"partner":{{"id":2,"name":"{sealed}"}}}}"#
    );
    assert_eq!(echo.sent()[0].body(), expected.as_bytes());
    assert!(!echo.sent()[0].has_sensitive());
    assert_eq!(answer.json::<Person>().unwrap(), person(SECRET));
    assert_eq!(answer.clone().json_answer::<Person>().unwrap().into_body(), person(SECRET));
}

#[tokio::test]
async fn a_repeated_call_is_encrypted_anew() {
    let wire = Wire::statuses([500, 200]);
    let quick = openapi_client_runtime::Retry::default().first_delay(std::time::Duration::from_millis(1));
    let core = core(&wire, sealing(Authenticity::Verified));
    core.operation(&SEND).json(&person(SECRET)).call::<Response>().idempotent().retry(quick).await.unwrap();
    let sent = wire.sent();
    assert_eq!((sent.len(), sent[0].body()), (2, sent[1].body()));
    assert!(!String::from_utf8_lossy(sent[1].body()).contains("hidden"));
}

#[tokio::test]
async fn only_an_answer_that_is_verified_is_decrypted() {
    for authenticity in [Authenticity::Unchecked, Authenticity::Unverified] {
        let answer = send(&Wire::status(200), sealing(authenticity), &person(SECRET)).await.unwrap();
        assert_eq!(answer.json::<Person>().unwrap().name.unwrap().expose(), &hex(SECRET));
    }
}

#[tokio::test]
async fn a_text_that_cannot_be_decrypted_is_an_error_with_its_place() {
    let wire = Wire::new(|_, _| Ok(reply(200, r#"{"id":1,"phones":["61","not hex"]}"#)));
    let answer = send(&wire, sealing(Authenticity::Verified), &person(SECRET)).await.unwrap();
    let error = answer.json::<Person>().unwrap_err();
    assert_eq!((error.kind(), error.decode().unwrap().path()), (ErrorKind::Decode, "phones[1]"));
    assert!(error.to_string().contains("cannot be decrypted: the padding is wrong"), "{error}");
}

#[tokio::test]
async fn without_a_protocol_that_encrypts_it_nothing_is_sent() {
    let forgetful = Sealed::new(Manner::Forgets, Authenticity::Verified);
    for (protocol, reason) in [(None, "no protocol that encrypts"), (Some(forgetful), "has not encrypted")] {
        let wire = Wire::status(200);
        let error = send(&wire, protocol, &person(SECRET)).await.unwrap_err();
        assert_eq!((error.kind(), error.delivery()), (ErrorKind::Request, Delivery::NotSent));
        assert!(error.to_string().contains(reason) && !shown(&error).contains("hidden"), "{error}");
        assert!(wire.sent().is_empty());
        // What has nothing to hide is sent.
        let core = core(&wire, None);
        core.operation(&SEND).json(&Person { id: 1, ..Person::default() }).call::<Response>().await.unwrap();
    }
}

#[tokio::test]
async fn a_text_that_cannot_be_encrypted_stops_the_call() {
    let wire = Wire::status(200);
    let error =
        send(&wire, Some(Sealed::new(Manner::Fails, Authenticity::Verified)), &person(SECRET)).await.unwrap_err();
    assert_eq!((error.kind(), error.delivery()), (ErrorKind::Protocol, Delivery::NotSent));
    assert!(error.to_string().contains("the field `phones[1]`: too short for the key"), "{error}");
    assert!(wire.sent().is_empty() && !shown(&error).contains("hidden"));
}

fn shown(value: &(impl std::fmt::Debug + ?Sized)) -> String {
    format!("{value:?} {value:#?}")
}

#[tokio::test]
async fn nothing_shows_it() {
    let (events, _listening) = Events::listen();
    let person = person(SECRET);
    assert!(shown(&person).contains("[redacted]"));
    let core = core(&Wire::status(500), Some(Sealed::new(Manner::Fails, Authenticity::Verified)));
    let call = core.operation(&SEND).json(&person).call::<Response>();
    let mut all = vec![shown(&person), shown(&core.operation(&SEND).json(&person)), shown(&call)];
    all.push(shown(call.request().unwrap()));
    let error = call.await.unwrap_err();
    all.extend([shown(&error), error.to_string()]);
    all.extend(events.lines());
    assert!(all.iter().all(|text| !text.contains("hidden") && !text.contains("张三")), "{all:#?}");
}

#[test]
fn json_that_anybody_could_read_is_refused_with_the_place() {
    let mut hidden = person(SECRET);
    for path in ["name", "account", "phones[0]", "others[\"k\\\"ey\"]", "partner.name"] {
        let error = to_json(&hidden).unwrap_err();
        assert_eq!(error.path(), path);
        assert!(error.to_string().contains("sensitive") && !error.to_string().contains("hidden"), "{error}");
        let error = serde_json::to_string(&hidden).unwrap_err().to_string();
        assert!(error.contains(&format!("`{path}` is sensitive")) && !error.contains("hidden"), "{error}");
        match path {
            "name" => hidden.name = None,
            "account" => hidden.account = None,
            "phones[0]" => hidden.phones = None,
            "partner.name" => {}
            _ => hidden.others.clear(),
        }
    }
    hidden.partner = None;
    assert_eq!(to_json(&hidden).unwrap(), br#"{"id":1}"#);
}

#[tokio::test]
async fn places_that_are_never_encrypted_are_refused() {
    let wire = Wire::status(200);
    let core = core(&wire, sealing(Authenticity::Verified));
    let model = person(SECRET);
    let calls = [
        core.operation(&SEND).lines("application/jsonl", std::slice::from_ref(&model)).call::<Response>(),
        core.chain("people").post(&model),
        core.chain("people").put(&vec![&model]),
    ];
    for call in calls {
        let error = call.await.unwrap_err();
        assert_eq!((error.kind(), error.delivery()), (ErrorKind::Request, Delivery::NotSent));
        assert!(error.to_string().contains("sensitive") && !shown(&error).contains("hidden"), "{error}");
    }
    let error = Part::json("meta", &model).unwrap_err();
    assert!(error.to_string().contains("sensitive") && !shown(&error).contains("hidden"), "{error}");
    assert!(wire.sent().is_empty());
}

#[tokio::test]
async fn wherever_it_stands_nothing_is_sent_that_was_not_encrypted() {
    let (text, model) = (Sensitive::from(SECRET), person(SECRET));
    for protocol in [None, Some(Sealed::new(Manner::Forgets, Authenticity::Verified))] {
        let wire = Wire::status(200);
        let core = core(&wire, protocol);
        let draft = || core.operation(&SEND);
        let calls = [
            core.operation(&FIND).path("name", &text).call::<Response>(),
            draft().query("q", &text).call(),
            draft().query("q", &model).call(),
            draft().query("q", &Some(text.clone()).into_iter().collect::<Vec<_>>()).call(),
            draft().header("x-name", &text).call(),
            draft().header("x-name", &model).call(),
            draft().cookie("name", &text).call(),
            draft().form(&model).call(),
            draft().parts("multipart/form-data", &model).call(),
        ];
        for call in calls {
            assert!(!shown(&call).contains("hidden"));
            let error = call.await.unwrap_err();
            assert_eq!((error.kind(), error.delivery()), (ErrorKind::Request, Delivery::NotSent));
            assert!(error.to_string().contains("sensitive") && !shown(&error).contains("hidden"), "{error}");
        }
        assert!(wire.sent().is_empty());
    }
}

#[tokio::test]
async fn a_body_that_takes_the_place_of_another_brings_its_own_places() {
    let wire = Wire::status(200);
    let core = core(&wire, None);
    let replaced = [
        core.operation(&SEND).json(&person(SECRET)).text("text/plain", "x").call::<Response>(),
        core.operation(&SEND).json(&person(SECRET)).multipart(Multipart::new().part(Part::text("a", "b"))).call(),
        core.operation(&SEND).json(&person(SECRET)).json(&1_i64).call(),
        core.operation(&SEND).form(&person(SECRET)).json(&1_i64).call(),
    ];
    for call in replaced {
        let request = call.request().unwrap();
        assert!(!request.has_sensitive() && request.body().len() <= 1);
        call.await.unwrap();
    }
    let hidden = core.operation(&SEND).text("text/plain", "x").json(&person(SECRET)).call::<Response>();
    assert!(hidden.request().unwrap().has_sensitive());
}

#[test]
fn what_is_read_without_a_protocol_stays_as_it_stands() {
    let read: Person = from_json(br#"{"id":1,"name":"616263"}"#).unwrap();
    assert_eq!(read.name.unwrap().into_exposed(), "616263");
    let read: Person = serde_json::from_str(r#"{"id":1,"name":"616263"}"#).unwrap();
    assert_eq!(read.name.unwrap().expose(), "616263");
}

proptest! {
    #[test]
    fn any_text_survives(texts in proptest::collection::vec(any::<String>(), 1..4), key: String) {
        let model = Person {
            id: 1,
            phones: Some(texts.iter().map(|text| Sensitive::from(text.as_str())).collect()),
            others: Map::from_iter([(key, Sensitive::from(texts[0].as_str()))]),
            ..Person::default()
        };
        let echo = Wire::status(200);
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        let answer = runtime.block_on(send(&echo, sealing(Authenticity::Verified), &model)).unwrap();
        prop_assert_eq!(answer.json::<Person>().unwrap(), model);
        let sent = echo.sent().remove(0);
        let plain: serde_json::Value = serde_json::from_slice(sent.body()).unwrap();
        for (index, text) in texts.iter().enumerate() {
            prop_assert_eq!(&plain["phones"][index], &hex(text));
        }
    }
}
