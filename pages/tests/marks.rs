//! Marks of rows reach the schema of their row, and no other.

mod common;

use common::{Site, at, page};
use serde_json::json;

#[test]
fn lists_of_values_are_not_shared_when_one_of_them_is_encrypted() {
    let rows = [
        "| a | object | 甲",
        "| kind {data-indent=1} | string {data-tooltip=商户API证书 data-encrypted=by-rsa-pubkey} | `A` \\| `B` 枚举值之一",
        "| b | object | 乙",
        "| kind {data-indent=1} | string | `A` \\| `B` 枚举值之一",
        "| c | object | 丙",
        "| kind {data-indent=1} | string[] | `A` \\| `B` 枚举值之一",
    ];
    let site = Site::of("a/items", &page("get", &[], &rows));
    assert!(site.import().findings.is_empty());
    let document = site.document("a");
    let kind = |place: &str| {
        let schema = at(&document, &["components", "schemas", "GetItemsResponse", "properties", place]);
        common::follow(&document, &common::follow(&document, schema)["properties"]["kind"]).clone()
    };
    assert_eq!(kind("a"), json!({"type": "string", "enum": ["A", "B"], "x-encrypted": "merchant"}));
    assert_eq!(kind("b"), json!({"type": "string", "enum": ["A", "B"]}));
    assert_eq!(common::follow(&document, &kind("c")["items"]), &kind("b"));
}
