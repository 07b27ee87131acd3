//! Features by tag, and by document.

use super::plan::Operation;
use super::words::snake;
use crate::resolve::api::Api;
use crate::settings::Settings;
use std::collections::BTreeSet;
use std::path::Path;

/// What an emitted crate has for features already.
const RESERVED: [&str; 8] = ["default", "full", "rustls", "blocking", "mock", "patterns", "serde", "exact-numbers"];

/// Gives each operation the features that the settings ask for.
pub fn assign(api: &Api, operations: &mut [Operation], settings: &Settings) {
    for (operation, resolved) in operations.iter_mut().zip(&api.operations) {
        let tags = resolved.tags.iter().filter(|_| settings.client.tag_features).map(|tag| feature(tag));
        let document = settings.client.document_features.then(|| of_document(&resolved.document, settings));
        let features: BTreeSet<String> = tags.chain(document).collect();
        operation.features = features.into_iter().collect();
    }
}

/// The feature of a document: by its own name alone, so that another one changes nothing.
fn of_document(path: &Path, settings: &Settings) -> String {
    let stem = || path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    let name = feature(&settings.product_names.get(path).cloned().unwrap_or_else(stem));
    settings.rename.features.get(&name).map_or(name, |chosen| feature(chosen))
}

/// `Pet Store` as `pet-store`.
fn feature(tag: &str) -> String {
    let name = snake(tag, "tag").trim_start_matches("r#").replace('_', "-");
    if RESERVED.contains(&name.as_str()) { format!("tag-{name}") } else { name }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_is_called_as_its_file_below_the_folder_of_its_pattern() {
        let mut settings = Settings::new("spec/membercard-open.yaml", "out");
        for (path, name) in
            [("p/papay.yaml", "papay"), ("p/global/papay.yaml", "global/papay"), ("p/m/cards.yaml", "m/cards")]
        {
            settings.product_names.insert(path.into(), name.to_owned());
        }
        settings.rename.features.insert("m-cards".to_owned(), "membercard-open".to_owned());
        let of = |path: &str| of_document(Path::new(path), &settings);
        let paths =
            ["spec/membercard-open.yaml", "p/papay.yaml", "p/global/papay.yaml", "p/m/cards.yaml", "rustls.json"];
        assert_eq!(paths.map(of), ["membercard-open", "papay", "global-papay", "membercard-open", "tag-rustls"]);
    }

    #[test]
    fn a_tag_is_a_name_that_cargo_takes() {
        let features = ["Pet Store", "type", "Default", "a/b\"]", "会员", "2fa", ""].map(feature);
        assert_eq!(features, ["pet-store", "type", "tag-default", "a-b", "会员", "tag-2fa", "tag"]);
    }
}
