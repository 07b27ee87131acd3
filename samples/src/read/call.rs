//! The one call of a sample.

use crate::php::{Step, Value};
use crate::sample::Mode;

const VERBS: [&str; 6] = ["get", "post", "put", "patch", "delete", "head"];

/// The call, and what it is given.
pub struct Call<'v> {
    /// What stands before the verb.
    pub steps: &'v [Step],
    /// The method in capital letters.
    pub method: String,
    /// Whether it waits.
    pub mode: Mode,
    /// What it is given.
    pub options: Option<&'v Value>,
}

/// The call, if the value is one.
pub fn of(value: &Value) -> Option<Call<'_>> {
    let Value::Chain(root, steps) = value else { return None };
    if root != "instance" {
        return None;
    }
    steps.iter().enumerate().find_map(|(at, step)| {
        let Step::Call(name, arguments) = step else { return None };
        let (verb, mode) = match name.strip_suffix("Async") {
            Some(verb) => (verb, Mode::Async),
            None => (name.as_str(), Mode::Sync),
        };
        let is_verb = VERBS.contains(&verb);
        is_verb.then(|| Call {
            steps: &steps[..at],
            method: verb.to_ascii_uppercase(),
            mode,
            options: arguments.first(),
        })
    })
}
