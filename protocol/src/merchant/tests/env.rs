//! Merchants from environment variables.

use std::collections::HashMap;

use super::{faults, places};
use crate::key::KeyProblem;
use crate::merchant::{ConfigError, ConfigFault, Merchant};
use crate::testing::{API_V3_KEY, MCHID, PUBLIC_KEY_ID, SERIAL, text};

/// Variables for one merchant in public key mode, with the prefix.
pub(super) fn variables(prefix: &str) -> HashMap<String, String> {
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
