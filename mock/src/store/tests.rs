//! Tests of the state.

use redb::{Database, TableDefinition};

use super::{Outcome, Refused, Store};
use crate::Error;
use crate::card::{Card, CodeMode};

fn card(card_id: &str, owner: &str, mode: CodeMode) -> Card {
    Card { card_id: card_id.to_owned(), owner: owner.to_owned(), mode, stock: 0 }
}

fn codes(codes: &[&str]) -> Vec<String> {
    codes.iter().map(|code| (*code).to_owned()).collect()
}

fn in_memory(cards: &[Card], any_card: bool) -> Store {
    Store::open(None, cards, "1", any_card).unwrap().0
}

#[test]
fn the_owner_and_the_mode_are_asked_for() {
    let cards = [card("mine", "1", CodeMode::MerchantDeposit), card("system", "1", CodeMode::System)];
    let store = in_memory(&cards, false);
    let deposit = |card: &str, who| store.deposit(card, who, &codes(&["a"])).unwrap();
    assert_eq!(deposit("mine", Some("2")), Err(Refused::NotTheOwner));
    assert_eq!(deposit("system", Some("1")), Err(Refused::WrongMode));
    assert_eq!(deposit("other", Some("1")), Err(Refused::UnknownCard));
    assert_eq!(deposit("mine", Some("1")), Ok(vec![Outcome::Success]));
    assert_eq!(deposit("mine", None), Ok(vec![Outcome::Duplicate]));
}

#[test]
fn the_stock_is_the_number_of_codes() {
    let store = in_memory(&[card("c", "1", CodeMode::MerchantDeposit)], false);
    store.deposit("c", None, &codes(&["a", "b", "a", ""])).unwrap().unwrap();
    store.deposit("c", None, &codes(&["b", "c"])).unwrap().unwrap();
    assert_eq!(store.cards().unwrap()[0].stock, 3);
    assert_eq!(store.codes("c", usize::MAX).unwrap(), ["a", "b", "c"]);
    assert_eq!(store.codes("c", 2).unwrap(), ["a", "b"]);
}

#[test]
fn any_card_belongs_to_who_deposits_first() {
    let store = in_memory(&[], true);
    assert!(store.deposit("a", Some("2"), &codes(&["1"])).unwrap().is_ok());
    assert_eq!(store.deposit("a", Some("1"), &codes(&["2"])).unwrap(), Err(Refused::NotTheOwner));
    assert!(store.deposit("b", None, &codes(&["1"])).unwrap().is_ok());
    let owners: Vec<String> = store.cards().unwrap().into_iter().map(|card| card.owner).collect();
    assert_eq!(owners, ["2", "1"]);
}

/// A file as versions without owners wrote it.
fn old_file(path: &std::path::Path) {
    let database = Database::create(path).unwrap();
    let transaction = database.begin_write().unwrap();
    {
        let mut cards = transaction.open_table(TableDefinition::<&str, ()>::new("cards")).unwrap();
        let mut codes = transaction.open_table(TableDefinition::<(&str, &str), ()>::new("codes")).unwrap();
        for card in ["a", "b", "c"] {
            cards.insert(card, ()).unwrap();
        }
        for key in [("a", "1"), ("a", "2"), ("c", "1")] {
            codes.insert(key, ()).unwrap();
        }
    }
    transaction.commit().unwrap();
}

#[test]
fn an_older_file_is_brought_up_to_date() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("cards.db");
    old_file(&file);
    for _ in 0..2 {
        let (store, _) = Store::open(Some(&file), &[], "1", false).unwrap();
        let cards: Vec<(String, String, u64)> =
            store.cards().unwrap().into_iter().map(|card| (card.card_id, card.owner, card.stock)).collect();
        let expected = [("a", 2), ("b", 0), ("c", 1)].map(|(id, stock)| (id.to_owned(), "1".to_owned(), stock));
        assert_eq!(cards, expected);
        assert_eq!(store.deposit("a", Some("1"), &codes(&["1"])).unwrap(), Ok(vec![Outcome::Duplicate]));
    }
}

#[test]
fn a_card_that_is_added_again_keeps_its_codes() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("cards.db");
    let added = [card("a", "1", CodeMode::MerchantDeposit)];
    let (store, _) = Store::open(Some(&file), &added, "1", false).unwrap();
    store.deposit("a", None, &codes(&["1"])).unwrap().unwrap();
    drop(store);
    let (store, _) = Store::open(Some(&file), &added, "1", false).unwrap();
    assert_eq!(store.cards().unwrap()[0].stock, 1);
}

#[test]
fn the_database_of_another_program_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("other.db");
    let database = Database::create(&file).unwrap();
    let transaction = database.begin_write().unwrap();
    transaction.open_table(TableDefinition::<u64, u64>::new("codes")).unwrap();
    transaction.commit().unwrap();
    drop(database);
    let error = Store::open(Some(&file), &[], "1", false).err().unwrap();
    assert!(matches!(error, Error::StateNotReadable { .. }), "{error:?}");
    assert!(error.to_string().contains("other.db is not a state file"), "{error}");
}
