//! Blocks as operations: everything up to the next heading belongs to the heading before it.

use super::blocks::{Block, looks_like_method};
use super::{Front, Kind, Method, Report, Row, Section, Table};
use crate::finding::{
    PAGE_ANCHOR, PAGE_MISPLACED, PAGE_NO_OPERATION, PAGE_OPERATION_TWICE, TABLE_MARKER, TABLE_MISSING, TABLE_NO_HEADER,
    TABLE_NO_MARKER, TABLE_SPLIT, TABLE_TWICE,
};
use crate::text::normalized;

/// Puts the front matter where the text refers to it.
fn fill(text: &str, front: &Front) -> String {
    let mut filled = text.to_owned();
    for (name, value) in [("title", &front.title), ("description", &front.description)] {
        // Once: no page says it twice, and a long text said over and over would fill the memory.
        filled = filled.replacen(&format!("{{{{ $frontmatter.{name} }}}}"), value, 1);
        filled = filled.replacen(&format!("{{{{$frontmatter.{name}}}}}"), value, 1);
    }
    filled
}

/// The operations of a page.
pub(super) fn read(blocks: Vec<(usize, Block)>, front: &Front, report: &mut Report<'_>) -> Vec<Section> {
    let mut sections: Vec<Section> = Vec::new();
    let mut open: Option<Open> = None;
    for (line, block) in blocks {
        match block {
            Block::Heading { text, anchor } => {
                sections.extend(open.take().map(|open| open.close(report)));
                open = begin(&text, &anchor, line, front, report);
            }
            block => match &mut open {
                Some(open) => open.add(block, line, front, report),
                None => misplaced(&block, line, report),
            },
        }
    }
    sections.extend(open.map(|open| open.close(report)));
    if sections.is_empty() {
        report.add(PAGE_NO_OPERATION, 0, "the page has no heading such as `# … {#get}`; nothing of it is imported");
    }
    once(sections, report)
}

/// The first section of each method.
fn once(sections: Vec<Section>, report: &mut Report<'_>) -> Vec<Section> {
    let mut kept: Vec<Section> = Vec::new();
    for section in sections {
        match kept.iter().find(|known| known.method == section.method) {
            Some(known) => {
                let message =
                    format!("`{}` stands on line {} already; this one is left out", section.method.key(), known.line);
                report.add(PAGE_OPERATION_TWICE, section.line, message);
            }
            None => kept.push(section),
        }
    }
    kept
}

fn begin(text: &str, anchor: &str, line: usize, front: &Front, report: &mut Report<'_>) -> Option<Open> {
    let Some(method) = Method::of(anchor) else {
        if looks_like_method(anchor) {
            report.add(
                PAGE_ANCHOR,
                line,
                format!("`{{#{anchor}}}` is no method that pages use; the operation is left out"),
            );
        }
        return None;
    };
    Some(Open {
        section: Section {
            method,
            line,
            title: normalized(&fill(text, front)),
            description: Vec::new(),
            deprecated: false,
            request: None,
            response: None,
            fences: Vec::new(),
            links: Vec::new(),
        },
        pending: None,
        early_links: Vec::new(),
    })
}

fn misplaced(block: &Block, line: usize, report: &mut Report<'_>) {
    let what = match block {
        Block::Table(_) => "a table",
        Block::Fence(_) => "a code fence",
        Block::Notice { classes } if deprecates(classes) => "a notice that something is deprecated",
        _ => return,
    };
    report.add(
        PAGE_MISPLACED,
        line,
        format!("{what} stands before any operation or after the last one; it is left out"),
    );
}

fn deprecates(classes: &[String]) -> bool {
    classes.iter().any(|class| class == ".im-deprecated" || class == ".im-redesigned")
}

/// A section that is being read.
struct Open {
    section: Section,
    /// A table whose marker has not come yet.
    pending: Option<Table>,
    /// Links of reference lines before the response table.
    early_links: Vec<String>,
}

