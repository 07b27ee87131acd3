//! How many findings there were.

use crate::diagnostic::{Diagnostics, Severity};

/// `2 errors, 1 warning, 3 warnings silenced`; none where there was nothing to say.
pub fn summary(diagnostics: &Diagnostics) -> Option<String> {
    let mut counts: Vec<String> = [Severity::Error, Severity::Warning]
        .into_iter()
        .map(|severity| (diagnostics.count(severity), severity))
        .filter(|(count, _)| *count > 0)
        .map(|(count, severity)| counted(count, &severity.to_string()))
        .collect();
    match diagnostics.silenced().len() {
        0 => {}
        silenced => counts.push(format!("{} silenced", counted(silenced, "warning"))),
    }
    (!counts.is_empty()).then(|| counts.join(", "))
}

/// `1 model`, `2 models`.
pub fn counted(count: usize, noun: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{count} {noun}{plural}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::code;
    use crate::pointer::Pointer;

    #[test]
    fn one_is_singular_and_none_is_left_out() {
        let mut diagnostics = Diagnostics::default();
        assert_eq!(summary(&diagnostics), None);
        diagnostics.warning(code::SCHEMA_NOT, &Pointer::root(), "");
        assert_eq!(summary(&diagnostics).unwrap(), "1 warning");
        diagnostics.error(code::SCHEMA_NOT, &Pointer::root(), "");
        diagnostics.error(code::SCHEMA_NOT, &Pointer::root(), "");
        assert_eq!(summary(&diagnostics).unwrap(), "2 errors, 1 warning");
    }
}
