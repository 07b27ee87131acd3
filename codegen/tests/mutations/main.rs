//! Golden documents with mistakes that chance made, the same in each run: nothing panics, and what is emitted parses and
//! holds no code that stood in a document.
//!
//! `MUTATIONS=500` makes so many of each document, `MUTATED=FOLDER` takes the documents of another folder, and `KEEP=FOLDER`
//! writes what is emitted there, one module each, for a compiler to look at.

mod chance;
mod hostile;
mod text;
mod tree;

use chance::Chance;
use openapi_client_codegen::diagnostic::Diagnostics;
use openapi_client_codegen::generate;
use openapi_client_codegen::round_trips::RoundTrips;
use openapi_client_codegen::settings::{DocsLevel, Root, Settings};
use openapi_client_codegen::show::{Lookup, one_line};
use proc_macro2::{TokenStream, TokenTree};
use serde_json::Value;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::{env, fs};

/// The documents of golden cases, or of the folder `MUTATED`.
fn documents() -> Vec<PathBuf> {
    let golden = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden");
    let folder = env::var_os("MUTATED").map_or(golden, PathBuf::from);
    let entries = fs::read_dir(folder).expect("the folder can be read");
    let document = |path: PathBuf| if path.is_dir() { path.join("openapi.yaml") } else { path };
    let mut found: Vec<PathBuf> =
        entries.map(|entry| document(entry.expect("an entry").path())).filter(|path| path.is_file()).collect();
    found.sort();
    found
}

/// The name of a case, or of a document that is none.
fn name(document: &Path) -> String {
    let case = document.file_name().is_some_and(|name| name == "openapi.yaml");
    let name = if case { document.parent().and_then(Path::file_name) } else { document.file_stem() };
    name.expect("a document has a name").to_string_lossy().into_owned()
}

fn count(default: u64) -> u64 {
    env::var("MUTATIONS").ok().and_then(|count| count.parse().ok()).unwrap_or(default)
}

/// Settings that change what is emitted, in turns.
fn settings(document: &Path, turn: u64) -> Settings {
    let mut settings = Settings::new(document, "out");
    settings.root = Root::Module;
    settings.client.tag_features = turn & 1 != 0;
    settings.client.validation = turn & 2 == 0;
    settings.docs = if turn & 4 != 0 { DocsLevel::Brief } else { DocsLevel::Full };
    if turn & 8 != 0 {
        let derive = ["Eq", "Hash", "Ord", "PartialOrd", "Copy"];
        settings.models.derive = derive.map(|name| name.to_owned().try_into().expect("a derive")).to_vec();
    }
    settings
}

/// What is wrong with what comes of a document.
fn fault(document: &Path, turn: u64, kept: Option<&Path>) -> Option<String> {
    let settings = settings(document, turn);
    let mut diagnostics = Diagnostics::default();
    let generated = generate(&settings, &mut diagnostics);
    let lookup = Lookup::new(document, generated.as_ref().map(|generated| &generated.document));
    for finding in diagnostics.iter() {
        let line = one_line(finding, &lookup);
        if line.contains(char::is_control) || finding.code == "output/not-rust" {
            return Some(format!("{line:?}"));
        }
    }
    let Some(generated) = generated else {
        return (!diagnostics.has_errors()).then(|| "nothing is read, and nothing is wrong".to_owned());
    };
    if generated.files.is_empty() {
        return (!diagnostics.has_errors()).then(|| "nothing is emitted, and nothing is wrong".to_owned());
    }
    let mut files = generated.files;
    let trips = RoundTrips::new(&generated.document, &generated.api, &generated.plan);
    if let Some(folder) = kept {
        fs::create_dir_all(folder).expect("the folder can be made");
        for (path, text) in &files {
            fs::write(folder.join(path), text).expect("the file can be written");
        }
    }
    files.extend(trips.files("crate::models", settings.client.tag_features));
    files.iter().filter(|(path, _)| path.extension().is_some_and(|ending| ending == "rs")).find_map(|(path, text)| {
        let fault = match syn::parse_file(text) {
            Err(error) => error.to_string(),
            Ok(_) if injected(text.parse().expect("what syn parses is tokens")) => "code of the document".to_owned(),
            Ok(_) => return None,
        };
        Some(format!("{}: {fault}", path.display()))
    })
}

