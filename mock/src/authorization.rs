//! The header `Authorization`, read strictly.

mod reader;

use reader::Reader;

/// The one scheme that is understood.
pub const SCHEME: &str = "WECHATPAY2-SHA256-RSA2048";
/// The longest value that is read, in bytes: an RSA key of 8192 bits has signatures of 1368 characters.
pub const MAX_BYTES: usize = 4096;

const ATTRIBUTES: [&str; 5] = ["mchid", "serial_no", "timestamp", "nonce_str", "signature"];
const MAX_NUMBER: usize = 32;
const MAX_SERIAL: usize = 64;
const MAX_NONCE: usize = 32;

/// What the header says. All of it comes from outside, and only its form was checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Authorization<'a> {
    /// Digits, at most 32.
    pub mchid: &'a str,
    /// Upper- or lower-case hexadecimal, at most 64 digits.
    pub serial_no: &'a str,
    /// The text, which is part of the signed message.
    pub timestamp: &'a str,
    /// The number that the text stands for, in Unix seconds.
    pub unix_seconds: i64,
    /// 1 to 32 letters and digits.
    pub nonce_str: &'a str,
    /// Characters of base64; whether they are base64 is left open.
    pub signature: &'a str,
}

/// Why the header is not understood.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Malformed {
    /// Longer than [`MAX_BYTES`].
    #[error("it has more than {MAX_BYTES} bytes")]
    TooLong,
    /// A byte that is not printable ASCII.
    #[error("the byte {at} is not printable ASCII")]
    NotAscii {
        /// The byte's index.
        at: usize,
    },
    /// Another scheme, or none.
    #[error("the scheme must be {SCHEME}, but it begins with {found:?}")]
    Scheme {
        /// The first word.
        found: String,
    },
    /// Something else stands where the grammar wants `what`.
    #[error("{what} is expected at byte {at}")]
    Expected {
        /// What is wanted.
        what: &'static str,
        /// The byte's index.
        at: usize,
    },
    /// A name that is not one of the five.
    #[error("there is no attribute {name:?}")]
    Unknown {
        /// The name.
        name: String,
    },
    /// One of the five, again.
    #[error("the attribute {name} stands there twice")]
    Twice {
        /// The name.
        name: &'static str,
    },
    /// One of the five is not there.
    #[error("the attribute {name} is missing")]
    Missing {
        /// The name.
        name: &'static str,
    },
    /// An attribute whose value is not in its form.
    #[error("the attribute {name} must be {form}")]
    Value {
        /// The attribute.
        name: &'static str,
        /// What it must be.
        form: &'static str,
    },
}

/// Reads a value of the header: `SCHEME`, one space, then the five attributes `name="value"` in any order, each once,
/// with one comma and nothing else between two.
///
/// # Errors
/// The first thing that is not so.
pub fn parse(value: &[u8]) -> Result<Authorization<'_>, Malformed> {
    let text = printable(value)?;
    let mut reader = Reader::new(text);
    let scheme = reader.word();
    if scheme != SCHEME {
        return Err(Malformed::Scheme { found: scheme.chars().take(40).collect() });
    }
    reader.expect(' ', "one space")?;
    let mut values = [None; ATTRIBUTES.len()];
    loop {
        let (name, value) = reader.attribute()?;
        let index = ATTRIBUTES.iter().position(|known| *known == name);
        let index = index.ok_or_else(|| Malformed::Unknown { name: name.to_owned() })?;
        if values[index].replace(value).is_some() {
            return Err(Malformed::Twice { name: ATTRIBUTES[index] });
        }
        if reader.is_at_end() {
            break;
        }
        reader.expect(',', "a comma")?;
    }
    from_values(values)
}

fn printable(value: &[u8]) -> Result<&str, Malformed> {
    if value.len() > MAX_BYTES {
        return Err(Malformed::TooLong);
    }
    if let Some(at) = value.iter().position(|byte| !matches!(byte, b' '..=b'~')) {
        return Err(Malformed::NotAscii { at });
    }
    std::str::from_utf8(value).map_err(|error| Malformed::NotAscii { at: error.valid_up_to() })
}

fn from_values<'a>(values: [Option<&'a str>; 5]) -> Result<Authorization<'a>, Malformed> {
    let take = |index: usize| values[index].ok_or(Malformed::Missing { name: ATTRIBUTES[index] });
    let (mchid, serial_no, timestamp) = (take(0)?, take(1)?, take(2)?);
    let (nonce_str, signature) = (take(3)?, take(4)?);
    check(0, "1 to 32 digits", mchid, MAX_NUMBER, |byte| byte.is_ascii_digit())?;
    check(1, "1 to 64 hexadecimal digits", serial_no, MAX_SERIAL, |byte| byte.is_ascii_hexdigit())?;
    check(3, "1 to 32 letters and digits", nonce_str, MAX_NONCE, |byte| byte.is_ascii_alphanumeric())?;
    check(4, "base64", signature, MAX_BYTES, |byte| byte.is_ascii_alphanumeric() || b"+/=".contains(&byte))?;
    let unix_seconds = seconds(timestamp)?;
    Ok(Authorization { mchid, serial_no, timestamp, unix_seconds, nonce_str, signature })
}

fn check(
    index: usize,
    form: &'static str,
    value: &str,
    longest: usize,
    allowed: impl Fn(u8) -> bool,
) -> Result<(), Malformed> {
    if !value.is_empty() && value.len() <= longest && value.bytes().all(allowed) {
        return Ok(());
    }
    Err(Malformed::Value { name: ATTRIBUTES[index], form })
}

/// Digits alone: the standard library's parser would take a sign, too.
fn seconds(text: &str) -> Result<i64, Malformed> {
    let wrong = Malformed::Value { name: "timestamp", form: "Unix seconds in decimal digits" };
    let canonical = text.bytes().all(|byte| byte.is_ascii_digit()) && !text.starts_with('0');
    if canonical { text.parse().map_err(|_| wrong) } else { Err(wrong) }
}

#[cfg(test)]
mod tests;
