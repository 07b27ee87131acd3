//! What stands stays: names over imports, documents of other products, files of others.

mod common;

use common::{Site, page, said};
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use wechatpay_pages::{Error, Options};

const ANSWER: &[&str] =
    &["| state | string | `A` \\| `B` 枚举值之一", "| info | object | 甲", "| x {data-indent=1} | string | 乙"];

/// A site of three products.
fn site() -> Site {
    let site = Site::of("pay/orders/{order_id}", &page("get", &["| order_id | string | 号"], ANSWER));
    site.page("refund/orders/{order_id}", page("get", &["| order_id | string | 号"], ANSWER));
    site.page("marketing/cards/cards/{card_id}/close", page("post", &["| card_id | string | 号"], ANSWER));
    site
}

/// All files of a folder.
fn files(folder: &Path) -> BTreeMap<PathBuf, String> {
    let mut found = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path)
            } else {
                found.insert(path.clone(), fs::read_to_string(path).unwrap());
            }
        }
    }
    found
}

fn id(site: &Site, product: &str, method: &str, path: &str) -> String {
    common::at(&site.document(product), &["paths", path, method, "operationId"]).as_str().unwrap().to_owned()
}

fn only(product: &str) -> Options {
    Options { products: vec![product.to_owned()], ..Options::default() }
}

#[test]
fn names_that_are_alike_are_all_made_longer() {
    let site = site();
    site.import();
    assert_eq!(id(&site, "pay", "get", "/v3/pay/orders/{order_id}"), "getPayOrder");
    assert_eq!(id(&site, "refund", "get", "/v3/refund/orders/{order_id}"), "getRefundOrder");
    assert_eq!(id(&site, "marketing/cards", "post", "/v3/marketing/cards/cards/{card_id}/close"), "closeCard");
}

#[test]
fn a_name_that_stands_is_kept_when_another_would_want_it() {
    let site = Site::of("pay/orders/{order_id}", &page("get", &[], ANSWER));
    site.import();
    let before = files(&site.out());
    site.page("refund/orders/{order_id}", page("get", &[], ANSWER));
    let imported = site.import();
    assert_eq!(id(&site, "pay", "get", "/v3/pay/orders/{order_id}"), "getOrder");
    assert_eq!(id(&site, "refund", "get", "/v3/refund/orders/{order_id}"), "getRefundOrder");
    assert_eq!(files(&site.out())[&site.out().join("pay.yaml")], before[&site.out().join("pay.yaml")]);
    assert_eq!(imported.given[0].why.as_deref(), Some("lengthened: `getOrder` is not unique"));
}

#[test]
fn one_changed_page_changes_one_document() {
    let site = site();
    site.import();
    let rows: Vec<&str> =
        ANSWER.iter().copied().chain(["| info_new | object | 丙", "| x {data-indent=1} | integer | 丁"]).collect();
    site.page("pay/orders/{order_id}", page("get", &[], &rows));
    let imported = site.import();
    assert_eq!(imported.written.changed, ["names.toml", "pay.yaml"].map(PathBuf::from));
    assert_eq!(imported.given.len(), 1);
    assert_eq!(imported.given[0].name, "GetPayOrderInfoNew");
}

#[test]
fn names_in_the_map_are_kept_also_where_somebody_chose_them_or_the_page_is_gone() {
    let site = site();
    site.import();
    let map = site.out().join("names.toml");
    let text = fs::read_to_string(&map).unwrap();
    fs::write(
        &map,
        text.replace("\"getPayOrder\"", "\"fetchOrder\"").replace("\"GetPayOrderState\"", "\"OrderState\""),
    )
    .unwrap();
    fs::remove_file(site.pages().join("openapi/v3/refund/orders/{order_id}.md")).unwrap();
    let imported = site.import();
    assert_eq!(imported.written.removed, [PathBuf::from("refund.yaml")]);
    assert_eq!(id(&site, "pay", "get", "/v3/pay/orders/{order_id}"), "fetchOrder");
    assert!(site.document("pay")["components"]["schemas"].get("OrderState").is_some());
    assert!(fs::read_to_string(&map).unwrap().contains("\"getRefundOrder\""), "nothing is removed from the map");
}

