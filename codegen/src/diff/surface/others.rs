//! Headers, security schemes, servers, webhooks, and features of Cargo.

use super::item::{Item, Part};
use super::types::owned;
use super::{Surface, tiers};
use crate::diff::origin::{Origin, Tiers};
use crate::plan::{Scheme, Type};
use crate::resolve::api::SchemeKind;
use std::collections::BTreeMap;

impl Surface<'_> {
    pub(super) fn headers(&mut self) {
        for header in &self.side.plan.headers {
            let wire = header.wire.to_lowercase();
            let responses = self.side.api.operations.iter().flat_map(|operation| &operation.responses);
            let declared = responses.flat_map(|response| &response.headers);
            let declared = declared.filter(|it| it.name.eq_ignore_ascii_case(&wire));
            let mentioned = self.all_mentioned(declared.filter_map(|header| header.schema));
            let origins = tiers(vec![Origin::Header(wire)], mentioned, Vec::new());
            let ty = format!("runtime::Header<{}>", owned(self.side.plan, &header.ty));
            self.add(Item::new(format!("headers::{}", header.name), origins).typed(ty));
        }
    }

    pub(super) fn security(&mut self) {
        for scheme in &self.side.plan.security.schemes {
            let origins: Tiers = vec![vec![Origin::Scheme(scheme.name.clone())]];
            if scheme.kind != SchemeKind::MutualTls {
                let item = Item::new(format!("security::{}", scheme.function), origins.clone());
                self.add(item.taking(taken(scheme, &origins)).typed("runtime::Credential"));
            }
            if let Some(flow) = &scheme.flow {
                self.add(Item::new(format!("security::{}", flow.function), origins).typed("runtime::OAuthClient"));
            }
        }
    }

    pub(super) fn servers(&mut self) {
        let Some(choice) = &self.side.plan.servers.choice else { return };
        let origins: Tiers = vec![vec![Origin::Servers]];
        let name = &choice.name;
        self.add(Item::new(name, origins.clone()).typed("a choice of servers"));
        self.add(Item::new(format!("{name}::MAIN"), origins.clone()).below(name));
        if choice.list.len() > 1 {
            for server in &choice.list {
                self.add(Item::new(format!("{name}::{}", server.constant), origins.clone()).below(name));
            }
        }
        for setter in &choice.setters {
            let text = setter.model.as_ref().map_or("String", |model| model.name.as_str());
            let text = format!("impl Into<{text}>");
            let part = Part {
                key: "value".to_owned(),
                name: "value".to_owned(),
                text,
                also: Vec::new(),
                origins: origins.clone(),
            };
            self.add(Item::new(format!("{name}::{}", setter.name), origins.clone()).below(name).taking(vec![part]));
            if let Some(model) = &setter.model {
                let before = self.items.len();
                self.model(model);
                for item in self.items.iter_mut().skip(before) {
                    item.origins.clone_from(&origins);
                }
            }
        }
    }

    pub(super) fn webhooks(&mut self) {
        let groups = self.side.plan.webhooks.iter().zip(&self.side.api.webhooks);
        for (group, declared) in groups {
            let module = if group.operation.is_some() { "callbacks" } else { "webhooks" };
            let mut all = Vec::new();
            for (webhook, declared) in group.list.iter().zip(&declared.list) {
                let operation = declared.subscription.as_ref().map(|subscription| subscription.operation);
                let own = Origin::Webhook(operation, declared.name.clone());
                let mentioned = self.all_mentioned(declared.payloads.iter().filter_map(|payload| payload.schema));
                let holder = operation.map(Origin::Operation).into_iter().collect();
                let origins = tiers(vec![own.clone()], mentioned, holder);
                let payload = owned(self.side.plan, &webhook.payload.ty);
                let ty = format!("runtime::Webhook<{payload}>");
                let item = Item::new(format!("{module}::{}", webhook.constant), origins.clone()).typed(ty);
                self.add(Item { deprecated: webhook.docs.deprecated, ..item });
                if let Some(any) = &group.any {
                    let parent = format!("{module}::{}", any.name);
                    let held = if webhook.payload.ty == Type::Unit { "nothing".to_owned() } else { payload };
                    let item = Item::new(format!("{parent}::{}", webhook.variant), origins).below(&parent);
                    self.add(item.typed(held));
                }
                all.push(own);
            }
            if let Some(any) = &group.any {
                let path = format!("{module}::{}", any.name);
                self.add(Item::new(&path, vec![all.clone()]).typed("an enum of webhooks"));
                if any.tag.is_some() {
                    self.add(Item::new(format!("{path}::read_any"), vec![all]).below(&path));
                }
            }
        }
    }

    pub(super) fn features(&mut self) {
        let mut features: BTreeMap<&String, Vec<Origin>> = BTreeMap::new();
        for (index, operation) in self.side.plan.operations.iter().enumerate() {
            for feature in &operation.features {
                features.entry(feature).or_default().extend([Origin::Tags(index), Origin::Operation(index)]);
            }
        }
        for (feature, origins) in features {
            self.items.push(Item::new(format!("feature {feature}"), vec![origins]));
        }
    }
}

/// What the function of a scheme takes.
fn taken(scheme: &Scheme, origins: &Tiers) -> Vec<Part> {
    let part = |name: &str, text: &str| Part {
        key: name.to_owned(),
        name: name.to_owned(),
        text: text.to_owned(),
        also: Vec::new(),
        origins: origins.clone(),
    };
    match scheme.kind {
        SchemeKind::Basic => vec![part("user", "&str"), part("password", "&str")],
        _ => vec![part("secret", "impl Into<runtime::Secret>")],
    }
}
