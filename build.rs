//! Rebuilds `generated/` from `spec/` where the feature `regenerate` is on.

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
}
