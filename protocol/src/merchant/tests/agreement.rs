//! Parts that must belong together.

use std::collections::HashMap;

use super::{Service, faults, places};
use crate::key::{KeyProblem, PublicKey};
use crate::merchant::{ConfigFault, Merchant, MerchantBuilder};
use crate::testing::{
    API_V3_KEY, MCHID, PLATFORM_A, PUBLIC_KEY_ID, SERIAL, bytes, certificate, merchant as parts, private_key,
    public_key, text,
};

/// A merchant without a serial.
fn without_serial() -> MerchantBuilder {
    Merchant::builder()
        .mchid(MCHID)
        .private_key(private_key("merchant.pkcs8"))
        .api_v3_key(API_V3_KEY)
        .public_key(PUBLIC_KEY_ID, public_key("wechatpay"))
}

#[test]
fn the_certificate_gives_the_serial() {
    let merchant = without_serial().certificate(certificate("merchant")).build().unwrap();
    assert_eq!(merchant.serial(), SERIAL);
    // Given as well, it must be the same number.
    for serial in [SERIAL.to_owned(), SERIAL.to_lowercase(), format!("0{SERIAL}")] {
        assert_eq!(parts().serial(serial).certificate(certificate("merchant")).build().unwrap().serial(), SERIAL);
    }
    let error = parts().serial(PLATFORM_A).certificate(certificate("merchant")).build().unwrap_err();
    let found = SERIAL.to_owned();
    assert_eq!(faults(&error), [("`serial`", &ConfigFault::OtherSerial { found })]);
    assert!(error.to_string().contains(SERIAL), "{error}");
}

#[test]
fn a_certificate_of_another_key_is_refused() {
    let error = without_serial().certificate(certificate("platform-a")).build().unwrap_err();
    assert_eq!(faults(&error), [("`certificate`", &ConfigFault::OtherKey)]);
    assert!(error.to_string().contains("apiclient_key.pem"), "{error}");
}

#[test]
fn a_signer_and_a_certificate_name_the_same_serial() {
    let with_service = || parts_without_key().signer(Service(private_key("merchant.pkcs8")));
    let error = with_service().certificate(certificate("merchant")).build().unwrap_err();
    let found = SERIAL.to_owned();
    assert_eq!(faults(&error), [("`certificate`", &ConfigFault::OtherSerial { found })]);
}

fn parts_without_key() -> MerchantBuilder {
    Merchant::builder().mchid(MCHID).public_key(PUBLIC_KEY_ID, public_key("wechatpay"))
}

#[test]
fn the_merchants_own_key_is_not_wechat_pays() {
    let own_certificate = certificate("merchant").public_key().clone();
    for own in [public_key("merchant"), own_certificate] {
        let error = parts().public_key("PUB_KEY_ID_2", own).build().unwrap_err();
        assert_eq!(faults(&error), [("`public_key`", &ConfigFault::OwnKey)]);
        assert!(error.to_string().contains("the merchant's own"), "{error}");
    }
    let error = parts().certificates([certificate("merchant")]).build().unwrap_err();
    assert_eq!(faults(&error), [("`certificates`", &ConfigFault::OwnKey)]);
    // A service keeps the key to itself, but the certificate tells.
    let service = parts_without_key().signer(Service(private_key("merchant.pkcs8")));
    let error = service.certificate(certificate("merchant")).certificates([certificate("merchant")]).build();
    assert!(faults(&error.unwrap_err()).contains(&("`certificates`", &ConfigFault::OwnKey)));
}

#[test]
fn an_id_stands_for_one_key() {
    let twice = |key: PublicKey| parts().public_key(PUBLIC_KEY_ID, key).build();
    assert!(twice(public_key("wechatpay")).is_ok());
    let other = certificate("platform-a").public_key().clone();
    let error = twice(other).unwrap_err();
    assert!(matches!(faults(&error)[..], [("`public_key_id`", ConfigFault::Both { .. })]), "{error}");
    assert!(error.to_string().contains("another key of the same id"), "{error}");
}

fn variables(change: &[(&str, Option<String>)]) -> HashMap<String, String> {
    let mut all = super::env::variables("");
    for (name, value) in change {
        match value {
            Some(value) => drop(all.insert((*name).to_owned(), value.clone())),
            None => drop(all.remove(*name)),
        }
    }
    all
}

fn from(variables: &HashMap<String, String>) -> Result<Merchant, crate::merchant::ConfigError> {
    Merchant::from_variables("", |name| variables.get(name).map(Into::into))
}

fn fixture(name: &str) -> Option<String> {
    Some(format!("{}/tests/fixtures/{name}", env!("CARGO_MANIFEST_DIR")))
}

#[test]
fn variables_may_give_the_certificate_in_place_of_the_serial() {
    let certificate = || Some(text("certificates/merchant.pem"));
    for change in [("CERTIFICATE", certificate()), ("CERTIFICATE_FILE", fixture("certificates/merchant.pem"))] {
        assert_eq!(from(&variables(&[("SERIAL", None), change])).unwrap().serial(), SERIAL);
    }
    let neither = from(&variables(&[("SERIAL", None)])).unwrap_err();
    assert_eq!(places(&neither), ["the environment variable `SERIAL`"]);
    assert!(neither.to_string().contains("certificate"), "{neither}");
    let key = ("CERTIFICATE", Some(text("keys/merchant.pkcs8.pem")));
    let error = from(&variables(&[("SERIAL", None), key])).unwrap_err();
    let [(place, ConfigFault::Key(fault))] = faults(&error)[..] else { panic!("{error}") };
    assert_eq!((place, fault.problem()), ("the environment variable `CERTIFICATE`", &KeyProblem::Private));
    assert!(error.to_string().contains("apiclient_cert.pem"), "{error}");
}

#[test]
fn a_fault_is_placed_where_its_file_is_named() {
    let other = ("CERTIFICATE_FILE", fixture("certificates/platform-a.pem"));
    let own = ("PUBLIC_KEY_FILE", fixture("keys/merchant.public.pem"));
    let error = from(&variables(&[("SERIAL", None), other, ("PUBLIC_KEY", None), own])).unwrap_err();
    let at = |name: &str| format!("the environment variable `{name}`");
    assert_eq!(
        faults(&error),
        [
            (at("CERTIFICATE_FILE").as_str(), &ConfigFault::OtherKey),
            (at("PUBLIC_KEY_FILE").as_str(), &ConfigFault::OwnKey)
        ]
    );
}

#[test]
fn a_toml_file_may_name_the_certificate() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("cert.pem"), bytes("certificates/merchant.pem")).unwrap();
    let path = folder.path().join("pay.toml");
    let (key, public) = (text("keys/merchant.pkcs8.pem"), text("keys/wechatpay.public.pem"));
    let toml = format!(
        "mchid = \"{MCHID}\"\ncertificate_file = \"cert.pem\"\nprivate_key = '''\n{key}'''\n\
         api_v3_key = \"{API_V3_KEY}\"\npublic_key_id = \"{PUBLIC_KEY_ID}\"\npublic_key = '''\n{public}'''\n"
    );
    std::fs::write(&path, toml).unwrap();
    assert_eq!(Merchant::from_toml_file(&path).unwrap().serial(), SERIAL);
}
