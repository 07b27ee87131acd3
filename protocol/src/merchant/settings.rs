//! A merchant's settings as texts, wherever they come from.

use std::path::{Path, PathBuf};

use zeroize::Zeroizing;

use super::{ConfigError, ConfigFault, ConfigProblem, Merchant, MerchantBuilder};
use crate::key::{Certificate, KeyError, PrivateKey, PublicKey};

/// What can be set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Setting {
    Mchid,
    Serial,
    Certificate,
    CertificateFile,
    PrivateKey,
    PrivateKeyFile,
    ApiV3Key,
    PublicKeyId,
    PublicKey,
    PublicKeyFile,
    PlatformCertificates,
    /// Only in the builder.
    Scheme,
}

impl Setting {
    /// Those that texts can give.
    pub(super) const ALL: [Self; 11] = [
        Self::Mchid,
        Self::Serial,
        Self::Certificate,
        Self::CertificateFile,
        Self::PrivateKey,
        Self::PrivateKeyFile,
        Self::ApiV3Key,
        Self::PublicKeyId,
        Self::PublicKey,
        Self::PublicKeyFile,
        Self::PlatformCertificates,
    ];

    /// The name in a file and of the setter; in capitals the end of an environment variable.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Mchid => "mchid",
            Self::Serial => "serial",
            Self::Certificate => "certificate",
            Self::CertificateFile => "certificate_file",
            Self::PrivateKey => "private_key",
            Self::PrivateKeyFile => "private_key_file",
            Self::ApiV3Key => "api_v3_key",
            Self::PublicKeyId => "public_key_id",
            Self::PublicKey => "public_key",
            Self::PublicKeyFile => "public_key_file",
            Self::PlatformCertificates => "platform_certificates",
            Self::Scheme => "scheme",
        }
    }

    /// The setting that gives the same by a file.
    const fn by_file(self) -> Option<Self> {
        match self {
            Self::Certificate => Some(Self::CertificateFile),
            Self::PrivateKey => Some(Self::PrivateKeyFile),
            Self::PublicKey => Some(Self::PublicKeyFile),
            _ => None,
        }
    }

    /// What to give where it is missing.
    pub(super) const fn meaning(self) -> &'static str {
        match self {
            Self::Mchid => "give the merchant number, such as 1900007291",
            Self::Serial | Self::Certificate | Self::CertificateFile => {
                "give the serial number of the merchant's certificate, as `openssl x509 -in apiclient_cert.pem \
                 -noout -serial` prints it, or in the setting `certificate_file` the path of the certificate itself"
            }
            Self::PrivateKey | Self::PrivateKeyFile => {
                "give the merchant's private key, which is in `apiclient_key.pem`, as text here, or its path in \
                 the setting of this name with `_file` at the end"
            }
            Self::ApiV3Key => "give the 32 bytes that were set in the merchant platform under API security",
            Self::PublicKeyId => "give the id that stands beside WeChat Pay's public key in the merchant platform",
            Self::PublicKey | Self::PublicKeyFile => {
                "give WeChat Pay's public key and its id, from the merchant platform, or have platform \
                 certificates downloaded"
            }
            Self::PlatformCertificates | Self::Scheme => "give it",
        }
    }
}

/// What was found for a setting.
pub(super) struct Found {
    pub(super) setting: Setting,
    pub(super) place: String,
    pub(super) text: Result<Zeroizing<String>, ConfigFault>,
}

/// The texts of one merchant.
#[derive(Default)]
pub(super) struct Settings {
    pub(super) found: Vec<Found>,
    /// What is wrong beside the settings.
    pub(super) problems: Vec<ConfigProblem>,
    /// What relative paths are relative to.
    pub(super) folder: PathBuf,
}

