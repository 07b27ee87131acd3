//! What can be said on the command line.

use clap::{Args, Parser, Subcommand, ValueEnum};
use openapi_client_codegen::diagnostic::Pattern;
use openapi_client_codegen::emit;
use openapi_client_codegen::settings::Settings;
use std::path::PathBuf;

/// Turns an OpenAPI document into a typed Rust client.
#[derive(Debug, Parser)]
#[command(
    version,
    max_term_width = 100,
    after_help = "\
Run a command with --help for its examples.

Exit codes:
  0  all is well; there may be warnings
  1  a finding is an error, a file is stale, or something could not be read or written
  2  the arguments are not those of the command
  3  `diff` alone: something changes that --fail-on names"
)]
pub struct Arguments {
    #[command(subcommand)]
    pub command: Command,
    /// When output has colours.
    #[arg(long, value_enum, value_name = "WHEN", default_value_t, global = true)]
    pub color: Color,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Write the client.
    ///
    /// Only files whose bytes differ are written; files of an earlier run that are no longer emitted are removed.
    /// With an error in the document nothing is written at all. A file that the generator did not write is never replaced.
    #[command(after_long_help = "\
Examples:
  openapi-client-codegen generate
          with the settings in spec/codegen.toml
  openapi-client-codegen generate --config api/codegen.toml
          with the settings in another file
  openapi-client-codegen generate openapi.yaml --out src/api
          a module of your crate: add `mod api;` and a dependency on openapi-client-runtime
  openapi-client-codegen generate openapi.yaml --out client --crate pet-client
          a crate of its own: client/Cargo.toml and client/src/
  openapi-client-codegen generate --config spec/codegen.toml --out client --crate pet-client
          the same of several documents, with a feature for each: documents = [\"a.yaml\", \"products/**/*.yaml\"]
  openapi-client-codegen generate openapi.yaml --out client --crate pet-client --with-tests
          with client/tests/round_trips.rs: `cargo test` reads and writes instances of each type
  openapi-client-codegen generate openapi.yaml --out src/api --tag pets --path '/owners/**'
          a part of a large document, with the schemas that it needs

A file of settings holds what it needs of this (the README shows each setting):
  document = \"openapi.yaml\"     # relative to the file of settings, as is
  output = \"../generated/src\"   # the folder of the emitted source
  root = \"crate\"                # lib.rs; or \"module\" for mod.rs
  deny = [\"schema/\"]            # findings that fail the run; \"warnings\" for all
  allow = [\"path/not-chained\"]  # warnings that are counted and not shown
  docs = \"full\"                 # \"brief\" for the first paragraphs, \"none\" for code alone
  unused_schemas = false        # leave out schemas that no operation reaches
  [include]                     # only these operations; [exclude] has the same members
  tags = [\"pets\"]
  paths = [\"/pets/**\"]          # * stands for a segment, ** for any number of them
  operations = [\"listPets\"]     # ids, or method and path: \"get /pets\"
  [rename.schemas]              # names in Rust; [rename.operations] goes by id,
  \"pet.v2\" = \"Pet\"              # [rename.properties] and [rename.parameters] by JSON pointer
  [rename.values.Kind]          # values of an enum
  \"0\" = \"Cat\"
  [client]
  user_agent = \"pet-client\"     # in the header User-Agent
  resources = true              # whether client.v1().pets()… is emitted
  tag_features = false          # compile operations only with a feature of one of their tags
  document_features = false     # or of their document, of several
  [models]
  derive = [\"Hash\"]             # where all fields have it; my_crate::Form on all models
  [formats]
  uuid = \"uuid::Uuid\"           # Rust types by format; [types] by schema")]
    Generate(Options),
    /// Tell whether the client is what the document gives, and show the difference where it is not.
    ///
    /// Writes nothing. Ends with 1 where an emitted file is stale, edited by hand, missing or left over.
    #[command(after_long_help = "\
Examples:
  openapi-client-codegen check
          in a pipeline: fails when somebody edited spec/ and did not regenerate
  openapi-client-codegen check openapi.yaml --out client --crate pet-client
          with the arguments that were given to `generate`")]
    Check(Options),
    /// Tell how much of a document becomes code, and what is left out or reduced and why.
    ///
    /// Writes nothing. Findings are grouped by their codes, the weightiest first, with the first places of each.
    #[command(after_long_help = "\
Examples:
  openapi-client-codegen report openapi.yaml
          before you decide: does the generator cope with this document?
  openapi-client-codegen report --format json | jq .result.shares
          of the document that the settings name, for a program")]
    Report(Measured),
    /// Write OpenAPI documents of WeChat Pay APIv3 from its reference pages.
    ///
    /// One document for each product, with the facts of the pages and none of their prose. What breaks the grammar of the
    /// pages is a warning with file and line, and all else is imported. Names are kept in names.toml beside the documents.
    #[command(after_long_help = "\
Examples:
  openapi-client-codegen import-pages ../reference-site --out spec/products
          all products: spec/products/payscore.yaml, spec/products/marketing/membercard-open.yaml, …
  openapi-client-codegen import-pages ../reference-site --out spec/products --product marketing/membercard-open
          that one; documents of others stay as they are
  openapi-client-codegen import-pages ../reference-site --out spec/products --report names.txt
          and which names were given, and why
  openapi-client-codegen import-pages ../reference-site --out spec/products --deny warnings
          in a pipeline: fails where a page breaks the grammar")]
    ImportPages(super::import_pages::Options),
    /// Tell what changes from one document to another: on the wire, for callers in Rust, and in what calls do.
    ///
    /// Writes nothing. The effect in Rust is told from the code that both documents give, as a crate of its own sees it.
    #[command(after_long_help = "\
Examples:
  openapi-client-codegen diff old.yaml new.yaml
          two documents
  git show HEAD:spec/api.yaml > /tmp/old.yaml
  openapi-client-codegen diff /tmp/old.yaml spec/api.yaml --config spec/codegen.toml
          what an edit does, with the names and types of the settings
  openapi-client-codegen diff old/codegen.toml new/codegen.toml --fail-on additive
          two files of settings, each with its document
  openapi-client-codegen diff old.yaml new.yaml --format markdown >> report.md
          a table for a pull request

Exit codes:
  0  no difference, or none at or above --fail-on
  1  one of the documents could not be read, or its client could not be written
  2  the arguments are not those of the command
  3  a difference is at or above --fail-on

`openapi-client-codegen explain CODE` says what a change means and what to do.")]
    Diff(super::changes::Compared),
    /// Explain a finding or a change: what it means, what the generator does, and what to do.
    ///
    /// Without a code, all of them are listed.
    #[command(after_long_help = "\
Examples:
  openapi-client-codegen explain schema/unsupported-not
  openapi-client-codegen explain schema
          what can be said of schemas
  openapi-client-codegen explain property/required-added
          a change that `diff` tells of
  openapi-client-codegen explain row/indent
          a finding of `import-pages`")]
    Explain {
        /// The code of a finding or a change; or a subject, the part before `/`.
        code: Option<String>,
    },
}

/// What to read and where the client is.
#[derive(Debug, Args)]
pub struct Options {
    /// The OpenAPI document, YAML or JSON. Without it, a file of settings names one.
    #[arg(requires = "out", conflicts_with = "config")]
    pub document: Option<PathBuf>,
    /// The file of settings.
    #[arg(long, value_name = "FILE", default_value = "spec/codegen.toml")]
    pub config: PathBuf,
    /// Where the client goes: the folder of a module, or with --crate that of a crate. With a file of settings it stands
    /// for `output`.
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// Make a complete crate of this name, with Cargo.toml.
    #[arg(long = "crate", value_name = "NAME", requires = "out", value_parser = crate_name)]
    pub crate_name: Option<String>,
    /// Let the crate use the runtime in this folder, not the published one.
    #[arg(long, value_name = "DIR", requires = "crate_name")]
    pub runtime_path: Option<PathBuf>,
    /// The name that the client sends in the header User-Agent.
    #[arg(long, value_name = "NAME", requires = "document")]
    pub user_agent: Option<String>,
    /// Compile operations only with a feature of one of their tags.
    #[arg(long, requires = "document")]
    pub tag_features: bool,
    /// Put a test beside the crate: instances of each type of values are read and written, and stay the same.
    #[arg(long, requires = "crate_name")]
    pub with_tests: bool,
    #[command(flatten)]
    pub selection: Included,
    #[command(flatten)]
    pub findings: Findings,
    #[command(flatten)]
    pub output: Output,
}

/// Which operations are generated: all of them, or those that one of these names. Repeatable.
#[derive(Debug, Args)]
pub struct Included {
    /// Generate operations with this tag. `*` stands for any characters.
    #[arg(long, value_name = "TAG")]
    pub tag: Vec<String>,
    /// Generate operations whose path this describes: `/pets/*`, `/pets/**`.
    #[arg(long, value_name = "GLOB")]
    pub path: Vec<String>,
    /// Generate the operation with this id, or with this method and path: `get /pets`. `*` stands for any characters.
    #[arg(long, value_name = "ID")]
    pub operation: Vec<String>,
}

impl Included {
    /// Adds them to what the settings say.
    pub fn apply(&self, settings: &mut Settings) {
        settings.include.tags.extend_from_slice(&self.tag);
        settings.include.paths.extend_from_slice(&self.path);
        settings.include.operations.extend_from_slice(&self.operation);
    }
}

/// Which document is measured.
#[derive(Debug, Args)]
pub struct Measured {
    /// The OpenAPI document, YAML or JSON. Without it, a file of settings names one.
    #[arg(conflicts_with = "config")]
    pub document: Option<PathBuf>,
    /// The file of settings.
    #[arg(long, value_name = "FILE", default_value = "spec/codegen.toml")]
    pub config: PathBuf,
    #[command(flatten)]
    pub output: Output,
}

/// How what there is to say is said.
#[derive(Debug, Args)]
pub struct Output {
    /// How findings and results are printed. What is not text is one object on the standard output.
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t)]
    pub format: Format,
}

/// How findings and results are printed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people: findings with their source on the error stream, the result on the standard output.
    #[default]
    Text,
    /// An object with `findings`, a `summary` of their numbers, and the `result` of the command.
    Json,
    /// A log of SARIF 2.1.0, for code hosts and editors.
    Sarif,
}

/// When output has colours.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub enum Color {
    /// On a terminal, unless the environment says `NO_COLOR`.
    #[default]
    Auto,
    /// In a pipe as well.
    Always,
    /// Nowhere.
    Never,
}

/// What becomes of warnings. Said here, it counts before the same name in the settings.
#[derive(Debug, Args)]
pub struct Findings {
    /// Let these warnings fail the run: a code, a subject such as `schema/`, or `warnings` for all. Repeatable.
    #[arg(long, value_name = "CODE")]
    pub deny: Vec<Pattern>,
    /// Do not show these warnings, but count them. The more exact name counts. Repeatable.
    #[arg(long, value_name = "CODE")]
    pub allow: Vec<Pattern>,
}

impl Findings {
    /// Adds them to what the settings say.
    pub fn apply(&self, settings: &mut Settings) {
        settings.deny.retain(|pattern| !self.allow.contains(pattern));
        settings.allow.retain(|pattern| !self.deny.contains(pattern));
        settings.deny.extend_from_slice(&self.deny);
        settings.allow.extend_from_slice(&self.allow);
    }
}

fn crate_name(name: &str) -> Result<String, String> {
    emit::manifest(name, &emit::Dependency::Version, &[], &[]).map(|_| name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    fn accepted(arguments: &str) -> bool {
        Arguments::try_parse_from(format!("codegen {arguments}").split(' ')).is_ok()
    }

    #[test]
    fn the_arguments_are_consistent() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn a_document_needs_a_folder_and_replaces_the_settings() {
        assert!(accepted("generate"));
        assert!(accepted("check --config x.toml"));
        assert!(accepted("generate x.yaml --out a --crate b --runtime-path ../runtime --user-agent c"));
        assert!(!accepted("generate x.yaml"));
        assert!(accepted("generate --config x.toml --out a --crate b"));
        assert!(!accepted("generate --crate b"));
        assert!(!accepted("generate x.yaml --out a --config x.toml"));
        assert!(!accepted("generate x.yaml --out a --crate 1"));
        assert!(!accepted("generate x.yaml --out a --runtime-path ../runtime"));
    }
}
