//! Downloads: bills and other files, streamed, their hash checked.

mod check;

use std::io;
use std::path::Path;

use openapi_client_runtime::{Bytes, Core, Delivery, Error, ErrorKind, Incoming, Result};
use tokio::io::AsyncWriteExt;
use url::Url;

use self::check::Check;
use crate::plug::UNSIGNED;

/// A file that WeChat Pay has offered under a URL, such as a bill.
///
/// The answer is not signed; what vouches for it is the hash that a signed answer gave before. The URL is good for half
/// a minute or so. The request for it is signed, so that only WeChat Pay's hosts, or the client's own server, are asked.
///
/// ```no_run
/// # async fn example(core: openapi_client_runtime::Core) -> openapi_client_runtime::Result<()> {
/// use wechatpay_protocol::Download;
///
/// # let (url, sha1) = ("", "");
/// Download::new(url).sha1(sha1).gzip().save(&core, "bill.csv").await?;
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone)]
#[must_use = "nothing is sent before `open` or `save`"]
pub struct Download {
    url: String,
    check: Check,
}

impl Download {
    /// The file behind a URL.
    pub fn new(url: impl Into<String>) -> Self {
        Self { url: url.into(), check: Check::default() }
    }

    /// The SHA-1 that a signed answer gave for the file, uncompressed, in hexadecimal digits.
    pub fn sha1(mut self, hash: impl Into<String>) -> Self {
        self.check.sha1 = Some(hash.into());
        self
    }

    /// The file comes compressed, as the operation that offered it was asked to do: what is handed out is not.
    pub fn gzip(mut self) -> Self {
        self.check.gzip = true;
        self
    }

    /// How large the file may be, uncompressed, in bytes. 1 GiB unless set.
    pub fn max_size(mut self, bytes: u64) -> Self {
        self.check.max_size = bytes;
        self
    }

    /// Asks for the file.
    ///
    /// # Errors
    ///
    /// When the URL is none of WeChat Pay's, and as for every call.
    pub async fn open(self, core: impl AsRef<Core>) -> Result<Downloading> {
        let core = core.as_ref();
        let url = Url::parse(&self.url).map_err(|error| refused(&format!("is no URL: {error}")))?;
        check_host(&url, core)?;
        let incoming = core.link(url.as_str())?.extension(UNSIGNED.0, UNSIGNED.1).get().open().await?;
        Ok(Downloading { incoming, check: self.check.begin(), is_over: false })
    }

    /// Saves the file. It appears at `path` once it is whole and its hash is right; an earlier file of that name is then
    /// replaced, and left alone otherwise.
    ///
    /// # Errors
    ///
    /// As [`open`](Self::open); when the file is not what was announced, or cannot be written.
    pub async fn save(self, core: impl AsRef<Core>, path: impl AsRef<Path>) -> Result<()> {
        let path = path.as_ref();
        let refuse = |error: io::Error| {
            let message = format!("the file {} cannot be written: {error}", path.display());
            Error::transport(ErrorKind::Request, Delivery::Answered, message)
        };
        let mut downloading = self.open(core).await?;
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let (file, temporary) = tempfile::NamedTempFile::new_in(folder).map_err(refuse)?.into_parts();
        let mut file = tokio::fs::File::from_std(file);
        while let Some(piece) = downloading.piece().await? {
            file.write_all(&piece).await.map_err(refuse)?;
        }
        file.sync_all().await.map_err(refuse)?;
        temporary.persist(path).map_err(|error| refuse(error.error))
    }
}

/// A file on its way.
#[derive(Debug)]
pub struct Downloading {
    incoming: Incoming,
    check: check::Checking,
    is_over: bool,
}

impl Downloading {
    /// The next piece of the file, uncompressed; `None` once it was whole and its hash was right. Until then nothing
    /// that was read is to be believed.
    ///
    /// # Errors
    ///
    /// When the answer breaks off, is too large or not what its hash says.
    pub async fn piece(&mut self) -> Result<Option<Bytes>> {
        while !self.is_over {
            let piece = match self.incoming.piece().await? {
                Some(compressed) => self.check.take(&compressed)?,
                None => {
                    self.is_over = true;
                    self.check.finish()?
                }
            };
            if !piece.is_empty() {
                return Ok(Some(piece));
            }
        }
        Ok(None)
    }
}

fn refused(problem: &str) -> Error {
    Error::transport(ErrorKind::Request, Delivery::NotSent, format!("the URL of the download {problem}"))
}

/// A signed request tells who the merchant is: it goes to WeChat Pay and to nobody else.
fn check_host(url: &Url, core: &Core) -> Result<()> {
    let host = url.host_str().unwrap_or_default();
    // A port that is not the one of https may be anybody's on the same machine.
    let is_https = url.scheme() == "https" && url.port().is_none();
    let is_official = is_https && (host == DOMAIN || host.ends_with(&format!(".{DOMAIN}")));
    let own = Url::parse(core.base_url()).ok();
    let is_own = own.is_some_and(|own| own.origin() == url.origin());
    match is_official || is_own {
        true => Ok(()),
        false => Err(refused(&format!(
            "is at `{host}`: a signed request goes by https to a host of WeChat Pay's, or to the client's own server"
        ))),
    }
}

const DOMAIN: &str = "mch.weixin.qq.com";
