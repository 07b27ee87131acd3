//! A second reading of pages, naive on purpose and of nothing but lines, against the documents of an import. The pages are
//! those beside this file and, where the environment variable `WECHATPAY_PAGES` names a folder, those in it.

mod common;

use common::follow;
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use wechatpay_pages::{Options, import};

/// What both readings say of an operation: one line for each fact.
type Facts = BTreeMap<String, Vec<String>>;

#[test]
fn documents_say_what_our_pages_say() {
    compare(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pages"), 14);
}

#[test]
fn documents_say_what_the_pages_at_hand_say() {
    match std::env::var_os("WECHATPAY_PAGES") {
        Some(folder) => compare(Path::new(&folder), 1),
        None => eprintln!("skipped: WECHATPAY_PAGES names no folder of pages"),
    }
}

fn compare(pages: &Path, least: usize) {
    let out = tempfile::tempdir().unwrap();
    import(pages, out.path(), &Options::default(), |_| {}).unwrap();
    let mut written = Facts::new();
    files(out.path(), "yaml").iter().for_each(|file| of_document(&common::document(file), &mut written));
    let mut read = Facts::new();
    for file in files(pages, "md") {
        let name = file.strip_prefix(pages).unwrap().to_str().unwrap().to_owned();
        if let Some(start) = name.find("openapi/v3/") {
            of_page(&name[start + "openapi".len()..], &fs::read_to_string(&file).unwrap(), &mut read);
        }
    }
    assert!(read.len() >= least, "only {} operations were read", read.len());
    let (nodes, operations) = (read.values().map(Vec::len).sum::<usize>(), read.len());
    eprintln!("{}: {operations} operations, {nodes} facts", pages.display());
    for (operation, facts) in &read {
        assert_eq!(Some(facts), written.get(operation), "{operation}");
    }
    assert_eq!(read.keys().collect::<Vec<_>>(), written.keys().collect::<Vec<_>>());
}

fn files(folder: &Path, extension: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path, extension));
        } else if path.extension().is_some_and(|end| end == extension) {
            found.push(path);
        }
    }
    found.sort();
    found
}

// The pages.

fn of_page(name: &str, text: &str, facts: &mut Facts) {
    let path = name.trim_end_matches(".md");
    let path = if path.ends_with("/index") { path.trim_end_matches("index") } else { path };
    let (mut fence, mut code, mut lines): (bool, String, Vec<String>) = (false, String::new(), Vec::new());
    let mut method: Option<&str> = None;
    for line in text.lines().chain(["# end"]) {
        if line.starts_with("```") {
            fence = !fence;
        } else if fence {
            code.push_str(line);
        } else if line.starts_with('#') {
            if let Some(method) = method {
                facts.insert(format!("{method} {path}"), of_operation(path, &lines, &code));
            }
            (lines, code) = (Vec::new(), String::new());
            method =
                ["get", "post", "put", "patch", "delete"].into_iter().find(|m| line.ends_with(&format!("{{#{m}}}")));
        } else {
            lines.push(line.to_owned());
        }
    }
}

fn of_operation(path: &str, lines: &[String], code: &str) -> Vec<String> {
    let mut facts = Vec::new();
    let request = rows(lines, "请求参数");
    let answer = rows(lines, "返回字典");
    let header = lines.iter().position(|line| line.contains("返回字典")).unwrap();
    if lines[..header].iter().any(|line| line.contains("im-deprecated") || line.contains("im-redesigned")) {
        facts.push("deprecated".to_owned());
    }
    let links =
        lines[header..].iter().flat_map(|line| line.split("](").skip(1).map(|rest| rest.split(')').next().unwrap()));
    facts.extend(links.map(|link| format!("link {link}")));
    of_rows(&request, "request", &mut facts);
    variables(path, &request, &mut facts);
    match answer.first() {
        Some(row) if row.cells[0].contains("空字符串") => {
            facts.push(format!("answer {} ", if code.contains("=== 202") { 202 } else { 204 }));
        }
        Some(row) if row.cells[0].contains("文件流") => {
            let text = &row.cells[0];
            let media = if text.contains("PDF") {
                "application/pdf"
            } else if text.contains("图片") {
                "image/*"
            } else {
                "application/octet-stream"
            };
            facts.push(format!("answer 200 {media} unsigned"));
        }
        _ => {
            facts.push("answer 200 application/json".to_owned());
            of_rows(&answer, "answer", &mut facts);
        }
    }
    facts.sort();
    facts
}

struct Row {
    cells: Vec<String>,
}

