//! Security schemes: a function for each, which makes a credential.

use super::names::{Kind, Names};
use super::plan::{Operation, Scheme, Security, TokenFlow};
use super::words::{is_value_name, shout, snake};
use crate::diagnostic::Diagnostics;
use crate::resolve::api::{self, Api, ClientFlow, Requirement, SchemeKind, SecurityScheme};
use std::cmp::Reverse;
use std::collections::HashMap;

/// Plans the schemes, and says of each of `operations` what it needs, where that is not what most of them need.
pub fn plan(api: &Api, operations: &mut [Operation], diagnostics: &mut Diagnostics) -> Security {
    let main = api.servers.main().map(|main| main.filled(|variable| variable.default.clone().unwrap_or_default()));
    let main = main.unwrap_or_default();
    let mut functions = Names::default();
    let mut constants = Names::reserving(&["USUALLY"]);
    let mut schemes: Vec<Scheme> = api
        .security
        .schemes
        .iter()
        .map(|scheme| planned(scheme, &main, &mut functions, &mut constants, diagnostics))
        .collect();
    let usually = usually(api);
    let usual = alternatives(usually, &schemes);
    for (operation, facts) in operations.iter_mut().zip(&api.operations) {
        let needed = facts.security.as_ref().or(api.security.needed.as_ref());
        let needed = needed.map_or(&[][..], Vec::as_slice);
        let own = alternatives(needed, &schemes);
        let is_usual = own == usual;
        operation.security = (!is_usual).then_some(own);
        operation.docs.notes.extend(note(needed, is_usual, &api.security.schemes));
        needed.iter().for_each(|requirement| mark(requirement, &mut schemes));
    }
    usually.iter().for_each(|requirement| mark(requirement, &mut schemes));
    Security { usually: usual, schemes }
}

fn planned(
    scheme: &SecurityScheme,
    main: &str,
    functions: &mut Names,
    constants: &mut Names,
    diagnostics: &mut Diagnostics,
) -> Scheme {
    let wish = scheme.rust_name.as_deref();
    let candidates = [snake(&scheme.name, "scheme")];
    let function = functions.take_for(Kind::Value, wish, &candidates, &scheme.pointer, diagnostics);
    let bare = function.trim_start_matches("r#");
    let constant = constants.take(&[constant(bare)]);
    let flow = match &scheme.kind {
        SchemeKind::OAuth2(Some(flow)) => Some(TokenFlow {
            function: functions.take(&[format!("{bare}_client")]),
            token_url: token_url(flow, main),
            scopes: flow.scopes.clone(),
        }),
        _ => None,
    };
    Scheme {
        name: scheme.name.clone(),
        kind: scheme.kind.clone(),
        constant,
        function,
        flow,
        description: scheme.description.clone(),
        is_needed: false,
    }
}

/// In scripts without capital letters the name of the function.
fn constant(function: &str) -> String {
    let name = shout(function, "SCHEME");
    if is_value_name(&name) { format!("SCHEME_{name}") } else { name }
}

/// What stands below the main server is relative to it, so that it follows a base URL that the caller chooses, whatever
/// the path of that. What else stands at the host of the main server is relative to this host (RFC 3986, section 4.2).
fn token_url(flow: &ClientFlow, main: &str) -> String {
    let (host, base) = split(main);
    let at_host = if flow.token_url.starts_with('/') { "" } else { host };
    let path = match flow.token_url.strip_prefix(at_host) {
        Some(path) if path.starts_with('/') && !path.starts_with("//") => path,
        _ => return flow.token_url.clone(),
    };
    let below = path.strip_prefix(base.trim_end_matches('/')).and_then(|below| below.strip_prefix('/'));
    // A path of the document is one below the server.
    let below = below.or_else(|| path.strip_prefix('/').filter(|_| flow.is_operation));
    match below {
        // It would be empty, another host, or a scheme.
        Some(below) if !below.is_empty() && !below.starts_with('/') => match below.split('/').next() {
            Some(first) if first.contains(':') => format!("./{below}"),
            _ => below.to_owned(),
        },
        _ => path.to_owned(),
    }
}

/// The host of a URL with its scheme, none where it is relative, and the path.
fn split(url: &str) -> (&str, &str) {
    let start = url.find("://").map_or(0, |scheme| scheme + 3);
    let end = url[start..].find('/').map_or(url.len(), |slash| start + slash);
    url.split_at(if start == 0 { 0 } else { end })
}

/// How many operations need the same, and the first of them.
type Counted<'a> = (usize, Reverse<usize>, &'a [Requirement]);

/// What the document says of all operations, or else what most of them need.
fn usually(api: &Api) -> &[Requirement] {
    if let Some(needed) = &api.security.needed {
        return needed;
    }
    let needed = api.operations.iter().filter_map(|operation| operation.security.as_deref());
    let mut counted: HashMap<Vec<Vec<usize>>, Counted<'_>> = HashMap::new();
    for (index, needed) in needed.enumerate() {
        let key = needed.iter().map(indexes).collect();
        counted.entry(key).or_insert((0, Reverse(index), needed)).0 += 1;
    }
    let most = counted.into_values().max_by_key(|(count, first, _)| (*count, *first));
    most.map_or(&[], |(_, _, needed)| needed)
}