impl Open {
    fn add(&mut self, block: Block, line: usize, front: &Front, report: &mut Report<'_>) {
        if !matches!(block, Block::Table(_) | Block::Marker(_)) {
            self.settle(None, report);
        }
        match block {
            Block::Heading { .. } => {}
            Block::Fence(fence) => self.section.fences.push(fence),
            Block::Notice { classes } if self.section.response.is_none() => {
                self.section.deprecated |= deprecates(&classes);
            }
            Block::Notice { classes } if deprecates(&classes) => {
                report.add(
                    PAGE_MISPLACED,
                    line,
                    "a notice after the response table deprecates nothing; it is left out",
                );
            }
            Block::Notice { .. } => {}
            Block::Table(table) => self.table(table, report),
            Block::Marker(id) => self.marker(&id, line, report),
            Block::Reference(links) if self.section.response.is_some() => self.section.links.extend(links),
            Block::Reference(links) => self.early_links.extend(links),
            Block::Paragraph(text) if self.section.request.is_none() && self.section.response.is_none() => {
                let text = normalized(&fill(&text, front));
                self.section.description.extend(Some(text).filter(|text| !text.is_empty()));
            }
            Block::Paragraph(_) => {}
        }
    }

    fn table(&mut self, table: Table, report: &mut Report<'_>) {
        match &mut self.pending {
            Some(pending) if table.kind.is_none() => {
                report.add(TABLE_SPLIT, table.line, "rows after a blank line are read as rows of the table before it");
                pending.rows.extend(table.rows);
            }
            _ => {
                self.settle(None, report);
                self.pending = Some(table);
            }
        }
    }

    fn marker(&mut self, id: &str, line: usize, report: &mut Report<'_>) {
        let kind = match id {
            "request" => Some(Kind::Request),
            "response" => Some(Kind::Response),
            _ => None,
        };
        if self.pending.is_none() || kind.is_none() {
            report.add(
                TABLE_MARKER,
                line,
                format!("the marker `#{}` belongs to no table; it is left out", id.escape_debug()),
            );
        }
        if kind.is_some() {
            self.settle(kind, report);
        }
    }

    /// Decides what the pending table is, by its header and by its marker.
    fn settle(&mut self, marked: Option<Kind>, report: &mut Report<'_>) {
        let Some(table) = self.pending.take() else { return };
        let line = table.line;
        let kind = match (table.kind, marked) {
            (Some(header), Some(marker)) if header == marker => header,
            (Some(header), Some(marker)) => {
                // One of them is wrong; it is more likely the one that there is a table of already.
                let kind = if self.place(header).is_some() { marker } else { header };
                report.add(
                    TABLE_MARKER,
                    line,
                    format!("header and marker of the table differ; it is read as {}", kind.name()),
                );
                kind
            }
            (Some(header), None) => {
                report.add(
                    TABLE_NO_MARKER,
                    line,
                    "no marker such as `{.im-table #request}` follows the table; its rows are read",
                );
                header
            }
            (None, Some(marker)) => {
                report.add(
                    TABLE_NO_HEADER,
                    line,
                    format!("the table has no header that is known; by its marker it is read as {}", marker.name()),
                );
                marker
            }
            (None, None) => {
                report.add(
                    TABLE_NO_HEADER,
                    line,
                    "the table has neither a header that is known nor a marker; it is left out",
                );
                return;
            }
        };
        let place = self.place(kind);
        match place {
            None => *place = Some(Table { kind: Some(kind), ..table }),
            Some(known) => {
                let message =
                    format!("a second table of {} after line {}; its rows are added", kind.name(), known.line);
                known.rows.extend(table.rows);
                report.add(TABLE_TWICE, line, message);
            }
        }
    }

    fn place(&mut self, kind: Kind) -> &mut Option<Table> {
        match kind {
            Kind::Request => &mut self.section.request,
            Kind::Response => &mut self.section.response,
        }
    }

    fn close(mut self, report: &mut Report<'_>) -> Section {
        self.settle(None, report);
        let section = &mut self.section;
        if section.response.is_none() {
            section.links = self.early_links;
        }
        for (table, what, instead) in [
            (&section.request, "request", "the operation has no parameters but those of its path"),
            (&section.response, "response", "any JSON may be answered"),
        ] {
            if table.is_none() {
                report.add(TABLE_MISSING, section.line, format!("there is no {what} table; {instead}"));
            }
        }
        self.section
    }
}

impl Table {
    /// The line of a row.
    pub(crate) fn line_of(row: &Row) -> usize {
        match row {
            Row::Parameter(parameter) => parameter.line,
            Row::Line { line } | Row::Note { line, .. } | Row::Lost { line, .. } => *line,
        }
    }
}
