//! What is said of values beside their types: formats, limits, constants, `null`.

use super::Walk;
use super::schemas::Facts;
use super::site::Site;
use crate::diff::catalogue::{Entry, schemas as kinds};
use crate::diff::origin::Origin;
use serde_json::Value;

impl Walk<'_> {
    pub(super) fn facts(&mut self, old: &Facts, new: &Facts, site: &Site) {
        let mut marks: Vec<(&'static Entry, String)> = Vec::new();
        let shown = |format: &Option<String>| format.as_deref().unwrap_or("none").to_owned();
        if old.is_text && new.is_text && old.format != new.format {
            marks.push((&kinds::FORMAT, format!("`{}` was `{}`", shown(&new.format), shown(&old.format))));
        }
        match (old.nullable, new.nullable) {
            (false, true) => marks.push((&kinds::NULL_ADDED, String::new())),
            (true, false) => marks.push((&kinds::NULL_REMOVED, String::new())),
            _ => {}
        }
        match (old.deprecated, new.deprecated) {
            (false, true) => marks.push((&kinds::DEPRECATED, String::new())),
            (true, false) => marks.push((&kinds::RESTORED, String::new())),
            _ => {}
        }
        match (&old.constant, &new.constant) {
            (None, Some(value)) => marks.push((&kinds::CONSTANT_ADDED, format!("`{value}`"))),
            (Some(value), None) => marks.push((&kinds::CONSTANT_REMOVED, format!("was `{value}`"))),
            (Some(was), Some(is)) if was != is => marks.push((&kinds::CONSTANT_CHANGED, format!("`{is}` was `{was}`"))),
            _ => {}
        }
        if old.default != new.default {
            let shown = |value: &Option<Value>| value.as_ref().map_or("none".to_owned(), |value| format!("`{value}`"));
            marks.push((&kinds::DEFAULT, format!("{} was {}", shown(&new.default), shown(&old.default))));
        }
        for (entry, detail) in marks {
            self.note(entry, site, detail).of_old(site.old.clone()).of_new(site.new.clone());
        }
        self.limits(old, new, site);
        let (was, is) = (&old.words, &new.words);
        self.text(&kinds::TEXT, site, &was.each_ref().map(Option::as_deref), &is.each_ref().map(Option::as_deref));
    }

    fn limits(&mut self, old: &Facts, new: &Facts, site: &Site) {
        let mut keywords: Vec<&String> = old.rules.keys().chain(new.rules.keys()).collect();
        keywords.sort();
        keywords.dedup();
        for keyword in keywords {
            let (was, is) = (old.rules.get(keyword), new.rules.get(keyword));
            if was == is {
                continue;
            }
            let entry = match (was, is) {
                (None, _) => &kinds::LIMIT_TIGHTENED,
                (_, None) => &kinds::LIMIT_LOOSENED,
                (Some(was), Some(is)) => match takes_less(keyword, was, is) {
                    Some(true) => &kinds::LIMIT_TIGHTENED,
                    Some(false) => &kinds::LIMIT_LOOSENED,
                    None => &kinds::LIMIT_CHANGED,
                },
            };
            let shown = |value: Option<&Value>| value.map_or("none".to_owned(), |value| format!("`{value}`"));
            let of = |facts: &Facts| facts.of.iter().map(|id| Origin::Limits(*id)).collect::<Vec<_>>();
            self.note(entry, site, format!("{keyword}: {} was {}", shown(is), shown(was)))
                .of_old(of(old))
                .of_new(of(new));
        }
    }
}

/// Whether the second limit takes fewer values than the first; none where neither holds the other.
fn takes_less(keyword: &str, was: &Value, is: &Value) -> Option<bool> {
    let (was, is) = (was.as_f64()?, is.as_f64()?);
    match keyword {
        _ if keyword.starts_with("min") || keyword == "exclusiveMinimum" => Some(is > was),
        _ if keyword.starts_with("max") || keyword == "exclusiveMaximum" => Some(is < was),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_limit_is_wider_or_narrower_or_neither() {
        let less = |keyword: &str, was: Value, is: Value| takes_less(keyword, &was, &is);
        assert_eq!(less("maxLength", json!(8), json!(4)), Some(true));
        assert_eq!(less("maxLength", json!(8), json!(16)), Some(false));
        assert_eq!(less("exclusiveMinimum", json!(0), json!(1)), Some(true));
        assert_eq!(less("pattern", json!("a"), json!("b")), None);
        assert_eq!(less("multipleOf", json!(2), json!(4)), None);
    }
}
