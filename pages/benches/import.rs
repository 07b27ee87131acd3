//! How long an import of 1,000 pages takes: `cargo bench -p wechatpay-pages --bench import`, or with `-- FOLDER` to keep the
//! pages there, for a client of as many operations.
//!
//! The pages are of our own making: products, methods, depths and kinds of answer vary. Sizes are about those of the real
//! site: 26 rows, two enums and six samples a page, and an encrypted text on every third.

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;
use wechatpay_pages::{Options, import};

const PAGES: usize = 1_000;
const RUNS: usize = 5;
const METHODS: [&str; 4] = ["get", "post", "patch", "delete"];
const NOUNS: [&str; 8] = ["orders", "refunds", "cards", "contracts", "activities", "files", "stores", "bills"];
const VERBS: [&str; 6] = ["close", "query", "cancel", "confirm", "send", "unbind"];

fn main() {
    let given = std::env::args().skip(1).find(|argument| !argument.starts_with('-')).map(PathBuf::from);
    let own = tempfile::tempdir().expect("a temporary folder can be made");
    let folder = given.unwrap_or_else(|| own.path().join("pages"));
    for index in 0..PAGES {
        write(&folder, index);
    }
    let out = own.path().join("out");
    for run in 0..RUNS {
        fs::remove_dir_all(&out).ok();
        let fresh = timed(&folder, &out);
        let again = timed(&folder, &out);
        println!("run {run}: {fresh:.3} s for all, {again:.3} s where nothing changed");
    }
}

fn timed(folder: &Path, out: &Path) -> f64 {
    let start = Instant::now();
    let imported = import(folder, out, &Options::default(), |_| {}).expect("the pages can be imported");
    assert_eq!(imported.operations, PAGES);
    assert!(imported.findings.is_empty(), "{:?}", imported.findings.first());
    start.elapsed().as_secs_f64()
}

/// Writes one page; no two have the same path.
fn write(folder: &Path, index: usize) {
    let (noun, verb) = (NOUNS[index % 8], VERBS[index % 6]);
    let product = index % 90;
    let family = if product.is_multiple_of(5) { "marketing/" } else { "" };
    let method = METHODS[index % 4];
    let chosen = index.is_multiple_of(2);
    let path = match chosen {
        true => format!("{family}product-{product}/{noun}-{index}/{{item_id}}"),
        false => format!("{family}product-{product}/{noun}-{index}/{verb}"),
    };
    let mut request = String::new();
    if chosen {
        request.push_str("| item_id {data-required} | string | 号\n");
    }
    match method {
        "get" => request.push_str("| query {data-required} | object {data-tooltip=\"对应PHP的array\"} | 查询\n"),
        _ => request.push_str("| json {data-required} | object {data-tooltip=\"对应PHP的array\"} | 数据\n"),
    }
    rows(&mut request, 1, index, if method == "get" { 1 } else { 3 }, "微信支付公钥/平台证书");
    let mut answer = String::new();
    match index % 10 {
        0 => answer.push_str("| 空字符串(无返回内容) {align=center colspan=3}\n"),
        1 => answer.push_str("| 文件流(需解析为PDF) {align=center colspan=3}\n"),
        _ => rows(&mut answer, 0, index + 1, 2, "商户API证书"),
    }
    let file = folder.join("openapi/v3").join(format!("{path}.md"));
    fs::create_dir_all(file.parent().expect("a page stands in a folder")).expect("a folder can be made");
    fs::write(file, page(method, &path, &request, &answer)).expect("a page can be written");
}

/// Rows from `depth` on, with `levels` of objects below one another.
fn rows(text: &mut String, depth: usize, index: usize, levels: usize, key: &str) {
    let indent = if depth > 0 { format!(" data-indent={depth}") } else { String::new() };
    for row in 0..6 {
        let required = if (row + index).is_multiple_of(3) { "data-required" } else { "" };
        let (kind, words) = match row {
            0 if (index + depth).is_multiple_of(2) => {
                ("string".to_owned(), "状态<br/>`OPEN` \\| `DONE` \\| `FAILED` 枚举值之一".to_owned())
            }
            1 => ("number".to_owned(), format!("数，默认为`{}`", index % 7)),
            2 if index.is_multiple_of(10) => (
                format!("string {{data-tooltip={key}加密后的BASE64字符串 data-encrypted=by-rsa-pubkey}}"),
                "名".to_owned(),
            ),
            3 => ("boolean".to_owned(), "否".to_owned()),
            4 => ("string[]".to_owned(), "列".to_owned()),
            _ => ("string".to_owned(), "号".to_owned()),
        };
        writeln!(text, "| field_{row}_{depth} {{{required}{indent}}} | {kind} | {words}").expect("text grows");
    }
    if levels > 1 {
        writeln!(text, "| info_{depth} {{{}}} | object[] {{data-tooltip=\"对应PHP的array\"}} | 组", indent.trim())
            .expect("text grows");
        rows(text, depth + 1, index, levels - 1, key);
    }
}

fn page(method: &str, path: &str, request: &str, answer: &str) -> String {
    let mut samples = String::new();
    for style in ["异步纯链式", "异步声明式", "异步属性式", "同步纯链式", "同步声明式", "同步属性式"]
    {
        writeln!(samples, "```php [{style}]\n$instance->chain('v3/{path}')->{method}([\n  'json' => [")
            .expect("text grows");
        for field in 0..20 {
            writeln!(samples, "    'field_{field}' => 'a value of some length, as samples have it',")
                .expect("text grows");
        }
        samples.push_str("  ],\n]);\nprint_r(json_decode((string) $response->getBody(), true));\n```\n\n");
    }
    format!(
        "---\ntitle: 甲\ndescription: 乙\n---\n\n# {{{{ $frontmatter.title }}}} {{#{method}}}\n\n{{{{ $frontmatter.description }}}}\n\n\
         | 请求参数 | 类型 {{.type}} | 描述 {{.desc}}\n| --- | --- | ---\n{request}\n{{.im-table #request}}\n\n\
         ::: code-group\n\n{samples}:::\n\n\
         | 返回字典 | 类型 {{.type}} | 描述 {{.desc}}\n| --- | --- | ---\n{answer}\n{{.im-table #response}}\n\n\
         参阅 [官方文档](https://docs.test/merchant/{method}) [官方文档](https://docs.test/partner/{method})\n"
    )
}
