//! What a later document says of all of its operations, written beside each where the first document says otherwise.

use serde_json::{Map, Value, json};

/// Writes the server and the security of `other` beside its paths and operations, where those of `root` differ.
pub fn write_out(root: &Value, other: &mut Value) {
    let server = main_server(other).filter(|server| main_server(root) != Some(*server)).map(str::to_owned);
    let security = other.get("security").or(Some(&Value::Null)).filter(|own| {
        let first = root.get("security").unwrap_or(&Value::Null);
        *own != first
    });
    let security = security.map(|own| if own.is_null() { json!([]) } else { own.clone() });
    let Some(Value::Object(paths)) = other.get_mut("paths") else { return };
    for item in paths.values_mut().filter_map(Value::as_object_mut) {
        if let Some(server) = &server {
            // No call may go to the first document's server, which does not know the operation.
            item.entry("servers".to_owned()).or_insert_with(|| json!([{"url": server, "x-required": true}]));
        }
        if let Some(security) = &security {
            for (_, operation) in item.iter_mut().filter(|(name, _)| is_method(name)) {
                if let Some(operation) = operation.as_object_mut() {
                    insert(operation, "security", security);
                }
            }
        }
    }
}

fn insert(operation: &mut Map<String, Value>, name: &str, value: &Value) {
    operation.entry(name.to_owned()).or_insert_with(|| value.clone());
}

fn is_method(name: &str) -> bool {
    let methods = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];
    methods.iter().any(|method| name.eq_ignore_ascii_case(method))
}

/// Where calls go by themselves.
fn main_server(root: &Value) -> Option<&str> {
    let servers = root.get("servers")?.as_array()?;
    let mut main = servers.iter().filter(|server| server.get("x-backup") != Some(&Value::Bool(true)));
    main.find_map(|server| server.get("url")?.as_str()).map(|url| url.trim_end_matches('/'))
}
