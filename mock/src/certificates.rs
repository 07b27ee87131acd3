//! `GET /v3/certificates`: WeChat Pay's platform certificates, sealed for the merchant.

use std::sync::Arc;

use axum::Extension;
use axum::extract::State;
use axum::response::Response;
use http::StatusCode;
use jiff::Timestamp;
use jiff::tz::{Offset, TimeZone};
use serde_json::{Value, json};

use crate::crypto::{self, SEAL_NONCE_CHARACTERS};
use crate::error::Error;
use crate::fault::Fault;
use crate::keys::PlatformCertificate;
use crate::parties::Parties;
use crate::random;
use crate::received::Received;
use crate::refusal::{Refusal, json_response};

const ASSOCIATED_DATA: &str = "certificate";

/// `GET /v3/certificates`
pub(crate) async fn certificates(
    State(parties): State<Arc<Parties>>,
    Extension(received): Extension<Arc<Received>>,
) -> Result<Response, Refusal> {
    if !parties.platform.mode().has_certificates() {
        return Err(none());
    }
    let merchant = received.merchant.as_deref().and_then(|mchid| parties.merchant(mchid)).ok_or_else(none)?;
    let failed = |error: Error| Refusal::system_error(error.to_string());
    let listed = listed(&parties, &received).map_err(failed)?;
    let data: Result<Vec<Value>, Error> = listed.iter().map(|one| entry(one, &merchant.api_v3_key)).collect();
    Ok(json_response(StatusCode::OK, &json!({"data": data.map_err(failed)?})))
}

fn none() -> Refusal {
    let message = "there is no platform certificate for this merchant; use WeChat Pay's public key";
    Refusal::new(StatusCode::NOT_FOUND, "RESOURCE_NOT_EXISTS", message)
}

fn listed(parties: &Parties, received: &Received) -> Result<Vec<Arc<PlatformCertificate>>, Error> {
    if received.fault == Some(Fault::ExpiredCertificate) {
        return Ok(vec![parties.platform.expired(&parties.clock)?]);
    }
    Ok(parties.platform.listed())
}

fn entry(certificate: &PlatformCertificate, api_v3_key: &str) -> Result<Value, Error> {
    let nonce = random::alphanumeric(SEAL_NONCE_CHARACTERS)?;
    let sealed = crypto::seal(api_v3_key, &nonce, ASSOCIATED_DATA, certificate.pem.as_bytes())?;
    Ok(json!({
        "serial_no": certificate.serial,
        "effective_time": beijing_time(certificate.not_before),
        "expire_time": beijing_time(certificate.not_after),
        "encrypt_certificate": {
            "algorithm": "AEAD_AES_256_GCM",
            "nonce": nonce,
            "associated_data": ASSOCIATED_DATA,
            "ciphertext": sealed,
        },
    }))
}

/// Such as `2018-06-08T10:34:56+08:00`.
pub(crate) fn beijing_time(unix_seconds: i64) -> String {
    let time = Timestamp::from_second(unix_seconds).unwrap_or_default();
    let zone = TimeZone::fixed(Offset::constant(8));
    time.to_zoned_datetime(zone).strftime("%Y-%m-%dT%H:%M:%S%:z").to_string()
}

#[cfg(test)]
mod tests {
    use super::beijing_time;

    // TZ=Asia/Shanghai date -d @1700000000 +%FT%T%:z
    #[test]
    fn times_are_those_of_beijing() {
        assert_eq!(beijing_time(1_700_000_000), "2023-11-15T06:13:20+08:00");
    }
}
