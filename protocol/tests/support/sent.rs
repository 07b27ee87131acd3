//! What a request says that was sent.

use base64::prelude::{BASE64_STANDARD, Engine as _};
use openapi_client_runtime::Request;
use wechatpay_protocol::PublicKey;

use super::{Key, MCHID, SERIAL, bytes};

/// An attribute of the header `Authorization`.
pub fn authorization(request: &Request, name: &str) -> String {
    let header = request.headers()["authorization"].to_str().unwrap();
    let (_, rest) = header.split_once(&format!("{name}=\"")).unwrap_or_else(|| panic!("{name}: {header}"));
    rest.split_once('"').unwrap().0.to_owned()
}

/// Whether the merchant has signed the request with this body, at this moment.
pub fn is_well_signed(request: &Request, body: &[u8], timestamp: u64) -> bool {
    let nonce = authorization(request, "nonce_str");
    let mut message = format!("{}\n{}\n{timestamp}\n{nonce}\n", request.method(), request.target()).into_bytes();
    message.extend_from_slice(body);
    message.push(b'\n');
    let signature = BASE64_STANDARD.decode(authorization(request, "signature")).unwrap();
    authorization(request, "mchid") == MCHID
        && authorization(request, "serial_no") == SERIAL
        && authorization(request, "timestamp") == timestamp.to_string()
        && PublicKey::from_pem(bytes("keys/merchant.public.pem")).unwrap().verifies(&message, &signature)
}

/// What WeChat Pay makes of an encrypted field.
pub fn opened(cipher: &str, key: Key) -> Option<String> {
    let plain = key.private().decrypt(&BASE64_STANDARD.decode(cipher).ok()?).ok()?;
    String::from_utf8(plain.to_vec()).ok()
}
