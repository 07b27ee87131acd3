//! Reference pages: what is read of one, and the facts in it.
#![no_main]

use std::path::PathBuf;

use libfuzzer_sys::fuzz_target;
use wechatpay_pages::Findings;
use wechatpay_pages::facts::operations;
use wechatpay_pages::page::Page;
use wechatpay_pages::walk::{Found, decode};

fuzz_target!(|data: &[u8]| {
    let found = Found { file: PathBuf::from("page.md"), page: "openapi/v3/a/items/{id}.md".to_owned() };
    let mut findings = Findings::default();
    let text = decode(data.to_vec(), &found.file, &mut findings);
    let page = Page::parse(&found, &text, &mut findings);
    let operations = operations(std::slice::from_ref(&page), &mut findings);
    assert!(operations.len() <= page.sections.len());
    let lines = text.lines().count().max(1);
    for finding in findings.into_sorted() {
        assert!(finding.line <= lines, "{finding:?}");
        assert!(!finding.message.contains(char::is_control), "{finding:?}");
    }
});
