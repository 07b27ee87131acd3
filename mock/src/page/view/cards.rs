//! The cards and their codes.

use maud::{Markup, html};

use super::message::pieces;
use super::{count, grouped};
use crate::page::model::{Card, Page};

pub(super) fn section(page: &Page) -> Markup {
    html! {
        section #cards aria-labelledby="cards-title" {
            div.bar { h2 #cards-title { "Cards" } }
            div #card-list data-live {
                @for card in &page.cards { (entry(card)) }
                @if page.cards.is_empty() {
                    p.empty data-key="none" { "There is no card. Start the mock with " code { "--card CARD_ID" } "." }
                }
                @if page.all_cards > page.cards.len() {
                    p.hint data-key="more" { "… and " (count(page.all_cards - page.cards.len(), "more card")) }
                }
            }
        }
    }
}

fn entry(card: &Card) -> Markup {
    html! {
        details.card id={ "card-" (card.id) } data-key=(card.id) {
            summary {
                code.id { (pieces(&card.id)) }
                span.stock { span.figure { (grouped(card.stock)) } " in stock" }
            }
            div.inside {
                dl.pairs {
                    div { dt { "Owner" } dd { (pieces(&card.owner)) } }
                    div { dt { "Code mode" } dd { code { (card.mode) } } }
                    div { dt { "Stock" } dd { (grouped(card.stock)) } }
                }
                @if !card.codes.is_empty() {
                    ul.codes aria-label="Codes" {
                        @for code in &card.codes { li { code { (pieces(code)) } } }
                    }
                }
                @let hidden = card.stock.saturating_sub(card.codes.len() as u64);
                @if hidden > 0 { p.hint { "… and " (grouped(hidden)) " more" } }
            }
        }
    }
}
