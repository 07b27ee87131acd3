//! Tokens to text: formatted, with a blank line between things.

mod facts;

pub use facts::{declared, types};

use super::Items;
use syn::{Error, File};

/// The text of a file that holds `items`.
pub fn print(items: Items) -> Result<String, Error> {
    let mut text = String::new();
    for item in items {
        if !text.is_empty() {
            text.push('\n');
        }
        match facts::text(&item) {
            Some(facts) => text.push_str(&facts),
            None => text.push_str(&spaced(&prettyplease::unparse(&syn::parse2::<File>(item)?))),
        }
    }
    Ok(text)
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
