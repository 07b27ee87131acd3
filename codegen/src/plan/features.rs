//! Features by tag, and by document.

use super::plan::Operation;
use super::words::snake;
use crate::resolve::api::Api;
use crate::settings::Settings;
use std::collections::{BTreeSet, HashMap};
use std::ffi::OsStr;
use std::path::{Path, PathBuf};

/// What an emitted crate has for features already.
const RESERVED: [&str; 8] = ["default", "full", "rustls", "blocking", "mock", "patterns", "serde", "exact-numbers"];

/// Gives each operation the features that the settings ask for.
pub fn assign(api: &Api, operations: &mut [Operation], settings: &Settings) {
    let documents = match settings.client.document_features {
        true => of_documents(std::iter::once(&settings.document).chain(&settings.further)),
        false => HashMap::new(),
    };
    for (operation, resolved) in operations.iter_mut().zip(&api.operations) {
        let tags = resolved.tags.iter().filter(|_| settings.client.tag_features).map(|tag| feature(tag));
        let document = documents.get(resolved.document.as_path()).cloned();
        let features: BTreeSet<String> = tags.chain(document).collect();
        operation.features = features.into_iter().collect();
    }
}

/// The feature of each document: called as its file, or with the folder before it where an earlier one is called so.
fn of_documents<'p>(documents: impl Iterator<Item = &'p PathBuf>) -> HashMap<&'p Path, String> {
    let mut features = HashMap::new();
    let mut given = BTreeSet::new();
    for path in documents {
        let part = |part: Option<&OsStr>| part.map(|part| part.to_string_lossy().into_owned()).unwrap_or_default();
        let stem = part(path.file_stem());
        let longer = format!("{} {stem}", part(path.parent().and_then(Path::file_name)));
        let numbered = (2_u64..).map(|number| format!("{longer} {number}"));
        let mut names = [stem, longer.clone()].into_iter().chain(numbered).map(|name| feature(&name));
        if let Some(name) = names.find(|name| given.insert(name.clone())) {
            features.insert(path.as_path(), name);
        }
    }
    features
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
    fn a_document_is_called_as_its_file() {
        let paths =
            ["spec/membercard-open.yaml", "a/pay.yaml", "b/pay.yaml", "b/pay.json", "x/rustls.yaml"].map(PathBuf::from);
        let features = of_documents(paths.iter());
        let names = paths.each_ref().map(|path| features[path.as_path()].as_str());
        assert_eq!(names, ["membercard-open", "pay", "b-pay", "b-pay-2", "tag-rustls"]);
    }

    #[test]
    fn a_tag_is_a_name_that_cargo_takes() {
        let features = ["Pet Store", "type", "Default", "a/b\"]", "会员", "2fa", ""].map(feature);
        assert_eq!(features, ["pet-store", "type", "tag-default", "a-b", "会员", "tag-2fa", "tag"]);
    }
}
