//! Which findings fail a run, and which are not shown: `deny` and `allow`.

use super::{Diagnostic, Severity, catalogue};
use crate::near;
use serde::Deserialize;
use std::fmt;
use std::str::FromStr;

/// Stands for all codes.
const ALL: &str = "warnings";

/// Findings that are allowed unless `deny` names them more exactly than by `warnings`: they are there by intention.
const QUIET: [&str; 1] = [super::code::DOCUMENT_REPEATED];

/// Names findings: one code (`schema/unsupported-not`), all of a subject (`schema/`), or all there are (`warnings`).
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(try_from = "String")]
pub struct Pattern(String);

impl Pattern {
    /// How exactly it names `code`; `None` where it does not.
    fn exactness(&self, code: &str) -> Option<usize> {
        match self.0.as_str() {
            ALL => Some(0),
            name if name == code || (name.ends_with('/') && code.starts_with(name)) => Some(name.len()),
            _ => None,
        }
    }
}

impl FromStr for Pattern {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let names = |code: &str| code == text || (text.ends_with('/') && code.starts_with(text));
        if text == ALL || catalogue::entries().any(|entry| names(entry.code)) {
            return Ok(Self(text.to_owned()));
        }
        let advice = match meant(text) {
            Some(code) => format!("did you mean `{code}`?"),
            None => format!("write a code such as `schema/unsupported-not`, a subject such as `schema/`, or `{ALL}`"),
        };
        Err(format!("`{text}` names no finding: {advice}"))
    }
}

/// What `wrong` was probably to name.
fn meant(wrong: &str) -> Option<String> {
    let subjects = catalogue::entries().filter_map(|entry| entry.code.split('/').next());
    match wrong.trim_end_matches('/') {
        finding if finding.contains('/') => catalogue::nearest(finding).map(str::to_owned),
        word => match near::nearest(word, subjects.chain([ALL]))? {
            ALL => Some(ALL.to_owned()),
            subject => Some(format!("{subject}/")),
        },
    }
}

impl TryFrom<String> for Pattern {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        text.parse()
    }
}

impl fmt::Display for Pattern {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// What becomes of warnings. Where two patterns name a code, the one that names it more exactly counts; where they are
/// one and the same, `deny` does.
#[derive(Debug, Clone, Copy, Default)]
pub struct Policy<'a> {
    /// These fail the run.
    pub deny: &'a [Pattern],
    /// These are counted and not shown.
    pub allow: &'a [Pattern],
}

/// What becomes of a finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verdict {
    /// It stays what it is.
    Stays,
    /// It fails the run.
    Denied,
    /// It is counted and not shown.
    Silenced,
}

impl Policy<'_> {
    /// Errors stay errors, whatever is allowed: with them nothing could be written that is right.
    pub(super) fn verdict(self, diagnostic: &Diagnostic) -> Verdict {
        if diagnostic.severity == Severity::Error {
            return Verdict::Stays;
        }
        let most_exact = |patterns: &[Pattern]| patterns.iter().filter_map(|it| it.exactness(diagnostic.code)).max();
        let quiet = |code: &str| QUIET.contains(&code).then_some(1);
        match (most_exact(self.deny), most_exact(self.allow).max(quiet(diagnostic.code))) {
            (None, None) => Verdict::Stays,
            (denied, allowed) if denied >= allowed => Verdict::Denied,
            _ => Verdict::Silenced,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Diagnostics, code};
    use crate::pointer::Pointer;

    fn patterns(list: &[&str]) -> Vec<Pattern> {
        list.iter().map(|text| text.parse().unwrap()).collect()
    }

    /// The errors, the warnings and the silenced ones of two warnings and an error.
    fn judged(deny: &[&str], allow: &[&str]) -> (Vec<&'static str>, Vec<&'static str>, usize) {
        let (deny, allow) = (patterns(deny), patterns(allow));
        let mut diagnostics = Diagnostics::default();
        diagnostics.warning(code::SCHEMA_NOT, &Pointer::root(), "");
        diagnostics.warning(code::PATH_UNUSED, &Pointer::root(), "");
        diagnostics.error(code::BODY_SENSITIVE, &Pointer::root(), "");
        // Twice, as the judgement is made after each stage that adds findings.
        for _ in 0..2 {
            diagnostics.judge(Policy { deny: &deny, allow: &allow });
        }
        let of = |severity| diagnostics.iter().filter(|it| it.severity == severity).map(|it| it.code).collect();
        (of(Severity::Error), of(Severity::Warning), diagnostics.silenced().len())
    }

    #[test]
    fn what_is_denied_is_an_error_and_what_is_allowed_is_counted() {
        let (not, unused, body) = (code::SCHEMA_NOT, code::PATH_UNUSED, code::BODY_SENSITIVE);
        assert_eq!(judged(&[], &[]), (vec![body], vec![not, unused], 0));
        assert_eq!(judged(&["warnings"], &[]), (vec![not, unused, body], vec![], 0));
        assert_eq!(judged(&["schema/"], &[]), (vec![not, body], vec![unused], 0));
        assert_eq!(judged(&["schema/unsupported-not"], &["schema/"]), (vec![not, body], vec![unused], 0));
        assert_eq!(judged(&["schema/"], &["schema/unsupported-not"]), (vec![body], vec![unused], 1));
        assert_eq!(judged(&["warnings"], &["path/"]), (vec![not, body], vec![], 1));
        assert_eq!(judged(&["schema/"], &["schema/"]), (vec![not, body], vec![unused], 0));
        assert_eq!(judged(&[], &["warnings"]), (vec![body], vec![], 2));
    }

    #[test]
    fn a_word_that_names_no_finding_is_refused() {
        for (wrong, meant) in [("warning", "warnings"), ("schema", "schema/"), ("schemas/", "schema/")] {
            let error = wrong.parse::<Pattern>().unwrap_err();
            assert!(error.contains(&format!("did you mean `{meant}`?")), "{error}");
        }
        assert!("schema/not".parse::<Pattern>().unwrap_err().contains("did you mean `schema/unsupported-not`?"));
        for wrong in ["", "/", "schemas/", "schema/unsupported-no"] {
            assert!(wrong.parse::<Pattern>().is_err(), "{wrong}");
        }
    }
}
