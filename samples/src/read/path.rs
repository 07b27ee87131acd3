//! The path of a call, however it is written.

use crate::php::{Step, Value};
use crate::sample::Style;

/// The path, and how it is written.
pub struct Path {
    /// With variables in braces, from a slash on.
    pub template: String,
    /// How it is written.
    pub style: Style,
}

/// The path of the steps before the verb.
pub fn of(steps: &[Step]) -> Result<Path, String> {
    let (mut segments, mut style) = (Vec::new(), Style::Chained);
    for step in steps {
        match step {
            Step::Property(name) => segments.push(segment(name)),
            Step::Call(name, arguments) if name == "chain" => {
                style = Style::Declared;
                segments.push(written(arguments.first())?);
            }
            Step::Index(index) => {
                style = Style::Indexed;
                segments.push(written(Some(index))?);
            }
            Step::Call(name, _) => return Err(format!("`{name}(…)` is not part of a path")),
        }
    }
    if segments.is_empty() {
        return Err("the call has no path".to_owned());
    }
    Ok(Path { template: format!("/{}", segments.join("/")), style })
}

fn written(path: Option<&Value>) -> Result<String, String> {
    let path = path.and_then(Value::text).ok_or("the path is no text")?;
    Ok(path.trim_start_matches('/').replace("{empty}", ""))
}

/// `fundApp` is `fund-app`, `_id_` is `{id}`, and `_empty_` is nothing.
fn segment(name: &str) -> String {
    if let Some(variable) = name.strip_prefix('_').and_then(|name| name.strip_suffix('_')) {
        return if variable == "empty" { String::new() } else { format!("{{{variable}}}") };
    }
    let mut segment = String::new();
    for character in name.chars() {
        if character.is_ascii_uppercase() {
            segment.push('-');
        }
        segment.push(character.to_ascii_lowercase());
    }
    segment
}
