//! The documents of the corpus, where it is at hand: every operation is answered, and what is made fits its schema.

use std::fs;
use std::path::{Path, PathBuf};

use http::{HeaderMap, Method};
use serde_json::Value;

use super::check::{Checker, Direction};
use super::dice::Dice;
use super::incoming::{Incoming, is_json};
use super::sample::Sampler;
use super::tree::{Tree, members};
use super::{Document, response};

/// What became of the operations of a document.
#[derive(Default)]
struct Count {
    answered: usize,
    refused: usize,
    /// Values that were made, and those of them that do not fit their schema.
    made: usize,
    unfit: Vec<String>,
}

#[test]
fn every_operation_of_the_corpus_is_answered() {
    let files = corpus();
    if files.is_empty() {
        println!("skipped: there is no folder ../shared/corpus beside the project");
        return;
    }
    let mut total = Count::default();
    for file in &files {
        let count = walk(&Document::open(file, 1).unwrap());
        println!(
            "{}: {} answered, {} of them refused for lack of parameters; {} of {} values do not fit",
            file.file_name().unwrap().display(),
            count.answered,
            count.refused,
            count.unfit.len(),
            count.made,
        );
        total.answered += count.answered;
        total.made += count.made;
        total.unfit.extend(count.unfit);
    }
    println!("{} documents, {} operations, {} values", files.len(), total.answered, total.made);
    for unfit in &total.unfit {
        println!("{unfit}");
    }
    assert!(total.unfit.is_empty(), "{} of {} values do not fit", total.unfit.len(), total.made);
}

fn corpus() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/corpus");
    let entries = fs::read_dir(folder).into_iter().flatten();
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    files.retain(|file| file.extension().is_some_and(|extension| extension != "tsv"));
    files.sort();
    files
}

fn walk(document: &Document) -> Count {
    let tree = Tree::new(&document.root);
    let mut count = Count::default();
    let headers = HeaderMap::new();
    for endpoint in document.endpoints.iter() {
        let method: Method = endpoint.method.to_ascii_uppercase().parse().unwrap();
        let target = target(&endpoint.path);
        let reply = document.answer(&method, &target, &headers, b"");
        let reply = reply.unwrap_or_else(|| panic!("{method} {target} is not answered"));
        count.answered += 1;
        count.refused += usize::from(reply.status.is_client_error());
        let operation = endpoint.operation(tree).unwrap();
        let incoming = Incoming { method: &method, target: &target, headers: &headers, body: b"" };
        response::of(tree, operation, incoming, document.dice(incoming), None);
        let place = format!("{method} {target}");
        for schema in schemas(tree, operation.get("requestBody")) {
            count.make(tree, schema, Direction::Request, &place);
        }
        for (_, response) in members(operation.get("responses")) {
            for schema in schemas(tree, Some(response)) {
                count.make(tree, schema, Direction::Response, &place);
            }
        }
    }
    count
}

impl Count {
    fn make<'d>(&mut self, tree: Tree<'d>, schema: &'d Value, direction: Direction, place: &str) {
        let value = Sampler::new(tree, direction, Dice::new(1, &[])).sample(schema, "");
        self.made += 1;
        if let Err(violation) = Checker::new(tree, direction).check(schema, &value, "") {
            self.unfit.push(format!("{place} {direction:?}: {violation:?}"));
        }
    }
}

fn target(path: &str) -> String {
    let mut target = String::new();
    let mut rest = path.split(['?', '#']).next().unwrap();
    while let Some((before, after)) = rest.split_once('{') {
        target += &before.replace(' ', "%20");
        target.push('1');
        rest = after.split_once('}').map_or("", |(_, rest)| rest);
    }
    target + rest
}

/// The schemas of the JSON in a request body or a response.
fn schemas<'d>(tree: Tree<'d>, owner: Option<&'d Value>) -> Vec<&'d Value> {
    let content = owner.and_then(|owner| tree.member(owner, "content"));
    members(content)
        .filter(|(media_type, _)| is_json(media_type))
        .filter_map(|(_, media)| media.get("schema"))
        .collect()
}
