//! Servers: the one that calls go to, and a type that names all of them where a caller can choose.

use super::names::Names;
use super::plan::{Docs, EnumVariant, Model, ModelKind, NamedServer, ServerChoice, ServerSetter, Servers};
use super::types::Types;
use super::words::{pascal, shout, snake, variant};
use crate::resolve::api::{self, ServerVariable};

/// The name of a server is no longer than that many words; beyond that it is a sentence about it.
const MAX_WORDS: usize = 5;

/// What is said beside a server that has a description: nothing that tells it from another.
const IDLE: [&str; 8] = ["the", "a", "an", "server", "servers", "url", "this", "is"];

/// Plans the servers. The type has a name that no model has.
pub fn plan(servers: &api::Servers, types: &mut Types<'_>) -> Servers {
    let main = servers.main();
    let has_choice = servers.list.len() > 1 || main.is_some_and(|main| !main.variables.is_empty());
    Servers {
        main: main.map(api::Server::with_defaults),
        shown: main.map(|main| main.url.clone()),
        backup: servers.backup.clone(),
        choice: has_choice.then(|| choice(servers, types)),
    }
}

fn choice(servers: &api::Servers, types: &mut Types<'_>) -> ServerChoice {
    let name = types.name(&["Server".to_owned(), "ServerChoice".to_owned()]);
    let mut constants = Names::reserving(&["MAIN"]);
    let list = servers.list.iter().map(|server| NamedServer {
        constant: constants.take(&[constant(server), shout(&server.url, "SERVER")]),
        url: server.with_defaults(),
        docs: Docs { text: server.description.clone(), source: Some(server.url.clone()), ..Docs::default() },
    });
    let list = list.collect();
    let mut setters = Names::reserving(&["clone", "eq", "fmt", "from", "into", "ne"]);
    let setters = variables(servers).into_iter().map(|variable| setter(variable, &name, &mut setters, types)).collect();
    ServerChoice { name, list, setters }
}

/// The variables of all servers, each name once, with all values that are named: the enum takes any other one as well.
fn variables(servers: &api::Servers) -> Vec<ServerVariable> {
    let mut list: Vec<ServerVariable> = Vec::new();
    for variable in servers.list.iter().flat_map(|server| &server.variables) {
        let Some(known) = list.iter_mut().find(|known| known.name == variable.name) else {
            list.push(variable.clone());
            continue;
        };
        let new: Vec<String> = variable.values.iter().filter(|value| !known.values.contains(value)).cloned().collect();
        known.values.extend(new);
        if known.default != variable.default {
            known.default = None;
        }
    }
    list
}

fn setter(variable: ServerVariable, server: &str, names: &mut Names, types: &mut Types<'_>) -> ServerSetter {
    let default = variable.default.as_ref().map(|default| format!("`{}` unless set.", default.replace('`', "'")));
    let docs = Docs { text: variable.description.clone(), notes: default.into_iter().collect(), ..Docs::default() };
    let model = (!variable.values.is_empty()).then(|| {
        let name = types.name(&[format!("{server}{}", pascal(&variable.name, "Variable"))]);
        let text = format!("Values of the variable `{}` of servers.", variable.name.replace('`', "'"));
        let mut variants = Names::reserving(&["Unknown"]);
        let variants = variable.values.iter().map(|value| {
            let wanted = variant(value);
            EnumVariant {
                name: variants.take(&[wanted.clone(), format!("{wanted}Value")]),
                value: value.clone(),
                docs: None,
            }
        });
        let kind = ModelKind::TextEnum(variants.collect());
        Model { name, schema: None, docs: Docs { text: Some(text), ..Docs::default() }, kind }
    });
    ServerSetter { name: names.take(&[snake(&variable.name, "variable")]), wire: variable.name, docs, model }
}

/// The name of a server: a short description of it, or else its host.
fn constant(server: &api::Server) -> String {
    let described = server.description.as_deref().unwrap_or_default();
    let is_idle = |word: &&str| IDLE.contains(&word.to_lowercase().as_str());
    let words: Vec<&str> = described
        .split(|character: char| !character.is_alphanumeric())
        .filter(|word| !word.is_empty() && !is_idle(word))
        .collect();
    let has_letter = words.iter().any(|word| word.contains(char::is_alphabetic));
    if has_letter && words.len() <= MAX_WORDS {
        return shout(&words.join(" "), "SERVER");
    }
    let rest = server.url.split_once("://").map_or(server.url.as_str(), |(_, rest)| rest);
    let host = rest.split('/').find(|part| !part.is_empty()).unwrap_or_default();
    shout(host, "SERVER")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_server_is_named_for_its_description_or_host() {
        let name = |url: &str, description: Option<&str>| {
            constant(&api::Server {
                url: url.to_owned(),
                description: description.map(str::to_owned),
                variables: Vec::new(),
            })
        };
        assert_eq!(name("https://api.example/v1", Some("The production server")), "PRODUCTION");
        assert_eq!(name("https://api.example/v1", Some("EU (Frankfurt)")), "EU_FRANKFURT");
        assert_eq!(
            name("https://api.example/v1", Some("Where everything of that kind has always been")),
            "API_EXAMPLE"
        );
        assert_eq!(name("https://{zone}.example:8080", None), "ZONE_EXAMPLE_8080");
        assert_eq!(name("/api/v1", Some("The server")), "API");
        assert_eq!(name("/", None), "SERVER");
    }
}
