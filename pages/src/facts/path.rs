//! The path of a page as the path of the service.

/// The path of an operation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UrlPath {
    /// As a document has it: `/v3/cards/{card_id}`.
    pub text: String,
    /// The names of its variables, in their order.
    pub variables: Vec<String>,
}

impl UrlPath {
    /// The path that a page documents.
    ///
    /// # Errors
    ///
    /// Why the name of the page can be no path, said for people.
    pub fn of(page: &str) -> Result<Self, String> {
        let name = page.strip_prefix("openapi").and_then(|name| name.strip_suffix(".md")).unwrap_or(page);
        let text = match name.strip_suffix("/index") {
            Some(folder) => format!("{folder}/"),
            None => name.to_owned(),
        };
        if let Some(odd) = text.chars().find(|character| !is_usual(*character)) {
            return Err(format!("the path holds `{}`, which no path of the service has", odd.escape_debug()));
        }
        let variables = variables(&text)?;
        Ok(Self { text, variables })
    }

    /// The path with all variables named alike: what two paths have in common that one request could mean.
    pub fn shape(&self) -> String {
        let mut shape = self.text.clone();
        for name in &self.variables {
            shape = shape.replace(&format!("{{{name}}}"), "{}");
        }
        shape
    }
}

/// Unreserved characters of RFC 3986, and what stands between them.
fn is_usual(character: char) -> bool {
    character.is_ascii_alphanumeric()
        || matches!(character, '-' | '.' | '_' | '~' | '/' | '{' | '}' | '@' | ':' | '!' | '$' | ',' | '+' | '=')
}

fn variables(text: &str) -> Result<Vec<String>, String> {
    let mut variables: Vec<String> = Vec::new();
    let mut rest = text;
    while let Some((before, tail)) = rest.split_once('{') {
        let (name, after) = tail.split_once('}').ok_or("a brace in the path never closes")?;
        if before.contains('}') || name.is_empty() || name.contains(['{', '/']) {
            return Err("the braces in the path do not hold names".to_owned());
        }
        if variables.iter().any(|known| known == name) {
            return Err(format!("the path has the variable `{name}` twice"));
        }
        variables.push(name.to_owned());
        rest = after;
    }
    if rest.contains('}') { Err("a brace in the path was never opened".to_owned()) } else { Ok(variables) }
}
