//! Reading and writing instances of models, to see that nothing is lost.

use super::{Decode, Encode, Json, Map, from_json, to_json};

/// Makes a test that reads instances of models, writes them, and does so once more: the JSON must stay the same, but for
/// the order of members and how a number is written.
///
/// The first argument is JSON, an object that has a list of instances for each model by name; then follow the module of
/// the models and their names. The generator emits it beside a crate.
#[macro_export]
macro_rules! round_trips {
    ($instances:expr, $models:ident: $($model:ident),* $(,)?) => {
        #[test]
        fn models_are_written_as_they_were_read() {
            let failures = $crate::__private::round_trips(
                $instances,
                &[$((::core::stringify!($model), $crate::__private::again::<$models::$model>)),*],
            );
            ::core::assert!(failures.is_empty(), "{} failures\n{}", failures.len(), failures.join("\n"));
        }
    };
}

/// Reads a model and writes it again.
pub type Again = fn(&[u8]) -> Result<Vec<u8>, String>;

/// What is written of what was read.
///
/// # Errors
/// Why it could not be read or written.
pub fn again<T: Decode + Encode>(text: &[u8]) -> Result<Vec<u8>, String> {
    let value: T = from_json(text).map_err(|error| format!("is not read: {error}"))?;
    to_json(&value).map_err(|error| format!("is not written: {error}"))
}

/// What goes wrong with the instances of the models in `table`, one text for each.
#[must_use]
pub fn round_trips(instances: &[u8], table: &[(&str, Again)]) -> Vec<String> {
    let instances: Map<Vec<Json>> = match from_json(instances) {
        Ok(instances) => instances,
        Err(error) => return vec![format!("the instances are not read: {error}")],
    };
    let mut failures = Vec::new();
    for (name, again) in table {
        let listed = instances.get(*name).into_iter().flatten();
        failures.extend(listed.filter_map(|instance| Some(format!("{name} {}", check(*again, instance).err()?))));
    }
    failures
}

fn check(again: Again, instance: &Json) -> Result<(), String> {
    let mut text = to_json(instance).map_err(|error| error.to_string())?;
    for time in ["", " the second time"] {
        let shown = |text: &[u8]| String::from_utf8_lossy(text).into_owned();
        let written = again(&text).map_err(|error| format!("{error}{time}\n    {}", shown(&text)))?;
        if !from_json(&written).is_ok_and(|written| same(instance, &written)) {
            return Err(format!("is written otherwise{time}\n    {}\n    {}", shown(&text), shown(&written)));
        }
        text = written;
    }
    Ok(())
}

/// Whether two values are the same: numbers by value, members in any order.
fn same(one: &Json, other: &Json) -> bool {
    match (one, other) {
        (Json::Number(_), Json::Number(_)) => {
            let whole = |number: &Json| number.as_i64().map(i128::from).or(number.as_u64().map(i128::from));
            match (whole(one), whole(other)) {
                (Some(one), Some(other)) => one == other,
                _ => one.as_f64() == other.as_f64(),
            }
        }
        (Json::Array(one), Json::Array(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| same(one, other))
        }
        (Json::Object(one), Json::Object(other)) => {
            one.len() == other.len()
                && one.iter().all(|(name, value)| other.get(name).is_some_and(|other| same(value, other)))
        }
        _ => one == other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_lost_or_not_read_is_told() {
        let instances = br#"{"Text": ["a", 1], "Half": [0.5], "Whole": [[1, 2.0]]}"#;
        let lossy: Again = |_| Ok(b"0".to_vec());
        let table =
            [("Text", again::<String> as Again), ("Half", lossy), ("Whole", again::<Vec<f64>>), ("Other", lossy)];
        let failures = round_trips(instances, &table);
        assert_eq!(failures.len(), 2, "{failures:?}");
        assert!(failures[0].starts_with("Text is not read: "), "{failures:?}");
        assert_eq!(failures[1], "Half is written otherwise\n    0.5\n    0");
        assert_eq!(round_trips(b"[", &table).len(), 1);
    }
}
