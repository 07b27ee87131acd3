//! What the page shows, read from the mock.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::difference::Difference;
use super::excerpt::{Excerpt, shortened};
use super::model::{Card, Judgement, Page, Request, Sent, Signed, Source, Waiting};
use crate::error::Error;
use crate::fault::Fault;
use crate::received::Received;
use crate::store::unusable;
use crate::verdict::Verdict;
use crate::world::World;

/// How many requests, cards, and codes of a card are shown.
const REQUESTS: usize = 50;
const CARDS: usize = 20;
const CODES: usize = 12;

/// The header in which a client may tell, in base64, what it signed. It is not signed itself.
const TOLD: &str = "mock-sign-message";

pub(super) fn page(world: &World, address: String, last_notice: Option<Sent>) -> Result<Page, Error> {
    let cards = world.store.cards().map_err(unusable)?;
    let all_cards = cards.len();
    let cards = cards.into_iter().take(CARDS).map(|card| with_codes(world, card));
    let (kept, refused, newest) = world.journal.look(|kept| {
        let refused = kept.iter().filter(|received| received.verdict.broken_rule().is_some()).count();
        // Copies are cheap, and while this looks no request can be recorded.
        (kept.len(), refused, kept.iter().rev().take(REQUESTS).cloned().collect::<Vec<_>>())
    });
    Ok(Page {
        address,
        facts: facts(world),
        requests: newest.iter().map(request).collect(),
        kept,
        refused,
        cards: cards.collect::<Result<_, _>>()?,
        all_cards,
        faults: Fault::ALL.iter().map(|fault| fault.name()).collect(),
        waiting: world.faults.list().into_iter().map(|(fault, times)| Waiting { name: fault.name(), times }).collect(),
        last_notice,
    })
}

fn facts(world: &World) -> Vec<(String, String)> {
    let parties = &world.parties;
    let fact = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    if !world.gate.is_signed() {
        return vec![fact("Signatures", "off")];
    }
    let mut facts = vec![fact("Key mode", parties.platform.mode().name())];
    facts.extend(parties.platform.serials().iter().map(|serial| fact("Wechatpay-Serial", serial)));
    for merchant in parties.merchants() {
        facts.push(fact("Merchant", &merchant.mchid));
        facts.push(fact("its serial", &merchant.serial));
    }
    facts
}

fn with_codes(world: &World, card: crate::card::Card) -> Result<Card, Error> {
    let codes = world.store.codes(&card.card_id, CODES).map_err(unusable)?;
    Ok(Card {
        id: shortened(&card.card_id),
        owner: card.owner,
        mode: card.mode.name(),
        stock: card.stock,
        codes: codes.iter().map(|code| shortened(code)).collect(),
    })
}

fn request(received: &Received) -> Request {
    Request {
        number: received.number,
        time: time(received),
        method: shortened(received.method.as_str()),
        target: shortened(&received.target),
        verdict: judgement(&received.verdict),
        status: received.status.map(|status| status.as_u16()),
        merchant: received.merchant.clone(),
        fault: received.fault.map(Fault::name),
        scripted: received.scripted,
        message: received.message.as_deref().map(Excerpt::of),
        signed: signed(received),
        headers: headers(received),
        body: Excerpt::of(&received.body),
    }
}

/// In the machine's time zone.
fn time(received: &Received) -> String {
    let arrived = Timestamp::try_from(received.arrived).unwrap_or_default();
    arrived.to_zoned_datetime(TimeZone::system()).strftime("%H:%M:%S%.3f").to_string()
}

fn judgement(verdict: &Verdict) -> Judgement {
    match verdict {
        Verdict::Unchecked => Judgement::Unchecked,
        Verdict::Accepted => Judgement::Accepted,
        Verdict::Refused { rule, reason } => Judgement::Refused { rule: rule.name(), reason: shortened(reason) },
    }
}

/// What the client signed, where that is known and worth a look.
fn signed(received: &Received) -> Option<Signed> {
    let ours = received.message.as_ref()?;
    let (theirs, source) = match &received.signed_instead {
        Some(found) => (found.clone(), Source::Proved),
        None => (told(received)?, Source::Told),
    };
    let difference = Difference::between(ours, &theirs);
    let is_news = difference.is_some() || !received.verdict.is_accepted();
    is_news.then(|| Signed { message: Excerpt::of(&theirs), source, difference })
}

fn told(received: &Received) -> Option<Bytes> {
    STANDARD.decode(received.header(TOLD)?).ok().map(Bytes::from)
}

fn headers(received: &Received) -> Vec<(String, String)> {
    let text = |value: &http::HeaderValue| shortened(&String::from_utf8_lossy(value.as_bytes()));
    received.headers.iter().map(|(name, value)| (shortened(name.as_str()), text(value))).collect()
}
