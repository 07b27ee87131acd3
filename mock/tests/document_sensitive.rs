//! Texts of a document that are encrypted on their way.

mod support;

use std::path::Path;

use aws_lc_rs::rsa::{
    OAEP_SHA1_MGF1SHA1, OaepPrivateDecryptingKey, OaepPublicEncryptingKey, PrivateDecryptingKey, PublicEncryptingKey,
};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};
use support::signed::{Merchant, public_key};
use support::{HEADERS, Reply, exchange, request};
use wechatpay_mock::{Builder, Document, Mock};

fn builder() -> Builder {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/document/sensitive.yaml");
    Mock::builder().document(Document::open(file, 1).unwrap())
}

fn merchant(mock: &Mock) -> Merchant {
    Merchant::of(mock)
}

/// Encrypts as a client does, with the key in `key_pem`.
fn encrypted(key_pem: &str, plain: &str) -> Value {
    let key = PublicEncryptingKey::from_der(&public_key(key_pem)).unwrap();
    let key = OaepPublicEncryptingKey::new(key).unwrap();
    let mut text = vec![0; key.ciphertext_size()];
    let text = key.encrypt(&OAEP_SHA1_MGF1SHA1, plain.as_bytes(), &mut text, None).unwrap();
    STANDARD.encode(text).into()
}

fn decrypted(merchant: &Merchant, text: &Value) -> String {
    let pem = pem::parse(&merchant.credentials.merchant_private_key_pem).unwrap();
    let key = OaepPrivateDecryptingKey::new(PrivateDecryptingKey::from_pkcs8(pem.contents()).unwrap()).unwrap();
    let encrypted = STANDARD.decode(text.as_str().unwrap()).unwrap();
    let mut plain = vec![0; key.min_output_size()];
    let plain = key.decrypt(&OAEP_SHA1_MGF1SHA1, &encrypted, &mut plain, None).unwrap();
    String::from_utf8(plain.to_vec()).unwrap()
}

fn post(merchant: &Merchant, body: &Value) -> Reply {
    merchant.send(&merchant.draft("POST", "/payees", &body.to_string()))
}

/// What is wrong with a payee: the body that `change` makes of a good one, given a way to encrypt.
fn refusal(change: impl Fn(&mut Value, &dyn Fn(&str) -> Value)) -> Option<Value> {
    let mock = builder().start_blocking().unwrap();
    let merchant = merchant(&mock);
    let encrypt = |plain: &str| encrypted(&merchant.credentials.public_key_pem, plain);
    let mut body = json!({"name": encrypt("张三")});
    change(&mut body, &encrypt);
    let reply = post(&merchant, &body);
    (reply.status() != 200).then(|| {
        assert_eq!((reply.status(), &reply.json()["code"]), (400, &json!("PARAM_ERROR")), "{reply:?}");
        reply.json()["detail"].clone()
    })
}

fn detail(field: &str, issue: &str) -> Option<Value> {
    Some(json!({"field": field, "issue": issue, "location": "body"}))
}

#[test]
fn what_is_encrypted_is_taken_wherever_the_mark_stands() {
    let whole = refusal(|body, encrypt| {
        body["account"] = encrypt("123456");
        body["merged"] = encrypt("abcd");
        body["kind"] = encrypt("SHOP");
        body["aliases"] = json!([encrypt("Bo"), ""]);
        body["contact"] = json!({"phone": encrypt("13800000000")});
        body["note"] = json!("plain");
    });
    assert_eq!(whole, None);
    assert_eq!(refusal(|body, _| body["name"] = json!("")), None);
}

#[test]
fn the_limits_are_those_of_the_plain_text() {
    let name = refusal(|body, encrypt| body["name"] = encrypt("张三张三张三张三张"));
    assert_eq!(name, detail("/name", "has 9 characters, at most 8 are allowed"));
    let account = refusal(|body, encrypt| body["account"] = encrypt("1234567"));
    assert_eq!(account, detail("/account", "has 7 characters, at most 6 are allowed"));
    let merged = refusal(|body, encrypt| body["merged"] = encrypt("abcde"));
    assert_eq!(merged, detail("/merged", "has 5 characters, at most 4 are allowed"));
    let kind = refusal(|body, encrypt| body["kind"] = encrypt("OTHER"));
    assert_eq!(kind, detail("/kind", "must be one of \"SHOP\", \"PERSON\""));
    let alias = refusal(|body, encrypt| body["aliases"] = json!([encrypt("Bo"), encrypt("Boniface")]));
    assert_eq!(alias, detail("/aliases/1", "has 8 characters, at most 5 are allowed"));
}

#[test]
fn what_cannot_be_decrypted_is_refused_and_not_shown() {
    let issue = "must be encrypted for the key that Wechatpay-Serial names, with RSA-OAEP (SHA-1) and in base64";
    assert_eq!(refusal(|body, _| body["name"] = json!("张三")), detail("/name", issue));
    assert_eq!(refusal(|body, _| body["account"] = json!("1234")), detail("/account", issue));
    let phone = refusal(|body, _| body["contact"] = json!({"phone": "13800000000"}));
    assert_eq!(phone, detail("/contact/phone", issue));
    let mock = builder().start_blocking().unwrap();
    let merchant = merchant(&mock);
    let reply = post(&merchant, &json!({"name": encrypted(&merchant.credentials.merchant_certificate_pem, "张三")}));
    assert_eq!(reply.json()["detail"]["field"], "/name", "encrypted for the wrong key");
}

#[test]
fn answers_are_encrypted_for_the_merchant_that_asks() {
    let mock = builder().merchant("1900000109").start_blocking().unwrap();
    let other = Merchant::new(mock.credentials_of("1900000109").unwrap().unwrap(), mock.addr());
    for merchant in [merchant(&mock), other] {
        let body = json!({"name": encrypted(&merchant.credentials.public_key_pem, "张三")});
        let reply = post(&merchant, &body).json();
        assert_eq!(reply["id"], "payee-1");
        assert_eq!(reply["blank"], "");
        let plain = |text: &Value| decrypted(&merchant, text);
        assert_eq!(plain(&reply["name"]), "张三");
        assert_eq!(plain(&reply["account"]), "622848");
        assert_eq!(plain(&reply["aliases"][0]), "Bo");
        assert_eq!(plain(&reply["contact"]["phone"]), "13800000000");
        assert_eq!(plain(&reply["either"]), "carol");
    }
}

#[test]
fn a_text_that_is_too_long_to_encrypt_is_named() {
    let mock = builder().start_blocking().unwrap();
    let merchant = merchant(&mock);
    let reply = merchant.send(&merchant.draft("GET", "/too-long", ""));
    assert_eq!(reply.status(), 500, "{reply:?}");
    assert!(reply.json()["message"].as_str().unwrap().contains("/name"), "{reply:?}");
}

#[test]
fn without_signatures_nothing_is_encrypted() {
    let mock = builder().unsigned().start_blocking().unwrap();
    let send = |body: &Value| {
        exchange(mock.addr(), &request("POST", "/payees", HEADERS, body.to_string().as_bytes())).unwrap()
    };
    let reply = send(&json!({"name": "张三"}));
    assert_eq!((reply.status(), &reply.json()["name"]), (200, &json!("张三")));
    assert_eq!(send(&json!({"name": "too long a name"})).json()["detail"]["value"], "too long a name");
}
