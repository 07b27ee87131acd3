//! Pages in a folder of their own, and what an import makes of them.
#![allow(dead_code, reason = "each test program uses a part of it")]

use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;
use wechatpay_pages::{Error, Finding, Imported, Options, import};

/// Pages, and where their documents go.
pub struct Site {
    folder: TempDir,
}

impl Site {
    pub fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    /// A site of one page.
    pub fn of(page: &str, text: &str) -> Self {
        let site = Self::new();
        site.page(page, text);
        site
    }

    pub fn pages(&self) -> PathBuf {
        self.folder.path().join("pages")
    }

    pub fn out(&self) -> PathBuf {
        self.folder.path().join("out")
    }

    /// Writes `openapi/v3/….md`.
    pub fn page(&self, page: &str, text: impl AsRef<[u8]>) -> PathBuf {
        let file = self.pages().join("openapi/v3").join(format!("{page}.md"));
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(&file, text).unwrap();
        file
    }

    pub fn try_import(&self, options: &Options) -> Result<Imported, Error> {
        import(&self.pages(), &self.out(), options, |_| {})
    }

    pub fn import(&self) -> Imported {
        self.try_import(&Options::default()).unwrap()
    }

    /// A document, as plain values.
    pub fn document(&self, product: &str) -> Value {
        document(&self.out().join(format!("{product}.yaml")))
    }
}

/// A document, as plain values.
pub fn document(file: &Path) -> Value {
    serde_yaml::from_str(&fs::read_to_string(file).unwrap()).unwrap()
}

/// The codes and lines of findings.
pub fn said(findings: &[Finding]) -> Vec<(&str, usize)> {
    findings.iter().map(|finding| (finding.code, finding.line)).collect()
}

/// The value that a path of keys leads to, references followed.
pub fn at<'a>(document: &'a Value, keys: &[&str]) -> &'a Value {
    keys.iter().fold(document, |value, key| {
        let value = follow(document, value);
        value
            .get(key)
            .or_else(|| value.get(key.parse::<usize>().ok()?))
            .unwrap_or_else(|| panic!("no {key} in {value}"))
    })
}

/// What a value refers to, or the value itself.
pub fn follow<'a>(document: &'a Value, value: &'a Value) -> &'a Value {
    match value.get("$ref").and_then(Value::as_str) {
        Some(reference) => document.pointer(reference.trim_start_matches('#')).unwrap(),
        None => value,
    }
}

/// A page of one operation: rows of the request, rows of the answer.
pub fn page(method: &str, request: &[&str], answer: &[&str]) -> String {
    let request = request.join("\n");
    let answer = answer.join("\n");
    format!(
        "---\ntitle: 甲\ndescription: 乙\n---\n\n# {{{{ $frontmatter.title }}}} {{#{method}}}\n\n\
         {{{{ $frontmatter.description }}}}\n\n\
         | 请求参数 | 类型 {{.type}} | 描述 {{.desc}}\n| --- | --- | ---\n{request}\n\n{{.im-table #request}}\n\n\
         ::: code-group\n\n```php [异步纯链式]\n$instance->v3->a->{method}([]);\n```\n\n:::\n\n\
         | 返回字典 | 类型 {{.type}} | 描述 {{.desc}}\n| --- | --- | ---\n{answer}\n\n{{.im-table #response}}\n\n\
         参阅 [官方文档](https://docs.test/1)\n"
    )
}

/// The line of the first row of the request of [`page`].
pub const FIRST_ROW: usize = 12;
