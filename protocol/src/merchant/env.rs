//! A merchant from environment variables.

use std::ffi::OsString;

use zeroize::Zeroizing;

use super::settings::{Found, Setting, Settings};
use super::{ConfigError, ConfigFault, Merchant};

impl Merchant {
    /// Reads the environment variables `WECHATPAY_MCHID`, `WECHATPAY_SERIAL` or in its place `WECHATPAY_CERTIFICATE` (PEM text)
    /// or `WECHATPAY_CERTIFICATE_FILE`, `WECHATPAY_PRIVATE_KEY` (PEM text) or `WECHATPAY_PRIVATE_KEY_FILE`,
    /// `WECHATPAY_API_V3_KEY`, and for WeChat Pay's public key `WECHATPAY_PUBLIC_KEY_ID` and `WECHATPAY_PUBLIC_KEY` or
    /// `WECHATPAY_PUBLIC_KEY_FILE`. Without a public key platform certificates are downloaded; with one they are too where
    /// `WECHATPAY_PLATFORM_CERTIFICATES` is `true`.
    ///
    /// # Errors
    /// When a variable is missing, or a value or a file cannot be used; all such variables are named.
    pub fn from_env() -> Result<Self, ConfigError> {
        Self::from_env_prefixed("WECHATPAY_")
    }

    /// As [`from_env`](Self::from_env), with other names: `SHOP_A_` reads `SHOP_A_MCHID` and so on. For several merchants in
    /// one process.
    ///
    /// # Errors
    /// As for [`from_env`](Self::from_env).
    pub fn from_env_prefixed(prefix: &str) -> Result<Self, ConfigError> {
        Self::from_variables(prefix, |name| std::env::var_os(name))
    }

    /// As [`from_env_prefixed`](Self::from_env_prefixed), with the variables from elsewhere than the environment.
    ///
    /// # Errors
    /// As for [`from_env`](Self::from_env).
    pub fn from_variables(prefix: &str, read: impl Fn(&str) -> Option<OsString>) -> Result<Self, ConfigError> {
        let variable = |setting: Setting| format!("{prefix}{}", setting.name().to_ascii_uppercase());
        let place = |setting| format!("the environment variable `{}`", variable(setting));
        let mut settings = Settings::default();
        for setting in Setting::ALL {
            if let Some(value) = read(&variable(setting)) {
                let text = value.into_string().map(Zeroizing::new).map_err(|_| ConfigFault::NotText);
                settings.found.push(Found { setting, place: place(setting), text });
            }
        }
        settings.build(place)
    }
}