impl Row {
    fn name(&self) -> String {
        self.cells[0].split('{').next().unwrap().replace(' ', "")
    }

    fn depth(&self) -> usize {
        let rest = self.cells[0].split("data-indent=").nth(1).unwrap_or("0");
        rest.trim_end_matches(|c: char| !c.is_ascii_digit()).parse().unwrap()
    }

    fn is_line(&self) -> bool {
        self.cells[0].contains("im-table-line")
    }

    fn is_json(&self) -> bool {
        self.cells[1].contains("json_encode ")
            || self.cells[1].contains("json_encode}")
            || self.cells[1].contains("by-json_encode")
    }
}

fn rows(lines: &[String], header: &str) -> Vec<Row> {
    let start = lines.iter().position(|line| line.starts_with(&format!("| {header}"))).unwrap();
    let rows = lines[start + 2..].iter().take_while(|line| line.starts_with('|'));
    let cells = |line: &String| {
        line[1..].replace("\\|", "\u{1}").split('|').map(|cell| cell.trim().replace('\u{1}', "|")).collect()
    };
    rows.map(|line| Row { cells: cells(line) }).collect()
}

fn of_rows(rows: &[Row], table: &str, facts: &mut Vec<String>) {
    let mut way: Vec<String> = Vec::new();
    for (index, row) in rows.iter().enumerate() {
        if row.is_line() {
            continue;
        }
        way.truncate(row.depth());
        way.push(row.name());
        let root = if table == "request" { way[0].as_str() } else { "answer" };
        if way.len() == 1 && table == "request" {
            top(row, facts);
            continue;
        }
        let json =
            row.is_json() || rows.get(index + 1).is_some_and(Row::is_line) || (root == "body" && row.name() == "meta");
        let has_children =
            rows[index + 1..].iter().find(|row| !row.is_line()).is_some_and(|next| next.depth() > row.depth());
        let written = row.cells[1].split('{').next().unwrap().trim();
        let binary = root == "body" && way.len() == 2 && written == "object" && !has_children;
        let skip = usize::from(table == "request");
        facts.push(line(root, &way[skip..].join("/"), if binary { "binary" } else { written }, row, json));
    }
}

fn line(root: &str, place: &str, kind: &str, row: &Row, json: bool) -> String {
    let (values, default) = words(&row.cells[2]);
    let encrypted = match &row.cells[1] {
        cell if !cell.contains("data-encrypted") => "",
        cell if cell.contains("商户API") => "merchant",
        _ => "wechatpay",
    };
    let required = row.cells[0].contains("data-required");
    format!(
        "{root} {place} {kind} required={required} json={json} encrypted={encrypted} values={values:?} default={default:?}"
    )
}

/// Rows at the top of a request: only what says something by itself.
fn top(row: &Row, facts: &mut Vec<String>) {
    let required = row.cells[0].contains("data-required");
    match row.name().as_str() {
        "json" | "body" => facts.push(format!("{} required={required}", row.name())),
        "base_uri" => {
            for url in row.cells[2].split('`').skip(1).step_by(2) {
                facts.push(format!("server {} required={required}", url.trim_end_matches('/')));
            }
        }
        _ => {}
    }
}

/// Each variable of the path with the type of the row that is about it.
fn variables(path: &str, rows: &[Row], facts: &mut Vec<String>) {
    let names: Vec<&str> = path.split('{').skip(1).map(|rest| rest.split('}').next().unwrap()).collect();
    let top: Vec<&Row> = rows.iter().filter(|row| !row.is_line() && row.depth() == 0).collect();
    let others = top.iter().filter(|row| {
        !["json", "query", "headers", "body", "base_uri"].contains(&row.name().as_str())
            && !names.contains(&row.name().as_str())
    });
    let mut others = others.copied();
    for name in &names {
        let own = top.iter().find(|row| row.name() == **name).copied().or_else(|| others.next());
        let listed = || {
            ["query", "json"].iter().find_map(|container| {
                let start = rows.iter().position(|row| row.name() == *container && row.depth() == 0)?;
                rows[start + 1..]
                    .iter()
                    .take_while(|row| row.is_line() || row.depth() > 0)
                    .find(|row| !row.is_line() && row.depth() == 1 && row.name() == **name)
            })
        };
        let fact = match own.or_else(listed) {
            Some(row) => {
                let (values, default) = words(&row.cells[2]);
                let kind = row.cells[1].split('{').next().unwrap().trim();
                format!("path {name} {kind} required=true json=false encrypted= values={values:?} default={default:?}")
            }
            None => format!("path {name} string required=true json=false encrypted= values=[] default=None"),
        };
        facts.push(fact);
    }
}

