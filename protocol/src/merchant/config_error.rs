//! What is wrong with a configuration: all of it at once, each with its place.

use std::fmt;
use std::io;

use super::settings::Setting;
use crate::key::KeyError;
use crate::keys::KeyIdError;
use crate::seal::ApiV3KeyError;
use crate::sign::Scheme;

/// A merchant could not be made of what was given. Shows no secret.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConfigError {
    problems: Vec<ConfigProblem>,
}

/// One thing that is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConfigProblem {
    pub(super) setting: Option<Setting>,
    pub(super) place: String,
    pub(super) fault: ConfigFault,
}

/// What is wrong with a setting.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum ConfigFault {
    /// It was not given, or is empty.
    Missing,
    /// Two settings say the same thing, perhaps differently.
    Both {
        /// The other one.
        other: String,
    },
    /// Not a merchant number.
    Mchid {
        /// What is wrong with it.
        found: String,
    },
    /// Not the serial of a certificate.
    Serial {
        /// What is wrong with it.
        found: String,
    },
    /// The serial is not that of the merchant's certificate, which was given too.
    OtherSerial {
        /// The serial of the certificate.
        found: String,
    },
    /// The merchant's certificate belongs to another private key.
    OtherKey,
    /// The merchant's own key in the place of WeChat Pay's.
    OwnKey,
    /// Not a usable key.
    Key(KeyError),
    /// Not an APIv3 key.
    ApiV3Key(ApiV3KeyError),
    /// Not the id of a public key.
    KeyId(KeyIdError),
    /// Not `true` or `false`.
    NotABoolean,
    /// Not text in UTF-8.
    NotText,
    /// A number or another value of TOML where text was wanted.
    Unquoted,
    /// A scheme that this crate does not sign by.
    Scheme(Scheme),
    /// The file of the configuration cannot be read.
    Unreadable(io::ErrorKind),
    /// The file is not TOML.
    Syntax(String),
    /// The file has a key that means nothing.
    UnknownKey {
        /// What there could have been.
        known: String,
        /// The key that comes near to it.
        meant: Option<String>,
    },
    /// The file has several merchants where one was wanted.
    Several,
    /// The file has no table of merchants.
    NoMerchants,
}

impl ConfigError {
    pub(super) fn new(problems: Vec<ConfigProblem>) -> Self {
        Self { problems }
    }

    /// What is wrong, in the order in which it was found. Never empty.
    #[must_use]
    pub fn problems(&self) -> &[ConfigProblem] {
        &self.problems
    }

    /// The same error, with the places where the settings come from.
    pub(super) fn placed(mut self, place: impl Fn(Setting) -> String) -> Self {
        for problem in &mut self.problems {
            if let Some(setting) = problem.setting {
                problem.place = place(setting);
            }
        }
        self
    }
}

impl ConfigProblem {
    pub(super) fn of(setting: Setting, fault: ConfigFault) -> Self {
        Self { setting: Some(setting), place: format!("`{}`", setting.name()), fault }
    }

    pub(super) fn at(place: impl Into<String>, fault: ConfigFault) -> Self {
        Self { setting: None, place: place.into(), fault }
    }

    /// Where it is: a setter, an environment variable, or a key in a file with its line.
    #[must_use]
    pub fn place(&self) -> &str {
        &self.place
    }

    /// What is wrong there.
    #[must_use]
    pub fn fault(&self) -> &ConfigFault {
        &self.fault
    }
}

impl fmt::Display for ConfigError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("the merchant is not configured:")?;
        match self.problems.as_slice() {
            [problem] => write!(out, " {problem}"),
            problems => problems.iter().try_for_each(|problem| write!(out, "\n- {problem}")),
        }
    }
}

impl std::error::Error for ConfigError {}

impl fmt::Display for ConfigProblem {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}: {}", self.place, self.fault)?;
        match (&self.fault, self.setting) {
            (ConfigFault::Missing, Some(setting)) => write!(out, "; {}", setting.meaning()),
            _ => Ok(()),
        }
    }
}

impl fmt::Display for ConfigFault {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing => out.write_str("missing"),
            Self::Both { other } => write!(out, "given beside {other}; keep one of them"),
            Self::Mchid { found } => {
                write!(out, "expected the merchant number, 1 to 32 digits such as 1900007291, found {found}")
            }
            Self::Serial { found } => write!(
                out,
                "expected a serial number, at most 64 hexadecimal digits as `openssl x509 -in apiclient_cert.pem \
                 -noout -serial` prints them, found {found}"
            ),
            Self::OtherSerial { found } => write!(
                out,
                "the merchant's certificate has the serial {found}, and another one was given; leave the serial out, or \
                 give the certificate that belongs to it"
            ),
            Self::OtherKey => out.write_str(
                "the merchant's certificate belongs to another private key; take `apiclient_cert.pem` and \
                 `apiclient_key.pem` from the same download",
            ),
            Self::OwnKey => out.write_str(
                "is the merchant's own key; give that of WeChat Pay, which the merchant platform shows under API security \
                 with an id that begins with `PUB_KEY_ID_`",
            ),
            Self::Key(error) => error.fmt(out),
            Self::ApiV3Key(error) => error.fmt(out),
            Self::KeyId(error) => error.fmt(out),
            Self::NotABoolean => out.write_str("must be `true` or `false`"),
            Self::NotText => out.write_str("is not text in UTF-8; write it anew"),
            Self::Unquoted => out.write_str("is not text; put it in quotes"),
            Self::Scheme(scheme) => {
                write!(out, "signing by {} is not built; use {}", scheme.name(), Scheme::default().name())
            }
            Self::Unreadable(io::ErrorKind::NotFound) => out.write_str("there is no such file; check the path"),
            Self::Unreadable(kind) => write!(out, "cannot be read ({kind}); check the path and the permissions"),
            Self::Syntax(message) => write!(out, "not TOML: {message}; put texts in quotes, and PEM in three quotes"),
            Self::UnknownKey { meant: Some(meant), known } => {
                write!(out, "means nothing here; did you mean `{meant}`? There are {known}")
            }
            Self::UnknownKey { meant: None, known } => write!(out, "means nothing here; there are {known}"),
            Self::Several => out.write_str("several merchants; read them with `Merchant::all_from_toml_file`"),
            Self::NoMerchants => {
                out.write_str("no table `[merchants.NAME]`; read a single merchant with `Merchant::from_toml_file`")
            }
        }
    }
}
