//! Tokens to text: formatted, with a blank line between things.

use super::Items;
use syn::{Error, File};

/// The text of a file that holds `items`.
pub fn print(items: Items) -> Result<String, Error> {
    let mut text = String::new();
    for item in items {
        let file = syn::parse2::<File>(item)?;
        if !text.is_empty() {
            text.push('\n');
        }
        text.push_str(&spaced(&tightened(&prettyplease::unparse(&file))));
    }
    Ok(text)
}

/// How long a line gets that lists the members of an object.
const WIDTH: usize = 110;

/// Lists of members in the way people write them: the formatter breaks them at every bracket.
fn tightened(text: &str) -> String {
    let lines: Vec<&str> = text.lines().collect();
    let mut tight = String::with_capacity(text.len());
    let mut index = 0;
    while index < lines.len() {
        match member_list(&lines[index..]) {
            Some((used, list)) => {
                tight.push_str(&list);
                index += used;
            }
            None => {
                tight.push_str(lines[index]);
                tight.push('\n');
                index += 1;
            }
        }
    }
    tight
}

/// The list of members that `lines` begin with, and how many lines it took.
fn member_list(lines: &[&str]) -> Option<(usize, String)> {
    let [receiver, call, open, rest @ ..] = lines else { return None };
    let holder = receiver.trim_start();
    let method = call.trim_start();
    let bracket = open.trim_start();
    let is_list = (holder, bracket) == ("reader", "&mut [") || (holder, bracket) == ("writer", "&[");
    if !is_list || !method.starts_with(".object") || !method.ends_with('(') {
        return None;
    }
    let count = rest.iter().position(|line| line.trim_start() == "],")?;
    let after = &rest[count + 1..];
    let end = after.iter().position(|line| line.trim_start().starts_with(')'))?;
    let members: Vec<&str> = rest[..count].iter().map(|line| line.trim_start()).collect();
    let others: String = after[..end].iter().map(|line| format!(", {}", line.trim().trim_end_matches(','))).collect();
    let indent = &receiver[..receiver.len() - holder.len()];
    let (head, tail) = (format!("{indent}{holder}{method}{bracket}"), format!("]{others}{}", after[end].trim_start()));
    let line = format!("{head}{}{tail}", members.join(" ").trim_end_matches(','));
    let text = if line.chars().count() <= WIDTH {
        format!("{line}\n")
    } else {
        let members: String = members.iter().map(|member| format!("{indent}    {member}\n")).collect();
        format!("{head}\n{members}{indent}{tail}\n")
    };
    Some((3 + count + 1 + end + 1, text))
}

/// Puts a blank line after each function of an `impl`, and after the head of a file, where something follows.
fn spaced(text: &str) -> String {
    let mut spaced = String::with_capacity(text.len() + text.len() / 16);
    let mut lines = text.lines().peekable();
    let mut in_head = true;
    while let Some(line) = lines.next() {
        let ends_head = in_head && (line.starts_with("use ") || line.starts_with("pub use "));
        if ends_head && !spaced.is_empty() {
            spaced.push('\n');
        }
        in_head &= !ends_head;
        spaced.push_str(line);
        spaced.push('\n');
        let ends_function = line == "    }";
        if ends_function && lines.peek().is_some_and(|next| next.starts_with("    ") && !next.starts_with("     ")) {
            spaced.push('\n');
        }
    }
    spaced
}

/// An identifier; `name` comes from `plan`, which gives no other.
pub fn ident(name: &str) -> proc_macro2::Ident {
    let span = proc_macro2::Span::call_site();
    match name.strip_prefix("r#") {
        Some(raw) => proc_macro2::Ident::new_raw(raw, span),
        None => proc_macro2::Ident::new(name, span),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_of_members_is_written_as_people_write_it() {
        let text = "        reader\n            .object_and_rest(\n                &mut [\n                    (\"a\", &mut a),\n                    (\"b\", &mut b),\n                ],\n                &mut rest,\n            )?;\n        Ok(a)\n";
        let expected =
            "        reader.object_and_rest(&mut [(\"a\", &mut a), (\"b\", &mut b)], &mut rest)?;\n        Ok(a)\n";
        assert_eq!(tightened(text), expected);
    }

    #[test]
    fn everything_else_stays() {
        let text = "fn f() {\n    reader\n        .other()\n}\n";
        assert_eq!(tightened(text), text);
    }
}
