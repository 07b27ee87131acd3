//! Every kind of finding: its code, what it means, what to do, and what it is about.

/// A kind of finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Code {
    /// Its stable name: the subject, `/`, and what is wrong with it.
    pub code: &'static str,
    /// What is wrong, and what becomes of it.
    pub title: &'static str,
    /// What to do about it.
    pub mend: &'static str,
    /// Lines of a page, or a few words, that show it.
    pub example: &'static str,
}

/// The kind that has a code.
pub fn code(name: &str) -> Option<&'static Code> {
    CODES.iter().find(|known| known.code == name)
}

macro_rules! codes {
    ($($constant:ident $code:literal $title:literal $mend:literal $example:literal;)*) => {
        $(#[doc = $title] pub const $constant: &str = $code;)*
        /// Every kind of finding, by subject.
        pub const CODES: &[Code] = &[$(Code { code: $code, title: $title, mend: $mend, example: $example },)*];
    };
}

codes! {
    WALK_LINK_LOOP "walk/link-loop"
        "A symbolic link leads back to a folder above it; it is not followed."
        "Remove the link, or give a folder without it."
        "openapi/v3/shop/all -> ../..";
    WALK_UNREADABLE "walk/unreadable"
        "A file or folder cannot be read; it is left out."
        "Look at the rights of the file, and at where a link leads."
        "openapi/v3/shop/orders.md -> nowhere.md";
    WALK_TOO_LARGE "walk/too-large"
        "A page is larger than 2 MiB; it is left out."
        "Look whether it is a page at all; if it is, split it."
        "openapi/v3/shop/orders.md of 5 MB";
    WALK_NOT_UTF8 "walk/not-utf8"
        "A page or its name is not UTF-8; a page is read with U+FFFD in place of what is not."
        "Save the page as UTF-8."
        "a page saved as GB 18030";
    PAGE_FRONT_MATTER "page/front-matter"
        "Front matter has no end; it ends at the first blank line."
        "End it with a second line of three dashes."
        "---\ntitle: 下单\n\n# {{ $frontmatter.title }} {#post}";
    PAGE_NO_OPERATION "page/no-operation"
        "A page documents no operation and leads to no other page."
        "Nothing, where the page is prose; else give the heading of the operation its method."
        "# 下单";
    PAGE_FENCE_OPEN "page/fence-open"
        "A code fence has no end; it ends at the next table, heading or fence."
        "Close the fence where the code ends."
        "```php [同步纯链式]\n$instance->v3->shop->orders->post([]);\n\n:::";
    PAGE_MISPLACED "page/misplaced"
        "A block stands where it belongs to no operation; it is left out."
        "Move the block below the heading of its operation."
        "| 请求参数 | 类型 {.type} | 描述 {.desc}\n| --- | --- | ---\n\n# 下单 {#post}";
    PAGE_ANCHOR "page/anchor"
        "The anchor of a heading is no method that can be used; the operation is left out."
        "Write get, post, put, patch or delete."
        "# 下单 {#POST}";
    PAGE_OPERATION_TWICE "page/operation-twice"
        "An operation is documented twice; the first one counts."
        "Remove one of the two, or give it the method that it has."
        "# 下单 {#post}\n# 改单 {#post}";
    PAGE_SAME_PATH "page/same-path"
        "Paths differ only in the names of variables; both operations are kept."
        "Nothing, where both are meant; else move one page to the path of the other."
        "shop/orders/{id}.md and shop/orders/{order_id}.md";
    PAGE_PATH "page/path"
        "The path of a page cannot be a path of the service; the page is left out."
        "Give the page the name of the path; braces hold the name of a variable, each name once."
        "openapi/v3/shop/{id}/orders/{id}.md";
    TABLE_NO_MARKER "table/no-marker"
        "A table has no marker line; its header tells what it is."
        "Put the marker line below the table."
        "| order_id | string | 单号\n\n::: code-group";
    TABLE_MARKER "table/marker"
        "A marker line does not fit its table; the header of the table counts."
        "Let the marker say what the header says."
        "| 返回字典 | 类型 {.type} | 描述 {.desc}\n| --- | --- | ---\n\n{.im-table #request}";
    TABLE_NO_HEADER "table/no-header"
        "A table has no header that says what it is."
        "Begin the table with the header of a request or an answer."
        "| 参数 | 类型 | 描述\n| --- | --- | ---";
    TABLE_NO_DASHES "table/no-dashes"
        "A table has no row of dashes; its rows are read."
        "Put a row of dashes below the header."
        "| 请求参数 | 类型 {.type} | 描述 {.desc}\n| order_id | string | 单号";
    TABLE_TWICE "table/twice"
        "An operation has a second table of a kind; its rows are read as more rows of the first."
        "Make one table of the two."
        "two tables that begin with | 请求参数";
    TABLE_MISSING "table/missing"
        "An operation lacks a table."
        "Add the table, with a header and no rows where there is nothing to say."
        "a heading {#get} with a table of the answer alone";
    TABLE_SPLIT "table/split"
        "A blank line stands inside a table; the rows after it are read as rows of it."
        "Remove the blank line."
        "| order_id | string | 单号\n\n| state | string | 状态";
    ROW_NO_PIPE "row/no-pipe"
        "A row does not open with a pipe; it is read as one."
        "Begin the row with a pipe."
        "order_id | string | 单号";
    ROW_CELLS "row/cells"
        "A row has more or fewer cells than three."
        "Write a pipe within a text as `\\|`, and end a row without a description in a pipe."
        "| state | string | `A` | `B` 枚举值之一";
    ROW_NAME "row/name"
        "A name is not one of the grammar; the row is left out with what stands below it."
        "Write the name in letters, digits, `_` and `-`."
        "| order.id | string | 单号";
    ROW_ATTRIBUTE "row/attribute"
        "An attribute is not of the grammar; it is left out."
        "Look for a slip in the attribute."
        "| order_id {data-require} | string | 单号";
    ROW_INDENT "row/indent"
        "A row is deeper than the rows before it allow; it is read as deep as possible."
        "Let the indent be one more than that of the parent at most."
        "| order | object | 订单\n| id {data-indent=2} | string | 单号";
    ROW_TYPE "row/type"
        "A type is not one of the grammar."
        "Write string, integer, number, boolean or object, and brackets after it for an array."
        "| order_id | String | 单号";
    ROW_PARENT "row/parent"
        "Rows stand below a row that can have none."
        "Make the parent an object, or put the separator below it if it is a text that holds JSON."
        "| order | string | 订单\n| id {data-indent=1} | string | 单号";
    ROW_TWICE "row/twice"
        "A name stands twice in one place; the first row counts."
        "Remove one of the rows, or look at its indent."
        "| order_id | string | 单号\n| order_id | integer | 单号";
    ROW_LINE "row/line"
        "A separator follows no row that it could be about."
        "Put the separator directly below the row of the text that holds JSON."
        "| --- | --- | ---\n| {colspan=3 .im-table-line}";
    ROW_NOTE "row/note"
        "A note in place of a row is none of those that are known."
        "Say that the answer is empty, or a file, as other pages do."
        "| 其他 {align=center colspan=3}";
    ROW_PLACE "row/place"
        "A row is neither a container nor a variable of the path; it is left out."
        "Put the row below `json` or `query`, or name it as the variable of the path."
        "| order_id | string | 单号, on the page shop/orders.md";
    ROW_CONTAINER "row/container"
        "A container is not as the grammar has it."
        "Give the container the type `object`, and rows below it; a variable of the path is a text or a number."
        "| query | string | 查询参数";
    ROW_ENCRYPTED "row/encrypted"
        "An encryption mark does not say for whom, or stands where it should not."
        "Say in the tooltip with whose key it is encrypted, and mark only texts."
        "| name | string {data-encrypted=by-rsa-pubkey} | 姓名";
    ROW_SERVER "row/server"
        "`base_uri` names no server in back quotes."
        "Put the address in back quotes."
        "| base_uri | string | 接入点 https://api.test/";
    WORDS_ENUM "words/enum"
        "Words about values do not go together; the first ones count."
        "Write the values in one list with pipes between, directly before 枚举值."
        "| state | string | `A`(甲) \\| `B`(乙) 枚举值";
    WORDS_DAMAGED "words/damaged"
        "A value holds a character that could not be read; the fact is left out."
        "Save the page as UTF-8."
        "a value that holds U+FFFD";
    NAMES_CHANGED "names/changed"
        "A place shared its name with another, and now differs from it; it has a new name."
        "Look at the change in `names.toml`; give it the name that you want there."
        "response.payer = GetOrderPayer, when its rows change and those of request.payer do not";
}
