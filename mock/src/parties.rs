//! Both sides: the merchants, and WeChat Pay.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::clock::Clock;
use crate::keys::Merchant;
use crate::platform::{Platform, Signer};
use crate::received::Received;

/// The merchants that the mock knows, WeChat Pay's keys, and the clock that both are judged by.
pub(crate) struct Parties {
    /// The one whose keys were given.
    pub(crate) merchant: Arc<Merchant>,
    others: BTreeMap<String, Arc<Merchant>>,
    pub(crate) platform: Platform,
    pub(crate) clock: Clock,
}

impl Parties {
    pub(crate) fn new(merchant: Arc<Merchant>, others: Vec<Merchant>, platform: Platform, clock: Clock) -> Self {
        let others = others.into_iter().map(|other| (other.mchid.clone(), Arc::new(other))).collect();
        Self { merchant, others, platform, clock }
    }

    /// The merchant with this number.
    pub(crate) fn merchant(&self, mchid: &str) -> Option<Arc<Merchant>> {
        if self.merchant.mchid == mchid {
            return Some(Arc::clone(&self.merchant));
        }
        self.others.get(mchid).map(Arc::clone)
    }

    pub(crate) fn merchants(&self) -> impl Iterator<Item = &Merchant> {
        std::iter::once(&self.merchant).chain(self.others.values()).map(AsRef::as_ref)
    }

    /// The key that signs the answer to a request: the one that it names.
    pub(crate) fn signer_for(&self, received: &Received) -> Signer {
        let named = received.header("wechatpay-serial").and_then(|serial| self.platform.named(serial));
        named.unwrap_or_else(|| self.platform.default_signer())
    }
}
