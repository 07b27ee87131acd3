//! Uploads: of a multipart body, only the text of the part `meta` is signed.

use aws_lc_rs::digest::{SHA256, digest};
use bytes::Bytes;
use http_body_util::{BodyDataStream, Full};
use multer::Multipart;

use crate::json_rules;
use crate::refusal::{Detail, Refusal};

/// The parts of an upload.
pub(crate) struct Upload {
    /// JSON that describes the file, byte for byte as it was sent.
    pub(crate) meta: Bytes,
    file: Bytes,
}

impl Upload {
    /// Takes a multipart body apart: the part `meta`, then the part `file`, and no other.
    pub(crate) async fn read(content_type: &str, body: Bytes) -> Result<Self, Refusal> {
        let boundary = multer::parse_boundary(content_type).map_err(not_multipart)?;
        let mut parts = Multipart::new(BodyDataStream::new(Full::new(body)), boundary);
        let meta = next(&mut parts, "meta").await?;
        let file = next(&mut parts, "file").await?;
        match parts.next_field().await.map_err(not_multipart)? {
            None => Ok(Self { meta, file }),
            Some(part) => {
                let name = part.name().unwrap_or_default();
                Err(Refusal::param_error(format!("the upload has a part {name:?} after meta and file; leave it out")))
            }
        }
    }

    /// Checks the rules of JSON for `meta`, and that a hash in it is the file's.
    pub(crate) fn check(&self) -> Result<(), Refusal> {
        let meta = json_rules::read(&self.meta)?;
        let Some(announced) = meta.get("sha256") else { return Ok(()) };
        let actual: String = digest(&SHA256, &self.file).as_ref().iter().map(|byte| format!("{byte:02x}")).collect();
        if announced.as_str().is_some_and(|announced| announced.eq_ignore_ascii_case(&actual)) {
            return Ok(());
        }
        let issue = format!("is not the SHA-256 of the file, which is {actual}");
        Err(Refusal::wrong_param(Detail::of_body("/sha256", announced.clone(), issue)))
    }
}

async fn next(parts: &mut Multipart<'_>, name: &str) -> Result<Bytes, Refusal> {
    let missing = || Refusal::param_error(format!("the upload has no part {name:?} where one is expected"));
    let part = parts.next_field().await.map_err(not_multipart)?.ok_or_else(missing)?;
    if part.name() != Some(name) {
        return Err(missing());
    }
    part.bytes().await.map_err(not_multipart)
}

fn not_multipart(error: multer::Error) -> Refusal {
    Refusal::param_error(format!("the body is no multipart/form-data: {error}"))
}

#[cfg(test)]
mod tests {
    use bytes::Bytes;

    use super::Upload;

    const TYPE: &str = "multipart/form-data; boundary=b";

    // printf 'file' | sha256sum
    const META: &str =
        r#"{ "filename":"a.png", "sha256":"3b9c358f36f0a31b6ad3e14f309c7cf198ac9246e8316f9ce543d5b19ac02b80" }"#;

    fn part(name: &str, content: &str) -> String {
        format!("--b\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{content}\r\n")
    }

    async fn read(parts: &[String]) -> Result<Upload, String> {
        let body = parts.concat() + "--b--\r\n";
        Upload::read(TYPE, Bytes::from(body)).await.map_err(|refusal| refusal.message)
    }

    #[tokio::test]
    async fn the_meta_text_is_kept_as_it_was() {
        let upload = read(&[part("meta", META), part("file", "file")]).await.unwrap();
        assert_eq!(upload.meta, META);
        upload.check().unwrap();
    }

    #[tokio::test]
    async fn a_wrong_hash_and_a_null_are_refused() {
        let upload = read(&[part("meta", META), part("file", "another")]).await.unwrap();
        assert!(upload.check().unwrap_err().message.starts_with("/sha256: is not the SHA-256"));
        let upload = read(&[part("meta", r#"{"a":null}"#), part("file", "file")]).await.unwrap();
        assert!(upload.check().unwrap_err().message.contains("null"));
    }

    #[tokio::test]
    async fn the_parts_are_two_in_their_order() {
        for wrong in [
            vec![],
            vec![part("meta", META)],
            vec![part("file", "file"), part("meta", META)],
            vec![part("meta", META), part("file", "file"), part("file", "file")],
        ] {
            assert!(read(&wrong).await.is_err());
        }
        assert!(Upload::read("multipart/form-data", Bytes::new()).await.is_err(), "without a boundary");
    }
}
