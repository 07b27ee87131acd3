//! Limits of values: lengths, ranges and counts that a document sets, as data, and one walk that checks them.
//!
//! Reading is tolerant and checks none of them; nothing is checked before it is sent, but by [`Validate::validate`].

mod exact;
mod pattern;
mod rules;
mod violation;
mod walk;

#[cfg(test)]
mod tests;

use std::collections::HashMap;
use std::sync::OnceLock;

use crate::model::{Tree, from_json};
use crate::{Encode, Writer};
use rules::Rules;

pub use violation::{Violation, Violations};

/// A value whose document sets limits to it or to what it holds.
pub trait Validate: Encode {
    /// Checks the value and all that it holds.
    ///
    /// # Errors
    /// Everything that breaks a limit, each with its JSON pointer.
    fn validate(&self) -> Result<(), Violations>;
}

impl<T: Validate> Validate for [T] {
    fn validate(&self) -> Result<(), Violations> {
        let all = self.iter().enumerate().filter_map(|(index, item)| Some((index, item.validate().err()?)));
        Violations::of(all.flat_map(|(index, found)| found.below(index)).collect())
    }
}

impl<T: Validate> Validate for Vec<T> {
    fn validate(&self) -> Result<(), Violations> {
        self.as_slice().validate()
    }
}

/// The limits of all models of a client. Generated code holds them as text, which costs no time to compile; it is read
/// when something is validated for the first time.
#[derive(Debug)]
pub struct ValueLimits {
    text: &'static str,
    read: OnceLock<Option<HashMap<String, Rules>>>,
}

impl ValueLimits {
    /// The limits that `text` says, an object with a member for each model.
    #[must_use]
    pub const fn new(text: &'static str) -> Self {
        Self { text, read: OnceLock::new() }
    }

    /// Checks `value` as the model `name`.
    ///
    /// # Errors
    /// Everything that breaks a limit.
    pub fn check<T: Encode + ?Sized>(&self, name: &str, value: &T) -> Result<(), Violations> {
        let rules = self.read.get_or_init(|| rules::read(self.text));
        let Some(rules) = rules else {
            return Violations::of(vec![Violation::whole("has limits that cannot be read")]);
        };
        // Sensitive texts are in clear here. They stay: no violation shows a text.
        let mut writer = Writer::new();
        value.encode(&mut writer);
        let json = match writer.into_looks() {
            Ok(json) => json,
            Err(error) => return Violations::of(vec![Violation::at(error.pointer(), "type", error.problem())]),
        };
        match from_json::<Tree>(&json) {
            Ok(tree) => Violations::of(walk::check(rules, name, &tree)),
            Err(_) => Violations::of(vec![Violation::whole("holds objects inside one another too deep to be read")]),
        }
    }
}

/// Implements [`Validate`] for models that `limits`, a static [`ValueLimits`], knows by their names.
#[macro_export]
macro_rules! limited {
    ($limits:ident: $($model:ident),+ $(,)?) => {$(
        impl $crate::Validate for $model {
            #[inline]
            fn validate(&self) -> ::core::result::Result<(), $crate::Violations> {
                $limits.check(::core::stringify!($model), self)
            }
        }
    )+};
}
