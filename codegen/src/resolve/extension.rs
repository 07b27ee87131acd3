//! Extensions: members whose name begins with `x-` and that the generator reads.

use crate::diagnostic::{Diagnostics, code};
use crate::pointer::Pointer;
use serde_json::Value;

/// Whether the node `holder`, which stands at `at`, has the mark `name: true`. Anything but `true` and `false` is an
/// error: a mark that is taken for absent could cost money.
pub fn flag(holder: &Value, at: &Pointer, name: &str, diagnostics: &mut Diagnostics) -> bool {
    match holder.get(name) {
        None | Some(Value::Bool(false)) => false,
        Some(Value::Bool(true)) => true,
        Some(other) => {
            diagnostics
                .error(
                    code::EXTENSION_MALFORMED,
                    &at.child(name),
                    format!("`{name}` is neither true nor false: {other}"),
                )
                .help(format!("write `{name}: true`, without quotes, or leave it out"));
            false
        }
    }
}

/// The word that `name` of the node `holder`, which stands at `at`, names something by: none where it is absent or false.
/// Anything else is an error: a mark that is taken for absent could cost money.
pub fn word<'h>(holder: &'h Value, at: &Pointer, name: &str, diagnostics: &mut Diagnostics) -> Option<&'h str> {
    match holder.get(name)? {
        Value::Bool(false) => None,
        Value::String(word) if !word.trim().is_empty() => Some(word.trim()),
        other => {
            diagnostics
                .error(code::EXTENSION_MALFORMED, &at.child(name), format!("`{name}` is no name: {other}"))
                .help(format!("write a name, such as `{name}: service`, or leave it out"));
            None
        }
    }
}

/// The names and texts below `name` of the node `holder`, which stands at `at`, in the order of the document.
pub fn texts(holder: &Value, at: &Pointer, name: &str, diagnostics: &mut Diagnostics) -> Vec<(String, String)> {
    let place = at.child(name);
    let Some(written) = holder.get(name) else { return Vec::new() };
    let Some(members) = written.as_object() else {
        diagnostics
            .error(code::EXTENSION_MALFORMED, &place, format!("`{name}` is not an object: {written}"))
            .help(format!("write names with texts below it, such as `{name}: {{name: value}}`"));
        return Vec::new();
    };
    let mut texts = Vec::with_capacity(members.len());
    for (key, value) in members {
        match value.as_str() {
            Some(text) => texts.push((key.clone(), text.to_owned())),
            None => {
                diagnostics
                    .error(
                        code::EXTENSION_MALFORMED,
                        &place.child(key),
                        format!("`{key}` of `{name}` is no text: {value}"),
                    )
                    .help("YAML reads `on`, `1` and `true` as other things than text: put the value in quotes");
            }
        }
    }
    texts
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn errors(read: impl FnOnce(&mut Diagnostics)) -> Vec<String> {
        let mut diagnostics = Diagnostics::default();
        read(&mut diagnostics);
        diagnostics.iter().map(|diagnostic| format!("{:?} {}", diagnostic.place, diagnostic.message)).collect()
    }

    #[test]
    fn a_mark_is_true_false_or_wrong() {
        let at = Pointer::root();
        let read = |holder: Value| {
            let mut diagnostics = Diagnostics::default();
            (flag(&holder, &at, "x-mark", &mut diagnostics), diagnostics.has_errors())
        };
        assert_eq!(read(json!({})), (false, false));
        assert_eq!(read(json!({"x-mark": false})), (false, false));
        assert_eq!(read(json!({"x-mark": true})), (true, false));
        for wrong in [json!("true"), json!(1), json!(null), json!({})] {
            assert_eq!(read(json!({ "x-mark": wrong })), (false, true));
        }
    }

    #[test]
    fn texts_keep_their_order_and_what_is_none_is_named() {
        let at = Pointer::root().child("get");
        let holder = json!({"x-facts": {"z": "1", "a": "2"}});
        let read = texts(&holder, &at, "x-facts", &mut Diagnostics::default());
        assert_eq!(read, [("z".to_owned(), "1".to_owned()), ("a".to_owned(), "2".to_owned())]);
        let wrong = json!({"x-facts": {"a": true}});
        let told = errors(|diagnostics| drop(texts(&wrong, &at, "x-facts", diagnostics)));
        assert!(told[0].contains("/get/x-facts/a") && told[0].contains("no text: true"), "{told:?}");
        let wrong = json!({"x-facts": ["a"]});
        let told = errors(|diagnostics| drop(texts(&wrong, &at, "x-facts", diagnostics)));
        assert!(told[0].contains("/get/x-facts\"") && told[0].contains("not an object"), "{told:?}");
    }
}
