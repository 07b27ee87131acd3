//! The state file, and the life of a mock.

mod support;

use std::fs;
use std::net::TcpStream;

use support::{CARD, deposit};
use wechatpay_mock::{Error, Mock};

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn cards_and_codes_outlive_the_mock() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("cards.db");
    let first = Mock::builder().unsigned().state_file(&file).card(CARD).start().await.unwrap();
    assert_eq!(deposit_one(&first).await, "SUCCESS");
    first.stop().await;
    let second = Mock::builder().unsigned().state_file(&file).start().await.unwrap();
    assert_eq!(deposit_one(&second).await, "DUPLICATE");
    assert_eq!(second.codes(CARD).unwrap(), ["1"]);
    second.stop().await;
}

async fn deposit_one(mock: &Mock) -> String {
    let address = mock.addr();
    let client = tokio::task::spawn_blocking(move || deposit(address, r#"{"code":["1"]}"#));
    client.await.unwrap().remove(0).1
}

#[test]
fn a_dropped_blocking_mock_has_released_its_file() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("cards.db");
    for _ in 0..2 {
        drop(Mock::builder().unsigned().state_file(&file).start_blocking().unwrap());
    }
}

#[test]
fn a_state_file_has_one_mock() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("cards.db");
    let _first = Mock::builder().unsigned().state_file(&file).start_blocking().unwrap();
    let error = Mock::builder().unsigned().state_file(&file).start_blocking().unwrap_err();
    assert!(matches!(&error, Error::StateInUse { path } if *path == file), "{error:?}");
    assert!(error.to_string().contains("cards.db is in use by another mock; stop"));
}

#[test]
fn another_kind_of_file_is_left_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("notes.txt");
    for content in ["not a database".to_owned(), "long\n".repeat(10_000)] {
        fs::write(&file, &content).unwrap();
        let error = Mock::builder().unsigned().state_file(&file).start_blocking().unwrap_err();
        assert!(matches!(error, Error::StateNotReadable { .. }), "{error:?}");
        assert!(error.to_string().contains("notes.txt is not a state file"), "{error}");
        assert_eq!(fs::read_to_string(&file).unwrap(), content);
    }
}

#[test]
fn a_missing_folder_is_said() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("missing/cards.db");
    for place in [file.as_path(), folder.path()] {
        let error = Mock::builder().unsigned().state_file(place).start_blocking().unwrap_err();
        assert!(matches!(error, Error::StateNotOpened { .. }), "{error:?}");
        assert!(error.to_string().contains(&place.display().to_string()), "{error}");
    }
}

#[test]
fn a_taken_port_is_said() {
    let first = Mock::builder().unsigned().start_blocking().unwrap();
    let port = first.addr().port();
    let error = Mock::builder().unsigned().port(port).start_blocking().unwrap_err();
    assert!(matches!(error, Error::Listen { .. }), "{error:?}");
    assert!(error.to_string().contains(&format!("127.0.0.1:{port}")), "{error}");
}

#[test]
fn a_dropped_mock_no_longer_listens() {
    let mock = Mock::builder().unsigned().start_blocking().unwrap();
    let address = mock.addr();
    assert_eq!(mock.base_url(), format!("http://{address}"));
    drop(mock);
    assert!(TcpStream::connect(address).is_err());
}
