//! One test for each way in which WeChat Pay, or what stands before it, can misbehave: the error is distinct and says what
//! is wrong and what next; nothing is sent twice that must not be, and nothing secret is shown.

mod support;

use std::time::Duration;

use serde_json::json;
use support::*;
use wechatpay_client::Client;
use wechatpay_client::runtime::{Authenticity, Delivery, Error, ErrorKind, Response};
use wechatpay_mock::{Fault, Mock};
use wechatpay_protocol::{ApiError, Rejection, RetryClass};

/// What a deposit by an unmarked call meets that may be repeated as often as the client likes.
async fn unmarked(mock: &Mock, fault: Fault) -> Result<Response, Error> {
    mock.fault(fault);
    let client: Client =
        client_of(mock, merchant(mock)).retry(quickly(5)).timeout(Duration::from_secs(2)).build().unwrap();
    let outcome = client.chain(PATH).with("card_id", CARD).post(&json!({"code": ["478515832665"]})).await;
    if let Err(error) = &outcome {
        assert_nothing_secret(mock, error);
    }
    // A POST that may have been received is not sent again.
    assert_eq!(mock.requests().len(), 1, "{fault}");
    outcome
}

/// What the same deposit meets by the typed function, which the specification marks as idempotent.
async fn marked(mock: &Mock, fault: Fault) -> usize {
    mock.fault(fault);
    let client: Client =
        client_of(mock, merchant(mock)).retry(quickly(3)).attempt_timeout(Duration::from_secs(1)).build().unwrap();
    let body = client.deposit_codes(CARD, &codes(&["478515832665"])).await.unwrap().ok().unwrap();
    assert_eq!(body.data.unwrap().len(), 1, "{fault}");
    assert_eq!(mock.codes(CARD).unwrap(), ["478515832665"]);
    mock.requests().len()
}

fn assert_nothing_secret(mock: &Mock, error: &Error) {
    let known = credentials(mock);
    let shown = format!("{error} {error:?}");
    let signature = mock.requests().first().and_then(|request| request.header("authorization").map(str::to_owned));
    for secret in [Some(known.api_v3_key), signature].into_iter().flatten() {
        assert!(!shown.contains(&secret), "{shown}");
    }
}

/// An answer that is not believed: nothing of it is handed out, and it is not known what the server did.
async fn rejected(fault: Fault) -> Rejection {
    let mock = mock().await;
    let error = unmarked(&mock, fault).await.unwrap_err();
    assert_eq!((error.kind(), error.delivery()), (ErrorKind::Protocol, Delivery::Inconclusive), "{fault}: {error}");
    assert!(error.response().is_none());
    assert_eq!(error.attempts(), 1);
    // The deposit happened all the same: that is why nothing may be concluded.
    assert_eq!(mock.codes(CARD).unwrap(), ["478515832665"]);
    let rejection: &Rejection = error.cause().unwrap_or_else(|| panic!("{fault}: {error:?}"));
    assert!(error.to_string().contains(&rejection.to_string()), "{error}");
    rejection.clone()
}

#[tokio::test]
async fn a_wrong_signature() {
    assert_eq!(rejected(Fault::WrongSignature).await, Rejection::WrongSignature);
}

#[tokio::test]
async fn a_missing_signature() {
    assert_eq!(rejected(Fault::MissingSignature).await, Rejection::MissingHeader("wechatpay-signature"));
}

#[tokio::test]
async fn no_signature_at_all() {
    assert!(matches!(rejected(Fault::Unsigned).await, Rejection::MissingHeader(_)));
}

#[tokio::test]
async fn a_probe_signature() {
    let rejection = rejected(Fault::ProbeSignature).await;
    assert_eq!(rejection, Rejection::ProbeSignature);
    assert!(rejection.to_string().contains("on purpose"), "{rejection}");
}

#[tokio::test]
async fn a_signature_that_is_not_base64() {
    assert_eq!(rejected(Fault::NotBase64Signature).await, Rejection::SignatureNotBase64);
}

#[tokio::test]
async fn a_stale_timestamp() {
    let rejection = rejected(Fault::StaleTimestamp).await;
    assert!(matches!(rejection, Rejection::Skew { by: -605..=-595 }), "{rejection:?}");
}

