//! Servers: where calls go.

use super::api::{OwnServers, Server, ServerVariable, Servers};
use super::{extension, member};
use crate::diagnostic::{Diagnostic, Diagnostics, code};
use crate::load::Document;
use crate::pointer::Pointer;
use http::Uri;
use serde_json::Value;
use std::collections::HashSet;

/// Longer ones are no addresses.
const MAX_URL: usize = 4096;

/// A server that calls can go to.
struct Usable {
    server: Server,
    /// `x-backup`.
    backup: bool,
    /// `x-required`, where it is said.
    required: Option<bool>,
    pointer: Pointer,
}

/// The servers of the whole document, and their backup.
pub fn of_document(document: &Document, diagnostics: &mut Diagnostics) -> Servers {
    let (backups, list): (Vec<Usable>, Vec<Usable>) =
        usable(document, &Pointer::root(), diagnostics).into_iter().partition(|usable| usable.backup);
    let has_main = !list.is_empty();
    let mut backup = None;
    for usable in backups {
        let reason = match (&backup, has_main) {
            (_, false) => "there is no other server that it could stand in for",
            (Some(_), true) => "the one before it is the backup",
            (None, true) if usable.server.url.starts_with('/') => "a backup is another host",
            (None, true) if !usable.server.variables.is_empty() => "a backup has no variables",
            (None, true) => {
                backup = Some(usable.server.url);
                continue;
            }
        };
        left_out(&usable, reason, diagnostics).help("one server is marked with `x-backup: true`, behind another one");
    }
    let mut known = HashSet::new();
    let list = list.into_iter().map(|usable| usable.server).filter(|server| known.insert(server.clone())).collect();
    Servers { list, backup }
}

/// The servers listed at `holder`, an operation or a path: `None` where there is none. Calls go to the one that is
/// required, or else to the first, unless all of them are only `offered`, or say so by `x-required: false`.
pub fn of_operation(
    document: &Document,
    holder: &Pointer,
    offered: bool,
    diagnostics: &mut Diagnostics,
) -> Option<OwnServers> {
    let mut list = Vec::new();
    for usable in usable(document, holder, diagnostics) {
        match usable.backup {
            true => {
                left_out(&usable, "the server of an operation has no backup", diagnostics)
                    .help("mark a server of the whole document");
            }
            false => list.push((usable.server.with_defaults(), usable.required)),
        }
    }
    let required = list.iter().position(|(_, required)| *required == Some(true));
    let own = required.or_else(|| list.iter().position(|(_, required)| !offered && required.is_none()));
    let url = |index: usize| list.get(index).map(|(url, _)| url.clone());
    let others = list.iter().enumerate().filter(|(index, (_, said))| {
        // Of several servers that say nothing the first is meant, as OpenAPI has it for the whole document.
        Some(*index) != own && (offered || *said == Some(false))
    });
    let others: Vec<String> = others.map(|(_, (url, _))| url.clone()).collect();
    let servers = OwnServers { own: own.and_then(url), required: required.is_some(), offered: others };
    (servers != OwnServers::default()).then_some(servers)
}

/// Says once that of the servers of an operation or a path only the first is taken.
pub fn report_further(document: &Document, holders: &[Pointer], diagnostics: &mut Diagnostics) {
    let several = |holder: &&Pointer| {
        let listed = document.node(&holder.child("servers")).and_then(Value::as_array).map_or(0, Vec::len);
        // What is wrong with each was said when it was read.
        listed > 1
            && usable(document, holder, &mut Diagnostics::default())
                .iter()
                .filter(|usable| !usable.backup && usable.required != Some(false))
                .count()
                > 1
    };
    let mut holders = holders.iter().filter(several);
    let Some(first) = holders.next() else { return };
    let more = match holders.count() {
        0 => String::new(),
        1 => ", here and at 1 other place".to_owned(),
        count => format!(", here and at {count} other places"),
    };
    let message = format!("of several servers the first is taken{more}");
    diagnostics
        .warning(code::SERVER_FURTHER, &first.child("servers"), message)
        .help("callers can choose one for all operations with `Client::builder().base_url(…)`");
}

fn left_out<'d>(usable: &Usable, reason: &str, diagnostics: &'d mut Diagnostics) -> &'d mut Diagnostic {
    let message = format!("the backup {} is left out: {reason}", usable.server.url);
    diagnostics.warning(code::SERVER_BACKUP, &usable.pointer, message)
}

/// The servers listed at `holder`, without those that calls cannot go to.
fn usable(document: &Document, holder: &Pointer, diagnostics: &mut Diagnostics) -> Vec<Usable> {
    let list = holder.child("servers");
    let items = document.node(&list).and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
    let mut servers = Vec::with_capacity(items.len());
    for (index, item) in items.iter().enumerate() {
        let pointer = list.item(index);
        let backup = extension::flag(item, &pointer, "x-backup", diagnostics);
        let is_required = extension::flag(item, &pointer, "x-required", diagnostics);
        let required = item.get("x-required").map(|_| is_required);
        let Some(url) = member::text(item, &pointer, "url", diagnostics) else {
            diagnostics.warning(code::DOCUMENT_MALFORMED, &pointer, "a server needs a `url`");
            continue;
        };
        let url: String = url.trim().chars().take(MAX_URL).collect();
        let server = Server {
            variables: variables(&url, item, &pointer, diagnostics),
            description: member::text(item, &pointer, "description", diagnostics),
            url,
        };
        if server.url.len() < MAX_URL && is_server(&server) {
            servers.push(Usable { server, backup, required, pointer });
        } else {
            let message = format!("the server {} is left out: it is no address of a service", server.url);
            diagnostics
                .warning(code::SERVER_UNSUPPORTED, &pointer.child("url"), message)
                .help("write it with http:// or https://, or as a path that begins with one `/`; without a query");
        }
    }
    servers
}

