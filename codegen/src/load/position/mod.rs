//! Where a node stands in the text: looked up when a diagnostic is shown, so that a run without any pays nothing.

mod json;
mod yaml;

use crate::diagnostic::Position;
use crate::pointer::Pointer;

const START: Position = Position { line: 1, column: 1 };

/// The positions of all nodes of a document: a member stands where its key stands.
#[derive(Debug, Default)]
pub struct Positions {
    nodes: Vec<Node>,
    /// The nodes that are open while the text goes by, with how many items each has had.
    open: Vec<(usize, usize)>,
}

#[derive(Debug)]
struct Node {
    step: Step,
    position: Position,
    /// The last node inside of this one.
    last: Option<usize>,
    /// The node before this one, in the same collection.
    before: Option<usize>,
}

#[derive(Debug, PartialEq, Eq)]
enum Step {
    Root,
    Member(Box<str>),
    Item(usize),
}

impl Positions {
    /// Finds every node of `text`; from a syntax error on, none.
    pub fn of(text: &str) -> Self {
        json::positions(text).unwrap_or_else(|| yaml::positions(text))
    }

    /// The position of `pointer`; of the nearest node around it where the text has no such node.
    pub fn find(&self, pointer: &Pointer) -> Position {
        let Some(mut here) = self.nodes.first() else { return START };
        for token in pointer.tokens() {
            match self.inside(here, &token) {
                Some(inner) => here = inner,
                None => break,
            }
        }
        here.position
    }

    /// The member or item of this name; of several, the last one, which is the one that counts.
    fn inside(&self, node: &Node, token: &str) -> Option<&Node> {
        let index = token.parse::<usize>();
        let mut next = node.last;
        while let Some(inner) = next.and_then(|inner| self.nodes.get(inner)) {
            let is_it = match &inner.step {
                Step::Root => false,
                Step::Member(name) => **name == *token,
                Step::Item(item) => index.as_ref().is_ok_and(|index| index == item),
            };
            if is_it {
                return Some(inner);
            }
            next = inner.before;
        }
        None
    }

    /// A member of the innermost open node.
    fn member(&mut self, name: &str, position: Position) -> usize {
        self.add(Step::Member(name.into()), position)
    }

    /// The next item of the innermost open node, or the root.
    fn item(&mut self, position: Position) -> usize {
        let step = match self.open.last_mut() {
            None => Step::Root,
            Some((_, items)) => {
                *items += 1;
                Step::Item(*items - 1)
            }
        };
        self.add(step, position)
    }

    fn add(&mut self, step: Step, position: Position) -> usize {
        let number = self.nodes.len();
        let holder = self.open.last().map(|(holder, _)| *holder);
        let holder = holder.and_then(|holder| self.nodes.get_mut(holder));
        let before = holder.and_then(|holder| holder.last.replace(number));
        self.nodes.push(Node { step, position, last: None, before });
        number
    }

    fn enter(&mut self, node: usize) {
        self.open.push((node, 0));
    }

    fn leave(&mut self) {
        self.open.pop();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn find(text: &str, pointer: &str) -> (usize, usize) {
        let position = Positions::of(text).find(&Pointer::parse(pointer).unwrap());
        (position.line, position.column)
    }

    #[test]
    fn a_member_stands_where_its_key_stands() {
        let text =
            "openapi: 3.0.3\npaths:\n  /pets:\n    get:\n      tags: [a, b]\n      parameters:\n        - name: x\n";
        assert_eq!(find(text, "/openapi"), (1, 1));
        assert_eq!(find(text, "/paths/~1pets/get"), (4, 5));
        assert_eq!(find(text, "/paths/~1pets/get/tags/1"), (5, 17));
        assert_eq!(find(text, "/paths/~1pets/get/parameters/0/name"), (7, 11));
    }

    #[test]
    fn a_missing_node_stands_where_the_one_around_it_stands() {
        assert_eq!(find("a:\n  b: 1\n", "/a/x/y"), (1, 1));
        assert_eq!(find("a:\n  b: 1\n", "/a/b/c"), (2, 3));
    }

    #[test]
    fn json_is_found_as_well() {
        let text = "{\n  \"a\": {\"b\": [1, {\"会\": \"\\\"}\", \"卡\": -1.5e3}, []], \"\\u0061/~\": null}\n}\n";
        assert_eq!(find(text, ""), (1, 1));
        assert_eq!(find(text, "/a/b/0"), (2, 15));
        assert_eq!(find(text, "/a/b/1"), (2, 18));
        assert_eq!(find(text, "/a/b/1/卡"), (2, 31));
        assert_eq!(find(text, "/a/b/2"), (2, 45));
        assert_eq!(find(text, "/a/a~1~0"), (2, 50));
        assert_eq!(find("{\"a\": 1, \"a\": 2}", "/a"), (1, 10));
    }

    #[test]
    fn what_is_almost_json_is_read_as_yaml() {
        assert_eq!(find("{\n\"a\": 1,\n\"b\": x,\n}", "/b"), (3, 1));
        assert_eq!(find("[[[[", "/0/0/0"), (1, 4));
        for text in ["", "{", "[1 2]", "{\"a\"", "\"\\", "{\"a\": \"\\u00", "}", "{]", "{\"a\":}"] {
            assert!(Positions::of(text).find(&Pointer::root()).line > 0);
        }
    }

    #[test]
    fn lines_that_are_mended_keep_their_columns() {
        let text = "a:\n  b: {\n \"x\": 1,\n\"y\": 2\n}\n  c: 1\n";
        assert_eq!((find(text, "/a/b/x"), find(text, "/a/b/y"), find(text, "/a/c")), ((3, 2), (4, 1), (6, 3)));
    }
}
