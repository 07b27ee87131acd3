//! What operations answer.

use super::item::Item;
use super::types::owned;
use super::{Surface, tiers};
use crate::diff::origin::Origin;
use crate::plan::{Operation, Type, Variant};
use crate::resolve::api::{self, Codec, Status};

impl Surface<'_> {
    pub(super) fn responses(&mut self) {
        for (index, (planned, operation)) in self.both().into_iter().enumerate() {
            let name = &planned.response.name;
            let holder = vec![Origin::Operation(index)];
            self.add(Item::new(name, vec![holder.clone()]).typed("an enum of answers"));
            for variant in &planned.response.variants {
                let (own, mentioned) = self.variant_origins(index, variant, operation);
                let item = Item::new(format!("{name}::{}", variant.name), tiers(own, mentioned, holder.clone()));
                self.add(item.below(name).typed(self.held(variant)));
            }
            self.successes(index, planned, operation);
            self.streams(index, planned, operation);
        }
    }

    fn variant_origins(
        &self,
        index: usize,
        variant: &Variant,
        operation: &api::Operation,
    ) -> (Vec<Origin>, Vec<Origin>) {
        let mut own = vec![Origin::Response(index, variant.status)];
        let response = operation.responses.iter().find(|response| response.status == variant.status);
        let media_types: Vec<&String> = variant.content.iter().flat_map(|content| &content.media_types).collect();
        let contents = response.into_iter().flat_map(|response| &response.contents);
        let content = contents.into_iter().find(|content| media_types.contains(&&content.media_type));
        own.extend(content.map(|it| Origin::ResponseContent(index, variant.status, it.media_type.clone())));
        let mentioned = content.and_then(|it| it.schema).map(|id| self.mentioned(id)).unwrap_or_default();
        (own, mentioned)
    }

    /// What a variant holds.
    fn held(&self, variant: &Variant) -> String {
        let ty = owned(self.side.plan, &variant.ty);
        match (variant.is_plain(), &variant.ty) {
            (true, Type::Unit) => "nothing".to_owned(),
            (true, _) => ty,
            (false, _) => format!("runtime::Answer<{ty}>"),
        }
    }

    /// The function `ok`, which gives the success.
    fn successes(&mut self, index: usize, planned: &Operation, operation: &api::Operation) {
        let variants = &planned.response.variants;
        let successes: Vec<&Variant> = variants.iter().filter(|it| it.is_success() && it.preferred).collect();
        let default = variants.iter().find(|variant| variant.status == Status::Default);
        let given = match (successes.as_slice(), default) {
            ([only], _) => match self.held(only).as_str() {
                "nothing" => "()".to_owned(),
                held => held.to_owned(),
            },
            ([], Some(default)) => format!("runtime::Answer<{}>", owned(self.side.plan, &default.ty)),
            ([], None) => return,
            _ => planned.response.name.clone(),
        };
        let given = format!("runtime::Result<{given}>");
        let concerned = variants.iter().filter(|variant| variant.is_success() || variant.status == Status::Default);
        let (own, mentioned): (Vec<_>, Vec<_>) =
            concerned.map(|variant| self.variant_origins(index, variant, operation)).unzip();
        let origins = tiers(own.concat(), mentioned.concat(), vec![Origin::Operation(index)]);
        let name = &planned.response.name;
        self.add(Item::new(format!("{name}::ok"), origins).below(name).typed(given));
    }

    /// What can be read piece by piece.
    fn streams(&mut self, index: usize, planned: &Operation, operation: &api::Operation) {
        for (codec, method) in [(Codec::Events, "AnswersEvents"), (Codec::Lines, "AnswersLines")] {
            let variants = planned.response.variants.iter();
            let mut variants = variants.filter(|it| it.is_success() || it.status == Status::Default);
            let read = variants.find(|it| it.content.as_ref().is_some_and(|content| content.codec == codec));
            if let Some(variant) = read
                && let Type::Events(item) | Type::Vec(item) = &variant.ty
            {
                let (own, mentioned) = self.variant_origins(index, variant, operation);
                let name = &planned.response.name;
                let origins = tiers(own, mentioned, vec![Origin::Operation(index)]);
                let item = owned(self.side.plan, item);
                self.add(Item::new(format!("{name}: {method}"), origins).below(name).typed(item));
            }
        }
    }
}