/// The variables of `url`, in its order; one that stands twice is there twice.
fn variables(url: &str, item: &Value, at: &Pointer, diagnostics: &mut Diagnostics) -> Vec<ServerVariable> {
    let at = at.child("variables");
    let mut list: Vec<ServerVariable> = Vec::new();
    let mut rest = url;
    while let Some((name, after)) = rest.split_once('{').and_then(|(_, from)| from.split_once('}')) {
        rest = after;
        let is_new = list.iter().all(|known| known.name != name);
        let mut unheard = Diagnostics::default();
        let heard = if is_new { &mut *diagnostics } else { &mut unheard };
        list.push(variable(name, item.get("variables").and_then(|all| all.get(name)), &at.child(name), heard));
    }
    list
}

fn variable(name: &str, node: Option<&Value>, at: &Pointer, diagnostics: &mut Diagnostics) -> ServerVariable {
    let Some(node) = node else {
        diagnostics
            .warning(code::SERVER_VARIABLE, at, format!("the variable `{name}` of a server is not declared"))
            .help("declare it below `variables` with a `default`; callers have to give its value as it is");
        return ServerVariable { name: name.to_owned(), default: None, values: Vec::new(), description: None };
    };
    let mut values: Vec<String> = Vec::new();
    for value in node.get("enum").and_then(Value::as_array).into_iter().flatten().filter_map(plain) {
        if !values.contains(&value) {
            values.push(value);
        }
    }
    // Braces would end the place of the value.
    let default = node.get("default").and_then(plain).filter(|default| !default.contains(['{', '}']));
    if default.is_none() {
        let message = match values.first() {
            Some(first) => format!("the variable `{name}` of a server has no default: `{first}` is taken"),
            None => format!("the variable `{name}` of a server has no default"),
        };
        diagnostics
            .warning(code::SERVER_VARIABLE, at, message)
            .help("write `default`, which OpenAPI asks for; callers have to give a value where there is none");
    }
    ServerVariable {
        name: name.to_owned(),
        default: default.or_else(|| values.first().cloned()),
        values,
        description: member::text(node, at, "description", diagnostics),
    }
}

/// The text of a scalar: ports are often written as numbers.
fn plain(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(_) | Value::Bool(_) => Some(value.to_string()),
        _ => None,
    }
}

/// Whether calls can go there: an address of HTTP, or a path at the host that the caller chooses.
fn is_server(server: &Server) -> bool {
    let is_open = server.variables.iter().any(|variable| variable.default.is_none());
    let has_odd_name = server.variables.iter().any(|variable| variable.name.is_empty() || variable.name.contains('='));
    let url = server.filled(|variable| variable.default.clone().unwrap_or_else(|| "1".to_owned()));
    if has_odd_name || url.contains(['{', '}', '?', '#']) {
        return false;
    }
    if url.starts_with('/') {
        return !url.starts_with("//");
    }
    let is_http = ["http", "https"].iter().any(|scheme| {
        url.split_once("://").is_some_and(|(own, _)| own.eq_ignore_ascii_case(scheme) || is_open && own == "1")
    });
    // The letters of a host may be any; everything else is as a URI has it.
    let ascii: String = url.chars().map(|character| if character.is_ascii() { character } else { 'x' }).collect();
    let authority = ascii.split_once("://").and_then(|(_, rest)| rest.split('/').next()).unwrap_or_default();
    let parsed = authority.parse::<Uri>().ok().and_then(|uri| uri.into_parts().authority);
    is_http
        && !url.contains(char::is_whitespace)
        && !authority.contains('@')
        && parsed.is_some_and(|parsed| !parsed.host().is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn read(servers: Value) -> (Servers, Vec<&'static str>) {
        let document = Document::new("api.yaml", "", json!({ "servers": servers }));
        let mut diagnostics = Diagnostics::default();
        let servers = of_document(&document, &mut diagnostics);
        (servers, diagnostics.iter().map(|diagnostic| diagnostic.code).collect())
    }

    fn is_kept(url: &str) -> bool {
        !read(json!([{ "url": url }])).0.list.is_empty()
    }

    #[test]
    fn addresses_and_paths_are_servers() {
        for url in
            ["https://a.example/v1/", "HTTP://a.example:80", "/", "/api/v3", "http://[::1]:8080", "https://é.example"]
        {
            assert!(is_kept(url), "{url}");
        }
        for url in [
            "",
            "a.example",
            "localhost:8080/x",
            "//a.example",
            "ftp://a.example",
            "wss://a",
            "https://",
            "https:///x",
            "https://u:p@a.example",
            "https://a.example?b",
            "https://a.example#b",
            "https://a b",
            "https://a{b",
        ] {
            assert!(!is_kept(url), "{url}");
        }
    }

    #[test]
    fn variables_are_those_of_the_url() {
        let (servers, codes) = read(json!([{
            "url": "{scheme}://{zone}.example:{port}/{zone}/{open}",
            "variables": {
                "scheme": {"default": "https"}, "zone": {"enum": ["eu", "us"]}, "port": {"default": 443, "enum": ["443", 8443, "443"]},
                "unused": {"default": "x"},
            },
        }]));
        let server = servers.main().unwrap();
        assert_eq!(server.with_defaults(), "{scheme=https}://{zone=eu}.example:{port=443}/{zone=eu}/{open}");
        assert_eq!(server.variables[2].values, ["443", "8443"]);
        assert_eq!(codes, [code::SERVER_VARIABLE, code::SERVER_VARIABLE]);
    }
}
