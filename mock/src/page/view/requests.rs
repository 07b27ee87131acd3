//! The requests as they arrived.

use maud::{Markup, html};

use super::message::{self, excerpt, pieces};
use super::{copy_button, count};
use crate::page::model::{Judgement, Page, Request};

pub(super) fn section(page: &Page) -> Markup {
    html! {
        section #requests aria-labelledby="requests-title" {
            div.bar {
                h2 #requests-title { "Requests" }
                (summary(page))
                button.quiet.needs-script #pause type="button" aria-pressed="false" { "Pause" }
                form method="post" action="/mock/requests/clear" {
                    button.quiet type="submit" { "Clear" }
                }
            }
            div #request-list data-live {
                @for request in &page.requests { (entry(request)) }
                @if page.requests.is_empty() { (none_yet(page)) }
            }
        }
    }
}

fn summary(page: &Page) -> Markup {
    html! {
        p.summary #summary data-live {
            (count(page.kept, "request"))
            @if page.refused > 0 { ", " strong { (page.refused) " refused" } }
            @if page.kept > page.requests.len() { " (the newest " (page.requests.len()) " are shown)" }
        }
    }
}

fn none_yet(page: &Page) -> Markup {
    html! {
        div.empty data-key="none" {
            p { strong { "Nothing has arrived yet." } }
            p {
                "Point a client to " code { (page.address) }
                ". Each request shows up here with the message over which its signature must be made."
            }
        }
    }
}

fn entry(request: &Request) -> Markup {
    let id = format!("request-{}", request.number);
    html! {
        details.entry.refused[is_refused(request)] id=(id) data-key=(request.number) {
            summary {
                span.line {
                    (status(request))
                    span.method { (pieces(&request.method)) }
                    span.target { (pieces(&request.target)) }
                }
                span.line.faint {
                    (verdict(request))
                    @if let Some(fault) = request.fault { span.tag.warn { "fault: " (fault) } }
                    @if request.scripted { span.tag { "scripted" } }
                    span.time { span.unseen { "Request " } "#" (request.number) " · " (request.time) }
                }
            }
            div.inside {
                (judgement(request))
                (message::section(request, &id))
                (headers(request, &id))
                (body(request, &id))
            }
        }
    }
}

fn is_refused(request: &Request) -> bool {
    matches!(request.verdict, Judgement::Refused { .. })
}

fn status(request: &Request) -> Markup {
    let class = match request.status {
        None => "none",
        Some(200..=299) => "good",
        Some(300..=399) => "plain",
        Some(_) => "bad",
    };
    html! {
        @match request.status {
            Some(status) => span.status.(class) { span.unseen { "Answer " } (status) },
            None => span.status.(class) title="No answer" { span.unseen { "No answer" } span aria-hidden="true" { "–" } },
        }
    }
}

fn verdict(request: &Request) -> Markup {
    html! {
        @match &request.verdict {
            Judgement::Accepted => span.tag.good { "accepted" },
            Judgement::Unchecked => span.tag { "not checked" },
            Judgement::Refused { rule, .. } => span.tag.bad { "refused: " (rule) },
        }
    }
}

/// What the mock thinks of the request, and why.
fn judgement(request: &Request) -> Markup {
    html! {
        @match &request.verdict {
            Judgement::Accepted => div.verdict.good {
                p { strong { "Accepted." } " " (accepted(request)) }
            },
            Judgement::Unchecked => div.verdict {
                p { strong { "Not checked." } " The connection was reset before the request was read." }
            },
            Judgement::Refused { rule, reason } => div.verdict.bad {
                p { strong { "Refused by the rule " code { (rule) } "." } }
                p.reason { (pieces(reason)) }
            },
        }
    }
}

fn accepted(request: &Request) -> String {
    match &request.merchant {
        Some(merchant) => format!("The signature is one of the merchant {merchant} over the message below."),
        None => "It keeps the rules that hold for every request.".to_owned(),
    }
}

fn headers(request: &Request, id: &str) -> Markup {
    let headers = format!("{id}-headers");
    html! {
        section.part aria-label="Headers" {
            div.bar { h3 { "Headers" } (copy_button(&headers, "Copy the headers")) }
            dl.headers id=(headers) {
                @for (name, value) in &request.headers {
                    div { dt { (name) ": " } dd { (pieces(value)) } "\n" }
                }
            }
        }
    }
}

fn body(request: &Request, id: &str) -> Markup {
    let body = format!("{id}-body");
    html! {
        section.part aria-label="Body" {
            div.bar {
                h3 { "Body" }
                p.summary { (count(request.body.bytes.len() + request.body.left_out, "byte")) }
                @if !request.body.bytes.is_empty() { (copy_button(&body, "Copy the body")) }
            }
            @if !request.body.bytes.is_empty() {
                pre.body id=(body) data-bytes=(message::base64(&request.body.bytes)) tabindex="0" {
                    (excerpt(&request.body))
                }
            }
        }
    }
}
