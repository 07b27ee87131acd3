//! Operations.

use super::answer::Answer;
use super::path::UrlPath;
use super::placing;
use super::product::product;
use super::tree::Node;
use crate::finding::{Findings, PAGE_OPERATION_TWICE, PAGE_PATH, PAGE_SAME_PATH};
use crate::page::{Fence, Method, Page, Section};
use std::collections::BTreeMap;
use std::path::PathBuf;

/// What the pages say about one operation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Operation {
    /// The file that documents it.
    pub file: PathBuf,
    /// What the site calls that page: `openapi/v3/….md`.
    pub page: String,
    /// The line of its heading.
    pub line: usize,
    /// The method.
    pub method: Method,
    /// The path.
    pub path: UrlPath,
    /// The product that it belongs to.
    pub product: String,
    /// The heading.
    pub title: String,
    /// The paragraphs that describe it.
    pub description: Vec<String>,
    /// Whether it should no longer be used.
    pub deprecated: bool,
    /// Servers of its own; none where the usual one is meant.
    pub servers: Vec<Server>,
    /// The parameters of the path, then those of the query and the headers.
    pub parameters: Vec<Variable>,
    /// What is sent.
    pub body: Option<Body>,
    /// What is answered.
    pub answer: Answer,
    /// The official documentation.
    pub links: Vec<String>,
    /// The samples.
    pub fences: Vec<Fence>,
}

/// A server of an operation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Server {
    /// Its address, without a slash at the end.
    pub url: String,
    /// Whether no other server will do.
    pub required: bool,
}

/// A parameter outside of the body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Variable {
    /// Where it stands.
    pub place: Place,
    /// What it is.
    pub node: Node,
}

/// Where a parameter stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// In the path.
    Path,
    /// In the query string.
    Query,
    /// Among the headers.
    Header,
}

impl Place {
    /// The word of a document for it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Path => "path",
            Self::Query => "query",
            Self::Header => "header",
        }
    }
}

/// What is sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Body {
    /// JSON.
    Json {
        /// Whether it must be there.
        required: bool,
        /// The row `json` with what stands below it.
        content: Node,
    },
    /// A form of several parts.
    Multipart {
        /// Whether it must be there.
        required: bool,
        /// The parts.
        parts: Vec<Node>,
    },
}

/// The operations of all pages, by path and method.
pub fn operations(pages: &[Page], findings: &mut Findings) -> Vec<Operation> {
    let mut all: BTreeMap<(String, Method), Operation> = BTreeMap::new();
    for page in pages.iter().filter(|page| !page.sections.is_empty()) {
        let path = match UrlPath::of(&page.name) {
            Ok(path) => path,
            Err(why) => {
                findings.add(PAGE_PATH, &page.file, 0, format!("{why}; the page is left out"));
                continue;
            }
        };
        for section in &page.sections {
            let key = (path.text.clone(), section.method);
            if let Some(known) = all.get(&key) {
                let message = format!("{} documents it already; this page is left out", known.file.display());
                findings.add(PAGE_OPERATION_TWICE, &page.file, section.line, message);
                continue;
            }
            all.insert(key, operation(page, section, &path, findings));
        }
    }
    ambiguous(all.values(), findings);
    all.into_values().collect()
}

fn operation(page: &Page, section: &Section, path: &UrlPath, findings: &mut Findings) -> Operation {
    let request = placing::place(page, section, path, findings);
    Operation {
        file: page.file.clone(),
        page: page.name.clone(),
        line: section.line,
        method: section.method,
        path: path.clone(),
        product: product(&path.text),
        title: section.title.clone(),
        description: section.description.clone(),
        deprecated: section.deprecated,
        servers: request.servers,
        parameters: request.parameters,
        body: request.body,
        answer: Answer::of(page, section, findings),
        links: section.links.clone(),
        fences: section.fences.clone(),
    }
}

/// Says which paths differ only in the names of their variables.
fn ambiguous<'a>(operations: impl Iterator<Item = &'a Operation>, findings: &mut Findings) {
    let mut shapes: BTreeMap<String, &Operation> = BTreeMap::new();
    for operation in operations {
        let first = *shapes.entry(operation.path.shape()).or_insert(operation);
        if first.path.text != operation.path.text {
            let message = format!(
                "the path is that of {} but for the names of variables; both operations are kept, each with its own path",
                first.page
            );
            findings.add(PAGE_SAME_PATH, &operation.file, operation.line, message);
        }
    }
}
