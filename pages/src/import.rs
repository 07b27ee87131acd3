//! An import from one end to the other.

use crate::document::{self, Component};
use crate::error::Error;
use crate::facts::{self, Operation};
use crate::finding::{Finding, Findings};
use crate::folder::{self, Written};
use crate::names::{self, FILE, Given, NameMap};
use crate::page::Page;
use crate::walk;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// What an import does beside the usual.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Only these products; the documents of others stay as they are. None for all.
    pub products: Vec<String>,
    /// Titles and descriptions of the pages as well, for one's own use.
    pub with_text: bool,
}

/// How far an import has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// So many pages were found.
    Found(usize),
    /// One more page was read.
    Read,
}

/// What an import did.
#[derive(Debug)]
pub struct Imported {
    /// How many pages were read.
    pub pages: usize,
    /// How many of them only lead to another one.
    pub redirects: usize,
    /// How many other Markdown files there were.
    pub others: usize,
    /// How many operations are in the documents that were written.
    pub operations: usize,
    /// The products whose documents were written.
    pub products: Vec<String>,
    /// What was done in the folder.
    pub written: Written,
    /// The names that were given now.
    pub given: Vec<Given>,
    /// What there is to say about the pages, by file and line.
    pub findings: Vec<Finding>,
}

/// Reads the pages below a folder and all that they say.
///
/// # Errors
///
/// The folder is not there.
pub fn read(
    pages: &Path,
    findings: &mut Findings,
    mut progress: impl FnMut(Step),
) -> Result<(Vec<Page>, usize), Error> {
    let walked = walk::walk(pages, findings)?;
    progress(Step::Found(walked.pages.len()));
    let mut read = Vec::with_capacity(walked.pages.len());
    for found in &walked.pages {
        if let Some(text) = walk::read(&found.file, findings) {
            read.push(Page::parse(found, &text, findings));
        }
        progress(Step::Read);
    }
    Ok((read, walked.others))
}

/// Reads the pages below a folder and writes OpenAPI documents into another, one for each product.
///
/// # Errors
///
/// There are no pages, the name map cannot be used, or the folder cannot be written. Nothing was changed then.
pub fn import(pages: &Path, out: &Path, options: &Options, progress: impl FnMut(Step)) -> Result<Imported, Error> {
    let mut findings = Findings::default();
    let (read, others) = read(pages, &mut findings, progress)?;
    let operations = facts::operations(&read, &mut findings);
    if operations.is_empty() {
        return Err(Error::NoPages(pages.to_owned()));
    }
    let products = products(&operations, options)?;
    let lock = folder::open(out)?;
    let map_file = out.join(FILE);
    let before = name_map(&map_file)?;
    let mut map = before.clone();
    let components: Vec<Vec<Component>> = operations.iter().map(document::components).collect();
    let mut given = names::name(&operations, &components, &mut map, &mut findings);
    let wanted = |operation: &Operation| products.contains(&operation.product);
    // Names are chosen among all pages, but only those of the products that are written come into the map.
    let others_keys: BTreeSet<String> =
        operations.iter().filter(|operation| !wanted(operation)).map(names::key).collect();
    map.operations.retain(|key, _| !others_keys.contains(key) || before.operations.contains_key(key));
    for key in &others_keys {
        match before.schemas.get(key) {
            Some(places) => map.schemas.insert(key.clone(), places.clone()),
            None => map.schemas.remove(key),
        };
    }
    given.retain(|given| !others_keys.iter().any(|key| is_about(&given.what, key)));
    let mut files = BTreeMap::from([(PathBuf::from(FILE), map.text(&format!("{}: the name map.", folder::MARK)))]);
    for product in &products {
        let own: Vec<&Operation> = operations.iter().filter(|operation| operation.product == *product).collect();
        files.insert(file_of(product), text_of(product, &own, &map, options.with_text));
    }
    let keeps = |path: &Path| !options.products.is_empty() && !products.iter().any(|product| file_of(product) == path);
    let written = folder::write(&lock, out, &files, keeps)?;
    Ok(Imported {
        pages: read.len(),
        redirects: read.iter().filter(|page| page.front.redirect).count(),
        others,
        operations: operations.iter().filter(|operation| wanted(operation)).count(),
        products: products.into_iter().collect(),
        written,
        given,
        findings: findings.into_sorted(),
    })
}

fn is_about(what: &str, key: &str) -> bool {
    what.strip_prefix(key).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
}

fn file_of(product: &str) -> PathBuf {
    PathBuf::from(format!("{product}.yaml"))
}

fn text_of(product: &str, operations: &[&Operation], map: &NameMap, with_text: bool) -> String {
    let head = format!(
        "{} from the reference pages of WeChat Pay APIv3.\n# Import again rather than edit it. Names are in {FILE}.\n\n",
        folder::MARK
    );
    head + &document::document(product, operations, map, with_text).print()
}

/// The products that are to be written.
fn products(operations: &[Operation], options: &Options) -> Result<BTreeSet<String>, Error> {
    let all: BTreeSet<String> = operations.iter().map(|operation| operation.product.clone()).collect();
    if options.products.is_empty() {
        return Ok(all);
    }
    for name in &options.products {
        if !all.contains(name) {
            let near = all.iter().find(|known| known.contains(name.as_str()) || name.contains(known.as_str()));
            return Err(Error::UnknownProduct { name: name.clone(), near: near.cloned() });
        }
    }
    Ok(options.products.iter().cloned().collect())
}

fn name_map(file: &Path) -> Result<NameMap, Error> {
    match fs::read_to_string(file) {
        Ok(text) => NameMap::parse(&text, file),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(NameMap::default()),
        Err(source) => Err(Error::io("reading the name map", file)(source)),
    }
}
