//! The cards and their codes, in an embedded database.

use std::path::Path;

use redb::{Database, ReadableDatabase, ReadableTable};
use tokio::sync::oneshot;

mod open;
mod tables;

pub(crate) use open::unusable;
use tables::{CARDS, CODES, CardTable, Row};

use crate::card::Card;
use crate::error::Error;

/// What became of one code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    Success,
    Duplicate,
    Fail,
}

impl Outcome {
    /// The word on the wire.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Success => "SUCCESS",
            Self::Duplicate => "DUPLICATE",
            Self::Fail => "FAIL",
        }
    }
}

/// Why a deposit is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Refused {
    UnknownCard,
    /// The card was made by another merchant.
    NotTheOwner,
    /// The card's codes do not come from deposits.
    WrongMode,
}

/// The open state. Dropping it releases the file.
pub(crate) struct Store {
    // Dropped before `released`: the order of the fields is what makes the signal true.
    database: Database,
    /// Unknown cards are added on their first deposit, for the one who deposits, or else for this merchant.
    any_card_for: Option<String>,
    _released: oneshot::Sender<()>,
}

impl Store {
    /// Opens the state in `file`, or in memory, and adds `cards`. Cards of a file that knows no owners belong to
    /// `default_owner`. The receiver ends when the state is closed again.
    pub(crate) fn open(
        file: Option<&Path>,
        cards: &[Card],
        default_owner: &str,
        any_card: bool,
    ) -> Result<(Self, oneshot::Receiver<()>), Error> {
        let (_released, released) = oneshot::channel();
        let database = open::database(file)?;
        let any_card_for = any_card.then(|| default_owner.to_owned());
        let store = Self { database, any_card_for, _released };
        store.prepare(cards, default_owner).map_err(|error| match file {
            Some(path) => open::not_readable(path, error),
            None => unusable(error),
        })?;
        Ok((store, released))
    }

    fn prepare(&self, cards: &[Card], default_owner: &str) -> Result<(), redb::Error> {
        let transaction = self.database.begin_write()?;
        tables::upgrade(&transaction, default_owner)?;
        {
            let mut known = transaction.open_table(CARDS)?;
            for card in cards {
                let stock = tables::card(&known, &card.card_id)?.map_or(0, |card| card.stock);
                put(&mut known, &Card { stock, ..card.clone() })?;
            }
            // Created here, so that reading never meets a missing table.
            transaction.open_table(CODES)?;
        }
        transaction.commit()?;
        Ok(())
    }

    /// Deposits `codes`, in order, in one transaction. Without a depositor the owner of the card is not asked for.
    pub(crate) fn deposit(
        &self,
        card_id: &str,
        depositor: Option<&str>,
        codes: &[String],
    ) -> Result<Result<Vec<Outcome>, Refused>, redb::Error> {
        let transaction = self.database.begin_write()?;
        let outcomes = {
            let mut cards = transaction.open_table(CARDS)?;
            let card = tables::card(&cards, card_id)?.or_else(|| self.new_card(card_id, depositor));
            let mut card = match permitted(card, depositor) {
                Ok(card) => card,
                Err(refused) => return Ok(Err(refused)),
            };
            let mut deposited = transaction.open_table(CODES)?;
            let outcomes: Result<Vec<_>, redb::Error> =
                codes.iter().map(|code| deposit_one(&mut deposited, card_id, code)).collect();
            let outcomes = outcomes?;
            card.stock += outcomes.iter().filter(|outcome| **outcome == Outcome::Success).count() as u64;
            put(&mut cards, &card)?;
            outcomes
        };
        transaction.commit()?;
        Ok(Ok(outcomes))
    }

    fn new_card(&self, card_id: &str, depositor: Option<&str>) -> Option<Card> {
        let owner = depositor.or(self.any_card_for.as_deref())?;
        self.any_card_for.as_ref()?;
        Some(Card { card_id: card_id.to_owned(), owner: owner.to_owned(), mode: Default::default(), stock: 0 })
    }

    /// All cards, sorted by their ids.
    pub(crate) fn cards(&self) -> Result<Vec<Card>, redb::Error> {
        let cards = self.database.begin_read()?.open_table(CARDS)?;
        cards
            .iter()?
            .map(|entry| entry.map(|(id, row)| tables::to_card(id.value(), row.value())).map_err(Into::into))
            .collect()
    }

    /// The codes of `card_id`, sorted, at most `most` of them.
    pub(crate) fn codes(&self, card_id: &str, most: usize) -> Result<Vec<String>, redb::Error> {
        let deposited = self.database.begin_read()?.open_table(CODES)?;
        let mut codes = Vec::new();
        for entry in deposited.range((card_id, "")..)?.take(most) {
            let (key, _) = entry?;
            let (owner, code) = key.value();
            if owner != card_id {
                break;
            }
            codes.push(code.to_owned());
        }
        Ok(codes)
    }
}

fn permitted(card: Option<Card>, depositor: Option<&str>) -> Result<Card, Refused> {
    let card = card.ok_or(Refused::UnknownCard)?;
    if depositor.is_some_and(|depositor| depositor != card.owner) {
        return Err(Refused::NotTheOwner);
    }
    if card.mode != Default::default() {
        return Err(Refused::WrongMode);
    }
    Ok(card)
}

fn put(cards: &mut CardTable<'_>, card: &Card) -> Result<(), redb::Error> {
    let row: Row<'_> = (&card.owner, card.mode.name(), card.stock);
    cards.insert(card.card_id.as_str(), row)?;
    Ok(())
}

fn deposit_one(
    deposited: &mut redb::Table<'_, (&'static str, &'static str), ()>,
    card: &str,
    code: &str,
) -> Result<Outcome, redb::Error> {
    if code.is_empty() {
        return Ok(Outcome::Fail);
    }
    Ok(match deposited.insert((card, code), ())? {
        None => Outcome::Success,
        Some(_) => Outcome::Duplicate,
    })
}

#[cfg(test)]
mod tests;
