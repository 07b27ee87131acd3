//! All five stages in a row.

use crate::diagnostic::{Diagnostics, Severity, code};
use crate::emit::{self, Files};
use crate::load::{self, Document};
use crate::plan::{self, Plan};
use crate::resolve::{self, api::Api};
use crate::settings::Settings;
use crate::show::{self, Lookup};
use crate::write::{self, WriteError};
use std::collections::BTreeSet;
use std::io::{self, Write};
use std::path::Path;
use std::process;

/// What comes of a document.
#[derive(Debug)]
pub struct Generated {
    /// The emitted files; none where anything is wrong.
    pub files: Files,
    /// The document, which tells where its diagnostics stand.
    pub document: Document,
    /// What it means.
    pub api: Api,
    /// What the client consists of.
    pub plan: Plan,
    /// How many operations the client has.
    pub operations: usize,
    /// How many types of values it has.
    pub models: usize,
    /// The features by which parts of it are compiled, where the settings ask for them.
    pub features: Vec<String>,
}

/// Turns the document that `settings` name into files, writing none.
///
/// `None` where the document could not be read at all. With an error in `diagnostics`, nothing is to be written.
pub fn generate(settings: &Settings, diagnostics: &mut Diagnostics) -> Option<Generated> {
    let document = load::load(settings, diagnostics);
    let Some(document) = document else {
        diagnostics.judge(settings.policy());
        return None;
    };
    let api = resolve::resolve(&document, settings, diagnostics);
    let plan = plan::plan(&api, settings, diagnostics);
    diagnostics.judge(settings.policy());
    let (operations, models) = (plan.operations.len(), plan.models.len());
    let features: BTreeSet<&String> = plan.operations.iter().flat_map(|operation| &operation.features).collect();
    let features = features.into_iter().cloned().collect();
    let mut files = match diagnostics.has_errors() {
        true => Files::new(),
        false => emit::emit(&plan, settings, diagnostics),
    };
    diagnostics.judge(settings.policy());
    if diagnostics.has_errors() {
        files.clear();
    }
    Some(Generated { files, document, api, plan, operations, models, features })
}

/// Rebuilds a client from a build script, whose whole work this is.
///
/// Cargo is told what was read, every diagnostic becomes a warning or an error of the build, and only files whose bytes
/// differ are written. Where anything is wrong, nothing is written and the build script ends with status 1.
///
/// ```no_run
/// // in build.rs; the path is relative to the folder of Cargo.toml
/// openapi_client_codegen::build("spec/codegen.toml");
/// ```
pub fn build(settings_file: impl AsRef<Path>) {
    let built = build_to(settings_file.as_ref(), &mut io::stdout().lock());
    if !matches!(built, Ok(true)) {
        process::exit(1);
    }
}

/// Whether all went well; what Cargo is to know goes to `cargo`.
fn build_to(settings_file: &Path, cargo: &mut impl Write) -> io::Result<bool> {
    let mut diagnostics = Diagnostics::default();
    rerun_if_changed(settings_file, cargo)?;
    let Some(settings) = Settings::read(settings_file, &mut diagnostics) else {
        tell(&diagnostics, &Lookup::new(settings_file, None), cargo)?;
        return Ok(false);
    };
    for file in std::iter::once(&settings.document).chain(&settings.further) {
        rerun_if_changed(file, cargo)?;
    }
    // Cargo looks at all files below a folder: a new one counts.
    for folder in &settings.folders {
        rerun_if_changed(folder, cargo)?;
    }
    let generated = generate(&settings, &mut diagnostics);
    if let Some(generated) = &generated
        && !diagnostics.has_errors()
        && let Err(error) = write::apply(&settings.output, &generated.files)
    {
        report(&error, &mut diagnostics);
    }
    let document = generated.as_ref().map(|generated| &generated.document);
    let others = document.into_iter().flat_map(|document| document.sources.others());
    for file in others.filter(|file| !settings.further.contains(file)) {
        rerun_if_changed(file, cargo)?;
    }
    tell(&diagnostics, &Lookup::new(&settings.document, document), cargo)?;
    Ok(!diagnostics.has_errors())
}

/// Makes a failed write one of the findings.
pub fn report(error: &WriteError, diagnostics: &mut Diagnostics) {
    diagnostics.file_error(code::OUTPUT_UNWRITABLE, error.path(), None, error.to_string()).help(error.help());
}

