//! The documents whose operations the mock answers.
#![no_main]

use std::fs;
use std::path::PathBuf;
use std::sync::LazyLock;

use http::{HeaderMap, HeaderValue, Method};
use libfuzzer_sys::fuzz_target;
use wechatpay_fuzz::check_error;
use wechatpay_mock::Document;

/// A file of this process alone.
static FILE: LazyLock<PathBuf> =
    LazyLock::new(|| std::env::temp_dir().join(format!("fuzzed-document-{}.yaml", std::process::id())));

fuzz_target!(|data: &[u8]| {
    fs::write(&*FILE, data).expect("a temporary file can be written");
    let document = match Document::open(&*FILE, 1) {
        Ok(document) => document,
        Err(error) => return check_error(&error),
    };
    let mut headers = HeaderMap::new();
    headers.insert("content-type", HeaderValue::from_static("application/json"));
    let operations: Vec<_> = document.operations().map(|(method, path)| (method, path.to_owned())).collect();
    for (method, path) in operations.into_iter().take(8) {
        let Ok(method) = Method::from_bytes(method.as_bytes()) else { continue };
        for body in ["", "{}", r#"{"code":["478515832665"],"name":null}"#] {
            let target = path.replace(['{', '}'], "") + "?a=1&b=%2F&b=x";
            let first = document.answer(&method, &target, &headers, body.as_bytes());
            let second = document.answer(&method, &target, &headers, body.as_bytes());
            assert_eq!(format!("{first:?}"), format!("{second:?}"), "the same request gets the same answer");
        }
    }
});
