//! What there is to say about pages: where, under which stable code, and what became of the place.

use std::cmp::Ordering;
use std::path::{Path, PathBuf};

/// One thing that breaks the grammar, or that a reader should know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The stable name of the kind of finding, one of [`CODES`].
    pub code: &'static str,
    /// The page, as it was found.
    pub file: PathBuf,
    /// The line, counted from 1; 0 for the file as a whole.
    pub line: usize,
    /// What is wrong, and what became of it.
    pub message: String,
}

/// The findings of a run.
#[derive(Debug, Clone, Default)]
pub struct Findings {
    list: Vec<Finding>,
}

impl Findings {
    /// Records a finding.
    pub fn add(&mut self, code: &'static str, file: &Path, line: usize, message: impl Into<String>) {
        self.list.push(Finding { code, file: file.to_owned(), line, message: message.into() });
    }

    /// All of them, by file and line.
    pub fn into_sorted(mut self) -> Vec<Finding> {
        self.list.sort_by(order);
        self.list
    }
}

fn order(a: &Finding, b: &Finding) -> Ordering {
    (&a.file, a.line, a.code, &a.message).cmp(&(&b.file, b.line, b.code, &b.message))
}

macro_rules! codes {
    ($($constant:ident $code:literal $title:literal;)*) => {
        $(#[doc = $title] pub const $constant: &str = $code;)*
        /// Every code with what it means.
        pub const CODES: &[(&str, &str)] = &[$(($code, $title),)*];
    };
}

codes! {
    WALK_LINK_LOOP "walk/link-loop" "A symbolic link leads back to a folder above it; it is not followed.";
    WALK_UNREADABLE "walk/unreadable" "A file or folder cannot be read; it is left out.";
    WALK_TOO_LARGE "walk/too-large" "A page is larger than 2 MiB; it is left out.";
    WALK_NOT_UTF8 "walk/not-utf8" "A page or its name is not UTF-8; a page is read with U+FFFD in place of what is not.";
    PAGE_FRONT_MATTER "page/front-matter" "Front matter has no end; it ends at the first blank line.";
    PAGE_NO_OPERATION "page/no-operation" "A page documents no operation and leads to no other page.";
    PAGE_FENCE_OPEN "page/fence-open" "A code fence has no end; it ends at the next table, heading or fence.";
    PAGE_MISPLACED "page/misplaced" "A block stands where it belongs to no operation; it is left out.";
    PAGE_ANCHOR "page/anchor" "The anchor of a heading is no method that can be used; the operation is left out.";
    PAGE_OPERATION_TWICE "page/operation-twice" "An operation is documented twice; the first one counts.";
    PAGE_SAME_PATH "page/same-path" "Paths differ only in the names of variables; both operations are kept.";
    PAGE_PATH "page/path" "The path of a page cannot be a path of the service; the page is left out.";
    TABLE_NO_MARKER "table/no-marker" "A table has no marker line; its header tells what it is.";
    TABLE_MARKER "table/marker" "A marker line does not fit its table; the header of the table counts.";
    TABLE_NO_HEADER "table/no-header" "A table has no header that says what it is.";
    TABLE_NO_DASHES "table/no-dashes" "A table has no row of dashes; its rows are read.";
    TABLE_TWICE "table/twice" "An operation has a second table of a kind; its rows are read as more rows of the first.";
    TABLE_MISSING "table/missing" "An operation lacks a table.";
    TABLE_SPLIT "table/split" "A blank line stands inside a table; the rows after it are read as rows of it.";
    ROW_NO_PIPE "row/no-pipe" "A row does not open with a pipe; it is read as one.";
    ROW_CELLS "row/cells" "A row has more or fewer cells than three.";
    ROW_NAME "row/name" "A name is not one of the grammar; the row is left out with what stands below it.";
    ROW_ATTRIBUTE "row/attribute" "An attribute is not of the grammar; it is left out.";
    ROW_INDENT "row/indent" "A row is deeper than the rows before it allow; it is read as deep as possible.";
    ROW_TYPE "row/type" "A type is not one of the grammar.";
    ROW_PARENT "row/parent" "Rows stand below a row that can have none.";
    ROW_TWICE "row/twice" "A name stands twice in one place; the first row counts.";
    ROW_LINE "row/line" "A separator follows no row that it could be about.";
    ROW_NOTE "row/note" "A note in place of a row is none of those that are known.";
    ROW_PLACE "row/place" "A row is neither a container nor a variable of the path; it is left out.";
    ROW_CONTAINER "row/container" "A container is not as the grammar has it.";
    ROW_ENCRYPTED "row/encrypted" "An encryption mark does not say for whom, or stands where it should not.";
    ROW_SERVER "row/server" "`base_uri` names no server in back quotes.";
    WORDS_ENUM "words/enum" "Words about values do not go together; the first ones count.";
    WORDS_DAMAGED "words/damaged" "A value holds a character that could not be read; the fact is left out.";
    NAMES_CHANGED "names/changed" "A place shared its name with another, and now differs from it; it has a new name.";
}
