//! Features by tag.

use super::plan::Operation;
use super::words::snake;
use crate::resolve::api::Api;
use std::collections::{BTreeSet, HashMap};

/// What an emitted crate has for features already.
const RESERVED: [&str; 5] = ["default", "full", "rustls", "blocking", "mock"];

/// Gives each operation the features of its tags.
pub fn assign(api: &Api, operations: &mut [Operation]) {
    let tags: HashMap<&str, &[String]> =
        api.operations.iter().map(|operation| (operation.id.as_str(), operation.tags.as_slice())).collect();
    for operation in operations {
        let tags = tags.get(operation.id.as_str()).copied().unwrap_or_default();
        let features: BTreeSet<String> = tags.iter().map(|tag| feature(tag)).collect();
        operation.features = features.into_iter().collect();
    }
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
    fn a_tag_is_a_name_that_cargo_takes() {
        let features = ["Pet Store", "type", "Default", "a/b\"]", "会员", "2fa", ""].map(feature);
        assert_eq!(features, ["pet-store", "type", "tag-default", "a-b", "会员", "tag-2fa", "tag"]);
    }
}
