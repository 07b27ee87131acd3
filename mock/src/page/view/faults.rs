//! Switches for the faults.

use maud::{Markup, html};

use super::count;
use crate::page::faults::{Group, described};
use crate::page::model::Page;

pub(super) fn section(page: &Page) -> Markup {
    html! {
        section #faults aria-labelledby="faults-title" {
            div.bar {
                h2 #faults-title { "Faults" }
                form method="post" action="/mock/faults/clear" { button.quiet type="submit" { "All off" } }
            }
            form method="post" action="/mock/faults" {
                p.times {
                    label for="times" { "Switch on for the next" }
                    input #times name="times" type="number" min="1" max="1000" value="1" required;
                    span { "request(s)" }
                }
                div #fault-list data-live {
                    @for group in Group::ALL { (switches(page, group)) }
                }
            }
        }
    }
}

fn switches(page: &Page, group: Group) -> Markup {
    let names: Vec<&str> = page.faults.iter().copied().filter(|name| described(name).0 == group).collect();
    html! {
        @if !names.is_empty() {
            fieldset data-key=(group.title()) {
                legend { (group.title()) }
                @for name in names { (switch(page, name)) }
            }
        }
    }
}

/// Off: for so many requests. On: off again.
fn switch(page: &Page, name: &str) -> Markup {
    let times: usize = page.waiting.iter().filter(|waiting| waiting.name == name).map(|waiting| waiting.times).sum();
    let pressed = if times > 0 { "true" } else { "false" };
    let field = if times > 0 { "off" } else { "on" };
    html! {
        button.switch id={ "fault-" (name) } type="submit" name=(field) value=(name) aria-pressed=(pressed) {
            span.knob aria-hidden="true" {}
            span.what { span.name { (name) } span.faint { (described(name).1) } }
            @if times > 0 { span.tag.warn { "next " (count(times, "request")) } }
        }
    }
}