#[tokio::test]
async fn a_timestamp_from_the_future() {
    let rejection = rejected(Fault::EarlyTimestamp).await;
    assert!(matches!(rejection, Rejection::Skew { by: 595..=605 }), "{rejection:?}");
    assert!(rejection.to_string().contains("NTP"), "{rejection}");
}

#[tokio::test]
async fn an_unknown_serial() {
    let rejection = rejected(Fault::UnknownSerial).await;
    let Rejection::UnknownSerial { known, .. } = &rejection else { panic!("{rejection:?}") };
    assert_eq!(known.len(), 1);
    assert!(rejection.to_string().contains("public key"), "{rejection}");
}

#[tokio::test]
async fn a_header_with_a_quote() {
    // It is signed rightly, and a quote breaks nothing on this side.
    let mock = mock().await;
    let response = unmarked(&mock, Fault::HeaderWithQuote).await.unwrap();
    assert_eq!(response.authenticity(), Authenticity::Verified);
}

#[tokio::test]
async fn a_header_that_is_not_ascii() {
    assert!(matches!(rejected(Fault::HeaderNotAscii).await, Rejection::HeaderNotText("wechatpay-nonce")));
}

#[tokio::test]
async fn accepted_and_to_be_asked_again() {
    let mock1 = mock().await;
    assert_eq!(unmarked(&mock1, Fault::Accepted).await.unwrap().status(), 202);
    assert!(mock1.codes(CARD).unwrap().is_empty());
    assert_eq!(marked(&mock().await, Fault::Accepted).await, 2);
}

#[tokio::test]
async fn too_many_requests() {
    let mock1 = mock().await;
    let response = unmarked(&mock1, Fault::TooManyRequests).await.unwrap();
    let told = ApiError::in_answer(&response).unwrap();
    assert_eq!((told.status.as_u16(), told.retry_class()), (429, RetryClass::Later));
    assert_eq!(marked(&mock().await, Fault::TooManyRequests).await, 2);
}

#[tokio::test]
async fn a_failing_server() {
    let mock1 = mock().await;
    let response = unmarked(&mock1, Fault::ServerError).await.unwrap();
    let told = ApiError::in_answer(&response).unwrap();
    assert_eq!((told.code.as_str(), told.retry_class()), ("SYSTEM_ERROR", RetryClass::SameRequest));
    assert!(told.is_verified);
    assert_eq!(response.into_error().delivery(), Delivery::Inconclusive);
    assert_eq!(marked(&mock().await, Fault::ServerError).await, 2);
}

#[tokio::test]
async fn a_server_that_fails_after_its_work() {
    let mock1 = mock().await;
    let response = unmarked(&mock1, Fault::ServerErrorAfter).await.unwrap();
    assert_eq!(response.into_error().delivery(), Delivery::Inconclusive);
    assert_eq!(mock1.codes(CARD).unwrap().len(), 1);
    assert_eq!(marked(&mock().await, Fault::ServerErrorAfter).await, 2);
}

#[tokio::test]
async fn a_page_of_a_proxy() {
    let mock1 = mock().await;
    let response = unmarked(&mock1, Fault::BadGateway).await.unwrap();
    assert_eq!((response.status().as_u16(), response.authenticity()), (502, Authenticity::Unverified));
    let told = ApiError::in_answer(&response).unwrap();
    assert!(told.to_string().contains("an answer without an error code (502)"), "{told}");
    assert_eq!(marked(&mock().await, Fault::BadGateway).await, 2);
}

#[tokio::test]
async fn a_page_of_a_firewall() {
    let mock = mock().await;
    let response = unmarked(&mock, Fault::HtmlError).await.unwrap();
    let told = ApiError::in_answer(&response).unwrap();
    assert_eq!((told.status.as_u16(), told.retry_class()), (403, RetryClass::LookUpFirst));
    let text = response.into_error().to_string();
    assert!(text.contains("not verified"), "{text}");
}

#[tokio::test]
async fn a_body_that_is_cut() {
    let mock1 = mock().await;
    let error = unmarked(&mock1, Fault::TruncatedBody).await.unwrap_err();
    assert_eq!((error.kind(), error.delivery()), (ErrorKind::Transport, Delivery::Inconclusive), "{error}");
    assert!(error.to_string().contains("cut short"), "{error}");
    assert_eq!(marked(&mock().await, Fault::TruncatedBody).await, 2);
}

