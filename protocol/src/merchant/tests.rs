//! Merchants of parts, variables and files.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use http::HeaderMap;

use super::{ConfigError, ConfigFault, Merchant};
use crate::key::{KeyProblem, PrivateKey, Signer, SignerError};
use crate::sign::Scheme;
use crate::testing::{
    API_V3_KEY, MCHID, NOW, PLATFORM_B, PUBLIC_KEY_ID, SERIAL, bytes, certificate, merchant as parts, now, private_key,
    public_key, signature_headers, text,
};

fn faults(error: &ConfigError) -> Vec<(&str, &ConfigFault)> {
    error.problems().iter().map(|problem| (problem.place(), problem.fault())).collect()
}

fn places(error: &ConfigError) -> Vec<&str> {
    error.problems().iter().map(|problem| problem.place()).collect()
}

#[test]
fn a_merchant_signs_and_verifies_and_decrypts() {
    let merchant = parts().build().unwrap();
    let target = "/v3/certificates?limit=1&offset=%2F0";
    let signed = merchant.sign("GET", target, b"").unwrap();
    let header = signed.authorization.to_str().unwrap();
    assert!(header.contains(&format!("signature=\"{}\"", text("signed/get.signature"))), "{header}");
    let headers = signature_headers(PUBLIC_KEY_ID, &text("signed/answer.wechatpay.signature"));
    assert_eq!(merchant.verify(&headers, &bytes("signed/answer.body")), Ok(()));
    assert_eq!(*merchant.decrypt(&text("oaep/name.cipher")).unwrap(), "张三");
    assert_eq!(merchant.encryption_key().unwrap().serial(), PUBLIC_KEY_ID);
    assert_eq!((merchant.mchid(), merchant.serial(), merchant.scheme()), (MCHID, SERIAL, Scheme::Sha256Rsa2048));
}

#[test]
fn the_operating_system_gives_time_and_nonces() {
    let merchant = Merchant::builder()
        .mchid(MCHID)
        .serial(SERIAL)
        .private_key(private_key("merchant.pkcs8"))
        .certificates([certificate("platform-a")])
        .build()
        .unwrap();
    let (first, second) = (merchant.sign("GET", "/", b"").unwrap(), merchant.sign("GET", "/", b"").unwrap());
    assert!(first.timestamp > NOW && first.nonce.len() == 32);
    assert_ne!(first.nonce, second.nonce);
}

#[test]
fn nothing_secret_is_shown() {
    let line = text("keys/merchant.pkcs8.pem").lines().nth(3).unwrap()[..16].to_owned();
    let shown = format!("{:?} {:?}", parts(), parts().build().unwrap());
    assert!(!shown.contains(API_V3_KEY) && !shown.contains(&line), "{shown}");
    assert!(shown.contains(MCHID) && shown.contains(PUBLIC_KEY_ID), "{shown}");
}

#[test]
fn all_that_is_missing_is_named_at_once() {
    let error = Merchant::builder().build().unwrap_err();
    assert_eq!(places(&error), ["`mchid`", "`serial`", "`private_key`", "`public_key`"]);
    assert!(error.problems().iter().all(|problem| *problem.fault() == ConfigFault::Missing));
    assert!(error.to_string().contains("\n- `mchid`: missing; give the merchant number"), "{error}");
    let error = Merchant::builder().platform_certificates().build().unwrap_err();
    assert_eq!(places(&error), ["`mchid`", "`serial`", "`private_key`", "`api_v3_key`"]);
}

#[test]
fn what_could_break_out_of_the_header_is_refused() {
    for mchid in ["1\"", "1\r\n2", "1,serial_no=2", "é", &"1".repeat(33), " 1"] {
        let error = parts().mchid(mchid).build().unwrap_err();
        assert!(matches!(faults(&error)[..], [("`mchid`", ConfigFault::Mchid { .. })]), "{mchid:?}: {error}");
        assert!(!error.to_string().contains(['\n', '\r']), "{error}");
    }
    for serial in ["A\"", "A\n", "5F:7A", "xyz", &"A".repeat(65)] {
        let error = parts().serial(serial).build().unwrap_err();
        assert!(matches!(faults(&error)[..], [("`serial`", ConfigFault::Serial { .. })]), "{serial:?}: {error}");
    }
    let error = parts().mchid("wx8888888888888888").build().unwrap_err();
    assert!(error.to_string().contains("begins like an appid"), "{error}");
}

