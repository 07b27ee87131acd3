//! Where calls go.

use super::{Docs, Model};

/// Where calls go.
#[derive(Debug, Clone, Default)]
pub struct Servers {
    /// The URL of the usual server, each variable with its default.
    pub main: Option<String>,
    /// The same as people read it.
    pub shown: Option<String>,
    /// The URL of the one that stands in for it.
    pub backup: Option<String>,
    /// The servers by name, where there is a choice.
    pub choice: Option<ServerChoice>,
}

/// The type that names the servers.
#[derive(Debug, Clone)]
pub struct ServerChoice {
    /// Its name.
    pub name: String,
    /// The servers, the usual one first.
    pub list: Vec<NamedServer>,
    /// A function for each variable.
    pub setters: Vec<ServerSetter>,
}

/// A server with a name.
#[derive(Debug, Clone)]
pub struct NamedServer {
    /// The name of its constant.
    pub constant: String,
    /// Its URL, each variable with its default.
    pub url: String,
    /// What is said about it.
    pub docs: Docs,
}

/// A function that gives a variable of servers a value.
#[derive(Debug, Clone)]
pub struct ServerSetter {
    /// Its name in Rust.
    pub name: String,
    /// The name of the variable.
    pub wire: String,
    /// What is said about it.
    pub docs: Docs,
    /// The enum of its values, where they are named.
    pub model: Option<Model>,
}
