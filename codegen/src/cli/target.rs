//! What is to be generated, and into which folder.

use super::arguments::Options;
use super::report::{Failure, Reporter};
use super::{features, manifest};
use openapi_client_codegen::diagnostic::Diagnostics;
use openapi_client_codegen::emit::{self, Dependency, Files};
use openapi_client_codegen::generate;
use openapi_client_codegen::round_trips::RoundTrips;
use openapi_client_codegen::settings::{Root, Settings};
use openapi_client_codegen::show::Lookup;
use std::path::{Path, PathBuf};

/// What is to be generated, and into which folder.
pub struct Target {
    settings: Settings,
    /// The folder that holds all that is emitted: the source, or the crate around it.
    pub folder: PathBuf,
    package: Option<Package>,
}

/// A crate around the source.
struct Package {
    name: String,
    dependency: Dependency,
    /// Whether a test stands beside it.
    with_tests: bool,
}

/// What was emitted for a target.
pub struct Emitted {
    /// The files, relative to the folder of the target.
    pub files: Files,
    /// How many operations the client has.
    pub operations: usize,
    /// How many types of values it has.
    pub models: usize,
    /// The features by which parts of it are compiled.
    pub features: Vec<String>,
    /// Things to tell that are no findings.
    pub notes: Vec<String>,
}

impl Target {
    /// Reads the file of settings, or makes settings of the arguments.
    pub fn of(options: &Options, diagnostics: &mut Diagnostics) -> Result<Option<Self>, Failure> {
        let read = match (&options.document, &options.out) {
            (Some(document), Some(out)) => {
                let mut settings = Settings::new(document, out);
                settings.root = Root::Module;
                settings.client.user_agent.clone_from(&options.user_agent);
                settings.client.tag_features = options.tag_features;
                Some(settings)
            }
            _ => Settings::read(&options.config, diagnostics),
        };
        let Some(mut settings) = read else { return Ok(None) };
        options.selection.apply(&mut settings);
        options.findings.apply(&mut settings);
        let Some(out) = &options.out else {
            let folder = settings.output.clone();
            return Ok(Some(Self { settings, folder, package: None }));
        };
        // What stands elsewhere has no part in somebody's own manifest.
        settings.client.manifest = None;
        settings.output.clone_from(out);
        let package = match &options.crate_name {
            Some(name) => {
                settings.output = out.join("src");
                settings.root = Root::Crate;
                let dependency = manifest::dependency(options.runtime_path.as_deref(), out)?;
                Some(Package { name: name.clone(), dependency, with_tests: options.with_tests })
            }
            None => None,
        };
        Ok(Some(Self { settings, folder: out.clone(), package }))
    }

    /// Whether `generate` keeps the features of a manifest up to date.
    pub fn keeps_manifest(&self) -> bool {
        self.settings.client.manifest.is_some()
    }

    /// Brings the manifest that the settings name up to date; says what was done.
    pub fn declare_features(&self, features: &[String]) -> Result<Option<String>, Failure> {
        match &self.settings.client.manifest {
            Some(manifest) => features::update(manifest, features),
            None => Ok(None),
        }
    }

    /// Emits the client and shows what there was to say; `None` where anything was wrong.
    pub fn emit(&self, diagnostics: &mut Diagnostics, reporter: &mut Reporter) -> Option<Emitted> {
        let generated = generate(&self.settings, diagnostics);
        let document = generated.as_ref().map(|generated| &generated.document);
        reporter.findings(diagnostics, &Lookup::new(&self.settings.document, document));
        let generated = generated.filter(|_| !diagnostics.has_errors())?;
        let (operations, models) = (generated.operations, generated.models);
        let trips = self.package.as_ref().filter(|package| package.with_tests).map(|package| {
            let trips = RoundTrips::new(&generated.document, &generated.api, &generated.plan);
            let models = format!("{}::models", package.name.replace('-', "_"));
            (trips.files(&models, !generated.features.is_empty()), trips.summary())
        });
        let features = generated.features.clone();
        let (mut files, mut notes) = self.with_package(generated.files, &generated.features);
        if let Some((tests, summary)) = trips {
            files.extend(tests.into_iter().map(|(path, text)| (Path::new("tests").join(path), text)));
            notes.push(summary);
        }
        Some(Emitted { files, operations, models, features, notes })
    }

    /// Puts `Cargo.toml` beside the source, unless somebody's own is there.
    fn with_package(&self, source: Files, features: &[String]) -> (Files, Vec<String>) {
        let Some(package) = &self.package else { return (source, declare(features, &self.folder)) };
        let mut files: Files = source.into_iter().map(|(path, text)| (Path::new("src").join(path), text)).collect();
        let file = self.folder.join(manifest::FILE);
        if manifest::is_somebodys(&file) {
            let note = format!("{} was not generated and stays as it is", file.display());
            return (files, declare(features, &self.folder).into_iter().chain([note]).collect());
        }
        // The name was looked at when it was given.
        if let Ok(text) =
            emit::manifest(&package.name, &package.dependency, features, &self.settings.client.default_features)
        {
            files.insert(PathBuf::from(manifest::FILE), text);
        }
        (files, Vec::new())
    }
}

/// What somebody's own `Cargo.toml`, the nearest around `folder`, lacks for the features.
fn declare(features: &[String], folder: &Path) -> Vec<String> {
    let files = folder.ancestors().map(|folder| folder.join(manifest::FILE));
    let text = files.filter_map(|file| std::fs::read_to_string(file).ok()).next().unwrap_or_default();
    let known: toml::Table = toml::from_str(&text).unwrap_or_default();
    let known = known.get("features").and_then(toml::Value::as_table);
    let lacking = features.iter().filter(|feature| known.is_none_or(|known| !known.contains_key(feature.as_str())));
    let list: Vec<String> = lacking.map(|feature| format!("\"{feature}\" = []")).collect();
    match list.is_empty() {
        true => Vec::new(),
        false => vec![format!("[features] in Cargo.toml of the crate must hold: {}", list.join(", "))],
    }
}
