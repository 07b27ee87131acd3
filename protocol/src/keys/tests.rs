//! Certificates that another implementation sealed, and how keys follow one another.

use std::time::{Duration, UNIX_EPOCH};

use proptest::prelude::*;

use super::*;
use crate::key::KeyProblem;
use crate::seal::{ApiV3Key, SealError};
use crate::testing::{
    API_V3_KEY, PLATFORM_A, PLATFORM_B, PUBLIC_KEY_ID, all_keys, bytes, certificate, now, public_key,
    public_server_key, signature_headers, text,
};
use crate::verify::Rejection;

fn key() -> ApiV3Key {
    ApiV3Key::new(API_V3_KEY).unwrap()
}

fn open(name: &str) -> Result<Vec<crate::Certificate>, ListError> {
    open_certificate_list(&bytes(&format!("sealed/{name}.json")), &key())
}

#[test]
fn a_list_is_opened() {
    let certificates = open("certificates").unwrap();
    assert_eq!(certificates, [certificate("platform-a"), certificate("platform-b")]);
}

#[test]
fn each_fault_of_a_list_is_told_apart() {
    assert_eq!(open("certificates.none").unwrap_err(), ListError::None);
    let (serial, found) = (PLATFORM_B.to_owned(), PLATFORM_A.to_owned());
    assert_eq!(open("certificates.wrong-serial").unwrap_err(), ListError::Serial { index: 0, serial, found });
    let error = open("certificates.not-a-certificate").unwrap_err();
    assert!(
        matches!(&error, ListError::Certificate { index: 0, error, .. } if error.problem() == &KeyProblem::NoSection),
        "{error}"
    );
    let other = ApiV3Key::new([b'x'; 32]).unwrap();
    let error = open_certificate_list(&bytes("sealed/certificates.json"), &other).unwrap_err();
    assert_eq!(error, ListError::Sealed { index: 0, serial: PLATFORM_A.to_owned(), error: SealError::Key });
    for body in
        ["", "{}", "[]", r#"{"data":[{}]}"#, r#"{"data":[{"serial_no":"1","encrypt_certificate":{}}]}"#, "<html>"]
    {
        assert!(matches!(open_certificate_list(body.as_bytes(), &key()), Err(ListError::Json(_))), "{body}");
    }
    let large = vec![b' '; 1024 * 1024 + 1];
    assert_eq!(open_certificate_list(&large, &key()).unwrap_err(), ListError::TooLarge { bytes: large.len() });
    let entry = r#"{"serial_no":"1","encrypt_certificate":{"algorithm":"","nonce":"","ciphertext":""}}"#;
    let many = format!(r#"{{"data":[{}]}}"#, vec![entry; 101].join(","));
    assert_eq!(open_certificate_list(many.as_bytes(), &key()).unwrap_err(), ListError::TooMany { count: 101 });
}

#[test]
fn the_first_list_verifies_itself() {
    let body = bytes("sealed/certificates.json");
    let ring = KeyRing::downloading(KeySet::default());
    let signed = signature_headers(PLATFORM_B, &text("sealed/certificates.platform-b.signature"));
    assert_eq!(ring.learn_answer(&signed, &body, &key(), now()), Ok(2));
    assert!(ring.current().find(PLATFORM_A).is_some() && ring.current().find(PLATFORM_B).is_some());
    assert_eq!(ring.age(now() + Duration::from_secs(60)), Some(Duration::from_secs(60)));
}

#[test]
fn a_list_that_does_not_verify_teaches_nothing() {
    let body = bytes("sealed/certificates.one.json");
    let ring = KeyRing::downloading(KeySet::default());
    let learn = |serial, signature: &str| {
        let headers = signature_headers(serial, &text(&format!("sealed/{signature}.signature")));
        ring.learn_answer(&headers, &body, &key(), now()).unwrap_err()
    };
    // Signed by a certificate that is not in the list, with its own name and with the name of one that is.
    let known = vec![PLATFORM_A.to_owned()];
    let unknown = Rejection::UnknownSerial { serial: PLATFORM_B.to_owned(), known };
    assert_eq!(learn(PLATFORM_B, "certificates.one.platform-b"), unknown.into());
    assert_eq!(learn(PLATFORM_A, "certificates.one.platform-b"), Rejection::WrongSignature.into());
    assert_eq!(learn(PLATFORM_A, "certificates.platform-a"), Rejection::WrongSignature.into());
    let unsigned = ring.learn_answer(&http::HeaderMap::new(), &body, &key(), now()).unwrap_err();
    assert_eq!(unsigned, Rejection::MissingHeader("wechatpay-timestamp").into());
    assert!(ring.current().is_empty() && ring.age(now()).is_none());
}

#[test]
fn a_list_may_be_signed_by_a_key_that_is_known() {
    let ring = KeyRing::downloading(KeySet::new([public_server_key()]));
    let headers = signature_headers(PUBLIC_KEY_ID, &text("sealed/certificates.one.wechatpay.signature"));
    assert_eq!(ring.learn_answer(&headers, &bytes("sealed/certificates.one.json"), &key(), now()), Ok(1));
    assert_eq!(ring.current().iter().count(), 2);
}

#[test]
fn known_certificates_stay_until_they_expire() {
    let ring = KeyRing::downloading(KeySet::default());
    ring.learn([certificate("platform-a"), certificate("platform-expired")], now());
    assert_eq!(ring.current().iter().map(ServerKey::serial).collect::<Vec<_>>(), [PLATFORM_A]);
    let before = ring.current();
    ring.learn([certificate("platform-b")], now());
    assert!(ring.current().find(PLATFORM_A).is_some() && ring.current().find(PLATFORM_B).is_some());
    assert!(before.find(PLATFORM_B).is_none(), "a set that was taken stays as it was");
    // A day after the end of the first.
    let later = UNIX_EPOCH + Duration::from_secs(1_830_297_600 + 86_400);
    ring.learn([], later);
    assert!(ring.current().find(PLATFORM_A).is_none() && ring.current().find(PLATFORM_B).is_some());
}

#[test]
fn fields_are_encrypted_with_the_public_key_or_the_certificate_that_lasts_longest() {
    let serial = |set: &KeySet, at| set.for_encryption(at).map(|key| key.serial().to_owned());
    assert_eq!(serial(&all_keys(), now()).unwrap(), PUBLIC_KEY_ID);
    let certificates = ["platform-b", "platform-a", "platform-expired"].map(|name| certificate(name).into());
    let certificates = KeySet::new(certificates);
    assert_eq!(serial(&certificates, now()).unwrap(), PLATFORM_B);
    // Before the second one began.
    assert_eq!(serial(&certificates, UNIX_EPOCH + Duration::from_secs(1_690_000_000)).unwrap(), PLATFORM_A);
    assert_eq!(serial(&KeySet::new([certificate("platform-expired").into()]), now()), None);
    assert_eq!(serial(&KeySet::default(), now()), None);
}

#[test]
fn only_a_ring_that_downloads_gets_stale() {
    let half_a_day = Duration::from_secs(12 * 3600);
    assert!(!KeyRing::fixed(all_keys()).is_stale(half_a_day, now()));
    let ring = KeyRing::downloading(KeySet::default());
    assert!(ring.is_stale(half_a_day, now()));
    ring.learn([certificate("platform-a")], now());
    assert!(!ring.is_stale(half_a_day, now() + half_a_day - Duration::from_secs(1)));
    assert!(ring.is_stale(half_a_day, now() + half_a_day));
    // A clock that was set back.
    assert_eq!(ring.age(now() - half_a_day), Some(Duration::ZERO));
    assert!(!ring.is_stale(half_a_day, now() - Duration::from_secs(300)));
    assert!(ring.is_stale(half_a_day, now() - half_a_day), "nobody knows how old they are");
}

#[test]
fn a_renewal_begins_once_a_minute_whichever_way_the_clock_jumps() {
    let ring = KeyRing::downloading(KeySet::new([public_server_key()]));
    let limit = Duration::from_secs(10 * 3600);
    let year = Duration::from_secs(365 * 86_400);
    let begins = |at| ring.begin_renewal(limit, at);
    let (second, minute) = (Duration::from_secs(1), Duration::from_secs(60));
    assert!(begins(now()) && !begins(now()) && !begins(now() + minute - second) && begins(now() + minute));
    // Two threads that read the clock one after the other, and come here the other way round.
    assert!(!begins(now() + minute - second));
    // The clock was wrong by a year, and is set right.
    assert!(begins(now() + year) && begins(now()) && !begins(now() + second));
}

#[test]
fn a_certificate_that_is_listed_no_longer_is_believed_for_one_more_day() {
    let day = Duration::from_secs(86_400);
    // Downloaded or configured, both are missed by the second list.
    let downloaded = KeyRing::downloading(KeySet::new([public_server_key()]));
    downloaded.learn([certificate("platform-a"), certificate("platform-b")], now() - day);
    let configured = KeyRing::downloading(KeySet::new([public_server_key(), certificate("platform-a").into()]));
    for ring in [downloaded, configured] {
        let knows = |serial| ring.current().find(serial).is_some();
        ring.learn([certificate("platform-b")], now());
        // An hour back is a clock that was set right.
        for at in [now() + day, now() - Duration::from_secs(3600)] {
            ring.learn([certificate("platform-b")], at);
            assert!(knows(PLATFORM_A) && knows(PLATFORM_B) && knows(PUBLIC_KEY_ID));
        }
        ring.learn([certificate("platform-b")], now() + day + Duration::from_secs(1));
        assert!(!knows(PLATFORM_A) && knows(PLATFORM_B) && knows(PUBLIC_KEY_ID));
    }
}

#[test]
fn a_certificate_that_is_missed_encrypts_nothing() {
    let ring = KeyRing::downloading(KeySet::default());
    let encrypts = || ring.current().for_encryption(now()).map(|key| key.serial().to_owned());
    ring.learn([certificate("platform-a"), certificate("platform-b")], now());
    assert_eq!(encrypts().unwrap(), PLATFORM_B);
    ring.learn([certificate("platform-a")], now());
    assert_eq!(encrypts().unwrap(), PLATFORM_A);
    assert!(ring.current().find(PLATFORM_B).is_some());
}

#[test]
fn zeros_in_front_of_a_serial_do_not_matter() {
    // As a number the serial is the same, and not everybody writes two digits for its first byte.
    let short = PLATFORM_B.trim_start_matches('0');
    assert!(short.len() < PLATFORM_B.len());
    let set = KeySet::new([certificate("platform-b").into()]);
    for serial in [short, &short.to_lowercase(), PLATFORM_B, &format!("00{PLATFORM_B}")] {
        assert_eq!(set.find(serial).unwrap().serial(), PLATFORM_B);
    }
    assert!(set.find("").is_none() && set.find("0").is_none() && set.find(&format!("{short}0")).is_none());
    let body = String::from_utf8(bytes("sealed/certificates.json")).unwrap().replace(PLATFORM_B, short);
    assert_eq!(open_certificate_list(body.as_bytes(), &key()).unwrap().len(), 2);
}

#[test]
fn an_id_that_could_break_out_of_a_header_is_refused() {
    for id in ["", "PUB_KEY_ID_", PLATFORM_A, "PUB_KEY_ID_1\"", "PUB_KEY_ID_1\r\n", "PUB_KEY_ID_é", "pub_key_id_1"] {
        let error = ServerKey::public(id, public_key("wechatpay")).unwrap_err().to_string();
        assert!(error.contains("PUB_KEY_ID_") && !error.contains('\n'), "{error}");
    }
}

proptest! {
    #[test]
    fn no_body_makes_opening_panic(
        body in prop::collection::vec(any::<u8>(), 0..200),
        index in any::<prop::sample::Index>(),
        byte in any::<u8>(),
    ) {
        prop_assert!(open_certificate_list(&body, &key()).is_err());
        let mut damaged = bytes("sealed/certificates.one.json");
        let index = index.index(damaged.len());
        damaged[index] = byte;
        let _ = open_certificate_list(&damaged, &key()).map_err(|error| error.to_string());
    }
}
