//! Whether text fits a schema: parameters and forms carry no JSON.

use serde_json::Value;

use super::value::Checker;
use super::violation::Fit;

/// Checks text that stands for a string, a number or a boolean, whichever the schema wants.
pub(super) fn check<'d>(checker: &Checker<'d>, schema: &'d Value, text: &str) -> Fit {
    let as_string = Value::from(text);
    let Err(wrong) = checker.check(schema, &as_string, "") else { return Ok(()) };
    let Some(scalar) = scalar(text) else { return Err(wrong) };
    match checker.check(schema, &scalar, "") {
        Ok(()) => Ok(()),
        // The reading whose type was right says more.
        Err(wrong_scalar) if wrong.of_type && !wrong_scalar.of_type => Err(wrong_scalar),
        Err(_) => Err(wrong),
    }
}

/// The number or boolean that is written so.
fn scalar(text: &str) -> Option<Value> {
    serde_json::from_str(text).ok().filter(|value: &Value| value.is_number() || value.is_boolean())
}
