//! What the service sends by itself, matched by name and by the operation that asks for it.

use super::Walk;
use super::bodies::overlap;
use super::operations::subject;
use super::site::{Reach, Site};
use crate::diff::catalogue::document as kinds;
use crate::diff::origin::Origin;
use crate::resolve::api::{Api, ExpectedAnswer, Webhook};

/// A webhook with the operation that asks for it, by how it is named and by its index.
struct Sent<'a> {
    owner: Option<String>,
    operation: Option<usize>,
    webhook: &'a Webhook,
}

fn list(api: &Api) -> Vec<Sent<'_>> {
    let webhooks = api.webhooks.iter().flat_map(|group| &group.list);
    let sent = webhooks.map(|webhook| {
        let operation = webhook.subscription.as_ref().map(|subscription| subscription.operation);
        let owner = operation.and_then(|index| api.operations.get(index)).map(subject);
        Sent { owner, operation, webhook }
    });
    sent.collect()
}

impl Sent<'_> {
    fn is(&self, other: &Sent<'_>) -> bool {
        self.owner == other.owner && self.webhook.name == other.webhook.name
    }

    fn origin(&self) -> Origin {
        Origin::Webhook(self.operation, self.webhook.name.clone())
    }

    fn site(&self) -> Site {
        match &self.owner {
            Some(owner) => Site::of(owner.clone(), Reach::ANSWERS).place(format!("callback {}", self.webhook.name)),
            None => Site::of(format!("webhook {}", self.webhook.name), Reach::ANSWERS),
        }
    }
}

impl Walk<'_> {
    pub(super) fn webhooks(&mut self) {
        let (old, new) = (list(self.old.api), list(self.new.api));
        for sent in &new {
            let Some(known) = old.iter().find(|other| other.is(sent)) else {
                let site = sent.site().at(None, Some(&sent.webhook.pointer));
                let schemas = sent.webhook.payloads.iter().filter_map(|payload| payload.schema);
                let parts: Vec<_> = schemas.flat_map(|id| self.new.nameless(id)).collect();
                self.note(&kinds::WEBHOOK_ADDED, &site, "").of_new([sent.origin()]).of_new(parts);
                continue;
            };
            self.webhook(known, sent);
        }
        for sent in old.iter().filter(|sent| !new.iter().any(|other| other.is(sent))) {
            let site = sent.site().at(Some(&sent.webhook.pointer), None);
            let schemas = sent.webhook.payloads.iter().filter_map(|payload| payload.schema);
            let parts: Vec<_> = schemas.flat_map(|id| self.old.nameless(id)).collect();
            self.note(&kinds::WEBHOOK_REMOVED, &site, "").of_old([sent.origin()]).of_old(parts);
        }
    }

    fn webhook(&mut self, old: &Sent<'_>, new: &Sent<'_>) {
        let site = new.site().at(Some(&old.webhook.pointer), Some(&new.webhook.pointer));
        let (was, is) = (old.origin(), new.origin());
        let site = site.holding(&kinds::WEBHOOK_TYPE, vec![was], vec![is]);
        let (old, new) = (old.webhook, new.webhook);
        let media = |webhook: &Webhook| -> Vec<String> {
            webhook.payloads.iter().map(|payload| payload.media_type.clone()).collect()
        };
        if old.method != new.method || media(old) != media(new) {
            let shown = |webhook: &Webhook| format!("{} {}", webhook.method, media(webhook).join(", "));
            self.note(&kinds::WEBHOOK_CHANGED, &site, format!("`{}` was `{}`", shown(new).trim(), shown(old).trim()))
                .of_old(site.old.clone())
                .of_new(site.new.clone());
        }
        for payload in &new.payloads {
            if let Some(known) = old.payloads.iter().find(|other| overlap(other, payload)) {
                self.contents(known, payload, &site);
            }
        }
        let words = |it: &Webhook| {
            let answers: Vec<String> = it.answers.iter().map(told).collect();
            let sent = it.parameters.iter().map(|it| format!("{} {} {}", it.location, it.name, it.required));
            let sent: Vec<String> = sent.chain(it.security.iter().cloned()).collect();
            [
                it.summary.clone(),
                it.description.clone(),
                it.documentation.clone(),
                Some(answers.join("\n")),
                Some(sent.join("\n")),
                Some(it.deprecated.to_string()),
            ]
        };
        let (before, after) = (words(old), words(new));
        let (before, after) = (before.each_ref().map(Option::as_deref), after.each_ref().map(Option::as_deref));
        self.text(&kinds::WEBHOOK_TEXT, &site, &before, &after);
    }
}

fn told(answer: &ExpectedAnswer) -> String {
    let media_type = answer.body.as_ref().map_or("", |(media_type, _)| media_type.as_str());
    format!("{} {media_type} {}", answer.status, answer.description)
}