#[test]
fn a_map_that_is_broken_stops_the_import() {
    for broken in [
        "[operations",
        "[operations]\n\"get /a\" = \"not a name\"",
        "[operations]\n\"get /a\" = \"x\"\n\"get /b\" = \"X\"",
        "[else]",
    ] {
        let site = site();
        site.import();
        let before = files(&site.out());
        let map = site.out().join("names.toml");
        let head = before[&map].lines().next().unwrap();
        fs::write(&map, format!("{head}\n{broken}\n")).unwrap();
        let error = site.try_import(&Options::default()).unwrap_err();
        assert!(matches!(error, Error::Names { .. }), "{error}");
        fs::write(&map, &before[&map]).unwrap();
        assert_eq!(files(&site.out()), before);
    }
}

#[test]
fn a_shared_schema_parts_when_one_of_its_places_changes() {
    let rows = [
        "| a | object | 甲",
        "| amount {data-indent=1} | object | 乙",
        "| n {data-indent=2} | integer | 数",
        "| amount | object | 丙",
        "| n {data-indent=1} | integer | 数",
    ];
    let site = Site::of("pay/orders", &page("get", &[], &rows));
    site.import();
    let answer = |site: &Site| {
        let document = site.document("pay");
        let place = |keys: &[&str]| {
            common::at(&document, keys)["$ref"].as_str().unwrap().rsplit('/').next().unwrap().to_owned()
        };
        let root = ["components", "schemas", "GetOrdersResponse", "properties"];
        (place(&[&root[..], &["amount"]].concat()), place(&[&root[..], &["a", "properties", "amount"]].concat()))
    };
    assert_eq!(answer(&site), ("GetOrdersAmount".to_owned(), "GetOrdersAmount".to_owned()));
    let mut changed = rows;
    changed[4] = "| n {data-indent=1} | number | 数";
    site.page("pay/orders", page("get", &[], &changed));
    assert_eq!(said(&site.import().findings), [("names/changed", 6)]);
    assert_eq!(answer(&site), ("GetOrdersResponseAmount".to_owned(), "GetOrdersAmount".to_owned()));
}

#[test]
fn one_product_is_written_and_others_stay() {
    let site = site();
    site.import();
    let before = files(&site.out());
    site.page("pay/orders/{order_id}", page("get", &[], &["| x | string | 甲"]));
    site.page("refund/orders/{order_id}", page("get", &[], &["| x | string | 甲"]));
    let imported = site.try_import(&only("pay")).unwrap();
    assert_eq!((imported.operations, imported.products), (1, vec!["pay".to_owned()]));
    assert_eq!(imported.written.changed, [PathBuf::from("pay.yaml")]);
    assert_eq!(files(&site.out())[&site.out().join("refund.yaml")], before[&site.out().join("refund.yaml")]);
    let error = site.try_import(&only("cards")).unwrap_err();
    assert_eq!(error.to_string(), "no page belongs to the product `cards`: did you mean `marketing/cards`?");
}

#[test]
fn products_that_come_one_by_one_have_the_names_that_all_at_once_have() {
    let (one, all) = (site(), site());
    all.import();
    for product in ["refund", "marketing/cards", "pay"] {
        one.try_import(&only(product)).unwrap();
    }
    let texts = |site: &Site| files(&site.out()).into_values().collect::<Vec<_>>();
    assert_eq!(texts(&one), texts(&all));
}

