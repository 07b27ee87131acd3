//! The mock, and clients that talk to it.

use super::arrived::Arrived;
use super::sent::Sent;
use crate::sample::{Mode, Sample};
use openapi_client_runtime::{Builder, Core, Retry};
use std::path::Path;
use tokio::runtime::Runtime;
use wechatpay_mock::{Document, Mock};
use wechatpay_protocol::{Merchant, PrivateKey, PublicKey};

/// A mock with its client, and a client that nothing is sent through.
pub struct Environment<C> {
    /// Talks to the mock.
    pub near: C,
    /// Would talk to the servers that the document names.
    pub far: C,
    /// The mock.
    pub mock: Mock,
    key: String,
    tasks: Runtime,
}

impl<C: From<Core> + AsRef<Core>> Environment<C> {
    pub fn new(documents: &[impl AsRef<Path>], builder: fn() -> Builder<C>) -> Result<Self, String> {
        let mut mock = Mock::builder().any_card(true).keep_requests(1);
        for document in documents {
            let document = document.as_ref();
            mock =
                mock.document(Document::open(document, 1).map_err(|error| format!("{}: {error}", document.display()))?);
        }
        let mock = mock.start_blocking().map_err(|error| format!("the mock does not start: {error}"))?;
        let known = mock.credentials().map_err(|error| error.to_string())?;
        let key = known.public_key_id.clone();
        let merchant = || -> Result<Merchant, Box<dyn std::error::Error>> {
            let merchant = Merchant::builder()
                .mchid(known.mchid.clone())
                .serial(known.merchant_serial.clone())
                .private_key(PrivateKey::from_pem(known.merchant_private_key_pem.clone())?)
                .api_v3_key(known.api_v3_key.clone())
                .public_key(&known.public_key_id, PublicKey::from_pem(known.public_key_pem.clone())?)
                .build()?;
            Ok(merchant)
        };
        let client = |builder: Builder<C>| {
            let merchant = merchant().map_err(|error| format!("the keys of the mock: {error}"))?;
            let client = builder.protocol(merchant).retry(Retry::never()).build();
            client.map_err(|error| format!("the client: {error}"))
        };
        let near = client(builder().base_url(mock.base_url()))?;
        let far = client(builder())?;
        let tasks = Runtime::new().map_err(|error| format!("no tasks can be run: {error}"))?;
        Ok(Self { near, far, mock, key, tasks })
    }

    /// The same sample, with the id of the mock's key in place of the made-up one.
    pub fn with_known_keys(&self, mut sample: Sample) -> Sample {
        for (name, value) in &mut sample.headers {
            if name.eq_ignore_ascii_case("wechatpay-serial") {
                value.clone_from(&self.key);
            }
        }
        sample
    }

    /// Sends a call in the way of the sample.
    pub fn send(&self, call: Sent, mode: Mode) -> Result<(), String> {
        self.mock.clear_requests();
        let sent = match mode {
            Mode::Async => self.tasks.block_on(call.send()),
            Mode::Sync => call.wait(),
        };
        sent.map_err(|error| error.to_string())
    }

    /// What the mock received.
    pub fn arrived(&self) -> Option<Arrived> {
        self.mock.requests().pop().map(Arrived::new)
    }
}
