//! Keys that `openssl` made, usable and not.

use std::time::{Duration, UNIX_EPOCH};

use proptest::prelude::*;

use super::{Certificate, KeyError, KeyProblem, PrivateKey, PublicKey};
use crate::testing::{now, text as fixture};

fn private(name: &str) -> Result<PrivateKey, KeyError> {
    PrivateKey::from_pem(fixture(&format!("keys/{name}.pem")))
}

fn public(name: &str) -> Result<PublicKey, KeyError> {
    PublicKey::from_pem(fixture(&format!("keys/{name}.pem")))
}

fn certificate(name: &str) -> Result<Certificate, KeyError> {
    Certificate::from_pem(fixture(&format!("certificates/{name}.pem")))
}

#[test]
fn both_shapes_of_a_private_key_are_the_same_key() {
    let pkcs8 = private("merchant.pkcs8").unwrap();
    let pkcs1 = private("merchant.pkcs1").unwrap();
    assert_eq!(pkcs8.sign(b"message").unwrap(), pkcs1.sign(b"message").unwrap());
    assert_eq!(pkcs8.public_key().unwrap(), pkcs1.public_key().unwrap());
    assert_eq!(pkcs8.bits(), 2048);
}

#[test]
fn each_shape_of_a_public_key_verifies() {
    let signature = private("merchant.pkcs8").unwrap().sign(b"message").unwrap();
    let of_certificate = certificate("merchant").unwrap().public_key().clone();
    for key in [public("merchant.public").unwrap(), public("merchant.public.pkcs1").unwrap(), of_certificate] {
        assert!(key.verifies(b"message", &signature));
        assert!(!key.verifies(b"another", &signature));
        assert!(!key.verifies(b"message", &signature[1..]));
    }
}

#[test]
fn what_is_no_private_key_is_named() {
    let found = |name: &str| private(name).unwrap_err().problem().clone();
    assert_eq!(found("merchant.encrypted"), KeyProblem::Encrypted);
    assert_eq!(found("merchant.encrypted.pkcs1"), KeyProblem::Encrypted);
    assert_eq!(found("merchant.public"), KeyProblem::Public);
    assert_eq!(found("merchant.public.pkcs1"), KeyProblem::Public);
    assert_eq!(found("ec"), KeyProblem::Algorithm("an EC key"));
    assert_eq!(found("ec.pkcs8"), KeyProblem::Algorithm("an EC key"));
    assert_eq!(found("ed25519"), KeyProblem::Algorithm("an Ed25519 key"));
    assert_eq!(found("sm2"), KeyProblem::Algorithm("an SM2 key"));
    assert_eq!(found("pss"), KeyProblem::Algorithm("an RSA key that is restricted to PSS"));
    assert_eq!(found("small.pkcs8"), KeyProblem::Size { bits: 1024 });
    assert_eq!(found("small.pkcs1"), KeyProblem::Size { bits: 1024 });
}

#[test]
fn what_is_no_public_key_is_named() {
    let found = |name: &str| public(name).unwrap_err().problem().clone();
    assert_eq!(found("merchant.pkcs8"), KeyProblem::Private);
    assert_eq!(found("merchant.pkcs1"), KeyProblem::Private);
    assert_eq!(found("ec.public"), KeyProblem::Algorithm("an EC key"));
    assert_eq!(found("ed25519.public"), KeyProblem::Algorithm("an Ed25519 key"));
    assert_eq!(found("small.public"), KeyProblem::Size { bits: 1024 });
    let certificate = PublicKey::from_pem(fixture("certificates/platform-a.pem")).unwrap_err();
    assert_eq!(certificate.problem(), &KeyProblem::Certificate);
    let text = certificate.to_string();
    assert!(text.contains("pub_key.pem") && text.contains("`platform_certificates`"), "{text}");
}

#[test]
fn text_that_is_no_key_is_named() {
    let key = fixture("keys/merchant.pkcs8.pem");
    let other = fixture("certificates/merchant.pem");
    let found = |text: &str| PrivateKey::from_pem(text).unwrap_err().problem().clone();
    assert_eq!(found(""), KeyProblem::Empty);
    assert_eq!(found(" \n"), KeyProblem::Empty);
    assert_eq!(found("/etc/wechatpay/apiclient_key.pem"), KeyProblem::FileName);
    assert_eq!(found("MIIEvQIBADANBg"), KeyProblem::NoSection);
    assert_eq!(found(&other), KeyProblem::Certificate);
    let both = KeyProblem::Several(vec!["PRIVATE KEY".to_owned(), "CERTIFICATE".to_owned()]);
    assert_eq!(found(&format!("{key}{other}")), both);
    let cut = key.split("-----END").next().unwrap();
    assert_eq!(found(cut), KeyProblem::Unclosed("PRIVATE KEY".to_owned()));
    assert_eq!(found(&key.replace("MII", "M**")), KeyProblem::Broken("PRIVATE KEY".to_owned()));
    assert_eq!(found(&key.replace("MII", "MIJ")), KeyProblem::Corrupt);
    assert_eq!(found(&key.replace("PRIVATE KEY", "PGP MESSAGE")), KeyProblem::Other("PGP MESSAGE".to_owned()));
    assert_eq!(found(&key.repeat(100)), KeyProblem::TooLong);
    assert_eq!(PrivateKey::from_pem(b"\x30\x82\xff").unwrap_err().problem(), &KeyProblem::NotText);
}

