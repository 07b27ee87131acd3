//! A diagnostic with the source line that it is about.

use super::excerpt::Excerpt;
use super::{Lookup, Spot, clean};
use crate::diagnostic::{Diagnostic, Place, Position, Severity};
use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Origin, Renderer, Snippet, Title};

/// Shows `diagnostic` as rustc does: what, where, the line with the key underlined, and what to do.
///
/// The text holds colours; write it to a stream that strips them where they are not wanted.
pub fn snippet(diagnostic: &Diagnostic, lookup: &Lookup<'_>) -> String {
    let spot = lookup.spot(diagnostic);
    match excerpt(spot, lookup) {
        Some((position, excerpt)) => {
            let shown = render(title(diagnostic).element(source(spot, position.line, &excerpt)), diagnostic);
            with_true_column(shown, position, &excerpt)
        }
        None => render(title(diagnostic).element(origin(spot)), diagnostic),
    }
}

fn title(diagnostic: &Diagnostic) -> Title<'static> {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    level.primary_title(clean(&diagnostic.message)).id(diagnostic.code)
}

fn render(group: Group<'_>, diagnostic: &Diagnostic) -> String {
    Renderer::styled().render(&[with_footer(group, diagnostic)])
}

fn origin(spot: Spot<'_>) -> Origin<'static> {
    let origin = Origin::path(file(spot));
    match spot.position {
        Some(position) => origin.line(position.line).char_column(position.column),
        None => origin,
    }
}

fn file(spot: Spot<'_>) -> String {
    clean(&spot.file.display().to_string())
}

fn excerpt(spot: Spot<'_>, lookup: &Lookup<'_>) -> Option<(Position, Excerpt)> {
    let position = spot.position?;
    let line = lookup.source_line(spot)?;
    Some((position, Excerpt::of(&line, position.column)))
}

fn source(spot: Spot<'_>, line: usize, excerpt: &Excerpt) -> Snippet<'static, Annotation<'static>> {
    let underlined = AnnotationKind::Primary.span(excerpt.underlined.clone());
    Snippet::source(excerpt.text.clone()).line_start(line).path(file(spot)).annotation(underlined)
}

/// The renderer counts the column in what it is given, which for a cut line is not the column in the file.
fn with_true_column(shown: String, position: Position, excerpt: &Excerpt) -> String {
    let counted = Position { line: position.line, column: excerpt.column() };
    match counted == position {
        true => shown,
        false => shown.replacen(&format!(":{counted}"), &format!(":{position}"), 1),
    }
}

fn with_footer<'a>(mut group: Group<'a>, diagnostic: &Diagnostic) -> Group<'a> {
    if let Place::Node(pointer) = &diagnostic.place
        && !pointer.as_str().is_empty()
    {
        group = group.element(Level::NOTE.message(format!("at {}", clean(pointer.as_str()))));
    }
    if diagnostic.denied {
        group = group.element(Level::NOTE.message("a warning by itself, and denied here"));
    }
    if let Some(help) = &diagnostic.help {
        group = group.element(Level::HELP.message(clean(help)));
    }
    group
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Diagnostics, code};
    use crate::load::Document;
    use crate::pointer::Pointer;
    use std::path::Path;

    fn document(text: &str) -> Document {
        Document::new("spec/api.yaml", text, serde_json::Value::Null)
    }

    fn plain(diagnostics: &Diagnostics, document: &Document) -> String {
        let shown = snippet(diagnostics.iter().next().unwrap(), &Lookup::new(&document.file, Some(document)));
        anstream::adapter::strip_str(&shown).to_string()
    }

    fn at(text: &str, line: usize, column: usize) -> String {
        let document = document(text);
        let mut diagnostics = Diagnostics::default();
        let position = Some(Position { line, column });
        diagnostics.file_error(code::DOCUMENT_SYNTAX, &document.file, position, "message").help("help");
        plain(&diagnostics, &document)
    }

    #[test]
    fn a_node_is_shown_as_rustc_would() {
        let document = document("openapi: 3.0.3\r\npaths:\r\n  /pets/{id}:\r\n    get: {}\r\n");
        let mut diagnostics = Diagnostics::default();
        let pointer = Pointer::root().child("paths").child("/pets/{id}");
        diagnostics.error(code::PATH_UNDECLARED, &pointer, "the variable `id`\nhas no parameter").help("declare it");
        let expected = "\
error[path/undeclared-variable]: the variable `id` has no parameter
 --> spec/api.yaml:3:3
  |
3 |   /pets/{id}:
  |   ^^^^^^^^^^
  |
  = note: at /paths/~1pets~1{id}
  = help: declare it";
        assert_eq!(plain(&diagnostics, &document), expected);
    }

    #[test]
    fn no_span_panics() {
        let texts =
            ["", "\t\ta: [\u{1b}[31m", "会员卡: 有效\r\nx", "a\n\n\nb", "\u{200d}e\u{301}\u{202e}x", "a\rb\r\n\r\n"];
        for text in texts {
            for (line, column) in
                [(0, 0), (1, 1), (1, 4), (1, 500), (2, 2), (3, 1), (900, 900), (usize::MAX, usize::MAX)]
            {
                let shown = at(text, line, column);
                assert!(shown.contains("error[document/syntax]: message"), "{shown}");
                assert!(shown.contains("help: help"), "{shown}");
                assert!(!shown.contains('\u{1b}') && !shown.contains('\u{202e}'), "{shown:?}");
            }
        }
    }

    #[test]
    fn a_minified_document_does_not_flood_the_screen() {
        let text = format!("{{\"a\":\"{}\",\"key\":1}}", "x".repeat(1_000_000));
        let shown = at(&text, 1, 1_000_010);
        assert!(shown.len() < 1_000, "{}", shown.len());
        assert!(shown.contains("spec/api.yaml:1:1000010"), "{shown}");
        assert!(shown.contains("\"key\":1}"), "{shown}");
    }

    #[test]
    fn a_file_that_is_gone_has_no_snippet() {
        let mut diagnostics = Diagnostics::default();
        diagnostics.file_error(code::FILE_UNREADABLE, Path::new("gone.yaml"), None, "it cannot be read");
        let shown = plain(&diagnostics, &document(""));
        assert_eq!(shown, "error[file/unreadable]: it cannot be read\n--> gone.yaml");
    }
}
