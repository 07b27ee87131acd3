//! Generating the client from `spec/` as a whole process of a release build: `cargo bench --bench generate`.

mod support;

use std::collections::BTreeMap;
use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use support::{is_measured, quantile};

/// The goals: milliseconds for a run, and lines in all.
const MILLISECONDS: f64 = 50.0;
const LINES: usize = 600;

fn main() -> Result<(), Box<dyn Error>> {
    // Under `cargo test --benches` another build in release would take longer than all tests.
    if !is_measured() {
        return Ok(());
    }
    let program = build()?;
    let runs: Vec<(f64, BTreeMap<PathBuf, String>)> = (0..21).map(|_| run(&program)).collect::<Result<_, _>>()?;
    let (_, first) = &runs[0];
    let same = runs.iter().all(|(_, files)| files == first);
    let times: Vec<f64> = runs.iter().skip(1).map(|(time, _)| *time).collect();
    let lines: usize = first.values().map(|text| text.lines().count()).sum();
    let (median, met) = (quantile(&times, 0.5), |met: bool| if met { "yes" } else { "NO" });
    println!(
        "| generate, whole process | {median:.1} ms | goal < {MILLISECONDS} ms | {} |",
        met(median < MILLISECONDS)
    );
    println!("| the same bytes each time | | | {} |", met(same));
    println!("| lines emitted | {lines} | goal < {LINES} | {} |", met(lines < LINES));
    Ok(())
}

fn project() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn build() -> Result<PathBuf, Box<dyn Error>> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let arguments = ["build", "--release", "--quiet", "--package", "openapi-client-codegen"];
    let status = Command::new(cargo).args(arguments).current_dir(project()).status()?;
    if !status.success() {
        return Err("the generator does not build".into());
    }
    // Benchmarks stand in the `deps` folder of the profile.
    let deps = std::env::current_exe()?;
    let profile = deps.parent().and_then(Path::parent).ok_or("the target folder is not where it should be")?;
    Ok(profile.join(format!("openapi-client-codegen{}", std::env::consts::EXE_SUFFIX)))
}

/// The milliseconds of one run into an empty folder, and what it wrote.
fn run(program: &Path) -> Result<(f64, BTreeMap<PathBuf, String>), Box<dyn Error>> {
    let folder = tempfile::tempdir()?;
    let document = project().join("spec/membercard-open.yaml");
    let started = Instant::now();
    let output = Command::new(program).arg("generate").arg(document).arg("--out").arg(folder.path()).output()?;
    let time = started.elapsed().as_secs_f64() * 1e3;
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).into());
    }
    let mut files = BTreeMap::new();
    for entry in fs::read_dir(folder.path())? {
        let path = entry?.path();
        files.insert(path.strip_prefix(folder.path())?.to_owned(), fs::read_to_string(&path)?);
    }
    Ok((time, files))
}