/// A path with a line break becomes one that does not exist: Cargo then asks again each time, which is right if slow.
fn rerun_if_changed(file: &Path, cargo: &mut impl Write) -> io::Result<()> {
    writeln!(cargo, "cargo::rerun-if-changed={}", file.display().to_string().replace(char::is_control, "\u{fffd}"))
}

fn tell(diagnostics: &Diagnostics, lookup: &Lookup<'_>, cargo: &mut impl Write) -> io::Result<()> {
    for diagnostic in diagnostics.shown() {
        let kind = match diagnostic.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
        };
        writeln!(cargo, "cargo::{kind}={}", show::one_line(diagnostic, lookup))?;
    }
    if diagnostics.not_shown() > 0 {
        let more = show::counted(diagnostics.not_shown(), "finding");
        writeln!(cargo, "cargo::warning={more} more: `openapi-client-codegen check` counts them")?;
    }
    cargo.flush()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;
    use tempfile::{TempDir, tempdir};

    const DOCUMENT: &str = "openapi: 3.0.3\ninfo: {title: t, version: '1'}\npaths: {}\n";

    fn spec(document: &str) -> TempDir {
        let folder = tempdir().unwrap();
        fs::write(folder.path().join("codegen.toml"), "document = \"api.yaml\"\noutput = \"out\"\n").unwrap();
        fs::write(folder.path().join("api.yaml"), document).unwrap();
        folder
    }

    fn built(folder: &TempDir) -> (bool, Vec<String>) {
        let mut told = Vec::new();
        let well = build_to(&folder.path().join("codegen.toml"), &mut told).unwrap();
        let told = String::from_utf8(told).unwrap().replace(&format!("{}/", folder.path().display()), "");
        (well, told.lines().map(str::to_owned).collect())
    }

    #[test]
    fn a_build_names_what_it_read_and_writes() {
        let folder = spec(DOCUMENT);
        let (well, told) = built(&folder);
        assert!(well, "{told:?}");
        assert_eq!(told, ["cargo::rerun-if-changed=codegen.toml", "cargo::rerun-if-changed=api.yaml"]);
        assert!(folder.path().join("out/lib.rs").exists());
    }

    #[test]
    fn a_build_of_several_documents_looks_at_their_folders() {
        let folder = spec(DOCUMENT);
        fs::create_dir(folder.path().join("more")).unwrap();
        fs::write(folder.path().join("more/b.yaml"), DOCUMENT).unwrap();
        let settings = "documents = [\"api.yaml\", \"more/*.yaml\"]\noutput = \"out\"\n";
        fs::write(folder.path().join("codegen.toml"), settings).unwrap();
        let (well, told) = built(&folder);
        assert!(well, "{told:?}");
        let watched = ["codegen.toml", "api.yaml", "more/b.yaml", "more"];
        assert_eq!(told, watched.map(|file| format!("cargo::rerun-if-changed={file}")));
    }

    #[test]
    fn a_failed_build_says_why_in_one_line_and_writes_nothing() {
        let folder = spec("openapi: [1,\nx\n");
        let (well, told) = built(&folder);
        assert!(!well);
        assert_eq!(told[..2], ["cargo::rerun-if-changed=codegen.toml", "cargo::rerun-if-changed=api.yaml"]);
        assert!(told[2].starts_with("cargo::error=api.yaml:"), "{told:?}");
        assert!(told[2].contains("error[document/syntax]") && told[2].contains("(help: "), "{told:?}");
        assert_eq!(told.len(), 3);
        assert!(!folder.path().join("out").exists());
    }

    #[test]
    fn settings_that_cannot_be_read_are_still_watched() {
        let folder = spec(DOCUMENT);
        fs::write(folder.path().join("codegen.toml"), "documentz = 1\n").unwrap();
        let (well, told) = built(&folder);
        assert!(!well);
        assert_eq!(told[0], "cargo::rerun-if-changed=codegen.toml");
        assert!(told[1].starts_with("cargo::error=codegen.toml:1:1: error[settings/invalid]"), "{told:?}");
    }

    #[test]
    fn a_file_in_the_way_fails_the_build() {
        let folder = spec(DOCUMENT);
        fs::create_dir(folder.path().join("out")).unwrap();
        fs::write(folder.path().join("out/lib.rs"), "mine").unwrap();
        let (well, told) = built(&folder);
        assert!(!well);
        assert!(told[2].starts_with("cargo::error=out/lib.rs: error[output/unwritable]"), "{told:?}");
        assert_eq!(fs::read_to_string(folder.path().join("out/lib.rs")).unwrap(), "mine");
    }
}
