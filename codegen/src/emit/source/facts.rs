//! How an invocation of a macro that states facts is written: `runtime::object! { … }` and its like.

use proc_macro2::{Delimiter, Group, Spacing, TokenStream, TokenTree};
use std::iter::Peekable;
use syn::Token;
use syn::ext::IdentExt;
use syn::parse::{ParseStream, Parser};
use syn::punctuated::Punctuated;

/// The name of the type that the facts of a macro declare.
pub fn declared(facts: &TokenStream) -> Option<String> {
    let mut words = facts.clone().into_iter().skip_while(|token| !is_word(token, "struct") && !is_word(token, "enum"));
    match (words.next(), words.next()) {
        (Some(_), Some(TokenTree::Ident(name))) => Some(name.to_string()),
        _ => None,
    }
}

/// The types that stand in the facts of a macro: `name: Type` below `required` and the like.
pub fn types(facts: &TokenStream) -> Vec<syn::Type> {
    let entry = |input: ParseStream<'_>| {
        syn::Attribute::parse_outer(input)?;
        input.call(syn::Ident::parse_any)?;
        input.parse::<Token![:]>()?;
        let ty = input.parse::<syn::Type>()?;
        // How it is called on the wire, and what it always is.
        while !input.is_empty() && !input.peek(Token![,]) {
            input.parse::<TokenTree>()?;
        }
        Ok(ty)
    };
    let groups = facts.clone().into_iter().filter_map(|token| match token {
        TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => Some(group.stream()),
        _ => None,
    });
    let entries = |input: ParseStream<'_>| Punctuated::<syn::Type, Token![,]>::parse_terminated_with(input, entry);
    groups.filter_map(|group| entries.parse2(group).ok()).flatten().collect()
}

fn is_word(token: &TokenTree, word: &str) -> bool {
    matches!(token, TokenTree::Ident(ident) if ident == word)
}

/// The text of `item`, where it is `runtime::NAME! { … }`, with or without attributes before it.
pub fn text(item: &TokenStream) -> Option<String> {
    let mut rest = item.clone().into_iter().peekable();
    let mut attributes = Vec::new();
    while matches!(rest.peek(), Some(TokenTree::Punct(mark)) if mark.as_char() == '#') {
        attributes.extend(rest.by_ref().take(2));
    }
    let tokens: Vec<TokenTree> = rest.take(7).collect();
    let [TokenTree::Ident(runtime), _, _, TokenTree::Ident(name), TokenTree::Punct(bang), TokenTree::Group(facts)] =
        tokens.as_slice()
    else {
        return None;
    };
    if runtime != "runtime" || bang.as_char() != '!' || facts.delimiter() != Delimiter::Brace {
        return None;
    }
    let mut text = Text { out: String::new(), depth: 0, starts_line: true, glued: false };
    text.block(attributes.into_iter().collect());
    text.out.push_str(&format!("runtime::{name}! {{\n"));
    text.depth = 1;
    text.block(facts.stream());
    text.out.push_str("}\n");
    Some(text.out)
}

struct Text {
    out: String,
    depth: usize,
    starts_line: bool,
    /// Whether the next token follows without a space.
    glued: bool,
}

impl Text {
    /// The facts between braces: each on a line of its own.
    fn block(&mut self, facts: TokenStream) {
        let mut tokens = facts.into_iter().peekable();
        // A comma between the arguments of a type ends no fact.
        let mut arguments = 0_usize;
        while let Some(token) = tokens.next() {
            match &token {
                TokenTree::Punct(mark) if mark.as_char() == '<' => arguments += 1,
                TokenTree::Punct(mark) if mark.as_char() == '>' => arguments = arguments.saturating_sub(1),
                _ => {}
            }
            match token {
                TokenTree::Punct(mark) if mark.as_char() == '#' => self.attribute(&mut tokens),
                TokenTree::Punct(mark) if matches!(mark.as_char(), ',' | ';') && arguments == 0 => {
                    self.out.push(mark.as_char());
                    self.end_line();
                }
                TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => {
                    self.braces(&group, tokens.peek());
                }
                other => self.token(other),
            }
        }
        self.end_line();
    }

    fn braces(&mut self, group: &Group, next: Option<&TokenTree>) {
        self.begin();
        if group.stream().is_empty() {
            self.out.push_str("{}");
        } else {
            self.out.push('{');
            self.end_line();
            self.depth += 1;
            self.block(group.stream());
            self.depth -= 1;
            self.begin();
            self.out.push('}');
        }
        self.glued = false;
        if matches!(next, Some(TokenTree::Punct(mark)) if mark.as_char() == '#') {
            self.end_line();
        }
    }

    /// What follows `#`: documentation as a line of its own, anything else as an attribute.
    fn attribute(&mut self, tokens: &mut Peekable<impl Iterator<Item = TokenTree>>) {
        let Some(TokenTree::Group(attribute)) = tokens.next() else { return };
        self.end_line();
        self.begin();
        match documentation(&attribute) {
            Some(line) => {
                self.out.push_str("///");
                self.out.push_str(&line);
            }
            None => {
                self.out.push_str("#[");
                self.glued = true;
                self.inline(attribute.stream());
                self.out.push(']');
            }
        }
        self.end_line();
    }

