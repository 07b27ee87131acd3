//! Request bodies: one type, or an enum where there are several media types.

use super::names::Names;
use super::plan::{Body, BodyContent};
use super::ty::Type;
use super::types::Types;
use super::words::pascal;
use crate::diagnostic::Diagnostics;
use crate::resolve::api::{self, Codec, Content};

/// Plans the body of the operation that is called `title`.
pub fn plan(body: &api::Body, title: &str, types: &mut Types<'_>, diagnostics: &mut Diagnostics) -> Body {
    let mut names = Names::default();
    let mut contents = Vec::with_capacity(body.contents.len());
    for content in &body.contents {
        let name = names.take(&media_names(content));
        let candidates = match contents.is_empty() {
            true => vec![format!("{title}Request"), format!("{title}Body")],
            false => vec![format!("{title}{name}Request"), format!("{title}{name}Body")],
        };
        let ty = match (content.codec, content.schema) {
            (Codec::Bytes, _) => Type::Upload,
            (Codec::Multipart, None) => Type::Multipart,
            _ => value(content, &candidates, types, diagnostics),
        };
        let (media_type, also) = (content.media_type.clone(), content.also.clone());
        contents.push(BodyContent { name, codec: content.codec, media_type, also, ty });
    }
    let choice = contents.len() > 1;
    let choice = choice.then(|| types.name(&[format!("{title}Body"), format!("{title}BodyChoice")]));
    Body { contents, required: body.required, choice }
}

/// The type of a value that a body is read as, or made from.
pub fn value(content: &Content, candidates: &[String], types: &mut Types<'_>, diagnostics: &mut Diagnostics) -> Type {
    let one = |types: &mut Types<'_>, diagnostics: &mut Diagnostics, suffix: &str| match content.schema {
        Some(schema) => {
            let candidates: Vec<_> = candidates.iter().map(|name| format!("{name}{suffix}")).collect();
            types.of(schema, &candidates, diagnostics)
        }
        None if content.codec == Codec::Events => Type::String,
        None => Type::Json,
    };
    match content.codec {
        Codec::Text => Type::String,
        Codec::Bytes => Type::Bytes,
        Codec::Json | Codec::Form | Codec::Multipart => one(types, diagnostics, ""),
        Codec::Lines => Type::Vec(Box::new(one(types, diagnostics, "Item"))),
        Codec::Events => Type::Events(Box::new(one(types, diagnostics, "Event"))),
    }
}

/// How a media type is called where an operation has several: by what follows its slash, or by all of it. What is
/// common has the name of its kind.
pub fn media_names(content: &Content) -> Vec<String> {
    let written = content.media_type.to_ascii_lowercase();
    let named: Vec<&str> = written.split(';').filter(|part| !part.trim_start().starts_with("charset")).collect();
    let named = named.join(" ");
    let known = match (content.codec, named.trim()) {
        (_, "*/*" | "application/*") => "Any",
        (codec, range) if range.contains('*') && codec != Codec::Bytes => "Any",
        (Codec::Json, "application/json") => "Json",
        (Codec::Form, _) => "Form",
        (Codec::Multipart, "multipart/form-data") => "Multipart",
        (Codec::Text, "text/plain") => "Text",
        (Codec::Bytes, _) => "Bytes",
        (Codec::Lines, _) => "Lines",
        (Codec::Events, _) => "Events",
        _ => "",
    };
    let whole = pascal(&named, "Media");
    let short = named.split_once('/').map_or_else(|| whole.clone(), |(_, sub)| pascal(sub, "Media"));
    match known {
        "" if content.codec == Codec::Multipart => vec![whole],
        "" => vec![short, whole],
        known => vec![known.to_owned(), short, whole],
    }
}
