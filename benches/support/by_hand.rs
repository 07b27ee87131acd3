//! The deposit call as one writes it by hand, with reqwest and serde's derives: same settings, headers and checks.

use std::error::Error;
use std::time::Duration;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use reqwest::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE, HeaderValue};
use reqwest::{Client, StatusCode, redirect};
use serde::{Deserialize, Serialize};
use wechatpay_protocol::Merchant;

/// RFC 3986, section 2.3.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

#[derive(Debug, Serialize)]
pub struct Request {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code: Option<Vec<String>>,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Results {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub data: Option<Vec<CodeResult>>,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct CodeResult {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub result: Option<Import>,
}

/// Closed, as that is what derives read quickest.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Import {
    Success,
    Duplicate,
    Fail,
}

pub fn client() -> Result<Client, reqwest::Error> {
    Client::builder()
        .user_agent(concat!("wechatpay-client/", env!("CARGO_PKG_VERSION")))
        .redirect(redirect::Policy::none())
        .connect_timeout(Duration::from_secs(10))
        .pool_idle_timeout(Duration::from_secs(7))
        .referer(false)
        .no_proxy()
        .build()
}

/// The same, signed by the merchant, and its answer verified.
pub async fn signed_deposit(
    client: &Client,
    merchant: &Merchant,
    base: &str,
    target: &str,
    codes: &Request,
) -> Result<Results, Box<dyn Error>> {
    let body = serde_json::to_vec(codes)?;
    let signed = merchant.sign("POST", target, &body)?;
    let key = merchant.encryption_key().ok_or("no key of WeChat Pay")?;
    let response = client
        .post(format!("{base}{target}"))
        .timeout(Duration::from_secs(30))
        .header(ACCEPT, HeaderValue::from_static("application/json"))
        .header(CONTENT_TYPE, HeaderValue::from_static("application/json"))
        .header(AUTHORIZATION, signed.authorization)
        .header("wechatpay-serial", key.header().clone())
        .body(body)
        .send()
        .await?;
    let (status, headers) = (response.status(), response.headers().clone());
    let body = response.bytes().await?;
    merchant.verify(&headers, &body)?;
    match status {
        StatusCode::OK => Ok(serde_json::from_slice(&body)?),
        _ => Err(format!("{status}: {}", String::from_utf8_lossy(&body)).into()),
    }
}

pub async fn deposit(client: &Client, base: &str, card: &str, codes: &Request) -> Result<Results, Box<dyn Error>> {
    let card = utf8_percent_encode(card, RESERVED);
    let url = format!("{base}/v3/marketing/membercard-open/cards/{card}/codes/deposit");
    let response = client
        .post(url)
        .timeout(Duration::from_secs(30))
        .header(ACCEPT, HeaderValue::from_static("application/json"))
        .header(CONTENT_TYPE, HeaderValue::from_static("application/json"))
        .body(serde_json::to_vec(codes)?)
        .send()
        .await?;
    let status = response.status();
    let body = response.bytes().await?;
    match status {
        StatusCode::OK => Ok(serde_json::from_slice(&body)?),
        _ => Err(format!("{status}: {}", String::from_utf8_lossy(&body)).into()),
    }
}
