//! Merchants from TOML files.

use std::path::{Path, PathBuf};

use super::{faults, places};
use crate::merchant::{ConfigFault, Merchant};
use crate::testing::{API_V3_KEY, MCHID, PUBLIC_KEY_ID, SERIAL, bytes, text};

/// A folder with both keys and a configuration.
fn folder(config: &str) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("pay.toml");
    std::fs::write(&path, config).unwrap();
    for (name, key) in [("key.pem", "merchant.pkcs1"), ("pub_key.pem", "wechatpay.public")] {
        std::fs::write(folder.path().join(name), bytes(&format!("keys/{key}.pem"))).unwrap();
    }
    (folder, path)
}

fn table(mchid: &str) -> String {
    format!(
        "mchid = \"{mchid}\"\nserial = \"{SERIAL}\"\nprivate_key_file = \"key.pem\"\napi_v3_key = \"{API_V3_KEY}\"\n\
         public_key_id = \"{PUBLIC_KEY_ID}\"\npublic_key_file = \"pub_key.pem\"\n"
    )
}

fn at(path: &Path, key: &str, line: usize) -> String {
    format!("`{key}` in {path:?}, line {line}")
}

#[test]
fn a_file_makes_a_merchant() {
    let (_folder, path) = folder(&table(MCHID));
    assert_eq!(Merchant::from_toml_file(&path).unwrap().mchid(), MCHID);
    let pem = text("keys/merchant.pkcs8.pem");
    let inline = table(MCHID).replace("private_key_file = \"key.pem\"", &format!("private_key = \"\"\"\n{pem}\"\"\""));
    let (_folder, path) = folder(&format!("{inline}platform_certificates = true"));
    assert!(Merchant::from_toml_file(&path).unwrap().keys().downloads());
}

#[test]
fn a_file_makes_several_merchants() {
    let both = format!("[merchants.a]\n{}[merchants.b]\n{}", table(MCHID), table("1900007292"));
    let (_folder, path) = folder(&both);
    let merchants = Merchant::all_from_toml_file(&path).unwrap();
    let mchids: Vec<_> = merchants.iter().map(|(name, merchant)| (name.as_str(), merchant.mchid())).collect();
    assert_eq!(mchids, [("a", MCHID), ("b", "1900007292")]);
    let error = Merchant::from_toml_file(&path).unwrap_err();
    assert_eq!(faults(&error), [(at(&path, "merchants", 1).as_str(), &ConfigFault::Several)]);
    let (_folder, path) = folder("");
    let error = Merchant::all_from_toml_file(&path).unwrap_err();
    assert_eq!(faults(&error), [(format!("{path:?}").as_str(), &ConfigFault::NoMerchants)]);
}

#[test]
fn faults_in_a_file_are_named_with_their_lines() {
    let config = table(MCHID).replace("key.pem", "gone.pem").replace("mchid = \"", "mchid = 1#");
    let (_folder, path) = folder(&format!("{config}merchant_id = \"x\"\nplatform_certificates = \"yes\"\n"));
    let error = Merchant::from_toml_file(&path).unwrap_err();
    let expected = [
        ("merchant_id", 7),
        ("mchid", 1),
        ("private_key_file", 3),
        ("public_key_file", 6),
        ("platform_certificates", 8),
    ];
    assert_eq!(places(&error), expected.map(|(key, line)| at(&path, key, line)));
    let missing_file = faults(&error)[2].1.to_string();
    assert!(missing_file.contains("gone.pem") && missing_file.contains("there is no such file"), "{missing_file}");
    let (_folder, path) = folder(&format!("[merchants.a]\n{}[merchants.b]\nmchid = 1\n", table("x")));
    let error = Merchant::all_from_toml_file(&path).unwrap_err();
    assert_eq!(places(&error)[..2], [at(&path, "merchants.a.mchid", 2), at(&path, "merchants.b.mchid", 9)]);
    assert!(places(&error)[2..].iter().all(|place| place.contains("`merchants.b.")), "{error}");
}

#[test]
fn a_key_that_is_nearly_right_is_guessed() {
    for (wrong, meant) in [
        ("private_key_path", Some("private_key_file")),
        ("mch_id", Some("mchid")),
        ("apiv3_key", Some("api_v3_key")),
        ("app", None),
    ] {
        let (_folder, path) = folder(&format!("{}{wrong} = \"x\"\n", table(MCHID)));
        let text = Merchant::from_toml_file(&path).unwrap_err().to_string();
        let guess = meant.map(|meant| format!("did you mean `{meant}`?"));
        assert!(guess.map_or(!text.contains("did you mean"), |guess| text.contains(&guess)), "{text}");
    }
    let (_folder, path) = folder(&table(MCHID).replace(&format!("\"{MCHID}\""), MCHID));
    let number = Merchant::from_toml_file(&path).unwrap_err().to_string();
    assert!(number.ends_with("line 1: is not text; put it in quotes"), "{number}");
}

#[test]
fn a_certificate_beside_the_id_of_a_public_key_is_refused_with_advice() {
    let (folder, path) = folder(&table(MCHID));
    std::fs::write(folder.path().join("pub_key.pem"), bytes("certificates/platform-a.pem")).unwrap();
    let error = Merchant::from_toml_file(&path).unwrap_err();
    assert_eq!(places(&error), [at(&path, "public_key_file", 6)]);
    let text = error.to_string();
    assert!(text.contains("found a certificate") && text.contains("`platform_certificates`"), "{text}");
}

#[test]
fn a_file_that_cannot_be_read_is_named_without_its_secrets() {
    let error = Merchant::from_toml_file("no/such/pay.toml").unwrap_err();
    assert_eq!(faults(&error), [("\"no/such/pay.toml\"", &ConfigFault::Unreadable(std::io::ErrorKind::NotFound))]);
    for broken in
        ["api_v3_key = \"TOPSECRET", "api_v3_key = TOPSECRET", "[TOPSECRET\n", "mchid = 1\nmchid = 'TOPSECRET'"]
    {
        let (_folder, path) = folder(broken);
        let error = Merchant::from_toml_file(&path).unwrap_err();
        assert!(matches!(faults(&error)[..], [(_, ConfigFault::Syntax(_))]), "{error}");
        assert!(
            places(&error)[0].contains(", line ") && !format!("{error} {error:?}").contains("TOPSECRET"),
            "{error:?}"
        );
    }
}
