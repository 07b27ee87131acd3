//! What a protocol asks of the service in between: once, however many calls wait for it.

use std::future::Future;
use std::pin::Pin;
use std::sync::atomic::Ordering;

use super::{Exchange, Inquiries, Taking};
use crate::error::{Error, Result};
use crate::inquiry::{Inquiry, Urgency};
use crate::protocol::Protocol;
use crate::request::Request;
use crate::response::Response;

impl Exchange {
    /// Asks what the protocol wants to know. An inquiry that failed and may fail is given back.
    pub(super) async fn inquire(
        &self,
        protocol: &dyn Protocol,
        request: &Request,
        answer: Option<&Response>,
    ) -> Result<Option<String>> {
        // Read first, so that an inquiry that ends between these two lines is seen below.
        let seen = self.shared.inquiries.load(Ordering::Acquire);
        let Some(inquiry) = protocol.inquiry(request, answer) else { return Ok(None) };
        if inquiry.urgency == Urgency::Background {
            self.inquire_in_background(inquiry);
            return Ok(None);
        }
        let mut turn = self.carrier.lock(&self.shared.inquiry).await;
        // Another call has asked in the meantime: what it learned, or did not, holds for this one too.
        if self.shared.inquiries.load(Ordering::Acquire) == seen {
            *turn = self.ask(inquiry).await.err().map(|error| error.to_string());
        }
        match &*turn {
            None => Ok(None),
            Some(failure) if inquiry.urgency == Urgency::Required => Err(Error::protocol(failure.as_str())),
            Some(failure) => {
                tracing::warn!(failure, "an inquiry failed");
                Ok(Some(failure.clone()))
            }
        }
    }

    fn inquire_in_background(&self, inquiry: Inquiry) {
        let Ok(mut turn) = self.shared.inquiry.clone().try_lock_owned() else { return };
        let exchange = self.clone();
        self.carrier.spawn(async move {
            *turn = exchange.ask(inquiry).await.err().map(|error| error.to_string());
            if let Some(failure) = &*turn {
                tracing::warn!(failure, "an inquiry in the background failed: the next call asks again");
            }
        });
    }

    /// On the heap, since an inquiry is an exchange inside an exchange.
    fn ask(&self, inquiry: Inquiry) -> Pin<Box<dyn Future<Output = Result<()>> + Send + '_>> {
        Box::pin(async move {
            let request = Request::inquiry(&self.shared, inquiry.operation)?;
            let outcome = self.repeat(request, Inquiries::Underway, Taking::Whole).await;
            self.shared.inquiries.fetch_add(1, Ordering::AcqRel);
            let response = outcome?.into_whole();
            if response.status().is_success() { Ok(()) } else { Err(response.into_error()) }
        })
    }
}