impl Settings {
    /// Makes the merchant; `name` gives the place of a setting that was not found.
    pub(super) fn build(mut self, name: impl Fn(Setting) -> String) -> Result<Merchant, ConfigError> {
        let mut builder = Merchant::builder();
        builder.problems = std::mem::take(&mut self.problems);
        for found in &self.found {
            if let Err(fault) = &found.text {
                builder.fault(found.setting, fault.clone());
            }
        }
        if let Some(mchid) = self.text(Setting::Mchid) {
            builder = builder.mchid(mchid.trim());
        }
        if let Some(serial) = self.text(Setting::Serial) {
            builder = builder.serial(serial.trim());
        }
        match self.key(Setting::Certificate, |pem| Certificate::from_pem(&*pem), Certificate::from_file) {
            Ok(Some(certificate)) => builder = builder.certificate(certificate),
            Ok(None) => {}
            Err(problem) => builder.problems.push(problem),
        }
        match self.key(Setting::PrivateKey, |pem| PrivateKey::from_pem(&*pem), PrivateKey::from_file) {
            Ok(Some(key)) => builder = builder.private_key(key),
            Ok(None) => {}
            Err(problem) => builder.problems.push(problem),
        }
        match self.text(Setting::ApiV3Key) {
            Some(key) => builder = builder.api_v3_key(key.as_bytes()),
            None => builder.missing(&[Setting::ApiV3Key]),
        }
        builder = self.server_keys(builder);
        builder.build().map_err(|error| error.placed(|setting| self.place(setting).unwrap_or_else(|| name(setting))))
    }

    /// WeChat Pay's side: a public key with its id, platform certificates, or both. Without a public key it is certificates.
    fn server_keys(&self, mut builder: MerchantBuilder) -> MerchantBuilder {
        let id = self.text(Setting::PublicKeyId);
        let key = self.key(Setting::PublicKey, |pem| PublicKey::from_pem(&*pem), PublicKey::from_file);
        let mut downloads = false;
        match (id, key) {
            (Some(id), Ok(Some(key))) => builder = builder.public_key(id.trim(), key),
            (None, Ok(Some(_))) => builder.missing(&[Setting::PublicKeyId]),
            (Some(_), Ok(None)) => builder.missing(&[Setting::PublicKey, Setting::PublicKeyFile]),
            (None, Ok(None)) => downloads = true,
            (id, Err(problem)) => {
                builder.problems.push(problem);
                if id.is_none() {
                    builder.missing(&[Setting::PublicKeyId]);
                }
            }
        }
        match self.text(Setting::PlatformCertificates).map(str::trim) {
            Some("true") => downloads = true,
            Some("false") => downloads = false,
            Some(_) => builder.fault(Setting::PlatformCertificates, ConfigFault::NotABoolean),
            None => {}
        }
        if downloads { builder.platform_certificates() } else { builder }
    }

    /// A key from its text or its file.
    fn key<K>(
        &self,
        text: Setting,
        from_pem: impl FnOnce(Zeroizing<String>) -> Result<K, KeyError>,
        from_file: impl FnOnce(PathBuf) -> Result<K, KeyError>,
    ) -> Result<Option<K>, ConfigProblem> {
        let file = text.by_file().unwrap_or(text);
        let (setting, key) = match (self.text(text), self.text(file)) {
            (None, None) => return Ok(None),
            (Some(_), Some(_)) => {
                let other = self.place(file).unwrap_or_default();
                return Err(ConfigProblem::of(text, ConfigFault::Both { other }));
            }
            (Some(pem), None) => (text, from_pem(unescaped(pem))),
            (None, Some(path)) => (file, from_file(self.folder.join(Path::new(path.trim())))),
        };
        key.map(Some).map_err(|error| ConfigProblem::of(setting, ConfigFault::Key(error)))
    }

    /// The text of a setting; an empty one counts as missing.
    fn text(&self, setting: Setting) -> Option<&str> {
        self.find(setting).and_then(|found| found.text.as_ref().ok()).map(|text| text.as_str())
    }

    /// Where a setting, or the one that gives the same by a file, was found.
    fn place(&self, setting: Setting) -> Option<String> {
        let found = self.find(setting).or_else(|| self.find(setting.by_file()?));
        found.map(|found| found.place.clone())
    }

    fn find(&self, setting: Setting) -> Option<&Found> {
        let is_empty = |found: &Found| found.text.as_ref().is_ok_and(|text| text.trim().is_empty());
        self.found.iter().find(|found| found.setting == setting && !is_empty(found))
    }
}

/// PEM text whose line feeds are written `\n`, as some tools put it into an environment variable, gets real ones.
fn unescaped(pem: &str) -> Zeroizing<String> {
    Zeroizing::new(if pem.contains('\n') { pem.to_owned() } else { pem.replace("\\n", "\n") })
}
