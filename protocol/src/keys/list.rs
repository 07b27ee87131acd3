//! The body of an answer to `GET /v3/certificates`.

use openapi_client_runtime::{Decode, DecodeError, Decoded, Reader, from_json};

use super::is_same_serial;
use crate::key::{Certificate, KeyError};
use crate::seal::{ApiV3Key, SealError, Sealed};

/// A list of a few certificates has less than 10 KiB.
const BODY_LIMIT: usize = 1024 * 1024;
/// WeChat Pay lists one or two.
const COUNT_LIMIT: usize = 100;

/// Why a list of platform certificates could not be opened.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ListError {
    /// The body is larger than 1 MiB.
    #[error("the list of certificates has {bytes} bytes, more than the limit of {BODY_LIMIT}; was it another answer?")]
    TooLarge {
        /// The length of the body.
        bytes: usize,
    },
    /// The body is not such a list.
    #[error("the list of certificates could not be read: {0}")]
    Json(#[source] DecodeError),
    /// The list has more than 100 certificates.
    #[error("the list has {count} certificates, more than the limit of {COUNT_LIMIT}; was it another answer?")]
    TooMany {
        /// How many there are.
        count: usize,
    },
    /// The list is empty.
    #[error(
        "WeChat Pay lists no platform certificate for this merchant; use WeChat Pay's public key and its id, from the merchant \
         platform"
    )]
    None,
    /// A certificate could not be opened.
    #[error("certificate {index} of the list, {serial:?}, could not be opened: {error}")]
    Sealed {
        /// Its place, counted from 0.
        index: usize,
        /// Its serial as listed.
        serial: String,
        /// Why not.
        #[source]
        error: SealError,
    },
    /// What was opened is not a usable certificate.
    #[error("certificate {index} of the list, {serial:?}, could not be used: {error}")]
    Certificate {
        /// Its place, counted from 0.
        index: usize,
        /// Its serial as listed.
        serial: String,
        /// Why not.
        #[source]
        error: KeyError,
    },
    /// A certificate has another serial than the list says.
    #[error(
        "certificate {index} of the list has the serial {found:?}, but the list says {serial:?}; ask for the list again"
    )]
    Serial {
        /// Its place, counted from 0.
        index: usize,
        /// Its serial as listed.
        serial: String,
        /// Its own serial.
        found: String,
    },
}

struct List {
    data: Vec<Listed>,
}

struct Listed {
    serial: String,
    sealed: Sealed,
}

impl Decode for List {
    fn decode(reader: &mut Reader<'_>) -> Decoded<Self> {
        let mut data = None;
        reader.object(&mut [("data", &mut data)])?;
        Ok(Self { data: reader.required("data", data)? })
    }
}

impl Decode for Listed {
    fn decode(reader: &mut Reader<'_>) -> Decoded<Self> {
        let (mut serial, mut sealed) = (None, None);
        reader.object(&mut [("serial_no", &mut serial), ("encrypt_certificate", &mut sealed)])?;
        let serial = reader.required("serial_no", serial)?;
        Ok(Self { serial, sealed: reader.required("encrypt_certificate", sealed)? })
    }
}

/// Opens a list of platform certificates: at least one, at most 100, in a body of at most 1 MiB.
///
/// This alone trusts whoever has the APIv3 key. [`open_certificates_answer`](crate::open_certificates_answer) checks the
/// answer's signature too.
///
/// # Errors
/// When anything in the list is not as it should be; nothing of it is to be used then.
pub fn open_certificate_list(body: &[u8], key: &ApiV3Key) -> Result<Vec<Certificate>, ListError> {
    if body.len() > BODY_LIMIT {
        return Err(ListError::TooLarge { bytes: body.len() });
    }
    let list: List = from_json(body).map_err(ListError::Json)?;
    match list.data.len() {
        0 => Err(ListError::None),
        1..=COUNT_LIMIT => list.data.into_iter().enumerate().map(|(index, listed)| open(index, listed, key)).collect(),
        count => Err(ListError::TooMany { count }),
    }
}

fn open(index: usize, listed: Listed, key: &ApiV3Key) -> Result<Certificate, ListError> {
    let serial = listed.serial;
    let pem = match listed.sealed.open(key) {
        Ok(pem) => pem,
        Err(error) => return Err(ListError::Sealed { index, serial, error }),
    };
    let certificate = match Certificate::from_pem(&*pem) {
        Ok(certificate) => certificate,
        Err(error) => return Err(ListError::Certificate { index, serial, error }),
    };
    if is_same_serial(certificate.serial(), &serial) {
        return Ok(certificate);
    }
    Err(ListError::Serial { index, serial, found: certificate.serial().to_owned() })
}
