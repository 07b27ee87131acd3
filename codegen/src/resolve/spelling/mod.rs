//! Misspelled extensions and keywords: nothing else reads them, so what they were to say would be lost in silence.

mod near;
mod words;

use crate::diagnostic::{Diagnostics, code};
use crate::load::{Document, Trail};
use serde_json::Value;
use words::Kind;

/// Says which members of `document` are almost what the generator reads, and are not.
pub fn report(document: &Document, diagnostics: &mut Diagnostics) {
    walk(&document.root, Kind::Document, &Trail::Root, diagnostics);
}

/// The loader bounds how deep `node` is nested.
fn walk(node: &Value, kind: Kind, at: &Trail<'_>, diagnostics: &mut Diagnostics) {
    match (node, kind) {
        (_, Kind::Data | Kind::Example | Kind::Link | Kind::SecurityScheme) => {}
        (Value::Array(items), _) => {
            for (index, item) in items.iter().enumerate() {
                walk(item, kind, &Trail::Item(at, index), diagnostics);
            }
        }
        (Value::Object(members), Kind::Names(inner)) => {
            for (name, member) in members.iter().filter(|(name, _)| !is_extension_among(name, *inner)) {
                walk(member, *inner, &Trail::Member(at, name), diagnostics);
            }
        }
        (Value::Object(members), _) => {
            for (name, member) in members {
                let at = Trail::Member(at, name);
                walk(member, inner_kind(name, kind, &at, diagnostics), &at, diagnostics);
            }
        }
        _ => {}
    }
}

/// Paths, statuses and media types share their object with extensions; a property may well be called `x-something`.
fn is_extension_among(name: &str, inner: Kind) -> bool {
    name.starts_with("x-") && matches!(inner, Kind::PathItem | Kind::Response | Kind::MediaType)
}