#[test]
fn a_serial_in_small_letters_is_written_as_wechat_pay_writes_it() {
    assert_eq!(parts().serial(SERIAL.to_lowercase()).build().unwrap().serial(), SERIAL);
}

#[test]
fn what_cannot_be_used_is_named() {
    let error = parts().api_v3_key("short").public_key("1", public_key("wechatpay")).build().unwrap_err();
    assert!(matches!(
        faults(&error)[..],
        [("`api_v3_key`", ConfigFault::ApiV3Key(_)), ("`public_key_id`", ConfigFault::KeyId(_))]
    ));
    assert!(error.to_string().contains("has 5 bytes instead of 32"), "{error}");
    let error = parts().scheme(Scheme::Sm2WithSm3).build().unwrap_err();
    assert_eq!(
        error.to_string(),
        "the merchant is not configured: `scheme`: signing by WECHATPAY2-SM2-WITH-SM3 is not built; use WECHATPAY2-SHA256-RSA2048"
    );
}

#[derive(Debug)]
struct Service(PrivateKey);

impl Signer for Service {
    fn serial(&self) -> &str {
        "ABCDEF"
    }

    fn sign(&self, message: &[u8]) -> Result<Vec<u8>, SignerError> {
        self.0.sign(message)
    }
}

#[test]
fn a_service_may_sign() {
    let service = || Service(private_key("merchant.pkcs8"));
    let with_service =
        || Merchant::builder().mchid(MCHID).signer(service()).certificates([certificate("platform-a")]).clock(now);
    let merchant = with_service().build().unwrap();
    assert_eq!(merchant.serial(), "ABCDEF");
    assert!(merchant.sign("GET", "/", b"").unwrap().authorization.to_str().unwrap().contains("serial_no=\"ABCDEF\""));
    let error = with_service().serial(SERIAL).build().unwrap_err();
    assert!(matches!(faults(&error)[..], [("`serial`", ConfigFault::Both { .. })]), "{error}");
    let error = parts().serial("abcdef").signer(service()).build().unwrap_err();
    assert!(matches!(faults(&error)[..], [("`private_key`", ConfigFault::Both { .. })]), "{error}");
}

#[test]
fn keys_that_are_learned_are_shared_by_clones() {
    let merchant = parts().platform_certificates().build().unwrap();
    let clone = merchant.clone();
    let unknown = merchant.verify(&HeaderMap::new(), b"");
    assert!(unknown.is_err());
    merchant.keys().learn([certificate("platform-b")], now());
    assert!(clone.keys().downloads() && clone.keys().current().find(PLATFORM_B).is_some());
}

/// Variables for one merchant in public key mode, with the prefix.
fn variables(prefix: &str) -> HashMap<String, String> {
    let variables = [
        ("MCHID", MCHID.to_owned()),
        ("SERIAL", SERIAL.to_owned()),
        ("PRIVATE_KEY", text("keys/merchant.pkcs8.pem")),
        ("API_V3_KEY", API_V3_KEY.to_owned()),
        ("PUBLIC_KEY_ID", PUBLIC_KEY_ID.to_owned()),
        ("PUBLIC_KEY", text("keys/wechatpay.public.pem")),
    ];
    variables.into_iter().map(|(name, value)| (format!("{prefix}{name}"), value)).collect()
}

fn from(prefix: &str, variables: &HashMap<String, String>) -> Result<Merchant, ConfigError> {
    Merchant::from_variables(prefix, |name| variables.get(name).map(Into::into))
}

#[test]
fn variables_make_merchants_of_several_names() {
    let mut all = variables("SHOP_A_");
    all.extend(variables("SHOP_B_"));
    all.insert("SHOP_B_MCHID".to_owned(), "1900007292\n".to_owned());
    assert_eq!(from("SHOP_A_", &all).unwrap().mchid(), MCHID);
    let second = from("SHOP_B_", &all).unwrap();
    assert_eq!(second.mchid(), "1900007292");
    assert!(!second.keys().downloads());
}

