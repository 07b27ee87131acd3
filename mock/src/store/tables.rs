//! What stands in the database, and what stood in older ones.

use redb::{ReadableTable, ReadableTableMetadata, Table, TableDefinition, TableHandle, WriteTransaction};

use crate::card::{Card, CodeMode};

/// Owner, code mode and stock of each card.
pub(super) const CARDS: TableDefinition<&str, Row<'static>> = TableDefinition::new("cards-2");
/// The deposited codes, by card and code.
pub(super) const CODES: TableDefinition<(&str, &str), ()> = TableDefinition::new("codes");
/// The cards of files from before cards had an owner.
const CARDS_1: TableDefinition<&str, ()> = TableDefinition::new("cards");

/// Owner, name of the code mode, stock.
pub(super) type Row<'a> = (&'a str, &'a str, u64);
pub(super) type CardTable<'a> = Table<'a, &'static str, Row<'static>>;

/// Brings a file that an earlier version wrote up to date: its cards belong to `owner`.
pub(super) fn upgrade(transaction: &WriteTransaction, owner: &str) -> Result<(), redb::Error> {
    if !transaction.list_tables()?.any(|table| table.name() == CARDS_1.name()) {
        return Ok(());
    }
    {
        let old = transaction.open_table(CARDS_1)?;
        let codes = transaction.open_table(CODES)?;
        let mut cards = transaction.open_table(CARDS)?;
        for entry in old.iter()? {
            let (id, ()) = entry.map(|(id, unit)| (id, unit.value()))?;
            let stock = stock(&codes, id.value())?;
            cards.insert(id.value(), (owner, CodeMode::MerchantDeposit.name(), stock))?;
        }
    }
    transaction.delete_table(CARDS_1)?;
    Ok(())
}

fn stock(codes: &Table<'_, (&'static str, &'static str), ()>, card_id: &str) -> Result<u64, redb::Error> {
    if codes.is_empty()? {
        return Ok(0);
    }
    let mut count = 0;
    for entry in codes.range((card_id, "")..)? {
        if entry?.0.value().0 != card_id {
            break;
        }
        count += 1;
    }
    Ok(count)
}

/// The card with this id.
pub(super) fn card(
    cards: &impl ReadableTable<&'static str, Row<'static>>,
    card_id: &str,
) -> Result<Option<Card>, redb::Error> {
    Ok(cards.get(card_id)?.map(|row| to_card(card_id, row.value())))
}

pub(super) fn to_card(card_id: &str, (owner, mode, stock): Row<'_>) -> Card {
    // A mode that a later version knows takes no deposits, as far as this one can tell.
    let mode = mode.parse().unwrap_or(CodeMode::System);
    Card { card_id: card_id.to_owned(), owner: owner.to_owned(), mode, stock }
}
