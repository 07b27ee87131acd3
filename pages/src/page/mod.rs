//! The grammar of a page: text in, blocks with their lines out. What they mean is not asked here.

mod attributes;
mod blocks;
mod fence;
mod front;
mod links;
mod row;
mod sections;
mod table;

pub use attributes::Attributes;
pub use fence::Fence;
pub use front::Front;
pub use row::{Parameter, Row};
pub use table::{Kind, Table};

use crate::finding::Findings;
use crate::walk::Found;
use std::path::PathBuf;

/// One reference page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// Where the file is.
    pub file: PathBuf,
    /// What the site calls it: `openapi/v3/….md`.
    pub name: String,
    /// What stands between the first two `---` lines.
    pub front: Front,
    /// The operations, in the order of the page.
    pub sections: Vec<Section>,
}

/// What a page says of one operation: all between its heading and the next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// The method, from the anchor of the heading.
    pub method: Method,
    /// The line of the heading, counted from 1.
    pub line: usize,
    /// The text of the heading.
    pub title: String,
    /// The paragraphs before the tables.
    pub description: Vec<String>,
    /// Whether a notice before the response table says that the operation is deprecated.
    pub deprecated: bool,
    /// What is sent.
    pub request: Option<Table>,
    /// What is answered.
    pub response: Option<Table>,
    /// The code fences, in the order of the page: six samples, and sometimes fragments after them.
    pub fences: Vec<Fence>,
    /// The addresses of the reference line.
    pub links: Vec<String>,
}

/// A method that an operation can have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "they are the methods of HTTP")]
pub enum Method {
    Get,
    Post,
    Put,
    Patch,
    Delete,
}

impl Method {
    /// The method that an anchor names.
    pub fn of(anchor: &str) -> Option<Self> {
        Some(match anchor {
            "get" => Self::Get,
            "post" => Self::Post,
            "put" => Self::Put,
            "patch" => Self::Patch,
            "delete" => Self::Delete,
            _ => return None,
        })
    }

    /// The key of the method in a path item.
    pub fn key(self) -> &'static str {
        match self {
            Self::Get => "get",
            Self::Post => "post",
            Self::Put => "put",
            Self::Patch => "patch",
            Self::Delete => "delete",
        }
    }
}

impl Page {
    /// Reads the text of a page. Whatever breaks the grammar is a finding, and the rest is read.
    pub fn parse(found: &Found, text: &str, findings: &mut Findings) -> Self {
        let mut report = Report { page: found, findings };
        let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
        let lines: Vec<&str> = text.lines().collect();
        let (front, start) = front::read(&lines, &mut report);
        let blocks = blocks::read(&lines, start, &mut report);
        let sections = if front.redirect { Vec::new() } else { sections::read(blocks, &front, &mut report) };
        Self { file: found.file.clone(), name: found.page.clone(), front, sections }
    }
}

/// Where the findings about one page go.
struct Report<'a> {
    page: &'a Found,
    findings: &'a mut Findings,
}

impl Report<'_> {
    /// Records a finding at a line, counted from 1.
    fn add(&mut self, code: &'static str, line: usize, message: impl Into<String>) {
        self.findings.add(code, &self.page.file, line, message);
    }
}
