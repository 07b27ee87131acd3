//! Which operation of the document a request asks for.

use http::Method;
use serde_json::Value;

use super::template::{Capture, Template};
use super::tree::{Tree, items, members};

const METHODS: [&str; 8] = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

/// The operations of a document, those with fewer variables first.
#[derive(Debug)]
pub(super) struct Endpoints {
    sorted: Vec<Endpoint>,
}

/// One operation, and where it stands.
#[derive(Debug)]
pub(super) struct Endpoint {
    /// The path as the document has it.
    pub(super) path: String,
    /// The method in lower case.
    pub(super) method: &'static str,
    template: Template,
    /// The paths of its servers, which may stand before its own.
    bases: Vec<String>,
}

/// What stands at a path.
pub(super) enum Found<'e, 'p> {
    /// The operation, and the variables of its path.
    Operation(&'e Endpoint, Vec<Capture<'e, 'p>>),
    /// Nothing for this method, but for these.
    OtherMethods(Vec<&'static str>),
    /// Nothing.
    Nothing,
}

impl Endpoints {
    pub(super) fn new(tree: Tree<'_>) -> Self {
        let mut sorted: Vec<Endpoint> =
            members(tree.root().get("paths")).flat_map(|(path, item)| endpoints_at(tree, path, item)).collect();
        sorted.sort_by_cached_key(|endpoint| endpoint.template.rank());
        Self { sorted }
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &Endpoint> {
        self.sorted.iter()
    }

    /// What `method` finds at `path`. `HEAD` finds what `GET` finds.
    pub(super) fn find<'e, 'p>(&'e self, method: &Method, path: &'p str) -> Found<'e, 'p> {
        let mut others = Vec::new();
        let mut stand_in = None;
        for endpoint in &self.sorted {
            let Some(captures) = endpoint.captures(path) else { continue };
            if endpoint.method.eq_ignore_ascii_case(method.as_str()) {
                return Found::Operation(endpoint, captures);
            }
            if endpoint.method == "get" && method == Method::HEAD {
                stand_in.get_or_insert((endpoint, captures));
            } else if !others.contains(&endpoint.method) {
                others.push(endpoint.method);
            }
        }
        match stand_in {
            Some((endpoint, captures)) => Found::Operation(endpoint, captures),
            None if others.is_empty() => Found::Nothing,
            None => Found::OtherMethods(others),
        }
    }
}

impl Endpoint {
    fn captures<'e, 'p>(&'e self, path: &'p str) -> Option<Vec<Capture<'e, 'p>>> {
        let below = self.bases.iter().filter_map(|base| path.strip_prefix(base.as_str()));
        std::iter::once(path).chain(below).find_map(|path| self.template.captures(path))
    }

    /// The path item that the operation stands in.
    pub(super) fn item<'d>(&self, tree: Tree<'d>) -> Option<&'d Value> {
        tree.follow(tree.root().get("paths")?.get(&self.path)?)
    }

    /// The operation.
    pub(super) fn operation<'d>(&self, tree: Tree<'d>) -> Option<&'d Value> {
        self.item(tree)?.get(self.method)
    }
}

fn endpoints_at(tree: Tree<'_>, path: &str, item: &Value) -> Vec<Endpoint> {
    let Some(item) = tree.follow(item).filter(|_| path.starts_with('/')) else { return Vec::new() };
    let present = METHODS.into_iter().filter_map(|method| Some((method, item.get(method)?)));
    present
        .map(|(method, operation)| Endpoint {
            path: path.to_owned(),
            method,
            template: Template::new(path),
            bases: bases([operation, item, tree.root()]),
        })
        .collect()
}

/// The paths of the nearest `servers`.
fn bases(owners: [&Value; 3]) -> Vec<String> {
    let nearest = owners.into_iter().find_map(|owner| owner.get("servers"));
    let mut bases: Vec<String> = items(nearest).filter_map(base).filter(|base| !base.is_empty()).collect();
    bases.sort();
    bases.dedup();
    bases
}

/// The path of a server's URL, variables replaced by their defaults, without a slash at the end.
fn base(server: &Value) -> Option<String> {
    let mut url = server.get("url")?.as_str()?.to_owned();
    for (name, variable) in members(server.get("variables")) {
        let default = variable.get("default").and_then(Value::as_str).unwrap_or_default();
        url = url.replace(&format!("{{{name}}}"), default);
    }
    let after_scheme = url.split_once("://").map_or(url.as_str(), |(_, rest)| rest);
    let path = after_scheme.find('/').map_or("", |slash| &after_scheme[slash..]);
    Some(path.trim_end_matches('/').to_owned())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn document() -> Value {
        json!({
            "servers": [{"url": "https://example.com/api/{version}/", "variables": {"version": {"default": "v3"}}}],
            "paths": {
                "/cards/{id}": {"get": {}, "delete": {}},
                "/cards/mine": {"get": {}},
                "/cards/{id}.json": {"get": {}},
                "/own": {"get": {}, "servers": [{"url": "/other"}]},
                "/again": {"$ref": "#/paths/~1own"},
                "/loop": {"$ref": "#/paths/~1loop"},
                "x-note": {"get": {}},
            }
        })
    }

    fn found(method: Method, path: &str) -> String {
        let root = document();
        let endpoints = Endpoints::new(Tree::new(&root));
        match endpoints.find(&method, path) {
            Found::Operation(endpoint, captures) => format!("{} {} {captures:?}", endpoint.method, endpoint.path),
            Found::OtherMethods(methods) => methods.join(","),
            Found::Nothing => "nothing".to_owned(),
        }
    }

    #[test]
    fn literals_win_over_variables() {
        assert_eq!(found(Method::GET, "/cards/mine"), "get /cards/mine []");
        assert_eq!(found(Method::GET, "/cards/a.json"), r#"get /cards/{id}.json [("id", "a")]"#);
        assert_eq!(found(Method::GET, "/cards/a"), r#"get /cards/{id} [("id", "a")]"#);
    }

    #[test]
    fn a_method_that_the_literal_lacks_falls_to_the_variable() {
        assert_eq!(found(Method::DELETE, "/cards/mine"), r#"delete /cards/{id} [("id", "mine")]"#);
        assert_eq!(found(Method::PUT, "/cards/mine"), "get,delete");
        assert_eq!(found(Method::HEAD, "/cards/mine"), "get /cards/mine []");
    }

    #[test]
    fn a_servers_path_may_stand_in_front() {
        assert_eq!(found(Method::GET, "/api/v3/cards/mine"), "get /cards/mine []");
        assert_eq!(found(Method::GET, "/other/own"), "get /own []");
        assert_eq!(found(Method::GET, "/api/v3/own"), "nothing");
    }

    #[test]
    fn references_of_path_items_are_followed_and_loops_left_out() {
        assert_eq!(found(Method::GET, "/again"), "get /again []");
        assert_eq!(found(Method::GET, "/loop"), "nothing");
        assert_eq!(found(Method::GET, "/x-note"), "nothing");
    }
}
