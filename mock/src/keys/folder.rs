//! Keys in a folder.

use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::{Keys, Merchant, Part, PlatformCertificate, PublicKeyPair};
use crate::crypto::PrivateKey;
use crate::error::Error;
use crate::random;

/// The merchant's number.
const MCHID: &str = "mchid.txt";
pub(super) const PRIVATE_KEY: &str = "apiclient_key.pem";
const CERTIFICATE: &str = "apiclient_cert.pem";
const API_V3_KEY: &str = "api_v3_key.txt";
const PUBLIC_KEY_ID: &str = "pub_key_id.txt";
pub(super) const PUBLIC_KEY: &str = "pub_key.pem";
const PUBLIC_KEY_PRIVATE: &str = "wechatpay_pub_key_private.pem";
const PLATFORM_KEY: &str = "wechatpay_platform_key.pem";
const PLATFORM_CERTIFICATE: &str = "wechatpay_platform_cert.pem";

/// Reads the keys in `folder`; makes it where there is none, or an empty one.
pub(super) fn open_or_create(folder: &Path) -> Result<Keys, Error> {
    if is_missing_or_empty(folder) {
        let keys = Keys::generate()?;
        match create(folder, &keys) {
            Ok(()) => return Ok(keys),
            // Somebody else was quicker: theirs count.
            Err(_) if !is_missing_or_empty(folder) => {}
            Err(source) => return Err(Error::KeysNotMade { folder: folder.to_owned(), source }),
        }
    }
    // Whose folder it is decides what is advised: nobody is to remove one that holds something else.
    if !is_ours(folder) {
        return Err(Error::KeysElsewhere { folder: folder.to_owned() });
    }
    open(folder)
}

/// Whether one of the files is there that only the mock makes: a merchant has no private key of WeChat Pay.
fn is_ours(folder: &Path) -> bool {
    [PUBLIC_KEY_PRIVATE, PLATFORM_KEY, PLATFORM_CERTIFICATE].iter().any(|name| folder.join(name).exists())
}

fn is_missing_or_empty(folder: &Path) -> bool {
    match fs::read_dir(folder) {
        Ok(mut entries) => entries.next().is_none(),
        Err(error) => error.kind() == ErrorKind::NotFound,
    }
}

/// Writes beside `folder` first, so that it appears whole or not at all.
fn create(folder: &Path, keys: &Keys) -> io::Result<()> {
    let aside = aside(folder)?;
    new_folder(&aside)?;
    let done = write_all(&aside, keys).and_then(|()| fs::rename(&aside, folder));
    if done.is_err() {
        // Nothing to do about a failure of the cleaning up: the error before it is the one to tell.
        let _ = fs::remove_dir_all(&aside);
    }
    done
}

fn aside(folder: &Path) -> io::Result<PathBuf> {
    // `.` and `a/..` have no name of their own.
    let whole = std::path::absolute(folder)?;
    let name = whole.file_name().ok_or_else(|| io::Error::new(ErrorKind::InvalidInput, "it has no name"))?;
    let suffix = random::alphanumeric(12).map_err(io::Error::other)?;
    Ok(whole.with_file_name(format!(".{}.{suffix}", name.to_string_lossy())))
}

fn write_all(folder: &Path, keys: &Keys) -> io::Result<()> {
    let merchant = &keys.merchant;
    let write = |name: &str, content: &str| write_file(&folder.join(name), content);
    write(MCHID, &line(&merchant.mchid))?;
    write(PRIVATE_KEY, &merchant.key.to_pem().map_err(io::Error::other)?)?;
    write(CERTIFICATE, &merchant.certificate_pem)?;
    write(API_V3_KEY, &line(&merchant.api_v3_key))?;
    write(PUBLIC_KEY_ID, &line(&keys.public_key.id))?;
    write(PUBLIC_KEY, &keys.public_key.key.public_pem().map_err(io::Error::other)?)?;
    write(PUBLIC_KEY_PRIVATE, &keys.public_key.key.to_pem().map_err(io::Error::other)?)?;
    for certificate in keys.certificates.iter().take(1) {
        write(PLATFORM_KEY, &certificate.key.to_pem().map_err(io::Error::other)?)?;
        write(PLATFORM_CERTIFICATE, &certificate.pem)?;
    }
    Ok(())
}

