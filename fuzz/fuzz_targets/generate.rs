//! The documents that the generator reads, and the code that comes of them.
#![no_main]

use std::fs;
use std::path::PathBuf;
use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use openapi_client_codegen::diagnostic::Diagnostics;
use openapi_client_codegen::generate;
use openapi_client_codegen::settings::Settings;
use openapi_client_codegen::show::{Lookup, one_line};

/// A file of this process alone.
static FILE: LazyLock<PathBuf> =
    LazyLock::new(|| std::env::temp_dir().join(format!("fuzzed-openapi-{}.yaml", std::process::id())));

fuzz_target!(|data: &[u8]| {
    fs::write(&*FILE, data).expect("a temporary file can be written");
    let mut diagnostics = Diagnostics::default();
    let generated = generate(&Settings::new(&*FILE, "out"), &mut diagnostics);
    let lookup = Lookup::new(&FILE, generated.as_ref().map(|generated| &generated.document));
    for finding in diagnostics.shown() {
        let line = one_line(finding, &lookup);
        assert!(!line.contains(char::is_control), "{line:?}");
        assert_ne!(finding.code, "output/not-rust", "{line}");
    }
    for (path, text) in generated.iter().flat_map(|generated| &generated.files) {
        if let Err(error) = syn::parse_file(text) {
            panic!("{}: {error}\n{text}", path.display());
        }
    }
});
