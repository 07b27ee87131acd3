//! What the emitted client does with what a document marks, with a transport that needs no socket.

use super::golden::marks::operations::{REVERSE, STATEMENTS_GET};
use super::golden::marks::{
    ApplymentsCreateRequest, ApplymentsCreateRequestForm, ApplymentsCreateRequestFormFieldsItem,
    ApplymentsCreateResponse, ApplymentsDeleteRequest, ApplymentsGetParameters, ApplymentsGetPlace,
    ApplymentsGetResponse, Client, Extra, FilesUploadRequest, FilesUploadRequestMeta, StatementsGetResponse,
};
use openapi_client_runtime::{
    Authenticity, BlockingTransport, Builder, HeaderMap, Json, JsonText, Limits, Multipart, Number, Protocol, Request,
    Response, Result, Sensitive, StatusCode, Upload, from_json,
};
use std::sync::{Arc, Mutex};

/// Answers every request alike.
#[derive(Debug, Clone)]
struct Service {
    status: u16,
    media_type: &'static str,
    answer: &'static str,
    sent: Arc<Mutex<Vec<Request>>>,
}

impl Service {
    fn new(status: u16, media_type: &'static str, answer: &'static str) -> Self {
        Self { status, media_type, answer, sent: Arc::default() }
    }

    fn last(&self) -> Request {
        self.sent.lock().unwrap().last().unwrap().clone()
    }

    fn builder(&self) -> Builder<Client> {
        Client::builder().blocking_transport(self.clone()).protocol(Hex)
    }
}

impl BlockingTransport for Service {
    fn send(&self, request: Request, _: &Limits) -> Result<Response> {
        self.sent.lock().unwrap().push(request);
        let headers = HeaderMap::from_iter([("content-type".parse().unwrap(), self.media_type.parse().unwrap())]);
        Ok(Response::new(StatusCode::from_u16(self.status).unwrap(), headers, self.answer))
    }
}

/// Encrypts to what is the same everywhere.
#[derive(Debug)]
struct Hex;

fn hex(text: &str) -> String {
    text.bytes().map(|byte| format!("{byte:02x}")).collect()
}

impl Protocol for Hex {
    fn prepare(&self, request: &mut Request) -> Result<()> {
        request.encrypt(|text| Ok(hex(text)))
    }

    fn accept(&self, _: &Request, response: &mut Response) -> Result<()> {
        response.set_authenticity(Authenticity::Verified);
        Ok(())
    }

    fn decrypt(&self, text: &str) -> Result<String> {
        Ok(text.chars().rev().collect())
    }
}

const ANSWER: &str = r#"{"id": 7, "name": "nn4", "fee": 0.10,
    "detail": "{\"note\": \"n\", \"secret\": \"terces\", \"deeper\": \"{\\\"secret\\\":\\\"repeed\\\"}\"}"}"#;

