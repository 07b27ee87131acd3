//! Fields that only the two sides may read: for which key they are encrypted, and that nothing else shows them.

mod support;

use openapi_client_runtime::{
    Core, Decode, Decoded, Delivery, Encode, ErrorKind, Field, Reader, Response, Retry, Sensitive, Writer,
};
use support::*;

const NAME: &str = "张三";
/// `张三`, encrypted by `openssl` for the merchant.
const ENCRYPTED: &str = include_str!("fixtures/oaep/name.cipher");

#[derive(Debug, Clone, PartialEq)]
struct Person {
    name: Sensitive<String>,
    accounts: Vec<Sensitive<String>>,
}

impl Decode for Person {
    fn decode(reader: &mut Reader<'_>) -> Decoded<Self> {
        let (mut name, mut accounts) = (None, None);
        reader.object(&mut [("name", &mut name), ("accounts", &mut accounts)])?;
        Ok(Self { name: reader.required("name", name)?, accounts: accounts.unwrap_or_default() })
    }
}

impl Encode for Person {
    fn encode(&self, writer: &mut Writer) {
        let fields: [(&'static str, &dyn Field); 2] = [("name", &self.name), ("accounts", &self.accounts)];
        writer.object(&fields);
    }
}

fn person(account: &str) -> Person {
    Person { name: NAME.into(), accounts: vec![account.into(), "".into()] }
}

/// The fields of a body that was sent.
fn fields(body: &[u8]) -> [String; 3] {
    let body: serde_json::Value = serde_json::from_slice(body).unwrap();
    [&body["name"], &body["accounts"][0], &body["accounts"][1]].map(|field| field.as_str().unwrap().to_owned())
}

async fn send(core: &Core, person: &Person) -> openapi_client_runtime::Result<Response> {
    core.operation(&MARKED).json(person).call().await
}

#[tokio::test]
async fn fields_are_encrypted_for_the_key_that_the_request_names() {
    let certificates =
        |pay: &Pay, keys: &[Key]| merchant(pay).certificates(keys.iter().map(|key| certificate(*key))).build().unwrap();
    let pay = Pay::new(|request, _| Reply::new(200, "{}").by(named(request)));
    let merchants = [
        (with_public_key(&pay).build().unwrap(), Key::Public),
        (certificates(&pay, &[Key::A]), Key::A),
        // The one that expires last.
        (certificates(&pay, &[Key::B, Key::A, Key::Expired]), Key::B),
        (with_public_key(&pay).certificates([certificate(Key::B)]).build().unwrap(), Key::Public),
    ];
    for (merchant, key) in merchants {
        send(&client(&pay, &merchant), &person("6225")).await.unwrap();
        let sent = pay.sent().pop().unwrap();
        assert_eq!(named(&sent), key);
        let [name, account, empty] = fields(sent.body());
        assert_eq!((opened(&name, key).as_deref(), opened(&account, key).as_deref()), (Some(NAME), Some("6225")));
        assert_eq!(empty, "", "what is empty stays empty");
        // What is signed is what is sent.
        assert!(is_well_signed(&sent, sent.body(), 1_700_000_000));
    }
}

fn named(request: &openapi_client_runtime::Request) -> Key {
    let serial = request.headers()["wechatpay-serial"].to_str().unwrap();
    [Key::Public, Key::A, Key::B].into_iter().find(|key| key.serial() == serial).unwrap()
}

#[tokio::test]
async fn each_attempt_is_encrypted_anew_for_the_key_of_that_moment() {
    // Between the two attempts the keys change.
    let pay = Pay::new(|request, before| match (request.target(), before) {
        ("/v3/certificates", 0) => Reply::certificates(&[Key::A]),
        ("/v3/certificates", _) => Reply::certificates(&[Key::A, Key::B]),
        (_, 1) => Reply::new(500, "{}").by(Key::B),
        _ => Reply::new(200, "{}").by(named(request)),
    });
    let merchant = merchant(&pay).platform_certificates().build().unwrap();
    send(&client(&pay, &merchant), &person("6225")).await.unwrap();
    let sent: Vec<_> = pay.sent().into_iter().filter(|request| request.target() == "/v3/marked").collect();
    assert_eq!(sent.iter().map(named).collect::<Vec<_>>(), [Key::A, Key::B]);
    for (request, key) in sent.iter().zip([Key::A, Key::B]) {
        assert_eq!(opened(&fields(request.body())[0], key).as_deref(), Some(NAME));
    }
}

#[tokio::test]
async fn what_cannot_be_encrypted_is_not_sent() {
    let pay = Pay::always(Reply::new(200, "{}"));
    let core = client(&pay, &with_public_key(&pay).build().unwrap());
    let error = send(&core, &person(&"x".repeat(215))).await.unwrap_err();
    assert_eq!((error.kind(), error.delivery()), (ErrorKind::Protocol, Delivery::NotSent));
    let text = error.to_string();
    assert!(text.contains("`accounts[0]`") && text.contains("215 bytes") && !text.contains("xxx"), "{text}");
    assert!(pay.sent().is_empty());
}

async fn received(reply: Reply) -> Response {
    let pay = Pay::always(reply);
    let core = client(&pay, &with_public_key(&pay).build().unwrap());
    core.operation(&GET).path("id", "7").call().retry(Retry::never()).await.unwrap()
}

#[tokio::test]
async fn only_answers_that_wechat_pay_has_signed_are_decrypted() {
    let body = format!(r#"{{"name":"{ENCRYPTED}","accounts":["","{ENCRYPTED}"]}}"#);
    for status in [200, 400, 500] {
        let read: Person = received(Reply::new(status, body.clone())).await.json().unwrap();
        assert_eq!(read, Person { name: NAME.into(), accounts: vec!["".into(), NAME.into()] });
    }
    for status in [400, 500] {
        let read: Person = received(Reply::new(status, body.clone()).unsigned()).await.json().unwrap();
        assert_eq!(read.name.expose(), ENCRYPTED);
    }
}

#[tokio::test]
async fn a_field_that_is_not_for_this_merchant_is_named_and_not_shown() {
    for (field, reason) in [("in clear text", "not base64"), ("AAAA", "private key"), (&ENCRYPTED[4..], "private key")]
    {
        let body = format!(r#"{{"name":"","accounts":["{ENCRYPTED}","{field}"]}}"#);
        let error = received(Reply::new(200, body)).await.json::<Person>().unwrap_err();
        assert_eq!((error.kind(), error.decode().unwrap().path()), (ErrorKind::Decode, "accounts[1]"));
        assert!(error.to_string().contains(reason), "{error}");
        assert!(!format!("{error} {error:?}").contains(field), "{error:?}");
    }
}
