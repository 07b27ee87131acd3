//! Bytes as text (RFC 4648).

use base64::Engine;
use base64::alphabet;
use base64::engine::DecodePaddingMode;
use base64::engine::general_purpose::{GeneralPurpose, GeneralPurposeConfig, STANDARD};
use bytes::Bytes;

use super::{text_format, value_of};
use crate::FormatError;

text_format! {
    /// Bytes as text (`byte`): base64 with the standard alphabet (RFC 4648, section 4), such as `aGVsbG8=`.
    ///
    /// ```
    /// use openapi_client_runtime::Base64;
    ///
    /// let hello = Base64::from(b"hello");
    /// assert_eq!(hello, "aGVsbG8=");
    /// assert_eq!(hello.decode()?, b"hello");
    /// # Ok::<(), openapi_client_runtime::FormatError>(())
    /// ```
    Base64, "base64", |text| decode(text).is_some()
}

value_of! { Base64:
    &[u8] => |value| STANDARD.encode(value),
    Vec<u8> => |value| STANDARD.encode(value),
    Bytes => |value| STANDARD.encode(value),
}

impl<const N: usize> From<&[u8; N]> for Base64 {
    fn from(value: &[u8; N]) -> Self {
        Self::from(value.as_slice())
    }
}

value_of! { Base64 ->
    Vec<u8> => decode,
    Bytes => |text| decode(text).map(Bytes::from),
}

impl Base64 {
    /// The bytes. Padding may be missing, and the alphabet may be the one for URLs (RFC 4648, section 5).
    ///
    /// # Errors
    /// When the text is not base64.
    pub fn decode(&self) -> Result<Vec<u8>, FormatError> {
        self.try_into()
    }
}

const TOLERANT: GeneralPurposeConfig = GeneralPurposeConfig::new()
    .with_decode_padding_mode(DecodePaddingMode::Indifferent)
    .with_decode_allow_trailing_bits(true);

const BY_STANDARD: GeneralPurpose = GeneralPurpose::new(&alphabet::STANDARD, TOLERANT);

const FOR_URLS: GeneralPurpose = GeneralPurpose::new(&alphabet::URL_SAFE, TOLERANT);

fn decode(text: &str) -> Option<Vec<u8>> {
    BY_STANDARD.decode(text).or_else(|_| FOR_URLS.decode(text)).ok()
}
