//! Findings as a log of SARIF 2.1.0, which code hosts and editors read.

use super::Finding;
use crate::diagnostic::catalogue::{self, Entry};
use serde_json::{Value, json};
use std::fmt::Write;

const SCHEMA: &str = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// The log of one run with these findings, whose rules are those of the catalogue that were met.
pub fn sarif(findings: &[Finding]) -> Value {
    let rules: Vec<&Entry> =
        catalogue::entries().filter(|entry| findings.iter().any(|finding| finding.code == entry.code)).collect();
    let results: Vec<Value> = findings.iter().map(|finding| result(finding, &rules)).collect();
    let failed = findings.iter().any(|finding| finding.severity == "error");
    json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {
                "name": env!("CARGO_PKG_NAME"),
                "version": env!("CARGO_PKG_VERSION"),
                "informationUri": env!("CARGO_PKG_REPOSITORY"),
                "rules": rules.iter().copied().map(rule).collect::<Vec<_>>(),
            }},
            "columnKind": "unicodeCodePoints",
            "invocations": [{"executionSuccessful": !failed}],
            "results": results,
        }],
    })
}

fn rule(entry: &Entry) -> Value {
    json!({
        "id": entry.code,
        "shortDescription": {"text": entry.title},
        "fullDescription": {"text": format!("{} {}", entry.title, entry.does)},
        "help": {"text": format!("{}\n\n{}", entry.mend, entry.shown())},
    })
}

fn result(finding: &Finding, rules: &[&Entry]) -> Value {
    let text = match &finding.help {
        Some(help) => format!("{}\n{help}", finding.message),
        None => finding.message.clone(),
    };
    let mut physical = json!({"artifactLocation": {"uri": uri(&finding.file)}});
    if let (Some(line), Some(column)) = (finding.line, finding.column) {
        physical["region"] = json!({"startLine": line, "startColumn": column});
    }
    let mut location = json!({"physicalLocation": physical});
    if let Some(pointer) = &finding.pointer {
        location["logicalLocations"] = json!([{"fullyQualifiedName": pointer}]);
    }
    let mut result = json!({
        "ruleId": finding.code,
        "level": finding.severity,
        "message": {"text": text},
        "locations": [location],
    });
    if let Some(index) = rules.iter().position(|rule| rule.code == finding.code) {
        result["ruleIndex"] = index.into();
    }
    result
}

/// A path as a reference that RFC 3986 knows: relative as it was named, or with the scheme `file`.
fn uri(path: &str) -> String {
    let path = path.replace('\\', "/");
    let mut uri = match (path.starts_with('/'), path.contains(':')) {
        (true, _) => "file://".to_owned(),
        // What stands before a colon in the first segment would be read as a scheme.
        (false, true) => "./".to_owned(),
        (false, false) => String::new(),
    };
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => uri.push(char::from(byte)),
            b'/' | b'-' | b'.' | b'_' | b'~' => uri.push(char::from(byte)),
            other => drop(write!(uri, "%{other:02X}")),
        }
    }
    uri
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Diagnostics, Position, code};
    use crate::pointer::Pointer;
    use crate::show::Lookup;
    use std::path::Path;

    fn log() -> Value {
        let mut diagnostics = Diagnostics::default();
        let pets = Pointer::root().child("paths").child("/pets");
        diagnostics.warning(code::SCHEMA_NOT, &pets, "one").help("two");
        diagnostics.file_error(
            code::DOCUMENT_SYNTAX,
            Path::new("a b.yaml"),
            Some(Position { line: 2, column: 3 }),
            "x",
        );
        diagnostics.file_error(code::FILE_UNREADABLE, Path::new("/tmp/é.yaml"), None, "y");
        let lookup = Lookup::new(Path::new("no-such.yaml"), None);
        sarif(&diagnostics.iter().map(|diagnostic| Finding::of(diagnostic, &lookup)).collect::<Vec<_>>())
    }

    /// What the schema of SARIF 2.1.0 requires of each object that is written.
    #[test]
    fn a_log_has_the_members_that_its_schema_requires() {
        let log = log();
        assert_eq!(log["version"], "2.1.0");
        let run = &log["runs"][0];
        let driver = &run["tool"]["driver"];
        assert!(driver["name"].is_string() && driver["informationUri"].as_str().unwrap().starts_with("https://"));
        let rules = driver["rules"].as_array().unwrap();
        let results = run["results"].as_array().unwrap();
        assert_eq!((rules.len(), results.len()), (3, 3));
        assert!(run["invocations"][0]["executionSuccessful"].is_boolean());
        for rule in rules {
            assert!(rule["id"].is_string());
            for text in ["shortDescription", "fullDescription", "help"] {
                assert!(!rule[text]["text"].as_str().unwrap().is_empty());
            }
        }
        for result in results {
            assert!(!result["message"]["text"].as_str().unwrap().is_empty());
            assert!(["error", "warning"].contains(&result["level"].as_str().unwrap()));
            let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
            assert_eq!(rules[index]["id"], result["ruleId"]);
        }
    }

    #[test]
    fn places_are_references_lines_and_pointers() {
        let log = log();
        let location = |index: usize| &log["runs"][0]["results"][index]["locations"][0];
        assert_eq!(location(0)["logicalLocations"][0]["fullyQualifiedName"], "/paths/~1pets");
        assert_eq!(location(0)["physicalLocation"]["artifactLocation"]["uri"], "no-such.yaml");
        assert_eq!(location(1)["physicalLocation"]["artifactLocation"]["uri"], "a%20b.yaml");
        assert_eq!(location(1)["physicalLocation"]["region"], json!({"startLine": 2, "startColumn": 3}));
        assert_eq!(location(2)["physicalLocation"]["artifactLocation"]["uri"], "file:///tmp/%C3%A9.yaml");
        assert!(location(2)["physicalLocation"].get("region").is_none());
        assert_eq!(uri("c:x.yaml"), "./c%3Ax.yaml");
    }
}
