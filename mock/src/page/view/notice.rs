//! The form that sends a notification.

use maud::{Markup, html};

use super::message::pieces;
use crate::page::model::{Page, Sent};

const EXAMPLE: &str = r#"{"out_trade_no":"1217752501201407033233368018","trade_state":"SUCCESS"}"#;

pub(super) fn section(page: &Page) -> Markup {
    html! {
        section #notice aria-labelledby="notice-title" {
            div.bar { h2 #notice-title { "Notification" } }
            form.fields method="post" action="/mock/notifications" {
                label for="notice-url" { "To" }
                input #notice-url name="url" type="url" required placeholder="http://127.0.0.1:3000/notify";
                label for="notice-event" { "Event type" }
                input #notice-event name="event_type" required maxlength="64" value="TRANSACTION.SUCCESS";
                label for="notice-resource" { "Resource, as JSON; it is sent sealed" }
                textarea #notice-resource name="resource" rows="4" required spellcheck="false" { (EXAMPLE) }
                button.main type="submit" { "Send signed" }
            }
            div #notice-result data-live {
                @if let Some(sent) = &page.last_notice { (outcome(sent)) }
            }
        }
    }
}

fn outcome(sent: &Sent) -> Markup {
    html! {
        @match &sent.outcome {
            Ok(status) => p.verdict.good[*status < 300].bad[*status >= 300] data-key="outcome" {
                strong { (status) } " from " code { (pieces(&sent.url)) }
            },
            Err(problem) => p.verdict.bad data-key="outcome" { strong { "Not delivered." } " " (pieces(problem)) },
        }
    }
}