/// What stands below the member `name` of a node of this kind; says so where the name is misspelled.
fn inner_kind(name: &str, kind: Kind, at: &Trail<'_>, diagnostics: &mut Diagnostics) -> Kind {
    let keywords = kind.keywords();
    if let Some((_, inner)) = keywords.iter().find(|(keyword, _)| *keyword == name) {
        return *inner;
    }
    if words::EXTENSIONS.contains(&name) {
        return Kind::Data;
    }
    // Methods in capitals are read, and said where they are.
    let lower = name.to_ascii_lowercase();
    if matches!(kind, Kind::PathItem)
        && let Some((_, inner @ Kind::Operation)) = keywords.iter().find(|(keyword, _)| *keyword == lower)
    {
        return *inner;
    }
    if let Some(meant) = near::extension(name) {
        let message = format!("`{name}` says nothing to the generator");
        // Another tool's extension may look like one of ours. Some of them protect somebody where they are spelled rightly.
        let diagnostic = match meant {
            "x-sensitive" | "x-encrypted" => diagnostics.error(code::EXTENSION_MISSPELLED, &at.pointer(), message),
            _ => diagnostics.warning(code::EXTENSION_MISSPELLED, &at.pointer(), message),
        };
        diagnostic.help(format!("did you mean `{meant}`? If this is something else, give it a name less like it"));
        return Kind::Data;
    }
    if name.starts_with("x-") {
        return Kind::Data;
    }
    match near::keyword(name, keywords) {
        Some((meant, inner)) => {
            let message = format!("`{name}` is no keyword here, and is ignored");
            diagnostics
                .warning(code::DOCUMENT_MISSPELLED, &at.pointer(), message)
                .help(format!("did you mean `{meant}`?"));
            inner
        }
        None if matches!(kind, Kind::PathItem) => {
            let message = format!("`{name}` is no member of a path and is ignored");
            let meant = crate::near::nearest(name, keywords.iter().map(|(keyword, _)| *keyword));
            diagnostics.warning(code::PATH_MEMBER, &at.pointer(), message).help(match meant {
                Some(meant) => format!("did you mean `{meant}`?"),
                None => {
                    "a path has methods such as `get`, `parameters`, `servers`, `summary` and `description`".to_owned()
                }
            });
            Kind::Other
        }
        None => Kind::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Place;
    use serde_json::json;

    fn told(root: Value) -> Vec<String> {
        let document = Document::new("api.yaml", "", root);
        let mut diagnostics = Diagnostics::default();
        report(&document, &mut diagnostics);
        let one = |found: &crate::diagnostic::Diagnostic| {
            let Place::Node(pointer) = &found.place else { panic!("{found:?}") };
            let help = found.help.as_deref().unwrap_or_default().split('?').next().unwrap_or_default();
            format!("{} {pointer} {help}", found.code)
        };
        diagnostics.iter().map(one).collect()
    }

    #[test]
    fn a_misspelled_extension_is_an_error_wherever_it_stands() {
        let property = json!({"type": "string", "x-sensitve": true});
        let operation = json!({
            "x_idempotent": true,
            "X-Protocol": {"a": "b"},
            "parameters": [{"schema": {"items": property}}],
            "callbacks": {"done": {"{$url}": {"post": {"x-idempotnt": true}}}},
        });
        let root = json!({
            "servers": [{"url": "/", "x-backupp": true}],
            "paths": {"/a": {"get": operation}},
            "components": {"schemas": {"A": {"allOf": [{"propertis": {"b": property}}]}}},
        });
        let found = told(root);
        let expected = [
            "extension/misspelled /servers/0/x-backupp did you mean `x-backup`",
            "extension/misspelled /paths/~1a/get/x_idempotent did you mean `x-idempotent`",
            "extension/misspelled /paths/~1a/get/X-Protocol did you mean `x-protocol`",
            "extension/misspelled /paths/~1a/get/parameters/0/schema/items/x-sensitve did you mean `x-sensitive`",
            "extension/misspelled /paths/~1a/get/callbacks/done/{$url}/post/x-idempotnt did you mean `x-idempotent`",
            "document/misspelled-keyword /components/schemas/A/allOf/0/propertis did you mean `properties`",
            "extension/misspelled /components/schemas/A/allOf/0/propertis/b/x-sensitve did you mean `x-sensitive`",
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn a_misspelled_keyword_is_named_with_its_place() {
        let response = json!({"descripton": "", "content": {"application/json": {"shcema": {"$reff": "#/a"}}}});
        let root = json!({"paths": {"/a": {"get": {"operationid": "a", "responses": {"200": response}}}}});
        let expected = [
            "document/misspelled-keyword /paths/~1a/get/operationid did you mean `operationId`",
            "document/misspelled-keyword /paths/~1a/get/responses/200/descripton did you mean `description`",
            "document/misspelled-keyword /paths/~1a/get/responses/200/content/application~1json/shcema did you mean `schema`",
            "document/misspelled-keyword /paths/~1a/get/responses/200/content/application~1json/shcema/$reff did you mean `$ref`",
        ];
        assert_eq!(told(root), expected);
    }

    #[test]
    fn names_and_values_are_free() {
        let values = json!({"x-sensitve": 1, "$reff": 2});
        let schema = json!({
            "properties": {"x-sensitve": {"type": "string"}, "tpye": {}, "$reff": {}},
            "example": values, "examples": [values], "default": values, "enum": [values], "const": values,
            "x-other": values, "x-enum-varnames": ["x-sensitve"], "discriminator": {"mapping": {"x-backupp": "a"}},
        });
        let headers = json!({"X-Backupp": {"schema": {"type": "string"}}});
        let response = json!({"headers": headers, "content": {"x-backupp": {"examples": {"a": {"value": values}}}}});
        let root = json!({
            "paths": {"/a": {"get": {"security": [values], "responses": {"200": response}}}, "x-own": values},
            "components": {"schemas": {"A": schema, "x-sensitve": {}, "propertis": {}}, "headers": headers},
        });
        assert_eq!(told(root), Vec::<String>::new());
    }
}
