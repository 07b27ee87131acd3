//! Notifications as arguments of `axum` handlers.

use axum::body::{Body, to_bytes};
use axum::extract::{FromRef, FromRequest, Request};
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use http::HeaderMap;
use http::header::{CONTENT_TYPE, HeaderValue};
use openapi_client_runtime::{Decode, Json};
use serde::de::DeserializeOwned;

use super::{NOTIFICATION_LIMIT, Notification, NotificationError};
use crate::merchant::Merchant;

/// A notification that was verified and opened, as the argument of a handler; it must be the last one. The router's state gives
/// the [`Merchant`]. What is not accepted is answered as WeChat Pay wants it, and the handler is not called.
///
/// A key that is not known is answered with 503, so that the notification is delivered again. Where platform certificates are
/// downloaded, calls learn them by the way; a process that only receives notifications calls [`Merchant::renew_keys`] when it
/// starts and about twice a day.
///
/// Answer with 204 within 5 seconds when the notification was taken over, and with 5xx to have it delivered again. One may come
/// again all the same: [`RecentDeliveries`](crate::RecentDeliveries) says what keeps it from being acted on twice.
///
/// `T` is a type of a generated client, or [`Json`]; for types that only serde can read there is [`NotifiedBySerde`].
///
/// ```
/// use axum::{Router, http::StatusCode, routing::post};
/// use wechatpay_protocol::{Merchant, Notified};
///
/// async fn paid(Notified(notification): Notified) -> StatusCode {
///     println!("{}: {}", notification.event_type, notification.resource["out_trade_no"]);
///     StatusCode::NO_CONTENT
/// }
///
/// fn router(merchant: Merchant) -> Router {
///     Router::new().route("/notifications/paid", post(paid)).with_state(merchant)
/// }
/// ```
#[derive(Debug, Clone)]
pub struct Notified<T = Json>(pub Notification<T>);

/// As [`Notified`], for types that only serde can read.
///
/// ```
/// use axum::http::StatusCode;
/// use wechatpay_protocol::NotifiedBySerde;
///
/// #[derive(serde::Deserialize)]
/// struct Paid {
///     out_trade_no: String,
/// }
///
/// async fn paid(NotifiedBySerde(notification): NotifiedBySerde<Paid>) -> StatusCode {
///     println!("{} is paid", notification.resource.out_trade_no);
///     StatusCode::NO_CONTENT
/// }
/// ```
#[derive(Debug, Clone)]
pub struct NotifiedBySerde<T>(pub Notification<T>);

/// A notification that was not handed out. As an answer it says `{"code":"FAIL",…}` and the status of the error; one that was
/// [handled already](NotificationError::Handled) is answered with 204 and no body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotificationRejection(pub NotificationError);

impl<S, T> FromRequest<S> for Notified<T>
where
    S: Send + Sync,
    T: Decode,
    Merchant: FromRef<S>,
{
    type Rejection = NotificationRejection;

    async fn from_request(request: Request, state: &S) -> Result<Self, Self::Rejection> {
        let (merchant, headers, body) = received(request, state).await?;
        merchant.notification_of(&headers, &body).map(Self).map_err(NotificationRejection)
    }
}

impl<S, T> FromRequest<S> for NotifiedBySerde<T>
where
    S: Send + Sync,
    T: DeserializeOwned,
    Merchant: FromRef<S>,
{
    type Rejection = NotificationRejection;

    async fn from_request(request: Request, state: &S) -> Result<Self, Self::Rejection> {
        let (merchant, headers, body) = received(request, state).await?;
        merchant.notification_by_serde(&headers, &body).map(Self).map_err(NotificationRejection)
    }
}

async fn received<S>(request: Request, state: &S) -> Result<(Merchant, HeaderMap, Bytes), NotificationRejection>
where
    Merchant: FromRef<S>,
{
    let merchant = Merchant::from_ref(state);
    let (parts, body) = request.into_parts();
    // A body that breaks off is not told apart: nobody is left to read the answer.
    let body =
        to_bytes(body, NOTIFICATION_LIMIT).await.map_err(|_| NotificationRejection(NotificationError::TooLarge))?;
    Ok((merchant, parts.headers, body))
}

impl IntoResponse for NotificationRejection {
    fn into_response(self) -> Response {
        let Self(error) = self;
        let status = error.status();
        if status.is_success() {
            tracing::debug!(%error, "notification not handed out");
            return status.into_response();
        }
        tracing::warn!(%error, "notification not accepted");
        let mut response = Response::new(Body::from(error.body()));
        *response.status_mut() = status;
        response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
        response
    }
}
