//! Merchants from a TOML file.

use std::collections::BTreeMap;
use std::path::Path;

use toml::Spanned;
use toml::de::{DeTable, DeValue};
use zeroize::Zeroizing;

use super::settings::{Found, Setting, Settings};
use super::{ConfigError, ConfigFault, ConfigProblem, Merchant};

/// The table that has a table for each merchant.
const MERCHANTS: &str = "merchants";

impl Merchant {
    /// Reads a TOML file with the keys `mchid`, `serial` or in its place `certificate` (PEM text) or `certificate_file`,
    /// `private_key` (PEM text) or `private_key_file`, `api_v3_key`, and for WeChat Pay's public key `public_key_id` and
    /// `public_key` or `public_key_file`. Without a public key platform certificates are downloaded; with one they are too
    /// where `platform_certificates = true`. Paths are relative to the file's folder.
    ///
    /// # Errors
    /// When the file cannot be read, a key is missing or unknown, or a value or a file cannot be used; all such keys are named.
    pub fn from_toml_file(path: impl AsRef<Path>) -> Result<Self, ConfigError> {
        let (file, text) = File::read(path.as_ref())?;
        let table = file.parse(&text)?;
        if let Some((key, _)) = table.iter().find(|(key, _)| key.get_ref() == MERCHANTS) {
            return Err(file.problem(&text, key, ConfigFault::Several));
        }
        file.merchant(&text, "", &table)
    }

    /// Reads a TOML file with a table `[merchants.NAME]` for each merchant, with keys as in
    /// [`from_toml_file`](Self::from_toml_file).
    ///
    /// # Errors
    /// As for [`from_toml_file`](Self::from_toml_file), for all merchants at once.
    pub fn all_from_toml_file(path: impl AsRef<Path>) -> Result<BTreeMap<String, Self>, ConfigError> {
        let (file, text) = File::read(path.as_ref())?;
        file.merchants(&text, &file.parse(&text)?)
    }
}

/// A configuration file.
struct File<'p> {
    path: &'p Path,
}

impl<'p> File<'p> {
    fn read(path: &'p Path) -> Result<(Self, Zeroizing<String>), ConfigError> {
        let file = Self { path };
        let problem = |fault| ConfigError::new(vec![ConfigProblem::at(format!("{path:?}"), fault)]);
        let bytes =
            Zeroizing::new(std::fs::read(path).map_err(|error| problem(ConfigFault::Unreadable(error.kind())))?);
        let text = std::str::from_utf8(&bytes).map_err(|_| problem(ConfigFault::NotText))?;
        Ok((file, Zeroizing::new(text.to_owned())))
    }

    fn parse<'t>(&self, text: &'t str) -> Result<DeTable<'t>, ConfigError> {
        DeTable::parse(text).map(Spanned::into_inner).map_err(|error| {
            // The error's own text quotes the line, which may hold a secret.
            let place = self.line(text, error.span().map_or(0, |span| span.start));
            ConfigError::new(vec![ConfigProblem::at(place, ConfigFault::Syntax(error.message().to_owned()))])
        })
    }

    fn merchants(&self, text: &str, root: &DeTable<'_>) -> Result<BTreeMap<String, Merchant>, ConfigError> {
        let mut merchants = BTreeMap::new();
        let mut problems = Vec::new();
        for (key, value) in root {
            match value.get_ref() {
                DeValue::Table(tables) if key.get_ref() == MERCHANTS => {
                    for (name, table) in tables {
                        match self.named(text, name, table) {
                            Ok(merchant) => drop(merchants.insert(name.get_ref().to_string(), merchant)),
                            Err(error) => problems.extend_from_slice(error.problems()),
                        }
                    }
                }
                _ => {
                    let fault =
                        ConfigFault::UnknownKey { known: "only tables `[merchants.NAME]`".to_owned(), meant: None };
                    problems.extend_from_slice(self.problem(text, key, fault).problems());
                }
            }
        }
        if merchants.is_empty() && problems.is_empty() {
            problems.push(ConfigProblem::at(format!("{:?}", self.path), ConfigFault::NoMerchants));
        }
        if problems.is_empty() { Ok(merchants) } else { Err(ConfigError::new(problems)) }
    }

    fn named(&self, text: &str, name: &Key<'_>, value: &Spanned<DeValue<'_>>) -> Result<Merchant, ConfigError> {
        match value.get_ref() {
            DeValue::Table(table) => {
                self.merchant(text, &format!("{MERCHANTS}.{}.", name.get_ref().escape_debug()), table)
            }
            _ => Err(self.problem(text, name, ConfigFault::NoMerchants)),
        }
    }

    /// The merchant of one table; `prefix` is what its keys begin with.
    fn merchant(&self, text: &str, prefix: &str, table: &DeTable<'_>) -> Result<Merchant, ConfigError> {
        let mut settings =
            Settings { folder: self.path.parent().map(Path::to_owned).unwrap_or_default(), ..Settings::default() };
        for (key, value) in table {
            let place = format!("`{prefix}{}` in {}", key.get_ref().escape_debug(), self.line(text, key.span().start));
            match Setting::ALL.into_iter().find(|setting| setting.name() == key.get_ref()) {
                Some(setting) => {
                    let text = value_text(setting, value.get_ref());
                    settings.found.push(Found { setting, place, text });
                }
                None => settings.problems.push(ConfigProblem::at(place, unknown(key.get_ref()))),
            }
        }
        settings.build(|setting| format!("`{prefix}{}` in {:?}", setting.name(), self.path))
    }

    fn problem(&self, text: &str, key: &Key<'_>, fault: ConfigFault) -> ConfigError {
        let place = format!("`{}` in {}", key.get_ref().escape_debug(), self.line(text, key.span().start));
        ConfigError::new(vec![ConfigProblem::at(place, fault)])
    }

    /// The file and the line of a byte.
    fn line(&self, text: &str, byte: usize) -> String {
        let before = text.as_bytes().get(..byte).unwrap_or_default();
        let line = before.iter().filter(|byte| **byte == b'\n').count() + 1;
        format!("{:?}, line {line}", self.path)
    }
}

type Key<'t> = Spanned<std::borrow::Cow<'t, str>>;

fn value_text(setting: Setting, value: &DeValue<'_>) -> Result<Zeroizing<String>, ConfigFault> {
    match (setting, value) {
        (Setting::PlatformCertificates, DeValue::Boolean(value)) => Ok(Zeroizing::new(value.to_string())),
        (Setting::PlatformCertificates, _) => Err(ConfigFault::NotABoolean),
        (_, DeValue::String(text)) => Ok(Zeroizing::new(text.clone().into_owned())),
        _ => Err(ConfigFault::Unquoted),
    }
}

fn unknown(key: &str) -> ConfigFault {
    let names = Setting::ALL.map(Setting::name);
    // A third of the letters may be others: further off it is a guess.
    let distances = names.map(|name| (strsim::damerau_levenshtein(key, name), name));
    let near = distances.into_iter().filter(|(distance, name)| *distance <= name.len() / 3).min();
    let known = format!("`{}`", names.join("`, `"));
    ConfigFault::UnknownKey { known, meant: near.map(|(_, name)| name.to_owned()) }
}
