//! Changes as JSON, for programs. Members are added, and never renamed or removed.

use crate::diff::effect::Level;
use crate::diff::{Change, Item};
use serde_json::{Value, json};

/// One object for each change, and how many there are of each weight.
pub fn data(changes: &[Change]) -> Value {
    let breaking = changes.iter().filter(|change| change.is_breaking()).count();
    json!({
        "changes": changes.iter().map(change).collect::<Vec<_>>(),
        "count": changes.len(),
        "breaking": breaking,
    })
}

fn change(change: &Change) -> Value {
    json!({
        "code": change.entry.code,
        "title": change.entry.title,
        "subject": change.subject,
        "place": change.place,
        "detail": change.detail,
        "old": change.old,
        "new": change.new,
        "breaking": change.is_breaking(),
        "wire": {"requests": level(change.wire.requests), "answers": level(change.wire.answers)},
        "rust": {"effect": change.rust().to_string(), "items": change.items.iter().map(item).collect::<Vec<_>>()},
        "behaviour": {"effect": change.behaviour.to_string(), "says": change.behaves},
        "help": change.entry.help,
    })
}

fn item(item: &Item) -> Value {
    json!({"path": item.path, "effect": item.effect.to_string(), "how": item.how})
}

fn level(level: Level) -> &'static str {
    match level {
        Level::None => "none",
        Level::Compatible => "compatible",
        Level::Breaking => "breaking",
    }
}