#[test]
fn text_around_the_section_and_other_line_ends_are_fine() {
    let key = fixture("keys/merchant.pkcs8.pem");
    for text in
        [format!("\u{feff}Bag Attributes\n  a: b\n{key}\n\n"), key.replace('\n', "\r\n"), key.replace('\n', " ")]
    {
        assert!(PrivateKey::from_pem(&text).is_ok(), "{text:.60}");
    }
}

#[test]
fn an_error_says_where_and_what_to_do() {
    let missing = PrivateKey::from_file("no/such/apiclient_key.pem").unwrap_err();
    assert_eq!(missing.problem(), &KeyProblem::Unreadable(std::io::ErrorKind::NotFound));
    let text = missing.to_string();
    assert!(
        text.starts_with(r#""no/such/apiclient_key.pem": expected an RSA private key, but there is no such file"#),
        "{text}"
    );
    let encrypted = private("merchant.encrypted").unwrap_err().to_string();
    let advice =
        "found an encrypted private key; take the password off: `openssl pkey -in encrypted.pem -out plain.pem`";
    assert!(encrypted.ends_with(advice), "{encrypted}");
    let swapped = PrivateKey::from_pem(fixture("certificates/merchant.pem")).unwrap_err().to_string();
    assert!(swapped.contains("found a certificate") && swapped.contains("apiclient_key.pem"), "{swapped}");
}

#[test]
fn a_key_is_read_from_a_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("key.pem");
    std::fs::write(&path, fixture("keys/merchant.pkcs8.pem")).unwrap();
    assert_eq!(PrivateKey::from_file(&path).unwrap().bits(), 2048);
    std::fs::write(&path, "").unwrap();
    assert_eq!(PrivateKey::from_file(&path).unwrap_err().file(), Some(path.as_path()));
    assert!(matches!(PrivateKey::from_file(folder.path()).unwrap_err().problem(), KeyProblem::Unreadable(_)));
}

#[test]
fn nothing_of_a_key_is_shown() {
    let text = fixture("keys/merchant.pkcs8.pem");
    let key = PrivateKey::from_pem(&text).unwrap();
    assert_eq!(format!("{key:?}"), "PrivateKey(RSA-2048, [redacted])");
    let line = text.lines().nth(3).unwrap();
    for broken in [
        format!("{line}\n{line}"),
        text.replace("MII", "M:I"),
        format!("-----BEGIN {line}-----\n"),
        text.replace('\n', "\n\n"),
    ] {
        let Err(error) = PrivateKey::from_pem(&broken) else { continue };
        assert!(!format!("{error} {error:?}").contains(&line[..8]), "{error:?}");
    }
}

#[test]
fn a_certificate_tells_its_serial_and_dates() {
    let a = certificate("platform-a").unwrap();
    assert_eq!(a.serial(), "5157F09EFDC096DE15EBE81A47057A7232F1B8E1");
    assert_eq!(a.not_before(), UNIX_EPOCH + Duration::from_secs(1_672_531_200));
    assert_eq!(a.not_after(), UNIX_EPOCH + Duration::from_secs(1_830_297_600));
    assert_eq!(*a.public_key(), PrivateKey::from_pem(fixture("keys/platform-a.pem")).unwrap().public_key().unwrap());
    // Serials that begin with a small and with a large digit.
    assert_eq!(certificate("platform-b").unwrap().serial(), "0B57F09EFDC096DE15EBE81A47057A7232F1B8E2");
    let expired = certificate("platform-expired").unwrap();
    assert_eq!(expired.serial(), "9157F09EFDC096DE15EBE81A47057A7232F1B8E3");
    assert!(a.is_valid_at(now()) && !expired.is_valid_at(now()));
}

#[test]
fn what_is_no_usable_certificate_is_named() {
    assert_eq!(certificate("ec").unwrap_err().problem(), &KeyProblem::Algorithm("an EC key"));
    assert_eq!(certificate("small").unwrap_err().problem(), &KeyProblem::Size { bits: 1024 });
    let found = |name: &str| Certificate::from_pem(fixture(name)).unwrap_err().problem().clone();
    assert_eq!(found("keys/merchant.pkcs8.pem"), KeyProblem::Private);
    assert_eq!(found("keys/merchant.public.pem"), KeyProblem::Public);
}

/// A PEM text around arbitrary or slightly damaged content.
fn pem_texts() -> impl Strategy<Value = Vec<u8>> {
    let label = prop::sample::select(vec!["PRIVATE KEY", "RSA PRIVATE KEY", "PUBLIC KEY", "CERTIFICATE", ""]);
    let arbitrary = (label, prop::collection::vec(any::<u8>(), 0..300))
        .prop_map(|(label, der)| pem::encode(&pem::Pem::new(label, der)).into_bytes());
    let files =
        ["keys/merchant.pkcs8.pem", "keys/merchant.pkcs1.pem", "keys/merchant.public.pem", "certificates/merchant.pem"];
    let damaged = (prop::sample::select(files.to_vec()), any::<prop::sample::Index>(), any::<u8>()).prop_map(
        |(file, index, byte)| {
            let section = pem::parse(fixture(file)).unwrap();
            let mut der = section.contents().to_vec();
            let index = index.index(der.len());
            der[index] = byte;
            pem::encode(&pem::Pem::new(section.tag(), der)).into_bytes()
        },
    );
    prop_oneof![prop::collection::vec(any::<u8>(), 0..300), arbitrary, damaged]
}

proptest! {
    #[test]
    fn no_text_makes_reading_panic(text in pem_texts()) {
        let _ = PrivateKey::from_pem(&text).map_err(|error| error.to_string());
        let _ = PublicKey::from_pem(&text).map_err(|error| error.to_string());
        let _ = Certificate::from_pem(&text).map_err(|error| error.to_string());
    }
}