    fn inline(&mut self, stream: TokenStream) {
        for token in stream {
            self.token(token);
        }
    }

    fn token(&mut self, token: TokenTree) {
        match token {
            TokenTree::Group(group) => {
                let (open, close) = match group.delimiter() {
                    Delimiter::Parenthesis => ("(", ")"),
                    Delimiter::Bracket => ("[", "]"),
                    Delimiter::Brace => ("{ ", " }"),
                    Delimiter::None => ("", ""),
                };
                if matches!(open, "(" | "[") && self.out.ends_with(|last: char| last.is_alphanumeric() || last == '_') {
                    self.glued = true;
                }
                self.begin();
                self.out.push_str(open);
                self.glued = true;
                self.inline(group.stream());
                self.out.push_str(close);
                self.glued = false;
            }
            TokenTree::Punct(mark) => self.mark(mark.as_char(), mark.spacing()),
            word => {
                self.begin();
                self.out.push_str(&word.to_string());
                self.glued = false;
            }
        }
    }

    fn mark(&mut self, mark: char, spacing: Spacing) {
        let clings = matches!(mark, ':' | ',' | ';' | '<' | '>' | '?' | '!' | '.');
        if clings {
            self.glued = true;
        }
        self.begin();
        self.out.push(mark);
        let path = self.out.ends_with("::") || self.out.ends_with("..=");
        self.glued = spacing == Spacing::Joint || path || matches!(mark, '<' | '&' | '\'' | '!' | '.' | '-');
    }

    fn begin(&mut self) {
        if self.starts_line {
            self.out.extend(std::iter::repeat_n("    ", self.depth));
        } else if !self.glued {
            self.out.push(' ');
        }
        self.starts_line = false;
        self.glued = false;
    }

    fn end_line(&mut self) {
        if !self.starts_line {
            self.out.push('\n');
        }
        self.starts_line = true;
    }
}

/// The text of `doc = "…"`, where it is one line.
fn documentation(attribute: &Group) -> Option<String> {
    let tokens: Vec<TokenTree> = attribute.stream().into_iter().take(4).collect();
    let [TokenTree::Ident(name), TokenTree::Punct(equals), text @ TokenTree::Literal(_)] = tokens.as_slice() else {
        return None;
    };
    if name != "doc" || equals.as_char() != '=' {
        return None;
    }
    let line = syn::parse2::<syn::LitStr>(text.clone().into()).ok()?.value();
    (!line.contains(char::is_control) && !line.starts_with('/')).then_some(line)
}

#[cfg(test)]
mod tests {
    use super::*;
    use quote::quote;

    #[test]
    fn facts_stand_one_on_a_line() {
        let item = quote! {
            runtime::object! {
                #[doc = " A pet."]
                #[deprecated]
                pub struct Pet required {
                    #[doc = " How it is called."]
                    r#type: Vec<runtime::Nullable<String> > = "type",
                    pair: (String, i64) = "a\"b",
                } optional { other: Box<Pet> = "other" }
            }
        };
        let expected = "\
runtime::object! {
    /// A pet.
    #[deprecated]
    pub struct Pet required {
        /// How it is called.
        r#type: Vec<runtime::Nullable<String>> = \"type\",
        pair: (String, i64) = \"a\\\"b\",
    } optional {
        other: Box<Pet> = \"other\"
    }
}
";
        assert_eq!(text(&item).unwrap(), expected);
        let gated = quote!(#[cfg(any(feature = "a", feature = "b"))] #item);
        let gate = "#[cfg(any(feature = \"a\", feature = \"b\"))]\n";
        assert_eq!(text(&gated).unwrap(), format!("{gate}{expected}"));
    }

    #[test]
    fn facts_say_what_they_declare() {
        let facts = quote!(#[doc = ""] pub struct Pet required { #[doc = ""] r#type: Vec<A> = "type", } optional { b: (B, C) = "b" } rest { c: D });
        assert_eq!(declared(&facts).unwrap(), "Pet");
        let types: Vec<String> = types(&facts).iter().map(|ty| quote!(#ty).to_string()).collect();
        assert_eq!(types, ["Vec < A >", "(B , C)", "D"]);
        assert_eq!(declared(&quote!(Pet)), None);
    }

    #[test]
    fn what_is_no_line_of_documentation_stays_an_attribute() {
        let item = quote!(runtime::object! { #[doc = " a\nb"] pub struct A });
        assert_eq!(text(&item).unwrap(), "runtime::object! {\n    #[doc = \" a\\nb\"]\n    pub struct A\n}\n");
        assert_eq!(text(&quote!(runtime::serde_impls!(A);)), None);
        assert_eq!(
            text(&quote!(
                pub struct A;
            )),
            None
        );
    }
}