/// Whether the name that [`hostile`] texts declare stands in code.
fn injected(tokens: TokenStream) -> bool {
    tokens.into_iter().any(|token| match token {
        TokenTree::Group(group) => injected(group.stream()),
        TokenTree::Ident(name) => name == hostile::NAME,
        _ => false,
    })
}

/// Tries many documents made of each document; `make` gives the file's ending and text.
fn tried(seed: u64, many: u64, make: impl Fn(&str, &Value, &mut Chance) -> (&'static str, String)) {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let kept = env::var_os("KEEP").map(PathBuf::from);
    let mut emitted = 0;
    let documents = documents();
    for document in &documents {
        let text = fs::read_to_string(document).expect("a document is text");
        let Ok(root) = serde_yaml::from_str::<Value>(&text) else { continue };
        let name = name(document);
        for turn in 0..many {
            let mut chance = Chance::new(&[name.as_bytes(), &seed.to_le_bytes(), &turn.to_le_bytes()].concat());
            let (ending, text) = make(&text, &root, &mut chance);
            let file = folder.path().join(format!("openapi.{ending}"));
            fs::write(&file, &text).expect("the file can be written");
            let module = format!("{name}_{seed}_{turn}").replace(|c: char| !c.is_ascii_alphanumeric(), "_");
            let kept = kept.as_ref().map(|folder| folder.join(module));
            let fault = catch_unwind(AssertUnwindSafe(|| fault(&file, turn, kept.as_deref())));
            let fault = fault.unwrap_or_else(|_| Some("it panics".to_owned()));
            if let Some(fault) = fault {
                let shown: String = text.chars().take(5_000).collect();
                panic!("{name}, document {turn}: {fault}\n{shown}");
            }
            emitted += 1;
        }
    }
    assert!(emitted >= many, "{emitted} of {} documents were tried", documents.len());
}

#[test]
fn documents_with_mistakes_in_their_tree_give_code_or_errors() {
    tried(1, count(6), |_, root, chance| {
        let mut root = root.clone();
        for _ in 0..=chance.below(4) {
            tree::change(&mut root, chance);
        }
        ("json", root.to_string())
    });
}

#[test]
fn documents_with_mistakes_in_their_text_give_code_or_errors() {
    tried(2, count(4), |text, _, chance| {
        let mut text = text.to_owned();
        for _ in 0..=chance.below(3) {
            text = text::changed(&text, chance);
        }
        ("yaml", text)
    });
}

#[test]
fn documents_with_hostile_texts_everywhere_give_code_or_errors() {
    tried(3, count(4), |_, root, chance| {
        let mut root = root.clone();
        hostile::everywhere(&mut root, chance);
        ("json", root.to_string())
    });
}

#[test]
fn names_of_a_megabyte_give_code_or_errors() {
    tried(4, 1, |_, root, chance| {
        let mut root = root.clone();
        tree::rename(&mut root, &"Long".repeat(1 << 18), chance);
        ("json", root.to_string())
    });
}

#[test]
fn long_chains_of_components_give_code() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    for kind in tree::CHAINS {
        let file = folder.path().join("openapi.json");
        fs::write(&file, tree::chain(kind, 600).to_string()).expect("the file can be written");
        let kept =
            env::var_os("KEEP").map(|folder| Path::new(&folder).join(format!("chain_of_{}", kind.to_lowercase())));
        assert_eq!(fault(&file, 0, kept.as_deref()), None, "{kind}");
    }
}
