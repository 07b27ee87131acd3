//! What an import of the pages beside this file writes, byte for byte. `UPDATE_GOLDEN=1` writes it anew, to be reviewed.

mod common;

use common::said;
use std::fs;
use std::path::Path;
use wechatpay_pages::{Options, import};

#[test]
fn documents_are_what_was_reviewed() {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    let expected = tests.join("expected");
    let out = tempfile::tempdir().unwrap();
    let imported = import(&tests.join("pages"), out.path(), &Options::default(), |_| {}).unwrap();
    assert_eq!(said(&imported.findings), [("page/same-path", 6)]);
    assert_eq!((imported.pages, imported.redirects, imported.operations), (13, 1, 14));
    let update = std::env::var_os("UPDATE_GOLDEN").is_some();
    for file in &imported.written.changed {
        let written = fs::read_to_string(out.path().join(file)).unwrap();
        if update {
            fs::create_dir_all(expected.join(file).parent().unwrap()).unwrap();
            fs::write(expected.join(file), &written).unwrap();
        }
        assert_eq!(written, fs::read_to_string(expected.join(file)).unwrap_or_default(), "{}", file.display());
    }
    let again = import(&tests.join("pages"), out.path(), &Options::default(), |_| {}).unwrap();
    assert!(again.written.changed.is_empty() && again.given.is_empty());
}

#[test]
fn no_prose_is_written_unless_it_is_asked_for() {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    let (facts, all) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    import(&tests.join("pages"), facts.path(), &Options::default(), |_| {}).unwrap();
    let with_text = Options { with_text: true, ..Options::default() };
    import(&tests.join("pages"), all.path(), &with_text, |_| {}).unwrap();
    let read = |folder: &Path, file: &str| fs::read_to_string(folder.join(file)).unwrap();
    for file in ["shop.yaml", "global/shop.yaml", "marketing/shop-cards.yaml", "names.toml"] {
        assert!(read(facts.path(), file).is_ascii(), "{file}");
    }
    assert_eq!(read(facts.path(), "names.toml"), read(all.path(), "names.toml"));
    let order = common::document(&all.path().join("shop.yaml"));
    let post = common::at(&order, &["paths", "/v3/shop/orders/", "post"]);
    assert_eq!((&post["summary"], &post["description"]), (&"下单".into(), &"下一单".into()));
    let count = common::at(&order, &["components", "schemas", "CreateOrderCount"]);
    assert_eq!(count["description"], "数\n，默认为`1`");
    // Compatibility characters become the usual ones.
    assert_eq!(common::at(&order, &["paths", "/v3/shop/carts/{cart_id}/close", "post"])["summary"], "关门");
}
