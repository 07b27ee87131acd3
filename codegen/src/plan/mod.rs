//! Third stage: an [`Api`] becomes a [`Plan`], in which every Rust name and type is decided.

mod bodies;
mod circles;
mod docs;
mod features;
mod formats;
mod headers;
mod limits;
mod loops;
mod models;
mod names;
mod operations;
mod paging;
mod parameters;
mod pattern;
#[allow(clippy::module_inception, reason = "the stage and what it makes have one name")]
mod plan;
mod recursion;
mod resources;
mod responses;
mod security;
mod servers;
mod ty;
mod types;
mod webhooks;
pub mod words;

pub use formats::is_format;
pub use limits::ModelLimits;
pub use names::Names;
pub use plan::*;
pub use ty::{ModelId, Type};

use crate::diagnostic::Diagnostics;
use crate::resolve::api::Api;
use crate::settings::Settings;
use types::Types;

/// Decides names and types for all of `api`.
pub fn plan(api: &Api, settings: &Settings, diagnostics: &mut Diagnostics) -> Plan {
    formats::report_unused(&api.schemas, settings, diagnostics);
    let mut types = Types::new(&api.schemas, settings);
    models::name_components(&mut types, diagnostics);
    let mut operations = operations::plan(api, &mut types, diagnostics);
    let headers = headers::plan(api, &mut types, diagnostics);
    if settings.client.tag_features || settings.client.document_features {
        features::assign(api, &mut operations, settings);
    }
    let webhooks = webhooks::plan(api, &operations, &mut types, diagnostics);
    let mut models = models::plan(&mut types, diagnostics);
    recursion::box_cycles(&mut models);
    let limits = match settings.client.validation {
        true => limits::plan(&types, diagnostics),
        false => Vec::new(),
    };
    paging::plan(api, &mut operations, &models, settings, diagnostics);
    let security = security::plan(api, &mut operations, diagnostics);
    let resources = match settings.client.resources {
        true => resources::plan(api, &operations, diagnostics),
        false => Resources::default(),
    };
    Plan {
        title: api.title.clone(),
        version: api.version.clone(),
        description: api.description.clone(),
        security,
        servers: servers::plan(&api.servers, &mut types),
        models,
        headers,
        limits,
        operations,
        webhooks,
        resources,
    }
}