fn line(text: &str) -> String {
    format!("{text}\n")
}

fn write_file(path: &Path, content: &str) -> io::Result<()> {
    let mut file = new_file(path)?;
    file.write_all(content.as_bytes())?;
    file.sync_all()
}

#[cfg(unix)]
fn new_file(path: &Path) -> io::Result<File> {
    use std::os::unix::fs::OpenOptionsExt;
    OpenOptions::new().write(true).create_new(true).mode(0o600).open(path)
}

#[cfg(not(unix))]
fn new_file(path: &Path) -> io::Result<File> {
    OpenOptions::new().write(true).create_new(true).open(path)
}

#[cfg(unix)]
fn new_folder(path: &Path) -> io::Result<()> {
    use std::os::unix::fs::DirBuilderExt;
    DirBuilder::new().mode(0o700).create(path)
}

#[cfg(not(unix))]
fn new_folder(path: &Path) -> io::Result<()> {
    DirBuilder::new().create(path)
}

fn open(folder: &Path) -> Result<Keys, Error> {
    Ok(Keys {
        merchant: Arc::new(open_merchant(folder)?),
        public_key: Arc::new(PublicKeyPair {
            id: read_line(folder, PUBLIC_KEY_ID)?,
            key: read_key(folder, PUBLIC_KEY_PRIVATE)?,
        }),
        certificates: vec![Arc::new(open_platform_certificate(folder)?)],
        expired: None,
    })
}

fn open_merchant(folder: &Path) -> Result<Merchant, Error> {
    let (mchid, api_v3_key) = (read_line(folder, MCHID)?, read_line(folder, API_V3_KEY)?);
    let (key, certificate) = (read_key(folder, PRIVATE_KEY)?, read(folder, CERTIFICATE)?);
    Merchant::new(mchid, key, certificate, api_v3_key).map_err(|wrong| {
        let file = match wrong.part {
            Part::Certificate => CERTIFICATE,
            Part::ApiV3Key => API_V3_KEY,
        };
        not_usable(folder, file, wrong.problem)
    })
}

fn open_platform_certificate(folder: &Path) -> Result<PlatformCertificate, Error> {
    let (key, pem) = (read_key(folder, PLATFORM_KEY)?, read(folder, PLATFORM_CERTIFICATE)?);
    PlatformCertificate::new(key, pem).map_err(|problem| not_usable(folder, PLATFORM_CERTIFICATE, problem))
}

fn read_key(folder: &Path, name: &str) -> Result<PrivateKey, Error> {
    PrivateKey::from_pem(&read(folder, name)?).map_err(|problem| not_usable(folder, name, problem))
}

fn read_line(folder: &Path, name: &str) -> Result<String, Error> {
    Ok(read(folder, name)?.trim().to_owned())
}

fn read(folder: &Path, name: &str) -> Result<String, Error> {
    fs::read_to_string(folder.join(name)).map_err(|error| not_usable(folder, name, error.to_string()))
}