fn indexes(requirement: &Requirement) -> Vec<usize> {
    requirement.schemes.iter().map(|(index, _)| *index).collect()
}

/// The names of the constants; scopes make no difference to how a call is sent.
fn alternatives(needed: &[Requirement], schemes: &[Scheme]) -> Vec<Vec<String>> {
    let mut list: Vec<Vec<String>> = Vec::with_capacity(needed.len());
    for requirement in needed {
        let names: Vec<String> = requirement
            .schemes
            .iter()
            .filter_map(|(index, _)| schemes.get(*index))
            .map(|scheme| scheme.constant.clone())
            .collect();
        if !list.contains(&names) {
            list.push(names);
        }
    }
    list
}

fn mark(requirement: &Requirement, schemes: &mut [Scheme]) {
    for (index, _) in &requirement.schemes {
        if let Some(scheme) = schemes.get_mut(*index) {
            scheme.is_needed = true;
        }
    }
}

/// What a caller is to know: what differs from the other operations, and scopes.
fn note(needed: &[Requirement], is_usual: bool, schemes: &[api::SecurityScheme]) -> Option<String> {
    let has_scopes = needed.iter().flat_map(|requirement| &requirement.schemes).any(|(_, scopes)| !scopes.is_empty());
    if is_usual && !has_scopes {
        return None;
    }
    if needed.is_empty() {
        return Some("Needs no credentials.".to_owned());
    }
    let scheme = |(index, scopes): &(usize, Vec<String>)| {
        let name = schemes.get(*index).map_or("", |scheme| scheme.name.as_str());
        let scopes = scopes.iter().map(|scope| format!("`{}`", plain(scope))).collect::<Vec<_>>().join(", ");
        let scopes = if scopes.is_empty() { scopes } else { format!(" ({scopes})") };
        format!("`{}`{scopes}", plain(name))
    };
    let alternative = |requirement: &Requirement| match requirement.schemes.is_empty() {
        true => "none".to_owned(),
        false => requirement.schemes.iter().map(scheme).collect::<Vec<_>>().join(" with "),
    };
    let list: Vec<String> = needed.iter().map(alternative).collect();
    Some(format!("Credentials: {}.", list.join(", or ")))
}

/// What can stand between back quotes.
fn plain(text: &str) -> String {
    text.replace('`', "'").split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn relative(url: &str, main: &str, is_operation: bool) -> String {
        token_url(&ClientFlow { token_url: url.to_owned(), is_operation, scopes: Vec::new() }, main)
    }

    #[test]
    fn a_token_endpoint_below_the_main_server_is_relative_to_it() {
        for (url, main, expected) in [
            ("https://a.example/v1/oauth/token", "https://a.example/v1", "oauth/token"),
            ("https://a.example/v1/oauth/token", "https://a.example/v1/", "oauth/token"),
            ("https://a.example/token", "https://a.example", "token"),
            ("/v1/oauth/token", "https://a.example/v1", "oauth/token"),
            ("/v1/oauth/token", "/v1", "oauth/token"),
            ("/v1/oauth/token", "", "v1/oauth/token"),
            ("oauth/token", "https://a.example/v1", "oauth/token"),
            ("/v1/oauth:token", "https://a.example/v1", "./oauth:token"),
        ] {
            assert_eq!(relative(url, main, false), expected, "{url} at {main}");
        }
    }

    #[test]
    fn a_token_endpoint_elsewhere_at_its_host_is_relative_to_this() {
        for (url, main) in [
            ("https://a.example/token", "https://a.example/v1"),
            ("/token", "https://a.example/v1"),
            ("/v10/token", "https://a.example/v1"),
            ("/v1", "https://a.example/v1"),
            ("/v1/", "https://a.example/v1"),
            ("/v1//b.example", "https://a.example/v1"),
        ] {
            let path = url.trim_start_matches("https://a.example");
            assert_eq!(relative(url, main, false), path, "{url} at {main}");
        }
        for (url, main) in [
            ("https://a.example.net/token", "https://a.example"),
            ("https://a.example:444/token", "https://a.example/v1"),
            ("https://b.example/token", "https://a.example/v1"),
            ("https://b.example/token", "/v1"),
            ("https://b.example/token", ""),
            ("//b.example/token", ""),
        ] {
            assert_eq!(relative(url, main, false), url);
        }
    }

    #[test]
    fn a_token_endpoint_that_is_an_operation_stands_below_the_server() {
        assert_eq!(relative("/oauth/token", "https://a.example/v1", true), "oauth/token");
        assert_eq!(relative("/v1/token", "https://a.example/v1", true), "token");
        assert_eq!(relative("https://b.example/token", "https://a.example/v1", true), "https://b.example/token");
    }
}