#[test]
fn nobody_elses_file_is_replaced_or_removed() {
    let site = site();
    site.import();
    for own in ["hand-written.yaml", "marketing/readme.md", "codegen.toml"] {
        fs::write(site.out().join(own), "openapi: 3.0.3\n").unwrap();
    }
    fs::write(site.out().join("pay.yaml"), "# mine\n").unwrap();
    site.page("refund/orders/{order_id}", page("get", &[], &["| x | string | 甲"]));
    let before = files(&site.out());
    let error = site.try_import(&Options::default()).unwrap_err();
    assert!(matches!(&error, Error::NotOurs(file) if file.ends_with("pay.yaml")), "{error}");
    assert_eq!(files(&site.out()), before);
    fs::remove_file(site.out().join("pay.yaml")).unwrap();
    fs::remove_file(site.pages().join("openapi/v3/marketing/cards/cards/{card_id}/close.md")).unwrap();
    let written = site.import().written;
    assert_eq!(written.removed, [PathBuf::from("marketing/cards.yaml")]);
    for own in ["hand-written.yaml", "marketing/readme.md", "codegen.toml"] {
        assert_eq!(fs::read_to_string(site.out().join(own)).unwrap(), "openapi: 3.0.3\n");
    }
}

#[test]
fn a_folder_without_pages_changes_nothing() {
    let site = site();
    site.import();
    let before = files(&site.out());
    fs::remove_dir_all(site.pages()).unwrap();
    assert!(matches!(site.try_import(&Options::default()), Err(Error::Folder { .. })));
    fs::create_dir_all(site.pages()).unwrap();
    assert!(matches!(site.try_import(&Options::default()), Err(Error::NoPages(_))));
    fs::remove_dir(site.pages()).unwrap();
    fs::write(site.pages(), "").unwrap();
    assert!(matches!(site.try_import(&Options::default()), Err(Error::NotAFolder(_))));
    assert_eq!(files(&site.out()), before);
}

#[cfg(unix)]
#[test]
fn a_second_import_into_the_folder_is_refused_while_one_is_at_work() {
    let site = site();
    site.import();
    let held = File::open(site.out()).unwrap();
    held.lock().unwrap();
    let error = site.try_import(&Options::default()).unwrap_err();
    assert!(matches!(error, Error::Busy(_)) && error.to_string().contains("another import"), "{error}");
    drop(held);
    site.import();
}

#[test]
fn imports_at_once_end_as_one_of_them_would() {
    let site = site();
    site.import();
    let before = files(&site.out());
    let outcomes: Vec<_> = std::thread::scope(|scope| {
        let runs: Vec<_> = (0..8).map(|_| scope.spawn(|| site.try_import(&Options::default()))).collect();
        runs.into_iter().map(|run| run.join().unwrap()).collect()
    });
    assert!(outcomes.iter().all(|outcome| outcome.is_ok() || matches!(outcome, Err(Error::Busy(_)))));
    assert_eq!(files(&site.out()), before);
}

#[test]
fn what_an_interrupted_import_had_decided_is_done_by_the_next() {
    let (site, whole) = (site(), site());
    site.import();
    let before = files(&site.out());
    // Before the plan stands, nothing has happened.
    let stage = site.out().join(".import-pages");
    fs::create_dir_all(stage.join("files")).unwrap();
    fs::write(stage.join("files/pay.yaml"), "half").unwrap();
    site.import();
    assert_eq!(files(&site.out()), before);
    // Once it stands, what is left of it is done, whatever was done already.
    whole.import();
    let text = before[&site.out().join("pay.yaml")].replace("getPayOrder", "other");
    fs::create_dir_all(stage.join("files")).unwrap();
    fs::write(stage.join("files/pay.yaml"), &text).unwrap();
    let plan = r#"{"moved":["gone.yaml","pay.yaml","../outside.yaml"],"removed":["refund.yaml","../pages"]}"#;
    fs::write(stage.join("plan.json"), plan).unwrap();
    let map = site.out().join("names.toml");
    fs::write(&map, "[broken").unwrap();
    site.try_import(&Options::default()).unwrap_err();
    let after = files(&site.out());
    assert_eq!(after.get(&site.out().join("pay.yaml")), Some(&text));
    assert!(!after.contains_key(&site.out().join("refund.yaml")) && !stage.exists() && site.pages().exists());
}
