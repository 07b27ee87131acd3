//! `docs/pages.md` lists every finding, as it is said in the code.

use wechatpay_pages::CODES;

#[test]
fn every_finding_is_documented() {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/pages.md");
    let text = std::fs::read_to_string(file).unwrap();
    let (_, table) = text.split_once("| --- | --- |\n| `walk/").unwrap();
    let table = format!("| `walk/{table}");
    let expected: String = CODES.iter().map(|kind| format!("| `{}` | {} |\n", kind.code, kind.title)).collect();
    assert_eq!(table, expected);
}
