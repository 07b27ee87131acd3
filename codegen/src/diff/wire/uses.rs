//! What schemas are used for.

use super::site::Reach;
use crate::resolve::api::{Api, SchemaId, Schemas};
use std::collections::HashSet;

/// What the schemas of a document are used for.
pub struct Uses {
    sent: HashSet<SchemaId>,
    received: HashSet<SchemaId>,
}

impl Uses {
    /// What `api` uses them for.
    pub fn of(api: &Api) -> Self {
        let (mut sent, mut received) = (Vec::new(), Vec::new());
        for operation in &api.operations {
            sent.extend(operation.parameters.iter().map(|parameter| parameter.schema));
            let contents = operation.body.iter().flat_map(|body| &body.contents);
            sent.extend(contents.filter_map(|content| content.schema));
            let contents = operation.responses.iter().flat_map(|response| &response.contents);
            received.extend(contents.filter_map(|content| content.schema));
            let headers = operation.responses.iter().flat_map(|response| &response.headers);
            received.extend(headers.filter_map(|header| header.schema));
        }
        for webhook in api.webhooks.iter().flat_map(|group| &group.list) {
            received.extend(webhook.payloads.iter().filter_map(|payload| payload.schema));
            sent.extend(webhook.answers.iter().filter_map(|answer| Some(answer.body.as_ref()?.1)));
        }
        Self { sent: reached(&api.schemas, sent), received: reached(&api.schemas, received) }
    }

    /// In which directions values of a schema go.
    pub fn reach(&self, id: SchemaId) -> Reach {
        Reach { requests: self.sent.contains(&id), answers: self.received.contains(&id) }
    }
}

fn reached(schemas: &Schemas, from: Vec<SchemaId>) -> HashSet<SchemaId> {
    let mut waiting = from;
    let mut found = HashSet::new();
    while let Some(id) = waiting.pop() {
        if found.insert(id) {
            waiting.extend(schemas.get(id).shape.parts());
        }
    }
    found
}
