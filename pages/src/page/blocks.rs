//! Lines as blocks.

use super::{Attributes, Fence, Method, Report, Table, fence, links, table};

/// A block of a page.
pub(super) enum Block {
    /// `## Text {#anchor}`.
    Heading { text: String, anchor: String },
    /// `::: warning :beginner: {.im-redesigned}`; the classes.
    Notice { classes: Vec<String> },
    /// Samples of a call.
    Fence(Fence),
    /// Rows.
    Table(Table),
    /// `{.im-table #request}`; the id.
    Marker(String),
    /// `参阅 …`; the addresses.
    Reference(Vec<String>),
    /// A paragraph outside of containers.
    Paragraph(String),
}

/// The blocks from the line `start` on, each with its line counted from 1.
pub(super) fn read(lines: &[&str], start: usize, report: &mut Report<'_>) -> Vec<(usize, Block)> {
    let mut reader = Reader { lines, index: start, open: None, groups: 0, blocks: Vec::new() };
    while reader.index < lines.len() {
        reader.step(report);
    }
    reader.blocks
}

/// Whether a line begins a block that no sample can hold.
pub(super) fn ends_open_fence(line: &str) -> bool {
    let line = line.trim();
    line == ":::" || table::header(line).is_some() || heading(line).is_some_and(|(_, anchor)| !anchor.is_empty())
}

struct Reader<'a> {
    lines: &'a [&'a str],
    index: usize,
    /// The name of the container that is open.
    open: Option<String>,
    /// How many code groups there were in this operation.
    groups: usize,
    blocks: Vec<(usize, Block)>,
}

impl Reader<'_> {
    fn step(&mut self, report: &mut Report<'_>) {
        let Some(line) = self.lines.get(self.index).copied() else { return };
        let (number, trimmed) = (self.index + 1, line.trim());
        if fence::mark(line).is_some()
            && let Some((fence, after)) = fence::read(self.lines, self.index, self.groups.saturating_sub(1), report)
        {
            self.blocks.push((number, Block::Fence(fence)));
            self.index = after.max(number);
            return;
        }
        if trimmed.starts_with('|') {
            // A code group that was never closed ends here.
            self.open = None;
            let (table, after) = table::read(self.lines, self.index, report);
            self.blocks.push((number, Block::Table(table)));
            self.index = after;
            return;
        }
        self.index += 1;
        if trimmed.is_empty() {
        } else if let Some((text, anchor)) = self.heading(trimmed) {
            self.open = None;
            self.groups = 0;
            self.blocks.push((number, Block::Heading { text, anchor }));
        } else if trimmed.starts_with(":::") {
            self.container(trimmed.trim_start_matches(':').trim(), number);
        } else if let Some(id) = marker(trimmed) {
            self.blocks.push((number, Block::Marker(id)));
        } else if self.open.is_none() {
            self.text(trimmed, number);
        }
    }

    /// A heading; within a container only one with an anchor counts, as the container ends nothing but itself.
    fn heading(&self, line: &str) -> Option<(String, String)> {
        heading(line).filter(|(_, anchor)| self.open.is_none() || !anchor.is_empty())
    }

    fn container(&mut self, text: &str, number: usize) {
        if text.is_empty() {
            self.open = None;
            return;
        }
        let (text, attributes) = Attributes::split(text);
        let kind = text.split_whitespace().next().unwrap_or_default();
        self.groups += usize::from(kind == "code-group");
        self.open = Some(kind.to_owned());
        let classes = attributes.list.into_iter().map(|(name, _)| name).collect();
        self.blocks.push((number, Block::Notice { classes }));
    }

    fn text(&mut self, trimmed: &str, number: usize) {
        if !links::begins(trimmed) {
            self.paragraph(trimmed, number);
            return;
        }
        let mut found = links::of(trimmed);
        while let Some(line) = self.lines.get(self.index).filter(|line| is_text(line)) {
            found.extend(links::of(line));
            self.index += 1;
        }
        while let Some(line) = self.lines.get(self.index).filter(|line| line.trim().is_empty() || links::goes_on(line))
        {
            found.extend(links::of(line));
            self.index += 1;
        }
        self.blocks.push((number, Block::Reference(found)));
    }

    /// Lines that follow one another are one paragraph.
    fn paragraph(&mut self, first: &str, number: usize) {
        let mut text = first.to_owned();
        while let Some(line) = self.lines.get(self.index).filter(|line| is_text(line)) {
            text.push('\n');
            text.push_str(line.trim());
            self.index += 1;
        }
        self.blocks.push((number, Block::Paragraph(text)));
    }
}

fn is_text(line: &str) -> bool {
    let line = line.trim();
    !(line.is_empty() || line.starts_with(['#', '|', '`', '~']) || line.starts_with(":::") || marker(line).is_some())
}

/// The text and the anchor of a heading.
fn heading(line: &str) -> Option<(String, String)> {
    let text = line.trim_start_matches('#');
    let level = line.len() - text.len();
    if !(1..=6).contains(&level) {
        return None;
    }
    // The braces of `{{ $frontmatter.title }}` are none of an anchor.
    let Some((before, after)) = text.rsplit_once("{#") else {
        return text.starts_with(char::is_whitespace).then(|| (text.trim().to_owned(), String::new()));
    };
    let anchor = after.split(['}', ' ']).next().unwrap_or_default();
    Some((before.trim().to_owned(), anchor.to_owned()))
}

/// The id of a marker line.
fn marker(line: &str) -> Option<String> {
    if !line.starts_with('{') || line.starts_with("{{") {
        return None;
    }
    let (_, attributes) = Attributes::split(line);
    let id = attributes.list.iter().find_map(|(name, _)| name.strip_prefix('#'));
    attributes.has(".im-table").then(|| id.unwrap_or_default().to_owned())
}

/// Whether an anchor could have been meant as a method.
pub(super) fn looks_like_method(anchor: &str) -> bool {
    let lower = anchor.to_ascii_lowercase();
    Method::of(&lower).is_some() || ["head", "options", "trace", "connect"].contains(&lower.as_str())
}
