//! A copy of the project in which cargo is run for real.

use std::collections::BTreeMap;
use std::env;
use std::ffi::OsStr;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::SystemTime;

/// All that building the client takes.
const COPIED: [&str; 13] = [
    "Cargo.toml",
    "Cargo.lock",
    "build.rs",
    "README.md",
    "LICENSE-APACHE",
    "LICENSE-MIT",
    "spec",
    "codegen",
    "runtime",
    "protocol",
    "mock",
    "pages",
    "samples",
];

/// The folder of the emitted source.
const GENERATED: &str = "generated";

/// The development dependencies that the copy keeps; the others serve folders that it does not have.
const DEV_DEPENDENCIES: [&str; 3] = ["wechatpay-client", "wechatpay-mock", "tokio"];

/// A copy of the project, and a target folder for it. Both last, so that the next run finds its dependencies built.
pub struct Workspace {
    root: PathBuf,
    target: PathBuf,
    /// Held as long as the copy is used: one test at a time, in this process and in others.
    _lock: File,
}

impl Workspace {
    /// The copy, brought up to the project as it is now.
    pub fn open() -> Self {
        let home = Path::new(env!("CARGO_TARGET_TMPDIR")).with_file_name("regenerate");
        fs::create_dir_all(&home).unwrap();
        let lock = File::create(home.join("lock")).unwrap();
        lock.lock().unwrap();
        let root = home.join("project");
        fs::create_dir_all(&root).unwrap();
        for name in COPIED.iter().chain([&GENERATED]) {
            mirror(&project().join(name), &root.join(name));
        }
        for folder in ["tests", "examples", "benches"] {
            remove(&root.join(folder));
        }
        Self { root, target: home.join("build"), _lock: lock }
    }

    /// Where a file of the copy is.
    pub fn path(&self, file: &str) -> PathBuf {
        self.root.join(file)
    }

    /// Puts a file into the copy.
    pub fn write(&self, file: &str, content: &str) {
        let path = self.path(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }

    /// What the emitted files hold, and when they were written.
    pub fn generated(&self) -> BTreeMap<PathBuf, (SystemTime, Vec<u8>)> {
        let mut files = BTreeMap::new();
        collect(&self.path(GENERATED), &mut |path| {
            let written = fs::metadata(&path).unwrap().modified().unwrap();
            let content = fs::read(&path).unwrap();
            files.insert(path, (written, content));
        });
        assert!(!files.is_empty());
        files
    }

    /// Runs cargo in the copy.
    pub fn cargo(&self, arguments: &[&str]) -> Ran {
        self.cargo_in(&self.root, arguments)
    }

    /// Runs cargo in any folder, with what was built for the copy at hand.
    pub fn cargo_in(&self, folder: &Path, arguments: &[&str]) -> Ran {
        let mut cargo = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        for (name, _) in env::vars_os().filter(|(name, _)| is_of_this_test(name)) {
            cargo.env_remove(name);
        }
        // What the outer cargo built this test with has been downloaded.
        cargo.args(arguments).arg("--offline").current_dir(folder);
        cargo.env("CARGO_TARGET_DIR", &self.target).env("CARGO_PROFILE_DEV_DEBUG", "0");
        cargo.env("CARGO_TERM_COLOR", "never").env("CARGO_TERM_PROGRESS_WHEN", "never");
        let output = cargo.output().unwrap();
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        Ran { well: output.status.success(), stdout: text(&output.stdout), stderr: text(&output.stderr) }
    }
}

/// What became of a cargo call.
#[derive(Debug)]
pub struct Ran {
    well: bool,
    /// What cargo's programs printed.
    pub stdout: String,
    /// What cargo itself said.
    pub stderr: String,
}

impl Ran {
    /// The same, after a look at the exit status.
    #[track_caller]
    pub fn succeeded(self) -> Self {
        assert!(self.well, "cargo failed\n{}\n{}", self.stdout, self.stderr);
        self
    }

    /// The same, after a look at the exit status.
    #[track_caller]
    pub fn failed(self) -> Self {
        assert!(!self.well, "cargo should have failed\n{}\n{}", self.stdout, self.stderr);
        self
    }

    /// The packages that were compiled.
    pub fn compiled(&self) -> Vec<&str> {
        let lines = self.stderr.lines().filter_map(|line| line.trim_start().strip_prefix("Compiling "));
        lines.map(|line| line.split(' ').next().unwrap_or(line)).collect()
    }
}

/// The folder of the project itself.
pub fn project() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// What cargo tells a test about its package, or would change what the inner cargo prints.
fn is_of_this_test(variable: &OsStr) -> bool {
    let variable = variable.to_string_lossy();
    let prefixes = ["CARGO_PKG_", "CARGO_MANIFEST_", "CARGO_BIN_", "CARGO_TERM_", "CARGO_TARGET_TMPDIR"];
    prefixes.iter().any(|prefix| variable.starts_with(prefix))
        || ["CARGO_CRATE_NAME", "CARGO_PRIMARY_PACKAGE", "CARGO_BUILD_TARGET_DIR"].contains(&&*variable)
}

/// Makes `to` the same as `from`. What is the same already is left alone, lest cargo compile it again.
fn mirror(from: &Path, to: &Path) {
    if from.is_dir() {
        fs::create_dir_all(to).unwrap();
        for entry in fs::read_dir(to).unwrap() {
            let name = entry.unwrap().file_name();
            if !from.join(&name).exists() {
                remove(&to.join(name));
            }
        }
        for entry in fs::read_dir(from).unwrap() {
            let name = entry.unwrap().file_name();
            mirror(&from.join(&name), &to.join(name));
        }
        return;
    }
    let mut content = fs::read(from).unwrap_or_else(|error| panic!("{}: {error}", from.display()));
    if from == project().join("Cargo.toml") {
        content = manifest(&String::from_utf8(content).unwrap()).into_bytes();
    }
    if fs::read(to).ok().as_ref() != Some(&content) {
        fs::write(to, content).unwrap();
    }
}

/// The root manifest without what the copy does not have, and without TLS, which takes longest to compile.
fn manifest(text: &str) -> String {
    let mut section = "";
    let mut kept = String::new();
    for line in text.lines() {
        if line.starts_with('[') {
            section = line;
        }
        let name = line.split(['.', ' ', '=']).next().unwrap_or_default();
        let line = match section {
            "[[bench]]" | "[[example]]" | "[[test]]" => continue,
            "[dev-dependencies]" if line != section && !DEV_DEPENDENCIES.contains(&name) => continue,
            "[features]" if name == "default" => "default = [\"membercard-open\"]",
            _ => line,
        };
        kept.push_str(line);
        kept.push('\n');
    }
    kept
}

fn collect(folder: &Path, found: &mut impl FnMut(PathBuf)) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        match path.is_dir() {
            true => collect(&path, found),
            false => found(path),
        }
    }
}

fn remove(path: &Path) {
    match path.is_dir() {
        true => fs::remove_dir_all(path).unwrap(),
        false if path.exists() => fs::remove_file(path).unwrap(),
        false => {}
    }
}
