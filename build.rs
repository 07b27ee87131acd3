//! Rebuilds `generated/` from `spec/` where the feature `regenerate` is on.

fn main() {
    #[cfg(feature = "regenerate")]
    openapi_client_codegen::build("spec/codegen.toml");

    // The script itself is all that a consumer's build depends on.
    #[cfg(not(feature = "regenerate"))]
    println!("cargo::rerun-if-changed=build.rs");
}
