//! Rows as trees: a row stands below the nearest row before it that is less deep.

use super::types::{self, Encrypted, Scalar, Type};
use super::words::{Doubt, Words};
use crate::finding::{
    Findings, ROW_ENCRYPTED, ROW_INDENT, ROW_LINE, ROW_PARENT, ROW_TWICE, ROW_TYPE, WORDS_DAMAGED, WORDS_ENUM,
};
use crate::page::{Kind, Parameter, Row};
use std::collections::HashSet;
use std::path::Path;

/// No page goes deeper than 8; a page that does is broken, and must not exhaust the stack.
const DEEPEST: usize = 64;

/// A parameter or property, with what stands below it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Node {
    /// Its line on the page.
    pub line: usize,
    /// Its name.
    pub name: String,
    /// Whether it must be there.
    pub required: bool,
    /// Its type.
    pub kind: Type,
    /// For whom it is encrypted.
    pub encrypted: Option<Encrypted>,
    /// Whether it is a string that holds JSON; what stands below it then describes the decoded value.
    pub json: bool,
    /// What its description says.
    pub words: Words,
    /// What stands below it.
    pub children: Vec<Node>,
}

impl Node {
    /// Whether it is an object whose members are known.
    pub fn is_object(&self) -> bool {
        !self.json && !self.children.is_empty()
    }
}

/// The rows of a table as trees, with the separators done.
pub(super) fn build(rows: &[Row], kind: Kind, file: &Path, findings: &mut Findings) -> Vec<Node> {
    let mut builder = Builder { open: Vec::new(), depths: Vec::new(), roots: Vec::new(), file, findings };
    let mut after_row = false;
    // How deep a row stands that could not be read, while what stands below it goes on.
    let mut lost: Option<usize> = None;
    for row in rows {
        match row {
            Row::Parameter(parameter) if lost.is_some_and(|depth| depth < parameter.depth) => {}
            Row::Parameter(parameter) => {
                builder.row(parameter, kind);
                (after_row, lost) = (true, None);
            }
            Row::Lost { depth, .. } => lost = Some(lost.map_or(*depth, |known| known.min(*depth))),
            Row::Line { .. } if lost.is_some() => {}
            Row::Line { line } => {
                builder.line(*line, after_row);
                after_row = false;
            }
            Row::Note { .. } => after_row = false,
        }
    }
    builder.close(0);
    builder.roots
}

struct Builder<'a> {
    /// The way from a root to the last row.
    open: Vec<Node>,
    /// How deep each of them says that it is.
    depths: Vec<usize>,
    roots: Vec<Node>,
    file: &'a Path,
    findings: &'a mut Findings,
}

impl Builder<'_> {
    fn row(&mut self, parameter: &Parameter, kind: Kind) {
        let above = self.depths.iter().take_while(|depth| **depth < parameter.depth).count();
        let depth = above.min(DEEPEST);
        if depth < parameter.depth {
            let message = format!(
                "`{}` has the indent {}, but no row of the indent {} stands before it; it is read as {depth}",
                parameter.name,
                parameter.depth,
                parameter.depth - 1
            );
            self.findings.add(ROW_INDENT, self.file, parameter.line, message);
        }
        self.close(depth);
        let node = self.node(parameter, kind);
        self.open.push(node);
        self.depths.push(parameter.depth);
    }

    fn node(&mut self, parameter: &Parameter, kind: Kind) -> Node {
        let (file, findings) = (self.file, &mut *self.findings);
        let words = Words::of(&parameter.description);
        for doubt in &words.doubts {
            let name = &parameter.name;
            match doubt {
                Doubt::Several(what) => {
                    findings.add(WORDS_ENUM, file, parameter.line, format!("`{name}` has {what} that differ"));
                }
                Doubt::Unclear => {
                    let message = format!(
                        "`{name}` speaks of values, but they do not stand in one list before the word; they are left out"
                    );
                    findings.add(WORDS_ENUM, file, parameter.line, message);
                }
                Doubt::Damaged => {
                    let message = format!("a value of `{name}` cannot be read; the list or default is left out");
                    findings.add(WORDS_DAMAGED, file, parameter.line, message);
                }
            }
        }
        Node {
            line: parameter.line,
            name: parameter.name.clone(),
            required: parameter.required,
            kind: Type::of(parameter, file, findings),
            encrypted: types::encrypted(parameter, kind, file, findings),
            json: types::holds_json(&parameter.marks),
            words,
            children: Vec::new(),
        }
    }

    fn line(&mut self, line: usize, after_row: bool) {
        match self.open.last_mut().filter(|_| after_row) {
            Some(node) => node.json = true,
            None => self.findings.add(ROW_LINE, self.file, line, "the separator follows no row; it is left out"),
        }
    }

    /// Ends all rows of `depth` and deeper.
    fn close(&mut self, depth: usize) {
        self.depths.truncate(depth);
        while self.open.len() > depth {
            let Some(mut node) = self.open.pop() else { return };
            self.settle(&mut node);
            match self.open.last_mut() {
                Some(parent) => parent.children.push(node),
                None => self.roots.push(node),
            }
        }
    }

    /// Looks at a row when all that stands below it is known.
    fn settle(&mut self, node: &mut Node) {
        let (file, line, name) = (self.file, node.line, node.name.clone());
        let mut met = HashSet::new();
        node.children.retain(|child| {
            let new = met.insert(child.name.clone());
            if !new {
                let message = format!("`{}` stands twice below `{name}`; this row is left out", child.name);
                self.findings.add(ROW_TWICE, file, child.line, message);
            }
            new
        });
        if !node.json && !node.children.is_empty() && node.kind.scalar != Scalar::Object {
            let said = match node.kind.scalar {
                Scalar::String => {
                    node.json = true;
                    "a string that holds JSON"
                }
                _ => {
                    node.kind.scalar = Scalar::Object;
                    "an object"
                }
            };
            let message = format!("rows stand below `{name}`, whose type has none; it is read as {said}");
            self.findings.add(ROW_PARENT, file, line, message);
        }
        if node.json && node.kind.scalar != Scalar::String {
            let message = format!("`{name}` holds JSON, but its type is no string; it is read as a string");
            self.findings.add(ROW_TYPE, file, line, message);
        }
        if node.encrypted.is_some() && (node.kind.scalar != Scalar::String || node.json) {
            let message = format!("`{name}` is marked as encrypted, but is no plain text; the mark is kept");
            self.findings.add(ROW_ENCRYPTED, file, line, message);
        }
    }
}