#[test]
fn without_a_public_key_certificates_are_downloaded() {
    let mut variables = variables("");
    variables.insert("PLATFORM_CERTIFICATES".to_owned(), "true".to_owned());
    let both = from("", &variables).unwrap();
    assert!(both.keys().downloads() && !both.keys().current().is_empty());
    for name in ["PUBLIC_KEY", "PUBLIC_KEY_ID", "PLATFORM_CERTIFICATES"] {
        variables.remove(name);
    }
    let merchant = from("", &variables).unwrap();
    assert!(merchant.keys().downloads() && merchant.keys().current().is_empty());
    variables.insert("PLATFORM_CERTIFICATES".to_owned(), "maybe".to_owned());
    let error = from("", &variables).unwrap_err();
    assert!(matches!(faults(&error)[..], [(_, ConfigFault::NotABoolean)]), "{error}");
}

#[test]
fn variables_that_are_missing_or_wrong_are_all_named() {
    let error = from("WECHATPAY_", &HashMap::new()).unwrap_err();
    let names = ["MCHID", "SERIAL", "PRIVATE_KEY", "API_V3_KEY"];
    assert_eq!(places(&error), names.map(|name| format!("the environment variable `WECHATPAY_{name}`")));
    let mut broken = variables("W_");
    broken.insert("W_MCHID".to_owned(), String::new());
    broken.insert("W_PRIVATE_KEY".to_owned(), text("keys/ec.pem"));
    broken.insert("W_API_V3_KEY".to_owned(), format!("{API_V3_KEY}\n"));
    broken.remove("W_PUBLIC_KEY_ID");
    let error = from("W_", &broken).unwrap_err();
    let names = ["MCHID", "PRIVATE_KEY", "API_V3_KEY", "PUBLIC_KEY_ID"];
    assert_eq!(places(&error), names.map(|name| format!("the environment variable `W_{name}`")));
    assert!(error.to_string().contains("33 bytes instead of 32, the last one white space"), "{error}");
    assert!(!error.to_string().contains(API_V3_KEY), "{error}");
    let (_, ConfigFault::Key(key)) = faults(&error)[1] else { panic!("{error}") };
    assert_eq!(key.problem(), &KeyProblem::Algorithm("an EC key"));
}

#[test]
fn half_of_a_public_key_is_named() {
    let mut without_key = variables("W_");
    without_key.remove("W_PUBLIC_KEY");
    assert_eq!(places(&from("W_", &without_key).unwrap_err()), ["the environment variable `W_PUBLIC_KEY`"]);
    let mut with_both = variables("W_");
    with_both.insert("W_PRIVATE_KEY_FILE".to_owned(), "key.pem".to_owned());
    let error = from("W_", &with_both).unwrap_err();
    let other = "the environment variable `W_PRIVATE_KEY_FILE`".to_owned();
    assert_eq!(faults(&error), [("the environment variable `W_PRIVATE_KEY`", &ConfigFault::Both { other })]);
}

#[test]
fn a_key_in_one_line_with_written_line_feeds_is_read() {
    let mut variables = variables("");
    let key = text("keys/merchant.pkcs8.pem").replace('\n', "\\n");
    variables.insert("PRIVATE_KEY".to_owned(), key);
    assert!(from("", &variables).is_ok());
}

#[cfg(unix)]
#[test]
fn a_variable_that_is_not_text_is_named() {
    use std::os::unix::ffi::OsStringExt as _;
    let variables = variables("");
    let error = Merchant::from_variables("", |name| match name {
        "API_V3_KEY" => Some(std::ffi::OsString::from_vec(vec![0xff])),
        name => variables.get(name).map(Into::into),
    });
    assert_eq!(faults(&error.unwrap_err()), [("the environment variable `API_V3_KEY`", &ConfigFault::NotText)]);
}

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
    assert!(missing_file.contains("gone.pem") && missing_file.contains("no readable file"), "{missing_file}");
    let (_folder, path) = folder(&format!("[merchants.a]\n{}[merchants.b]\nmchid = 1\n", table("x")));
    let error = Merchant::all_from_toml_file(&path).unwrap_err();
    assert_eq!(places(&error)[..2], [at(&path, "merchants.a.mchid", 2), at(&path, "merchants.b.mchid", 9)]);
    assert!(places(&error)[2..].iter().all(|place| place.contains("`merchants.b.")), "{error}");
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