fn not_usable(folder: &Path, name: &str, problem: String) -> Error {
    Error::KeysNotUsable { file: folder.join(name), problem }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::thread;

    use crate::{Error, Keys};

    #[test]
    fn keys_are_made_once_and_read_after() {
        let place = tempfile::tempdir().unwrap();
        let folder = place.path().join("keys");
        let made = Keys::open_or_create(&folder).unwrap();
        let read = Keys::open_or_create(&folder).unwrap();
        assert_eq!(made.merchant.serial, read.merchant.serial);
        assert_eq!(made.merchant.api_v3_key, read.merchant.api_v3_key);
        assert_eq!(made.public_key.id, read.public_key.id);
        assert_eq!(made.public_key.key.public_pem().unwrap(), read.public_key.key.public_pem().unwrap());
        assert_eq!(made.certificates[0].serial, read.certificates[0].serial);
        assert_eq!(fs::read_dir(place.path()).unwrap().count(), 1, "nothing is left beside the folder");
    }

    #[test]
    fn an_empty_folder_is_filled() {
        let place = tempfile::tempdir().unwrap();
        Keys::open_or_create(place.path()).unwrap();
        assert!(place.path().join("apiclient_key.pem").exists());
    }

    #[cfg(unix)]
    #[test]
    fn only_the_owner_reads_the_files() {
        use std::os::unix::fs::PermissionsExt;
        let place = tempfile::tempdir().unwrap();
        let folder = place.path().join("keys");
        Keys::open_or_create(&folder).unwrap();
        let mode = |path: &std::path::Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode(&folder), 0o700);
        for entry in fs::read_dir(&folder).unwrap() {
            assert_eq!(mode(&entry.unwrap().path()), 0o600);
        }
    }

    #[test]
    fn those_who_start_together_have_the_same_keys() {
        let place = tempfile::tempdir().unwrap();
        let folder = place.path().join("keys");
        let starts: Vec<_> = (0..4)
            .map(|_| {
                let folder = folder.clone();
                thread::spawn(move || Keys::open_or_create(folder).unwrap().merchant.serial.clone())
            })
            .collect();
        let serials: Vec<String> = starts.into_iter().map(|start| start.join().unwrap()).collect();
        assert!(serials.iter().all(|serial| *serial == serials[0]), "{serials:?}");
        assert_eq!(fs::read_dir(place.path()).unwrap().count(), 1);
    }

    #[test]
    fn a_wrong_file_is_named() {
        let place = tempfile::tempdir().unwrap();
        let folder = place.path().join("keys");
        Keys::open_or_create(&folder).unwrap();
        for (name, content, said) in [
            ("api_v3_key.txt", "short", "32 bytes"),
            ("apiclient_key.pem", "nothing", "not PEM"),
            (
                "apiclient_cert.pem",
                include_str!("fixture/apiclient_cert.pem"),
                "not the certificate of the private key",
            ),
            ("wechatpay_platform_cert.pem", include_str!("fixture/pub_key.pem"), "PUBLIC KEY"),
        ] {
            let file = folder.join(name);
            let before = fs::read(&file).unwrap();
            fs::write(&file, content).unwrap();
            let error = Keys::open_or_create(&folder).unwrap_err();
            let message = error.to_string();
            assert!(matches!(error, Error::KeysNotUsable { file: named, .. } if named == file), "{message}");
            assert!(message.contains(name) && message.contains(said), "{message}");
            fs::write(&file, before).unwrap();
        }
        fs::remove_file(folder.join("pub_key_id.txt")).unwrap();
        let message = Keys::open_or_create(&folder).unwrap_err().to_string();
        assert!(message.contains("pub_key_id.txt"), "{message}");
    }

    #[test]
    fn a_folder_with_other_files_is_not_to_be_removed() {
        let place = tempfile::tempdir().unwrap();
        let file = place.path().join("apiclient_key.pem");
        fs::write(&file, "somebody's own").unwrap();
        for named in [place.path(), file.as_path()] {
            let error = Keys::open_or_create(named).unwrap_err();
            let message = error.to_string();
            assert!(matches!(error, Error::KeysElsewhere { folder } if folder == named), "{message}");
            assert!(message.contains("name another") && !message.contains("remove"), "{message}");
        }
        assert_eq!(fs::read_to_string(file).unwrap(), "somebody's own");
    }

    #[test]
    fn a_place_that_cannot_be_written_is_named() {
        let place = tempfile::tempdir().unwrap();
        let folder = place.path().join("missing/keys");
        let error = Keys::open_or_create(&folder).unwrap_err();
        assert!(matches!(error, Error::KeysNotMade { .. }), "{error}");
        assert!(error.to_string().contains("missing/keys"), "{error}");
    }
}
