//! The merchant of a mock.

use std::error::Error;

use wechatpay_mock::Credentials;
use wechatpay_protocol::{Merchant, PrivateKey, PublicKey};

pub fn merchant(known: &Credentials) -> Result<Merchant, Box<dyn Error>> {
    Ok(Merchant::builder()
        .mchid(&known.mchid)
        .serial(&known.merchant_serial)
        .private_key(PrivateKey::from_pem(&known.merchant_private_key_pem)?)
        .api_v3_key(&known.api_v3_key)
        .public_key(&known.public_key_id, PublicKey::from_pem(&known.public_key_pem)?)
        .build()?)
}
