//! What a specification marks, on its way to WeChat Pay and back.

mod support;

use openapi_client_runtime::{
    Core, Delivery, Encode, ErrorKind, JsonText, Map, Method, Operation, Response, Sensitive, StatusCode, Upload,
    Writer,
};
use support::*;

static UPLOAD: Operation = Operation::new("upload", Method::POST, "/v3/files");
static FIND: Operation = Operation::new("find", Method::GET, "/v3/people/{name}");
static FILE: Operation = Operation::new("file", Method::GET, "/v3/file").extensions(&[("unsigned", "200 2XX")]);
static ONE: Operation = Operation::new("one", Method::GET, "/v3/file").extensions(&[("unsigned", "200")]);
static ANY: Operation = Operation::new("any", Method::GET, "/v3/file").extensions(&[("unsigned", "default")]);

fn known(pay: &Pay) -> Core {
    client(pay, &with_public_key(pay).build().unwrap())
}

struct File {
    meta: JsonText<Map<Sensitive<String>>>,
}

impl Encode for File {
    fn encode(&self, writer: &mut Writer) {
        writer.object(&[("file", &Upload::from(vec![0xff_u8])), ("meta", &self.meta)]);
    }
}

#[tokio::test]
async fn of_a_typed_upload_the_meta_text_is_encrypted_and_then_signed() {
    let pay = Pay::always(Reply::new(200, "{}"));
    let file = File { meta: Map::from_iter([("owner".to_owned(), Sensitive::from("张三"))]).into() };
    known(&pay).operation(&UPLOAD).parts("multipart/form-data", &file).call::<Response>().await.unwrap();
    let sent = pay.sent().pop().unwrap();
    let meta = sent.multipart().unwrap().parts().iter().find(|part| part.name() == "meta").unwrap();
    let meta = meta.content().unwrap();
    assert!(is_well_signed(&sent, meta, 1_700_000_000) && !is_well_signed(&sent, b"", 1_700_000_000));
    let value: serde_json::Value = serde_json::from_slice(meta).unwrap();
    assert_eq!(opened(value["owner"].as_str().unwrap(), Key::Public).as_deref(), Some("张三"));
}

#[tokio::test]
async fn paths_and_queries_are_encrypted_and_then_signed() {
    let pay = Pay::always(Reply::new(200, "{}"));
    let draft = known(&pay).operation(&FIND).path("name", &Sensitive::from("张三"));
    draft.query("phone", &Sensitive::from("+86")).call::<Response>().await.unwrap();
    let sent = pay.sent().pop().unwrap();
    assert!(is_well_signed(&sent, b"", 1_700_000_000));
    let (path, query) = sent.target().split_once('?').unwrap();
    let clear = |text: &str| opened(&text.replace("%2B", "+").replace("%2F", "/").replace("%3D", "="), Key::Public);
    assert_eq!(clear(path.strip_prefix("/v3/people/").unwrap()).as_deref(), Some("张三"));
    assert_eq!(clear(query.strip_prefix("phone=").unwrap()).as_deref(), Some("+86"));
}

#[tokio::test]
async fn only_answers_of_the_statuses_that_are_marked_may_be_unsigned() {
    let outcome = async |operation: &'static Operation, status: u16, reply: fn(Reply) -> Reply| {
        let pay = Pay::always(reply(Reply::new(status, "bytes")));
        known(&pay).operation(operation).call::<Response>().await
    };
    for (operation, status) in [(&FILE, 200), (&FILE, 206), (&ONE, 200), (&ANY, 302)] {
        let answer = outcome(operation, status, Reply::unsigned).await.unwrap();
        assert_eq!(answer.status(), StatusCode::from_u16(status).unwrap());
    }
    for (operation, status) in [(&ONE, 201), (&ONE, 204), (&ONE, 302), (&FILE, 302), (&GET_FILE, 200)] {
        let error = outcome(operation, status, Reply::unsigned).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Protocol, "{operation:?} {status}");
    }
    // What claims to be signed has to be.
    let forged = outcome(&ONE, 200, |reply| reply.header("wechatpay-signature", "AAAA")).await;
    assert_eq!(forged.unwrap_err().kind(), ErrorKind::Protocol);
}

static GET_FILE: Operation = Operation::new("unmarked", Method::GET, "/v3/file");

#[tokio::test]
async fn a_caller_may_name_a_key_that_is_known_and_no_other() {
    let pay = Pay::always(Reply::new(200, "{}"));
    let merchant =
        with_public_key(&pay).certificates([certificate(Key::B), certificate(Key::Expired)]).build().unwrap();
    let person: Map<Sensitive<String>> = Map::from_iter([("name".to_owned(), Sensitive::from("张三"))]);
    let call = |serial: &str| {
        let call = client(&pay, &merchant).operation(&POST).json(&person).call::<Response>();
        call.header("Wechatpay-Serial", serial)
    };
    call(Key::B.serial()).await.unwrap();
    let sent = pay.sent().pop().unwrap();
    assert_eq!(sent.headers()["wechatpay-serial"], Key::B.serial());
    let body: serde_json::Value = serde_json::from_slice(sent.body()).unwrap();
    assert_eq!(opened(body["name"].as_str().unwrap(), Key::B).as_deref(), Some("张三"));
    for serial in ["unknown", Key::Expired.serial()] {
        let error = call(serial).await.unwrap_err();
        assert_eq!((error.kind(), error.delivery()), (ErrorKind::Protocol, Delivery::NotSent));
        assert!(error.to_string().contains("names the key") && error.to_string().contains(serial), "{error}");
    }
    assert_eq!(pay.sent().len(), 1);
}
