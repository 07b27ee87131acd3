//! Which WeChat Pay the example talks to: a mock of its own, one that runs already, or the real one.

use std::error::Error;
use std::time::Duration;

use wechatpay_client::Client;
use wechatpay_mock::{Credentials, Keys, Mock};
use wechatpay_protocol::{Merchant, PrivateKey, PublicKey};

use crate::options::Options;

/// A WeChat Pay, and a client of it.
pub struct Server {
    pub client: Client,
    pub url: String,
    mock: Option<Mock>,
}

impl Server {
    /// Stops the mock, if there is one.
    pub async fn stop(self) {
        if let Some(mock) = self.mock {
            mock.stop().await;
        }
    }
}

pub async fn reach(options: &Options) -> Result<Server, Box<dyn Error>> {
    if options.live {
        let mut builder = Client::builder().protocol(Merchant::from_env()?);
        if let Some(url) = &options.base_url {
            builder = builder.base_url(url);
        }
        let url = options.base_url.clone().unwrap_or_else(|| "https://api.mch.weixin.qq.com".to_owned());
        return Ok(Server { client: builder.build()?, url, mock: None });
    }
    if options.base_url.is_some() && !options.keys.is_dir() {
        let keys = options.keys.display();
        return Err(format!(
            "there are no keys in {keys}\n  name the folder with which the mock was started by --keys"
        )
        .into());
    }
    let keys = Keys::open_or_create(&options.keys)?;
    let merchant = merchant(&keys.credentials()?)?;
    let (mock, url) = match &options.base_url {
        Some(url) => (None, url.clone()),
        None => {
            let mock = start(keys, options).await?;
            let url = mock.base_url();
            (Some(mock), url)
        }
    };
    // Enough for a mock that stays away for minutes.
    let client =
        Client::builder().base_url(&url).protocol(merchant).timeout(Duration::from_secs(120)).retry_budget(10_000);
    let client = client.build()?;
    Ok(Server { client, url, mock })
}

/// The merchant that the mock knows.
fn merchant(known: &Credentials) -> Result<Merchant, Box<dyn Error>> {
    Ok(Merchant::builder()
        .mchid(&known.mchid)
        .serial(&known.merchant_serial)
        .private_key(PrivateKey::from_pem(&known.merchant_private_key_pem)?)
        .api_v3_key(&known.api_v3_key)
        .public_key(&known.public_key_id, PublicKey::from_pem(&known.public_key_pem)?)
        .build()?)
}

async fn start(keys: Keys, options: &Options) -> Result<Mock, wechatpay_mock::Error> {
    let mut builder = Mock::builder().keys(keys).card(&options.card);
    if let Some(state) = &options.state {
        builder = builder.state_file(state);
    }
    builder.start().await
}
