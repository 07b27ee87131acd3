//! Servers: where calls go.

/// Where calls go.
#[derive(Debug, Clone, Default)]
pub struct Servers {
    /// Those that calls can go to, the usual one first.
    pub list: Vec<Server>,
    /// The URL of the one marked with `x-backup`, which stands in for the usual one.
    pub backup: Option<String>,
}

/// A server.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Server {
    /// Its URL, variables in braces.
    pub url: String,
    /// `description`.
    pub description: Option<String>,
    /// The variables of its URL.
    pub variables: Vec<ServerVariable>,
}

/// A variable of a server's URL.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct ServerVariable {
    /// Its name.
    pub name: String,
    /// Its value where nobody says another one.
    pub default: Option<String>,
    /// The values that it can have; empty where it can have any.
    pub values: Vec<String>,
    /// `description`.
    pub description: Option<String>,
}

impl Server {
    /// The URL with the default of each variable beside its name: `https://{zone=eu}.example`.
    pub fn with_defaults(&self) -> String {
        self.filled(|variable| {
            let default = variable.default.as_ref().map(|default| format!("={default}")).unwrap_or_default();
            format!("{{{}{default}}}", variable.name)
        })
    }

    /// The URL with what `value` gives for each variable.
    pub fn filled(&self, value: impl Fn(&ServerVariable) -> String) -> String {
        let mut url = String::new();
        let mut rest = self.url.as_str();
        // The variables are those of the URL, in its order.
        for variable in &self.variables {
            let Some((before, after)) = rest.split_once(&format!("{{{}}}", variable.name)) else { continue };
            url.push_str(before);
            url.push_str(&value(variable));
            rest = after;
        }
        url.push_str(rest);
        url
    }
}

impl Servers {
    /// The usual one.
    pub fn main(&self) -> Option<&Server> {
        self.list.first()
    }
}