#[test]
fn texts_of_json_are_typed_encrypted_and_decrypted_at_any_depth() {
    let service = Service::new(200, "application/json", ANSWER);
    let client: Client = service.builder().build().unwrap();
    let field = ApplymentsCreateRequestFormFieldsItem::new().name("张三").again(Extra::new().secret("x\"y"));
    let request = ApplymentsCreateRequest::new(100, "李四")
        .phones(["1", "2"])
        .rates(["0.10".parse::<Number>().unwrap(), Number::from(3)])
        .period(["2020-01-01".to_owned()].to_vec())
        .form(ApplymentsCreateRequestForm::new([field]));
    let answer = client.applyments_create(&request).wait().unwrap();
    let sent = service.last();
    assert_eq!(sent.target(), "/v3/applyments/");
    assert!(sent.headers().get("key-serial").is_none());
    let text = String::from_utf8(sent.body().to_vec()).unwrap();
    assert!(text.contains(r#""rates":[0.10,3]"#) && text.contains(r#""amount":100"#), "{text}");
    let body: Json = from_json(sent.body()).unwrap();
    assert_eq!((&body["kind"], &body["name"]), (&Json::from("PERSON"), &Json::from(hex("李四"))));
    assert_eq!(body["phones"], Json::from(vec![hex("1"), hex("2")]));
    assert_eq!(body["period"], Json::from(r#"["2020-01-01"]"#));
    let form: Json = from_json(body["form"].as_str().unwrap().as_bytes()).unwrap();
    assert_eq!(form["fields"][0]["name"], Json::from(hex("张三")));
    let again: Json = from_json(form["fields"][0]["again"].as_str().unwrap().as_bytes()).unwrap();
    assert_eq!(again["secret"], Json::from(hex("x\"y")));

    let ApplymentsCreateResponse::Ok(answer) = answer else { panic!("{answer:?}") };
    assert_eq!(answer.fee.as_ref().map(Number::as_str), Some("0.10"));
    assert_eq!(answer.name.as_ref().unwrap().expose(), "4nn");
    let detail = answer.detail.as_ref().and_then(JsonText::value).unwrap();
    assert_eq!(detail.secret.as_ref().unwrap().expose(), "secret");
    let deeper = detail.deeper.as_ref().and_then(JsonText::value).unwrap();
    assert_eq!(deeper.secret.as_ref().unwrap().expose(), "deeper");
    let shown = format!("{request:?} {answer:?}");
    for secret in ["张三", "李四", "x\\\\\\\"y", "4nn", "repeed", "deeper\\\\\\\""] {
        assert!(!shown.contains(secret), "{secret} in {shown}");
    }
}

#[test]
fn a_text_that_is_not_the_json_of_its_schema_is_kept() {
    let service = Service::new(200, "application/json", r#"{"id": 1, "detail": "long ago"}"#);
    let client: Client = service.builder().build().unwrap();
    let answer = client.applyments_create(&ApplymentsCreateRequest::new(1.5, "a")).wait().unwrap().ok().unwrap();
    assert_eq!(answer.detail.as_ref().and_then(JsonText::as_text), Some("long ago"));
}

#[test]
fn parameters_are_encrypted_and_fixed_ones_sent_by_themselves() {
    let service = Service::new(202, "application/json", "");
    let client: Client = service.builder().build().unwrap();
    let place = ApplymentsGetPlace::new().city("a").size("0.10".parse::<Number>().unwrap());
    let parameters = ApplymentsGetParameters::new()
        .least("12345678901234567890.5".parse::<Number>().unwrap())
        .place(place)
        .filter(Extra::new().note("n").secret("s"));
    let answer = client.applyments_get(42, &Sensitive::from("+86"), &parameters).wait().unwrap();
    assert!(matches!(answer, ApplymentsGetResponse::Accepted), "{answer:?}");
    let target = service.last().target().to_owned();
    let (path, query) = target.split_once('?').unwrap();
    let pairs: Vec<(String, String)> = query
        .split('&')
        .map(|pair| pair.split_once('=').unwrap())
        .map(|(name, value)| (name.to_owned(), percent_decoded(value)))
        .collect();
    let expected = [
        ("phone", hex("+86")),
        ("state", "OPEN".to_owned()),
        ("version", "3".to_owned()),
        ("least", "12345678901234567890.5".to_owned()),
        ("place%5Bcity%5D", "a".to_owned()),
        ("place%5Bsize%5D", "0.10".to_owned()),
        ("filter", format!(r#"{{"note":"n","secret":"{}"}}"#, hex("s"))),
    ];
    assert_eq!((path, pairs), ("/v3/applyments/42", expected.map(|(name, value)| (name.to_owned(), value)).to_vec()));
    client.v3().people().name(&Sensitive::from("张")).phone().get().wait().unwrap();
    assert_eq!(service.last().target(), format!("/v3/people/{}/phone", hex("张")));
}

fn percent_decoded(text: &str) -> String {
    text.replace("%22", "\"").replace("%7B", "{").replace("%7D", "}").replace("%3A", ":").replace("%2C", ",")
}

#[test]
fn paths_that_differ_in_the_name_of_a_variable_are_two() {
    let service = Service::new(204, "application/json", "");
    let client: Client = service.builder().build().unwrap();
    client.v3().applyments().id("a/b").delete(&ApplymentsDeleteRequest::new("old")).wait().unwrap();
    let sent = service.last();
    assert_eq!(
        (sent.method().as_str(), sent.target(), &sent.body()[..]),
        ("DELETE", "/v3/applyments/a%2Fb", &br#"{"why":"old"}"#[..])
    );
    client.v3().applyments().id("a").post().wait().unwrap();
    assert_eq!((service.last().method().as_str(), service.last().body().len()), ("POST", 0));
    client.v3().applyments().slash().post(&ApplymentsCreateRequest::new(1, "a")).wait().unwrap();
    assert_eq!(service.last().target(), "/v3/applyments/");
}

#[test]
fn an_upload_has_its_meta_first_as_json() {
    let service = Service::new(200, "application/json", "{}");
    let client: Client = service.builder().build().unwrap();
    let meta = FilesUploadRequestMeta::new("abc").owner("张三");
    let request = FilesUploadRequest::new(Upload::from(vec![0xff_u8]).file_name("a.pdf"), meta);
    client.files_upload(&request).wait().unwrap();
    let sent = service.last();
    let parts = sent.multipart().map(Multipart::parts).unwrap();
    let names: Vec<&str> = parts.iter().map(|part| part.name()).collect();
    assert_eq!(names, ["meta", "file"]);
    assert!(parts[0].head().contains("Content-Type: application/json"), "{}", parts[0].head());
    assert_eq!(parts[0].content().unwrap(), &format!(r#"{{"digest":"abc","owner":"{}"}}"#, hex("张三")));
    assert!(parts[1].head().contains("filename=\"a.pdf\""));
}

#[test]
fn a_download_is_bytes_and_the_protocol_is_told_which_answers_are_unsigned() {
    let service = Service::new(200, "application/octet-stream", "bytes");
    let client: Client = service.builder().build().unwrap();
    let answer = client.statements_get("2024-01-01").wait().unwrap();
    assert!(matches!(answer, StatementsGetResponse::Ok(ref bytes) if bytes == "bytes"), "{answer:?}");
    assert_eq!(service.last().extensions(), [("unsigned", "200")]);
    assert_eq!(STATEMENTS_GET.path(), "/v3/statements");
}

#[test]
fn a_required_server_keeps_its_prefix_and_an_offered_one_is_taken_by_choice() {
    let service = Service::new(204, "application/json", "");
    let url = |builder: Builder<Client>, choose: bool| {
        let client = builder.build().unwrap();
        let [offered] = REVERSE.other_servers() else { panic!() };
        let reverse = if choose { client.reverse().server(offered) } else { client.reverse() };
        let statements = client.statements_get("1");
        [reverse.request().unwrap().url().to_owned(), statements.request().unwrap().url().to_owned()]
    };
    assert_eq!(
        url(service.builder(), false),
        ["https://pay.example/v3/reverse", "https://pay.example/hk/v3/statements?date=1"]
    );
    assert_eq!(url(service.builder(), true)[0], "https://hk.pay.example/v3/reverse");
    let mocked = || service.builder().base_url("http://127.0.0.1:1/mock");
    let expected = ["http://127.0.0.1:1/mock/v3/reverse", "http://127.0.0.1:1/mock/hk/v3/statements?date=1"];
    assert_eq!((url(mocked(), false), url(mocked(), true)), (expected.map(str::to_owned), expected.map(str::to_owned)));
}
