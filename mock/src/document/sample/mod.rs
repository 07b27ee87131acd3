//! Values made from schemas.

mod array;
mod given;
mod number;
mod object;
mod shape;
mod text;

use serde_json::{Value, json};

use super::check::{Checker, Direction};
use super::dice::Dice;
use super::tree::Tree;
use shape::Shape;

pub(super) use text::bytes;

/// From this depth on, optional members are left out and arrays are as short as they may be.
const FULL_DEPTH: usize = 6;
/// Likewise once so many values were made.
const FULL_VALUES: usize = 3_000;
/// From here on nothing is made at all: what demands more cannot be answered in full.
const MAX_DEPTH: usize = 64;
const MAX_VALUES: usize = 50_000;

/// Makes values that fit schemas.
pub(super) struct Sampler<'d> {
    tree: Tree<'d>,
    direction: Direction,
    dice: Dice,
    /// How many values were begun.
    values: usize,
    /// The schemas that the values around the present one are made from: one met again is a recursion.
    around: Vec<&'d Value>,
    depth: usize,
}

impl<'d> Sampler<'d> {
    pub(super) fn new(tree: Tree<'d>, direction: Direction, dice: Dice) -> Self {
        Self { tree, direction, dice, values: 0, around: Vec::new(), depth: 0 }
    }

    /// A value of `schema`; an empty object where the schema demands something without an end. `name` says what the
    /// value is, for texts that are made up.
    pub(super) fn sample(&mut self, schema: &'d Value, name: &str) -> Value {
        self.value(&[schema], name).unwrap_or_else(|| json!({}))
    }

    /// The dice, for choices beside the schema.
    pub(super) fn dice(&mut self) -> &mut Dice {
        &mut self.dice
    }

    /// A value that fits all of `schemas`. `None` where there is none, or where making it would not come to an end.
    fn value(&mut self, schemas: &[&'d Value], name: &str) -> Option<Value> {
        if !self.may_go_on() {
            return None;
        }
        let shape = Shape::of(self.tree, schemas, &self.around)?;
        self.settle(shape, name)
    }

    /// Decides the unions of a shape, one after the other, and makes the value.
    fn settle(&mut self, mut shape: Shape<'d>, name: &str) -> Option<Value> {
        if let Some(given) = self.given(&shape) {
            return Some(given);
        }
        let Some(union) = shape.next_union() else { return self.finish(&shape, name) };
        let first = self.dice.index(union.branches.len());
        let (later, sooner) = union.branches.split_at(first);
        sooner.iter().chain(later).find_map(|branch| {
            let shape = shape.with_branch(self.tree, &union, branch, &self.around)?;
            if self.may_go_on() { self.settle(shape, name) } else { None }
        })
    }

    /// Makes the value of a shape without unions.
    fn finish(&mut self, shape: &Shape<'d>, name: &str) -> Option<Value> {
        let outside = self.around.len();
        self.around.extend(&shape.parts);
        self.depth += 1;
        let value = match shape.kind() {
            "object" => self.object(shape),
            "array" => self.array(shape, name),
            "string" => Some(Value::from(text::text(shape, name, &mut self.dice))),
            "integer" => Some(number::integer(shape, &mut self.dice)),
            "number" => Some(number::number(shape, &mut self.dice)),
            "boolean" => Some(Value::from(self.dice.below(2) == 1)),
            "null" => Some(Value::Null),
            _ => Some(json!({})),
        };
        self.depth -= 1;
        self.around.truncate(outside);
        value
    }

    fn may_go_on(&mut self) -> bool {
        self.values += 1;
        self.values <= MAX_VALUES && self.depth < MAX_DEPTH
    }

    /// Whether optional members and array entries are still made.
    fn is_generous(&self) -> bool {
        self.depth <= FULL_DEPTH && self.values <= FULL_VALUES
    }

    fn checker(&self) -> Checker<'d> {
        Checker::new(self.tree, self.direction)
    }
}