#[tokio::test]
async fn slow_headers() {
    let mock1 = mock().await;
    let error = unmarked(&mock1, Fault::SlowHeaders).await.unwrap_err();
    assert_eq!((error.kind(), error.delivery()), (ErrorKind::Timeout, Delivery::MaybeReceived), "{error}");
    assert_eq!(marked(&mock().await, Fault::SlowHeaders).await, 2);
}

#[tokio::test]
async fn a_slow_body() {
    let mock1 = mock().await;
    let error = unmarked(&mock1, Fault::SlowBody).await.unwrap_err();
    assert_eq!((error.kind(), error.delivery()), (ErrorKind::Timeout, Delivery::Inconclusive), "{error}");
    assert_eq!(marked(&mock().await, Fault::SlowBody).await, 2);
}

#[tokio::test]
async fn a_reset_before_the_request_was_read() {
    let mock1 = mock().await;
    let error = unmarked(&mock1, Fault::ResetBeforeRead).await.unwrap_err();
    assert_eq!((error.kind(), error.delivery()), (ErrorKind::Transport, Delivery::MaybeReceived), "{error}");
    assert!(mock1.codes(CARD).unwrap().is_empty());
    assert_eq!(marked(&mock().await, Fault::ResetBeforeRead).await, 2);
}

#[tokio::test]
async fn a_reset_after_the_request_was_carried_out() {
    let mock1 = mock().await;
    let error = unmarked(&mock1, Fault::ResetAfterRead).await.unwrap_err();
    assert_eq!((error.kind(), error.delivery()), (ErrorKind::Transport, Delivery::MaybeReceived), "{error}");
    assert_eq!(mock1.codes(CARD).unwrap().len(), 1);
    assert_eq!(marked(&mock().await, Fault::ResetAfterRead).await, 2);
}

#[tokio::test]
async fn a_compressed_answer() {
    let mock = mock().await;
    let response = unmarked(&mock, Fault::Gzip).await.unwrap();
    assert_eq!(response.authenticity(), Authenticity::Verified);
}

#[tokio::test]
async fn an_expired_certificate() {
    let mock = builder().key_mode(wechatpay_mock::KeyMode::Migration).start().await.unwrap();
    let merchant = merchant_with_public_key(&credentials(&mock)).platform_certificates().build().unwrap();
    let client: Client = client_of(&mock, merchant).build().unwrap();
    client.deposit_codes(CARD, &codes(&["1"])).await.unwrap();
    mock.fault_times(Fault::ExpiredCertificate, 2);
    let error = client.deposit_codes(CARD, &codes(&["2"])).await.unwrap_err();
    let rejection: &Rejection = error.cause().unwrap_or_else(|| panic!("{error:?}"));
    assert!(matches!(rejection, Rejection::KeyExpired { .. } | Rejection::UnknownSerial { .. }), "{rejection:?}");
    assert!(error.to_string().contains("expired"), "{error}");
}

/// Whatever misbehaves, a client without retries ends, and says something that names the operation.
#[tokio::test]
async fn every_fault_ends() {
    for fault in Fault::ALL {
        let mock = builder().slow(Duration::from_millis(50)).start().await.unwrap();
        mock.fault(*fault);
        match client(&mock).deposit_codes(CARD, &codes(&["1"])).await {
            Ok(_) => {}
            Err(error) => assert!(error.to_string().starts_with("depositCodes: "), "{fault}: {error}"),
        }
    }
}

#[tokio::test]
async fn a_server_that_is_down() {
    let down = {
        let mock = mock().await;
        let merchant = merchant(&mock);
        let client = client_of(&mock, merchant).retry(quickly(3));
        mock.stop().await;
        client
    };
    let client: Client = down.build().unwrap();
    let error = client.chain(PATH).with("card_id", CARD).post(&json!({"code": ["1"]})).await.unwrap_err();
    assert_eq!(
        (error.kind(), error.delivery(), error.attempts()),
        (ErrorKind::Connect, Delivery::NotSent, 3),
        "{error}"
    );
    assert!(error.to_string().contains("after 3 attempts"), "{error}");
}
