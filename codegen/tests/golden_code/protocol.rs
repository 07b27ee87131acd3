//! What the emitted client hands from a document to a protocol, with a transport that needs no socket.

use super::golden::protocol::{
    Client, Passport, Receiver, ReceiverProof, Transfer, TransferRequest, TransferRequestContact,
};
use openapi_client_runtime::{
    Authenticity, BlockingTransport, Delivery, Error, ErrorKind, HeaderMap, Limits, Protocol, Request, Response,
    Result, Retry, Sensitive, StatusCode,
};
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// Answers every request with `answer`, but is not reached by the first `unreached` of them.
#[derive(Debug, Clone, Default)]
struct Service {
    answer: &'static str,
    unreached: usize,
    sent: Arc<Mutex<Vec<Request>>>,
}

impl BlockingTransport for Service {
    fn send(&self, request: Request, _: &Limits) -> Result<Response> {
        let mut sent = self.sent.lock().unwrap();
        sent.push(request.clone());
        if sent.len() <= self.unreached {
            return Err(Error::transport(ErrorKind::Connect, Delivery::NotSent, "nobody there"));
        }
        let headers = HeaderMap::from_iter([("content-type".parse().unwrap(), "application/json".parse().unwrap())]);
        Ok(Response::new(StatusCode::OK, headers, self.answer))
    }
}

/// Encrypts by writing backwards.
#[derive(Debug)]
struct Backwards;

impl Protocol for Backwards {
    fn prepare(&self, request: &mut Request) -> Result<()> {
        request.encrypt(|text| self.decrypt(text))
    }

    fn accept(&self, _: &Request, response: &mut Response) -> Result<()> {
        response.set_authenticity(Authenticity::Verified);
        Ok(())
    }

    fn decrypt(&self, text: &str) -> Result<String> {
        Ok(text.chars().rev().collect())
    }
}

fn transfer() -> TransferRequest {
    let passport = ReceiverProof::Passport(Passport::new("p4ss"));
    let named = Receiver::new()
        .name("n4me")
        .account("acc0unt".to_owned())
        .id_card(Sensitive::from("c4rd"))
        .aliases(["al1as", "al2as"])
        .secret_word("password")
        .proof(passport);
    let contact = TransferRequestContact::new("ph0ne");
    TransferRequest::new("b1", "appr0ver", [named]).remark("shown").contact(contact)
}

const SECRETS: [&str; 7] = ["appr0ver", "n4me", "acc0unt", "c4rd", "al1as", "p4ss", "ph0ne"];

#[test]
fn debug_shows_no_sensitive_text_and_all_others() {
    let shown = format!("{:?}", transfer());
    for secret in SECRETS {
        assert!(!shown.contains(secret), "{secret} in {shown}");
    }
    assert!(shown.contains("shown") && shown.contains("b1") && shown.contains("redacted"), "{shown}");
}

#[test]
fn nothing_sensitive_is_sent_in_clear_text() {
    let service = Service::default();
    let client: Client = Client::builder().blocking_transport(service.clone()).build().unwrap();
    let error = client.transfer(&transfer()).wait().unwrap_err();
    assert_eq!((error.kind(), error.delivery()), (ErrorKind::Request, Delivery::NotSent));
    assert!(client.name_holder(&Sensitive::from("n4me")).wait().is_err());
    assert!(service.sent.lock().unwrap().is_empty());
    assert!(serde_json::to_value(transfer()).is_err());
}

#[test]
fn what_is_sensitive_is_encrypted_and_decrypted_at_every_depth() {
    let answer = r#"{"id":"7","approver":"rev0rppa","receivers":[{"name":"em4n","account":"tnu0cca","id_card":"dr4c",
        "aliases":["sa1la","sa2la"],"secret_word":"password","proof":{"number":"ss4p"}}]}"#;
    let service = Service { answer, ..Service::default() };
    let client: Client = Client::builder().protocol(Backwards).blocking_transport(service.clone()).build().unwrap();
    let read = client.transfer(&transfer()).wait().unwrap().ok().unwrap();
    assert_eq!(read, Transfer::new("7").approver("appr0ver").receivers(transfer().receivers));
    assert_eq!(read.approver.unwrap().expose(), "appr0ver");
    let sent = String::from_utf8(service.sent.lock().unwrap()[0].body().to_vec()).unwrap();
    for secret in SECRETS {
        let encrypted: String = secret.chars().rev().collect();
        assert!(!sent.contains(secret) && sent.contains(&encrypted), "{secret} in {sent}");
    }
    assert!(sent.contains("shown") && sent.contains("password"), "{sent}");
}

#[test]
fn an_error_about_an_answer_shows_no_sensitive_text() {
    let service = Service { answer: r#"{"approver":"rev0rppa","receivers":[{"name":"em4n"}]}"#, ..Service::default() };
    let client: Client = Client::builder().protocol(Backwards).blocking_transport(service).build().unwrap();
    let error = client.transfer(&transfer()).wait().unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Decode);
    let shown = format!("{error} {error:?}");
    assert!(shown.contains("id") && !shown.contains("appr0ver") && !shown.contains("n4me"), "{shown}");
}

#[test]
fn the_protocol_is_told_what_the_document_says() {
    let client: Client = Client::builder().build().unwrap();
    let bill = client.download_bill("b1");
    let told = bill.request().unwrap().extensions();
    assert_eq!(told, [("answer", "unsigned"), ("a \"quoted\" `name`", "and\nvalue"), ("digest", "sha-1")]);
    assert!(client.close_transfer("t1").request().unwrap().extensions().is_empty());
    assert!(client.name_holder(&Sensitive::default()).request().unwrap().extensions().is_empty());
}

#[test]
fn a_marked_post_is_repeatable_and_no_other_is() {
    let client: Client = Client::builder().build().unwrap();
    assert!(client.close_transfer("t1").request().unwrap().is_repeatable());
    assert!(!client.transfer(&transfer()).request().unwrap().is_repeatable());
    assert!(client.download_bill("b1").request().unwrap().is_repeatable(), "a GET is safe");
}

#[test]
fn after_no_connection_came_about_calls_go_to_the_backup() {
    let service = Service { unreached: 1, ..Service::default() };
    let builder = Client::builder().retry(Retry::default().first_delay(Duration::ZERO));
    let client: Client = builder.blocking_transport(service.clone()).build().unwrap();
    client.close_transfer("t1").wait().unwrap();
    let sent = service.sent.lock().unwrap();
    let urls: Vec<&str> = sent.iter().map(Request::url).collect();
    let path = "/v3/transfers/t1/close";
    assert_eq!(urls, [format!("https://api.pay.example{path}"), format!("https://api2.pay.example{path}")]);
}
