//! Uploads, of which a part is signed, and downloads, which are checked by their hash.

mod support;

use aws_lc_rs::digest::{SHA1_FOR_LEGACY_USE_ONLY, digest};
use serde_json::json;
use support::*;
use wechatpay_client::Client;
use wechatpay_mock::{Answer, Fault, Mock};
use wechatpay_protocol::{Download, Upload};

const MEDIA: &str = "v3/merchant/media/upload";

fn media_id() -> Answer {
    Answer::status(200).json(&json!({"media_id": "H1ihR9JUtVj"}))
}

#[tokio::test]
async fn the_meta_part_is_signed_and_the_file_is_streamed() {
    let mock = mock().await;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("shop \"front\".png");
    let content: Vec<u8> = (0..3_000_000_u32).map(|number| number as u8).collect();
    std::fs::write(&path, &content).unwrap();
    let upload = Upload::file(&path).unwrap();
    mock.script_with(|request| request.verdict.is_accepted().then(media_id));
    let response = client(&mock).chain(MEDIA).post_multipart(upload.into_multipart().unwrap()).await.unwrap();
    assert_eq!(response.status(), 200, "{response:?}");
    let request = &mock.requests()[0];
    assert!(request.verdict.is_accepted(), "{:?}", request.verdict);
    assert!(request.body.windows(content.len().min(64)).any(|window| window == &content[..64]));
    assert!(request.body.len() > content.len());
    let message = String::from_utf8(request.message.as_ref().unwrap().to_vec()).unwrap();
    let meta: serde_json::Value = serde_json::from_str(message.split('\n').nth(4).unwrap()).unwrap();
    assert_eq!(meta["filename"], "shop \"front\".png");
    assert_eq!(meta["sha256"].as_str().unwrap().len(), 64);
}

#[tokio::test]
async fn an_upload_that_is_repeated_is_read_and_signed_anew() {
    let mock = mock().await;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.jpg");
    std::fs::write(&path, "picture").unwrap();
    mock.fault(Fault::ServerError);
    let client: Client = client_of(&mock, merchant(&mock)).retry(quickly(3)).build().unwrap();
    let upload = Upload::file(&path).unwrap().into_multipart().unwrap();
    let response = client.chain(MEDIA).post_multipart(upload).idempotent().await.unwrap();
    // The mock has no such operation, but both uploads were well signed.
    assert_eq!(response.status(), 404);
    let requests = mock.requests();
    assert_eq!(requests.len(), 2);
    assert!(requests.iter().all(|request| request.verdict.is_accepted()), "{:?}", requests[1].verdict);
    assert_ne!(requests[0].header("authorization"), requests[1].header("authorization"));
}

#[tokio::test]
async fn a_multipart_body_without_its_signed_part_is_not_sent() {
    use wechatpay_client::runtime::{Multipart, Part};
    let mock = mock().await;
    let body = Multipart::new().part(Part::bytes("file", "a.png", "image/png", "x"));
    let error = client(&mock).chain(MEDIA).post_multipart(body).await.unwrap_err();
    assert!(error.to_string().contains("`meta`"), "{error}");
    assert!(mock.requests().is_empty());
}

fn sha1(bytes: &[u8]) -> String {
    digest(&SHA1_FOR_LEGACY_USE_ONLY, bytes).as_ref().iter().map(|byte| format!("{byte:02x}")).collect()
}

fn bill(mock: &Mock) -> String {
    format!("{}/v3/billdownload/file?token=a%2Bb%3D&tartype=", mock.base_url())
}

/// 20 MB, more than a body may have that is read whole.
fn rows() -> Vec<u8> {
    "`2026-11-24,`1900000109,`0.01\n".repeat(700_000).into_bytes()
}

#[tokio::test]
async fn a_bill_is_saved_once_its_hash_is_right() {
    let mock = mock().await;
    let rows = rows();
    mock.script(Answer::status(200).body(rows.clone()).unsigned()).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("bill.csv");
    Download::new(bill(&mock)).sha1(sha1(&rows)).save(&client(&mock), &path).await.unwrap();
    assert_eq!(std::fs::read(&path).unwrap(), rows);
    let request = &mock.requests()[0];
    assert_eq!(request.target, "/v3/billdownload/file?token=a%2Bb%3D&tartype=");
    assert!(request.header("authorization").is_some());
}

#[tokio::test]
async fn a_bill_that_is_another_one_leaves_the_earlier_file_alone() {
    let mock = mock().await;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("bill.csv");
    std::fs::write(&path, "yesterday's").unwrap();
    let save = async |answer: Answer| {
        mock.script(answer).unwrap();
        let download = Download::new(bill(&mock)).sha1(sha1(b"the bill"));
        download.save(&client(&mock), &path).await.unwrap_err().to_string()
    };
    let forged = save(Answer::status(200).body("another").unsigned()).await;
    assert!(forged.contains("not the one that was announced"), "{forged}");
    let cut = save(Answer::status(200).body("the bill").truncate_body_at(3).unsigned()).await;
    assert!(cut.contains("cut short"), "{cut}");
    let refused = save(Answer::status(403).json(&json!({"code": "NO_AUTH"})).unsigned()).await;
    assert!(refused.contains("403") && refused.contains("NO_AUTH"), "{refused}");
    assert_eq!(std::fs::read(&path).unwrap(), b"yesterday's");
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
}

#[tokio::test]
async fn a_signed_request_goes_to_wechat_pay_and_to_nobody_else() {
    let mock = mock().await;
    for url in [
        "https://evil.example/v3/x",
        "http://api.mch.weixin.qq.com/v3/x",
        "https://mch.weixin.qq.com.evil.example/",
        "x",
    ] {
        let error = Download::new(url).open(&client(&mock)).await.unwrap_err();
        assert!(error.to_string().contains("the URL of the download"), "{error}");
    }
    assert!(mock.requests().is_empty());
}

#[tokio::test]
async fn only_what_is_offered_as_a_download_may_be_unsigned() {
    let mock = mock().await;
    mock.script(Answer::status(200).body("bytes").unsigned()).unwrap();
    let error = client(&mock).chain("v3/billdownload/file").get().open().await.unwrap_err();
    assert!(error.cause::<wechatpay_protocol::Rejection>().is_some(), "{error}");
}