/// The values and the default, read forwards: odd pieces between back quotes are values.
fn words(text: &str) -> (Vec<String>, Option<String>) {
    let pieces: Vec<&str> = text.split('`').collect();
    let (mut run, mut values): (Vec<String>, Vec<String>) = (Vec::new(), Vec::new());
    let mut default = None;
    for index in (1..pieces.len()).step_by(2) {
        let (before, value, after) =
            (pieces[index - 1], pieces[index].to_owned(), pieces.get(index + 1).unwrap_or(&""));
        if before.trim() != "|" {
            run.clear();
        }
        if before.ends_with("默认为") {
            default.get_or_insert(value.clone());
        }
        if before.ends_with("固定为") {
            values = vec![value.clone()];
        }
        if !run.contains(&value) {
            run.push(value);
        }
        if after.trim_start().starts_with("枚举值") {
            values.clone_from(&run);
        }
    }
    (values, default)
}

// The documents.

fn of_document(document: &Value, facts: &mut Facts) {
    for (path, item) in document["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap() {
            facts.insert(format!("{method} {path}"), of_written(document, operation));
        }
    }
}

fn of_written(document: &Value, operation: &Value) -> Vec<String> {
    let mut facts = Vec::new();
    if operation["deprecated"] == true {
        facts.push("deprecated".to_owned());
    }
    let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
    facts.extend(list(&operation["x-sources"]).iter().map(|link| format!("link {}", link.as_str().unwrap())));
    for server in list(&operation["servers"]) {
        facts.push(format!("server {} required={}", server["url"].as_str().unwrap(), server["x-required"] == true));
    }
    for parameter in list(&operation["parameters"]) {
        let root = match parameter["in"].as_str().unwrap() {
            "header" => "headers",
            other => other,
        };
        let name = parameter["name"].as_str().unwrap();
        of_schema(document, &parameter["schema"], root, name, parameter["required"] == true, &mut facts);
    }
    if let Some(body) = operation.get("requestBody") {
        let (media, content) = body["content"].as_object().unwrap().iter().next().unwrap();
        let root = if media == "application/json" { "json" } else { "body" };
        facts.push(format!("{root} required={}", body["required"] == true));
        members(document, &content["schema"], root, "", &mut facts);
    }
    let (status, answer) =
        operation["responses"].as_object().unwrap().iter().find(|(status, _)| *status != "default").unwrap();
    match answer.get("content").map(|content| content.as_object().unwrap().iter().next().unwrap()) {
        None => facts.push(format!("answer {status} ")),
        Some((media, content)) if media == "application/json" => {
            facts.push(format!("answer {status} {media}"));
            members(document, &content["schema"], "answer", "", &mut facts);
        }
        Some((media, _)) => {
            let unsigned = if answer["x-unsigned"] == true { "unsigned" } else { "signed" };
            facts.push(format!("answer {status} {media} {unsigned}"));
        }
    }
    facts.sort();
    facts
}

fn members(document: &Value, schema: &Value, root: &str, place: &str, facts: &mut Vec<String>) {
    let schema = follow(document, schema);
    let Some(properties) = schema.get("properties").and_then(Value::as_object) else { return };
    let required = schema["required"].as_array().cloned().unwrap_or_default();
    for (name, property) in properties {
        let place = if place.is_empty() { name.clone() } else { format!("{place}/{name}") };
        of_schema(document, property, root, &place, required.contains(&Value::from(name.as_str())), facts);
    }
}

fn of_schema(document: &Value, schema: &Value, root: &str, place: &str, required: bool, facts: &mut Vec<String>) {
    let mut schema = follow(document, schema);
    let mut brackets = String::new();
    while schema["type"] == "array" {
        brackets.push_str("[]");
        schema = follow(document, &schema["items"]);
    }
    let kind = if schema["format"] == "binary" { "binary" } else { schema["type"].as_str().unwrap() };
    let text = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    let values: Vec<String> = schema["enum"].as_array().iter().flat_map(|values| values.iter().map(text)).collect();
    let default = schema.get("default").map(text);
    let json = schema.get("x-json-schema");
    let encrypted = schema["x-encrypted"].as_str().unwrap_or_default();
    facts.push(format!(
        "{root} {place} {kind}{brackets} required={required} json={} encrypted={encrypted} values={values:?} default={default:?}",
        json.is_some()
    ));
    members(document, json.unwrap_or(schema), root, place, facts);
}
