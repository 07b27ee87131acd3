//! Security schemes: a function for each, which makes a credential.

use super::names::{Kind, Names};
use super::plan::{Operation, Scheme, Security, TokenFlow};
use super::words::{is_value_name, shout, snake};
use crate::diagnostic::Diagnostics;
use crate::resolve::api::{self, Api, ClientFlow, Requirement, SchemeKind, SecurityScheme};

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
    for (operation, facts) in operations.iter_mut().zip(&api.operations) {
        let needed = facts.security.as_ref().or(api.security.needed.as_ref());
        let needed = needed.map_or(&[][..], Vec::as_slice);
        let is_usual = alternatives(needed, &schemes) == alternatives(usually, &schemes);
        operation.security = (!is_usual).then(|| alternatives(needed, &schemes));
        operation.docs.notes.extend(note(needed, is_usual, &api.security.schemes));
        needed.iter().for_each(|requirement| mark(requirement, &mut schemes));
    }
    usually.iter().for_each(|requirement| mark(requirement, &mut schemes));
    Security { usually: alternatives(usually, &schemes), schemes }
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

/// At the host of the service it follows a base URL that the caller chooses.
fn token_url(flow: &ClientFlow, main: &str) -> String {
    let end = main.find("://").map(|scheme| scheme + 3);
    let end = end.map(|start| main[start..].find('/').map_or(main.len(), |slash| start + slash));
    let host = end.map(|end| &main[..end]);
    match host.and_then(|host| flow.token_url.strip_prefix(host)) {
        Some(path) if path.starts_with('/') => path.to_owned(),
        _ => flow.token_url.clone(),
    }
}

/// What the document says of all operations, or else what most of them need.
fn usually(api: &Api) -> &[Requirement] {
    if let Some(needed) = &api.security.needed {
        return needed;
    }
    let mut counted: Vec<(&[Requirement], usize)> = Vec::new();
    for needed in api.operations.iter().filter_map(|operation| operation.security.as_deref()) {
        let is_same = |known: &[Requirement]| known.iter().map(indexes).eq(needed.iter().map(indexes));
        match counted.iter_mut().find(|(known, _)| is_same(known)) {
            Some((_, count)) => *count += 1,
            None => counted.push((needed, 1)),
        }
    }
    // Of several the first one.
    counted.iter().rev().max_by_key(|(_, count)| *count).map_or(&[], |(needed, _)| needed)
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

    #[test]
    fn a_token_endpoint_at_the_main_server_is_relative_to_it() {
        let relative =
            |url: &str, main: &str| token_url(&ClientFlow { token_url: url.to_owned(), scopes: Vec::new() }, main);
        assert_eq!(relative("https://a.example/token", "https://a.example/v1"), "/token");
        assert_eq!(relative("https://a.example/token", "https://a.example"), "/token");
        assert_eq!(relative("/token", "https://a.example"), "/token");
        for (url, main) in [
            ("https://a.example.net/token", "https://a.example"),
            ("https://a.example:444/token", "https://a.example/v1"),
            ("https://b.example/token", "https://a.example/v1"),
            ("https://b.example/token", "/v1"),
            ("https://b.example/token", ""),
        ] {
            assert_eq!(relative(url, main), url);
        }
    }
}
