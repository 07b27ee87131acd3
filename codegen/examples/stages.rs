//! How long each stage takes for a document: `cargo run --release -p openapi-client-codegen --example stages -- FILE`.

use openapi_client_codegen::diagnostic::Diagnostics;
use openapi_client_codegen::settings::Settings;
use openapi_client_codegen::show::{Lookup, one_line};
use openapi_client_codegen::{emit, load, plan, resolve};
use std::time::Instant;

fn main() {
    for file in std::env::args().skip(1) {
        let settings = Settings::new(&file, "out");
        let mut diagnostics = Diagnostics::default();
        let mut stages = Vec::new();
        let mut begin = Instant::now();
        let mut done = |stage| stages.push((stage, std::mem::replace(&mut begin, Instant::now()).elapsed()));
        let Some(document) = load::load(&settings, &mut diagnostics) else {
            eprintln!("{file}: cannot be read");
            continue;
        };
        done("load");
        let api = resolve::resolve(&document, &settings, &mut diagnostics);
        done("resolve");
        let plan = plan::plan(&api, &settings, &mut diagnostics);
        done("plan");
        let files = emit::emit(&plan, &settings, &mut diagnostics);
        done("emit");
        let lookup = Lookup::new(&document.file, Some(&document));
        let shown: usize = diagnostics.shown().into_iter().map(|found| one_line(found, &lookup).len()).sum();
        done("show");
        let bytes: usize = files.values().map(String::len).sum();
        println!("{file}: {stages:?}, {bytes} bytes emitted, {shown} bytes shown");
    }
}
