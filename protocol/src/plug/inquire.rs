//! When WeChat Pay's keys are asked for.

use std::time::Duration;

use openapi_client_runtime::{Inquiry, Request, Response, Urgency};

use super::{CERTIFICATES, asks_for_certificates};
use crate::merchant::Merchant;
use crate::verify::claimed_serial;

/// WeChat Pay wants certificates to be asked for at least every 12 h; so there are two hours for it to work.
const RENEWAL: Duration = Duration::from_secs(10 * 3600);

pub(super) fn inquiry(merchant: &Merchant, request: &Request, answer: Option<&Response>) -> Option<Inquiry> {
    if !merchant.keys().downloads() || asks_for_certificates(request) {
        return None;
    }
    let urgency = match answer {
        None => before(merchant),
        Some(answer) => after(merchant, answer),
    };
    urgency.map(|urgency| Inquiry::new(&CERTIFICATES, urgency))
}

fn before(merchant: &Merchant) -> Option<Urgency> {
    let now = merchant.now();
    if merchant.keys().current().for_encryption(now).is_none() {
        return Some(Urgency::Required);
    }
    merchant.keys().begin_renewal(RENEWAL, now).then_some(Urgency::Background)
}

/// The answer names a key that is not known: WeChat Pay has begun to use a new one.
fn after(merchant: &Merchant, answer: &Response) -> Option<Urgency> {
    let serial = claimed_serial(answer.headers())?;
    let keys = merchant.keys().current();
    let is_unknown = keys.find(serial).is_none_or(|key| key.is_expired_at(merchant.now()));
    is_unknown.then_some(Urgency::Wanted)
}
