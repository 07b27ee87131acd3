//! Where the rows at the top of a request table belong.

use super::answer;
use super::operation::{Body, Place, Server, Variable};
use super::path::UrlPath;
use super::tree::{self, Node};
use super::types::{Scalar, Type};
use super::words::Words;
use crate::finding::{Findings, ROW_CONTAINER, ROW_PLACE, ROW_SERVER};
use crate::page::{Kind, Page, Section};

/// What a request table says.
#[derive(Debug, Default)]
pub(super) struct Request {
    pub parameters: Vec<Variable>,
    pub body: Option<Body>,
    pub servers: Vec<Server>,
}

/// Places the rows of a section.
pub(super) fn place(page: &Page, section: &Section, path: &UrlPath, findings: &mut Findings) -> Request {
    let rows = section.request.as_ref().map(|table| table.rows.as_slice()).unwrap_or_default();
    let rows = tree::build(rows, Kind::Request, &page.file, findings);
    let rows = answer::once(rows, page, findings);
    let mut placing =
        Placing { page, findings, request: Request::default(), json: None, query: None, named: Vec::new() };
    for row in rows {
        match row.name.as_str() {
            "base_uri" => placing.server(&row),
            "json" => placing.json = Some(row),
            "query" => placing.query = Some(row),
            "headers" => placing.container(row, Place::Header),
            "body" => placing.multipart(row),
            _ => placing.named.push(row),
        }
    }
    placing.finish(path, section.line)
}

struct Placing<'a> {
    page: &'a Page,
    findings: &'a mut Findings,
    request: Request,
    json: Option<Node>,
    query: Option<Node>,
    /// Rows that are no container.
    named: Vec<Node>,
}

impl Placing<'_> {
    fn add(&mut self, code: &'static str, line: usize, message: String) {
        self.findings.add(code, &self.page.file, line, message);
    }

    fn server(&mut self, row: &Node) {
        let quoted = row.words.text.split('`').skip(1).step_by(2).map(str::trim);
        let quoted = quoted.chain(row.words.values.iter().map(String::as_str));
        let urls = quoted.filter(|text| text.starts_with("https://") || text.starts_with("http://"));
        let mut urls: Vec<String> = urls.map(|url| url.trim_end_matches('/').to_owned()).collect();
        urls.dedup();
        if urls.is_empty() {
            self.add(ROW_SERVER, row.line, "`base_uri` has no URL in back quotes; the usual server stays".to_owned());
        }
        self.request.servers = urls.into_iter().map(|url| Server { url, required: row.required }).collect();
    }

    fn container(&mut self, row: Node, place: Place) {
        if row.kind.scalar != Scalar::Object || row.kind.arrays > 0 || row.json {
            let message =
                format!("`{}` holds parameters, but is not of the type `object`; it is read as one", row.name);
            self.add(ROW_CONTAINER, row.line, message);
        }
        self.request.parameters.extend(row.children.into_iter().map(|node| Variable { place, node }));
    }

    fn multipart(&mut self, row: Node) {
        if row.children.is_empty() {
            let message = "`body` has no rows below it; the request has a form without parts".to_owned();
            self.add(ROW_CONTAINER, row.line, message);
        }
        self.request.body = Some(Body::Multipart { required: row.required, parts: row.children });
    }

    fn finish(mut self, path: &UrlPath, line: usize) -> Request {
        let variables = self.variables(path);
        if let Some(query) = self.query.take() {
            self.container(query, Place::Query);
        }
        if let Some(mut json) = self.json.take() {
            // What stands there says that it is JSON.
            json.words.text.clear();
            if self.request.body.is_some() {
                let message = "the request has both `json` and `body`; `json` counts".to_owned();
                self.add(ROW_CONTAINER, line, message);
            }
            self.request.body = Some(Body::Json { required: json.required, content: json });
        }
        let rest = std::mem::take(&mut self.request.parameters);
        self.request.parameters = variables.into_iter().chain(rest).collect();
        self.request.parameters.sort_by_key(|parameter| parameter.place);
        self.request
    }

    /// The path's variables: each by the row of its name, by a row of another name, or by none.
    fn variables(&mut self, path: &UrlPath) -> Vec<Variable> {
        let mut named = std::mem::take(&mut self.named);
        let mut found: Vec<Option<Node>> = path
            .variables
            .iter()
            .map(|name| named.iter().position(|row| row.name == *name).map(|index| named.remove(index)))
            .collect();
        for row in named {
            // Rows that can be no variable leave the place to those that can.
            match found.iter_mut().find(|place| place.is_none() && is_plain(&row)) {
                Some(place) => *place = Some(row),
                None => {
                    let message = format!(
                        "`{}` is neither a container (json, query, headers, body, base_uri) nor a variable of the path; \
                         it is left out with what stands below it",
                        row.name
                    );
                    self.add(ROW_PLACE, row.line, message);
                }
            }
        }
        let variables = path.variables.iter().zip(found);
        variables.map(|(name, row)| self.variable(name, row)).collect()
    }

    fn variable(&mut self, name: &str, row: Option<Node>) -> Variable {
        let row = row.or_else(|| self.listed_elsewhere(name));
        let line = row.as_ref().map_or(0, |row| row.line);
        let mut node = row.unwrap_or_else(|| plain(name));
        if !is_plain(&node) {
            self.add(
                ROW_CONTAINER,
                line,
                format!(
                    "`{name}` is a variable of the path, which can only be a text or a number; it is read as a text"
                ),
            );
            node = Node { words: node.words, line: node.line, ..plain(name) };
        }
        node.name = name.to_owned();
        node.required = true;
        Variable { place: Place::Path, node }
    }

    /// The row of `query`, else of `json`, that has the name of a variable.
    fn listed_elsewhere(&self, name: &str) -> Option<Node> {
        let children =
            |row: &Option<Node>| row.iter().flat_map(|row| row.children.clone()).find(|row| row.name == name);
        children(&self.query).or_else(|| children(&self.json))
    }
}

/// Whether a row can be a variable of the path.
fn is_plain(node: &Node) -> bool {
    node.kind.arrays == 0
        && !node.json
        && node.children.is_empty()
        && matches!(node.kind.scalar, Scalar::String | Scalar::Integer | Scalar::Number)
}

/// A variable of which nothing is said.
fn plain(name: &str) -> Node {
    Node {
        line: 0,
        name: name.to_owned(),
        required: true,
        kind: Type { scalar: Scalar::String, arrays: 0 },
        encrypted: None,
        json: false,
        words: Words::default(),
        children: Vec::new(),
    }
}
