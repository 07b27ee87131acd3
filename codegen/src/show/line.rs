//! A diagnostic as one line.

use super::{Lookup, clean};
use crate::diagnostic::Diagnostic;

/// `spec/api.yaml:12:5: error[code]: message (help: …)`, without a line break whatever the document holds.
pub fn one_line(diagnostic: &Diagnostic, lookup: &Lookup<'_>) -> String {
    let Diagnostic { severity, code, message, .. } = diagnostic;
    let mut line = format!("{}: {severity}[{code}]: {}", lookup.spot(diagnostic), clean(message));
    if let Some(help) = &diagnostic.help {
        line.push_str(&format!(" (help: {})", clean(help)));
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Diagnostics, Position, code};
    use crate::load::Document;
    use crate::pointer::Pointer;
    use std::path::Path;

    #[test]
    fn a_node_is_shown_with_its_line() {
        let document = Document::new("api.yaml", "openapi: 3.0.3\npaths:\n  /pets: 1\n", serde_json::Value::Null);
        let mut diagnostics = Diagnostics::default();
        let pointer = Pointer::root().child("paths").child("/pets");
        diagnostics.warning(code::SCHEMA_NOT, &pointer, "one\ntwo").help("do\nthis");
        let shown = one_line(diagnostics.iter().next().unwrap(), &Lookup::new(&document.file, Some(&document)));
        assert_eq!(shown, "api.yaml:3:3: warning[schema/unsupported-not]: one two (help: do this)");
    }

    #[test]
    fn a_file_without_a_text_is_shown_by_its_name() {
        let file = Path::new("no/such\nfile.yaml");
        let mut diagnostics = Diagnostics::default();
        diagnostics.error(code::DOCUMENT_SYNTAX, &Pointer::root(), "a");
        diagnostics.file_error(code::DOCUMENT_SYNTAX, file, Some(Position { line: 2, column: 9 }), "b");
        let lookup = Lookup::new(file, None);
        let shown: Vec<String> = diagnostics.iter().map(|diagnostic| one_line(diagnostic, &lookup)).collect();
        assert_eq!(shown[0], "no/such file.yaml: error[document/syntax]: a");
        assert_eq!(shown[1], "no/such file.yaml:2:9: error[document/syntax]: b");
    }
}
