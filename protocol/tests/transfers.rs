//! Uploads, of which a part is signed, and downloads, which a hash vouches for.

mod support;

use std::io::Write as _;

use aws_lc_rs::digest::{SHA1_FOR_LEGACY_USE_ONLY, digest};
use flate2::Compression;
use flate2::write::GzEncoder;
use openapi_client_runtime::{Authenticity, Core, Delivery, ErrorKind, Multipart, Part, Result};
use support::*;
use wechatpay_protocol::{Download, Upload};

const URL: &str = "https://api.mch.weixin.qq.com/v3/billdownload/file?token=6XIv5T-_+%2Ba%3D&tartype=";

fn known(pay: &Pay) -> Core {
    client(pay, &with_public_key(pay).build().unwrap())
}

#[tokio::test]
async fn of_an_upload_only_the_meta_part_is_signed() {
    let pay = Pay::new(|_, before| Reply::new(if before == 0 { 500 } else { 200 }, "{}"));
    let upload = Upload::bytes("shop.png", "picture").meta("note", "门店");
    let call = known(&pay).chain("v3/merchant/media/upload").post_multipart(upload.into_multipart().unwrap());
    call.idempotent().await.unwrap();
    let sent = pay.sent();
    assert_eq!(sent.len(), 2);
    for request in &sent {
        let parts = request.multipart().unwrap().parts();
        assert_eq!(parts.iter().map(Part::name).collect::<Vec<_>>(), ["meta", "file"]);
        let meta = parts[0].content().unwrap();
        assert!(meta.starts_with(br#"{"filename":"shop.png""#) && is_well_signed(request, meta, 1_700_000_000));
        assert!(!is_well_signed(request, b"", 1_700_000_000));
    }
    assert_ne!(authorization(&sent[0], "nonce_str"), authorization(&sent[1], "nonce_str"));
}

#[tokio::test]
async fn what_is_no_upload_is_not_sent() {
    let pay = Pay::always(Reply::new(200, "{}"));
    let file = || Part::bytes("file", "a.png", "image/png", "x");
    let meta_of_a_file = Part::file("meta", "a", "text/plain", std::env::current_exe().unwrap()).unwrap();
    for body in [Multipart::new(), Multipart::new().part(file()), Multipart::new().part(meta_of_a_file)] {
        let error = known(&pay).chain("v3/upload").post_multipart(body).await.unwrap_err();
        assert_eq!((error.kind(), error.delivery()), (ErrorKind::Protocol, Delivery::NotSent));
        assert!(error.to_string().contains("`meta`"), "{error}");
    }
    // The signed part is JSON, and keeps to the rules of all JSON that WeChat Pay is sent.
    for upload in [Upload::bytes("😀.png", "x"), Upload::bytes("a.png", "x").meta("note", serde_json::Value::Null)] {
        let body = upload.into_multipart().unwrap();
        let error = known(&pay).chain("v3/upload").post_multipart(body).await.unwrap_err();
        assert_eq!((error.kind(), error.delivery()), (ErrorKind::Request, Delivery::NotSent), "{error}");
    }
    assert!(pay.sent().is_empty());
}

fn sha1(bytes: &[u8]) -> String {
    digest(&SHA1_FOR_LEGACY_USE_ONLY, bytes).as_ref().iter().map(|byte| format!("{byte:02x}")).collect()
}

async fn read(download: Download, core: &Core) -> Result<Vec<u8>> {
    let mut downloading = download.open(core).await?;
    let mut file = Vec::new();
    while let Some(piece) = downloading.piece().await? {
        file.extend_from_slice(&piece);
    }
    Ok(file)
}

#[tokio::test]
async fn a_file_is_handed_out_piece_by_piece_and_its_hash_is_checked() {
    let pay = Pay::always(Reply::new(200, "").unsigned().pieces(&[b"the ", b"", b"bill"]));
    let download = || Download::new(URL);
    assert_eq!(read(download().sha1(sha1(b"the bill")), &known(&pay)).await.unwrap(), b"the bill");
    let request = pay.sent().pop().unwrap();
    assert_eq!(request.target(), "/v3/billdownload/file?token=6XIv5T-_+%2Ba%3D&tartype=");
    assert!(is_well_signed(&request, b"", 1_700_000_000));
    let error = read(download().sha1(sha1(b"another")), &known(&pay)).await.unwrap_err();
    assert!(error.to_string().contains("not the one that was announced"), "{error}");
    let error = read(download().max_size(7), &known(&pay)).await.unwrap_err();
    assert!(error.to_string().contains("larger than 7 bytes"), "{error}");
}

#[tokio::test]
async fn a_compressed_file_is_opened() {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all("the bill,".repeat(1000).as_bytes()).unwrap();
    let compressed: &'static [u8] = encoder.finish().unwrap().leak();
    let (first, second) = compressed.split_at(20);
    let pay = Pay::always(Reply::new(200, "").unsigned().pieces(&[first, second]));
    let download = || Download::new(URL).sha1(sha1("the bill,".repeat(1000).as_bytes())).gzip();
    assert_eq!(read(download(), &known(&pay)).await.unwrap().len(), 9000);
    for broken in [&[first][..], &[second], &[]] {
        let pay = Pay::always(Reply::new(200, "").unsigned().pieces(broken));
        let error = read(download(), &known(&pay)).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Protocol, "{error}");
    }
}

#[tokio::test]
async fn a_file_may_be_signed_although_only_its_hash_counts() {
    // By its own signature, which cannot be looked at before the file is here, and by that of an answer without a body.
    let whole = Reply::new(200, "the bill");
    for reply in
        [whole.clone(), whole.header("wechatpay-signature", "AAAA"), Reply::new(200, "").pieces(&[b"the bill"])]
    {
        let core = known(&Pay::always(reply));
        assert_eq!(read(Download::new(URL).sha1(sha1(b"the bill")), &core).await.unwrap(), b"the bill");
        let error = read(Download::new(URL).sha1(sha1(b"another")), &core).await.unwrap_err();
        assert!(error.to_string().contains("not the one that was announced"), "{error}");
        let incoming = core.chain("v3/file").extension("answer", "unsigned").get().open().await.unwrap();
        assert_eq!(incoming.response().authenticity(), Authenticity::Unverified);
    }
}

#[tokio::test]
async fn only_wechat_pay_is_asked_for_files() {
    let pay = Pay::always(Reply::new(200, "").unsigned().pieces(&[b"x"]));
    for url in [
        "https://example.com/v3/file",
        "https://mch.weixin.qq.com.example.com/v3/file",
        "https://xmch.weixin.qq.com/v3/file",
        "https://api.mch.weixin.qq.com@example.com/v3/file",
        "http://api.mch.weixin.qq.com/v3/file",
        "https://api.mch.weixin.qq.com:8443/v3/file",
        "file:///etc/passwd",
        "/v3/file",
        "",
    ] {
        let error = Download::new(url).open(known(&pay)).await.unwrap_err();
        assert_eq!((error.kind(), error.delivery()), (ErrorKind::Request, Delivery::NotSent), "{url}");
        assert!(error.to_string().starts_with("the URL of the download"), "{error}");
    }
    assert!(pay.sent().is_empty());
    // Its other hosts are its own.
    assert_eq!(read(Download::new("https://api2.mch.weixin.qq.com/v3/file"), &known(&pay)).await.unwrap(), b"x");
    assert_eq!(pay.sent()[0].url(), "https://api2.mch.weixin.qq.com/v3/file");
}

#[tokio::test]
async fn a_file_is_saved_whole_or_not_at_all() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("bill.csv");
    let save = async |reply: Reply| {
        let pay = Pay::always(reply);
        Download::new(URL).sha1(sha1(b"the bill")).save(known(&pay), &path).await
    };
    save(Reply::new(200, "").unsigned().pieces(&[b"the ", b"bill"])).await.unwrap();
    for reply in [
        Reply::new(200, "").unsigned().pieces(&[b"the ", b"ball"]),
        Reply::new(403, r#"{"code":"NO_AUTH"}"#).unsigned(),
        Reply::new(302, "").unsigned(),
    ] {
        assert!(save(reply).await.is_err());
    }
    assert_eq!(std::fs::read(&path).unwrap(), b"the bill");
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
}
