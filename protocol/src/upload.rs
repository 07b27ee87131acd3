//! Uploads of media: a part that is signed, and a file that is not.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use aws_lc_rs::digest::{Context, SHA256};
use openapi_client_runtime::{Bytes, Delivery, Error, ErrorKind, Json, Map, Multipart, Part, Result};

/// The name of the part that is signed.
pub(crate) const META: &str = "meta";

/// A file that is to be uploaded, with its SHA-256.
///
/// WeChat Pay takes a part `meta` of JSON, the only one that is signed, and behind it the file, which is read while it
/// is sent. Hand the [`Multipart`] to a typed function or to `client.chain("v3/merchant/media/upload")`:
///
/// ```no_run
/// # async fn example(chain: openapi_client_runtime::Chain) -> openapi_client_runtime::Result<()> {
/// use wechatpay_protocol::Upload;
///
/// let upload = Upload::file("shop-front.png")?;
/// let answer = chain.post_multipart(upload.into_multipart()?).await?;
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone)]
#[must_use]
pub struct Upload {
    name: String,
    media_type: String,
    content: Content,
    meta: Map<Json>,
}

#[derive(Debug, Clone)]
enum Content {
    File(PathBuf),
    Bytes(Bytes),
}

impl Upload {
    /// A file, its name and media type taken from its path. Reads it once, for its hash, without an async runtime's
    /// help: call it where a thread may wait if the file is large.
    ///
    /// # Errors
    ///
    /// When the file cannot be read, or its name is not UTF-8.
    pub fn file(path: impl AsRef<Path>) -> Result<Self> {
        let path = path.as_ref();
        let refuse = |problem: String| refused(format!("the file {} {problem}", path.display()));
        let name = path.file_name().and_then(|name| name.to_str());
        let name = name.ok_or_else(|| refuse("has no name in UTF-8: give its bytes and a name".to_owned()))?;
        let hash = File::open(path).and_then(hash_of).map_err(|error| refuse(format!("cannot be read: {error}")))?;
        Ok(Self::new(name, &hash, Content::File(path.to_owned())))
    }

    /// Bytes, under the name of a file.
    pub fn bytes(name: &str, bytes: impl Into<Bytes>) -> Self {
        let bytes = bytes.into();
        let hash = aws_lc_rs::digest::digest(&SHA256, &bytes);
        Self::new(name, &hex(hash.as_ref()), Content::Bytes(bytes))
    }

    fn new(name: &str, hash: &str, content: Content) -> Self {
        let meta = [("filename", name), ("sha256", hash)];
        let meta = meta.map(|(name, value)| (name.to_owned(), value.into())).into_iter().collect();
        Self { name: name.to_owned(), media_type: media_type(name).to_owned(), content, meta }
    }

    /// Another media type than the one that the name tells.
    pub fn media_type(mut self, media_type: &str) -> Self {
        media_type.clone_into(&mut self.media_type);
        self
    }

    /// Another member of the signed part: some operations ask for more than `filename` and `sha256`.
    pub fn meta(mut self, name: &str, value: impl Into<Json>) -> Self {
        self.meta.insert(name.to_owned(), value.into());
        self
    }

    /// The body to send: `meta` first, then `file`.
    ///
    /// # Errors
    ///
    /// When the file has gone since.
    pub fn into_multipart(self) -> Result<Multipart> {
        let meta = Part::json(META, &self.meta)?;
        let file = match self.content {
            Content::File(path) => Part::file("file", &self.name, &self.media_type, path)?,
            Content::Bytes(bytes) => Part::bytes("file", &self.name, &self.media_type, bytes),
        };
        Ok(Multipart::new().part(meta).part(file))
    }
}

fn refused(message: String) -> Error {
    Error::transport(ErrorKind::Request, Delivery::NotSent, message)
}

/// The SHA-256 of all that can be read, in hexadecimal digits.
fn hash_of(mut file: impl Read) -> io::Result<String> {
    let mut context = Context::new(&SHA256);
    let mut buffer = vec![0; 64 << 10];
    loop {
        match file.read(&mut buffer)? {
            0 => return Ok(hex(context.finish().as_ref())),
            read => context.update(buffer.get(..read).unwrap_or_default()),
        }
    }
}

pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The media types that WeChat Pay takes, by the ending of a name.
fn media_type(name: &str) -> &'static str {
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    match ending.to_ascii_lowercase().as_str() {
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "bmp" => "image/bmp",
        "gif" => "image/gif",
        "avi" => "video/x-msvideo",
        "wmv" => "video/x-ms-wmv",
        "mpeg" | "mpg" => "video/mpeg",
        "mp4" => "video/mp4",
        "mov" => "video/quicktime",
        "mkv" => "video/x-matroska",
        "flv" => "video/x-flv",
        "pdf" => "application/pdf",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `printf abc | openssl dgst -sha256`
    const OF_ABC: &str = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    fn meta(upload: &Upload) -> String {
        let body = upload.clone().into_multipart().unwrap();
        String::from_utf8(body.parts()[0].content().unwrap().to_vec()).unwrap()
    }

    #[test]
    fn the_signed_part_holds_name_and_hash() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("门店.PNG");
        std::fs::write(&path, "abc").unwrap();
        let upload = Upload::file(&path).unwrap();
        assert_eq!(meta(&upload), format!(r#"{{"filename":"门店.PNG","sha256":"{OF_ABC}"}}"#));
        assert_eq!(upload.media_type, "image/png");
        let upload = Upload::bytes("x", "abc").meta("file_digest", "y");
        assert_eq!(meta(&upload), format!(r#"{{"filename":"x","sha256":"{OF_ABC}","file_digest":"y"}}"#));
        let body = upload.into_multipart().unwrap();
        let names: Vec<&str> = body.parts().iter().map(Part::name).collect();
        assert_eq!(names, ["meta", "file"]);
    }

    #[test]
    fn a_file_that_is_not_there_is_named() {
        let error = Upload::file("no/such.png").unwrap_err();
        assert!(error.to_string().contains("no/such.png cannot be read"), "{error}");
    }
}
