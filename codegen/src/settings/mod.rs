//! The generator's settings, as `spec/codegen.toml` holds them.

mod documents;
mod formats;
mod models;
mod paging;
mod read;
mod rename;
#[cfg(test)]
mod schema;
mod select;

pub use formats::{RustType, RustTypes};
pub use models::{Derive, ModelSettings};
pub use paging::{Paging, PagingById, PagingKind, PagingPlace};
pub use rename::Renames;
pub use select::{Selected, Selection};

use crate::diagnostic::{Pattern, Policy};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::PathBuf;

/// What to read, where to write, and how the client is called.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Settings {
    /// Where the settings stand, if in a file.
    #[serde(skip)]
    pub file: Option<PathBuf>,
    /// The OpenAPI document. In a file of settings: relative to that file.
    #[serde(default)]
    pub document: PathBuf,
    /// Several documents, of which one client is made: files, or patterns of names such as `products/**/*.yaml`, whose
    /// files are taken in order. What an earlier document says is never changed by a later one. In a file of settings:
    /// relative to that file.
    #[serde(default)]
    pub documents: Vec<String>,
    /// The documents behind the first one, as they were found.
    #[serde(skip)]
    pub further: Vec<PathBuf>,
    /// What a document is called that a pattern found: its path below the folder of the pattern, without its ending.
    #[serde(skip)]
    pub product_names: BTreeMap<PathBuf, String>,
    /// The folders in which documents are looked for.
    #[serde(skip)]
    pub folders: Vec<PathBuf>,
    /// The folder of the emitted source. In a file of settings: relative to that file.
    pub output: PathBuf,
    /// What the emitted source is: the root of a crate, or a module of one.
    #[serde(default)]
    pub root: Root,
    /// The folder of copies of remote files, each at `HOST/PATH`: what a reference such as
    /// `https://api.example/v1/pet.yaml` means is read from `api.example/v1/pet.yaml` there. Without it, such references
    /// are not followed. Nothing is ever fetched. In a file of settings: relative to that file.
    #[serde(default)]
    pub remote_references: Option<PathBuf>,
    /// Findings that fail the run although they are warnings: codes, subjects such as `schema/`, or `warnings` for all.
    #[serde(default)]
    pub deny: Vec<Pattern>,
    /// Warnings that are counted and not shown, named like those of `deny`. The more exact name counts.
    #[serde(default)]
    pub allow: Vec<Pattern>,
    /// The operations that are generated; all of them where it names none.
    #[serde(default)]
    pub include: Selection,
    /// The operations that are not generated, of those that `include` names.
    #[serde(default)]
    pub exclude: Selection,
    /// Whether schemas below `components/schemas` that no operation reaches are emitted: by default where every operation
    /// is.
    #[serde(default)]
    pub unused_schemas: Option<bool>,
    /// Names in Rust that are not the generator's choice.
    #[serde(default)]
    pub rename: Renames,
    /// Lists that come page by page, by the id of their operation or by its method and path, such as `get /pets`: as
    /// `x-paging` in the document, and before it.
    #[serde(default)]
    pub paging: PagingById,
    /// How the client is called and introduces itself.
    #[serde(default)]
    pub client: ClientSettings,
    /// How much documentation is emitted.
    #[serde(default)]
    pub docs: DocsLevel,
    /// What the types of values have besides their fields.
    #[serde(default)]
    pub models: ModelSettings,
    /// Formats with the Rust types of their values. For text: `String`, a type of the runtime such as `DateTime`, or any
    /// type with `FromStr` and `Display`, which becomes `runtime::Text<…>`. For numbers: `i32`, `i64`, `u32`, `u64`,
    /// `f32`, `f64`, `Number`, which keeps all digits, or a type that implements the runtime's `Encode` and `Decode`; the
    /// format `number` stands for every `type: number` whose own format is not listed.
    #[serde(default)]
    pub formats: RustTypes,
    /// Schemas below `components/schemas` with Rust types that stand in their place. These implement the runtime's
    /// `Encode` and `Decode`, and `Debug`, `Clone` and `PartialEq`.
    #[serde(default)]
    pub types: RustTypes,
}

