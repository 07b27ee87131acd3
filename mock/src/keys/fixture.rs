//! The keys that come with the crate; `fixture/README.md` says how they were made.

use std::sync::Arc;

use super::{Keys, Merchant, PlatformCertificate, PublicKeyPair};
use crate::crypto::PrivateKey;

/// The number of the merchant.
pub(super) const MCHID: &str = "1900000109";
const API_V3_KEY: &str = "MockApiV3Key_ProtectsNothing_32b";
const PUBLIC_KEY_ID: &str = "PUB_KEY_ID_0119000001092026010100000000000001";

/// All of them.
pub(super) fn keys() -> Keys {
    Keys {
        merchant: Arc::new(merchant()),
        public_key: Arc::new(PublicKeyPair {
            id: PUBLIC_KEY_ID.to_owned(),
            key: key(include_str!("fixture/pub_key_private.pem")),
        }),
        certificates: vec![
            certificate(include_str!("fixture/platform_key.pem"), include_str!("fixture/platform_cert.pem")),
            certificate(include_str!("fixture/next_platform_key.pem"), include_str!("fixture/next_platform_cert.pem")),
        ],
        expired: Some(certificate(
            include_str!("fixture/expired_platform_key.pem"),
            include_str!("fixture/expired_platform_cert.pem"),
        )),
    }
}

fn merchant() -> Merchant {
    let certificate = include_str!("fixture/apiclient_cert.pem").to_owned();
    let key = key(include_str!("fixture/apiclient_key.pem"));
    match Merchant::new(MCHID.to_owned(), key, certificate, API_V3_KEY.to_owned()) {
        Ok(merchant) => merchant,
        Err(wrong) => unreachable!("the fixture is part of the crate and was tested: {}", wrong.problem),
    }
}

fn key(pem: &str) -> PrivateKey {
    PrivateKey::from_pem(pem).expect("the fixture is part of the crate and was tested")
}

fn certificate(key_pem: &str, pem: &str) -> Arc<PlatformCertificate> {
    let certificate = PlatformCertificate::new(key(key_pem), pem.to_owned());
    Arc::new(certificate.expect("the fixture is part of the crate and was tested"))
}
