//! Facts as OpenAPI 3.0.3.

mod components;
mod operation;
mod schema;
mod yaml;

pub use components::{Component, components};
pub use yaml::Yaml;

use crate::facts::Operation;
use crate::names::{NameMap, key};
use std::collections::BTreeMap;

/// The schema of every refusal.
pub const ERROR_BODY: &str = "ErrorBody";
/// The server where a page names no other.
const SERVER: &str = "https://api.mch.weixin.qq.com";

/// The document of a product.
pub fn document(product: &str, operations: &[&Operation], names: &NameMap, with_text: bool) -> Yaml {
    let mut schemas = BTreeMap::from([(ERROR_BODY.to_owned(), error_body())]);
    let mut paths: Vec<(String, Yaml)> = Vec::new();
    for operation in operations {
        let Some(id) = names.operations.get(&key(operation)) else { continue };
        let mut writer = schema::Writer { operation: key(operation), names, schemas: &mut schemas, with_text };
        let entry = (operation.method.key().to_owned(), operation::write(id, product, operation, &mut writer));
        match paths.last_mut() {
            Some((path, Yaml::Map(methods))) if *path == operation.path.text => methods.push(entry),
            _ => paths.push((operation.path.text.clone(), Yaml::Map(vec![entry]))),
        }
    }
    Yaml::map([
        ("openapi", Yaml::text("3.0.3")),
        (
            "info",
            Yaml::map([("title", Yaml::text(format!("WeChat Pay APIv3: {product}"))), ("version", Yaml::text("3"))]),
        ),
        ("servers", Yaml::List(vec![Yaml::map([("url", Yaml::text(SERVER))])])),
        ("tags", Yaml::List(vec![Yaml::map([("name", Yaml::text(tag(product)))])])),
        ("paths", Yaml::Map(paths)),
        (
            "components",
            Yaml::map([
                ("schemas", Yaml::Map(schemas.into_iter().collect())),
                ("responses", Yaml::map([("Error", error_response())])),
            ]),
        ),
    ])
}

/// The tag of a product: a feature of a client can have its name.
fn tag(product: &str) -> String {
    product.replace('/', "-")
}

fn error_response() -> Yaml {
    Yaml::map([
        ("description", Yaml::text("The call was refused.")),
        ("content", Yaml::map([("application/json", Yaml::map([("schema", Yaml::reference("schemas", ERROR_BODY))]))])),
    ])
}

fn error_body() -> Yaml {
    let text = || Yaml::map([("type", Yaml::text("string"))]);
    Yaml::map([
        ("type", Yaml::text("object")),
        (
            "properties",
            Yaml::map([("code", text()), ("message", text()), ("detail", Yaml::map([("type", Yaml::text("object"))]))]),
        ),
    ])
}