/// What the emitted source is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Root {
    /// `lib.rs`: the source is a crate.
    #[default]
    Crate,
    /// `mod.rs`: the source is a module of some crate.
    Module,
}

/// How much documentation is emitted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum DocsLevel {
    /// The words of the document, limits, where each item comes from, and a call of each operation.
    #[default]
    Full,
    /// The first paragraph of the words, and where each item comes from.
    Brief,
    /// None.
    None,
}

/// How the client is called and introduces itself.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct ClientSettings {
    /// The name in the `User-Agent` header; the version of the crate is appended.
    pub user_agent: Option<String>,
    /// Whether the chain of resources (`client.v3().cards()…`) is emitted.
    pub resources: bool,
    /// Whether operations, and the types that only they need, are compiled only with a feature of one of their tags. An
    /// emitted `Cargo.toml` declares the features, and `full` for all of them; another one has to.
    pub tag_features: bool,
    /// Whether operations, and the types that only they need, are compiled only with a feature of their document. It is
    /// called as the file, one that a pattern found with the folders below that of the pattern before it; documents of
    /// one name share it.
    pub document_features: bool,
    /// The features that are on by default in an emitted `Cargo.toml`; all of them where it names none.
    pub default_features: Vec<String>,
    /// A `Cargo.toml` whose part of `[features]` between two marks `generate` keeps up to date. In a file of settings:
    /// relative to that file.
    pub manifest: Option<PathBuf>,
    /// Headers that the client's protocol sets: no function asks for them, and `Call::header` sets another value.
    pub provided_headers: Vec<String>,
    /// What the servers are for that a single operation or path names.
    pub operation_servers: OperationServers,
    /// Whether the limits of values are emitted, so that `validate()` can check them.
    pub validation: bool,
}

/// What the servers are for that a single operation or path names.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum OperationServers {
    /// Calls go to the first of them, as OpenAPI has it, and not to a server of the whole document; those with
    /// `x-required: false` are offered.
    #[default]
    Own,
    /// Callers may choose them by `Call::server`; calls go there by themselves only where one has `x-required: true`.
    Offered,
}

impl Default for ClientSettings {
    fn default() -> Self {
        Self {
            user_agent: None,
            resources: true,
            tag_features: false,
            document_features: false,
            default_features: Vec::new(),
            manifest: None,
            provided_headers: Vec::new(),
            operation_servers: OperationServers::default(),
            validation: true,
        }
    }
}

impl Settings {
    /// Settings for one document and one folder; everything else by default.
    pub fn new(document: impl Into<PathBuf>, output: impl Into<PathBuf>) -> Self {
        Self {
            file: None,
            document: document.into(),
            documents: Vec::new(),
            further: Vec::new(),
            product_names: BTreeMap::new(),
            folders: Vec::new(),
            output: output.into(),
            root: Root::default(),
            remote_references: None,
            deny: Vec::new(),
            allow: Vec::new(),
            include: Selection::default(),
            exclude: Selection::default(),
            unused_schemas: None,
            rename: Renames::default(),
            paging: PagingById::new(),
            client: ClientSettings::default(),
            docs: DocsLevel::default(),
            models: ModelSettings::default(),
            formats: RustTypes::new(),
            types: RustTypes::new(),
        }
    }

    /// What becomes of warnings.
    pub fn policy(&self) -> Policy<'_> {
        Policy { deny: &self.deny, allow: &self.allow }
    }
    /// Whether not every operation is to be generated.
    pub fn selects(&self) -> bool {
        !self.include.is_empty() || !self.exclude.is_empty()
    }

    /// Whether the operation is to be generated.
    pub fn takes(&self, operation: Selected<'_>) -> bool {
        (self.include.is_empty() || self.include.names(operation)) && !self.exclude.names(operation)
    }

    /// Whether schemas that no operation reaches are emitted.
    pub fn keeps_unused_schemas(&self) -> bool {
        self.unused_schemas.unwrap_or(!self.selects())
    }
}
