//! Path templates, such as `/cards/{card_id}/codes`.

use percent_encoding::percent_decode_str;

/// A path in which variables stand in braces, several in one segment where the document wants it.
#[derive(Debug)]
pub(super) struct Template {
    segments: Vec<Vec<Piece>>,
}

#[derive(Debug)]
enum Piece {
    Literal(String),
    Variable(String),
}

/// A variable's name and what stands in its place, still percent-encoded.
pub(super) type Capture<'t, 'p> = (&'t str, &'p str);

impl Template {
    /// What follows `?` or `#` is not part of a path and is left out.
    pub(super) fn new(path: &str) -> Self {
        let path = path.split(['?', '#']).next().unwrap_or_default();
        Self { segments: path.split('/').map(pieces).collect() }
    }

    /// How close to a literal each segment is: of two templates that match, the smaller one is meant.
    pub(super) fn rank(&self) -> Vec<u8> {
        let rank = |segment: &Vec<Piece>| match segment.as_slice() {
            [Piece::Literal(_)] | [] => 0,
            [Piece::Variable(_)] => 2,
            _ => 1,
        };
        self.segments.iter().map(rank).collect()
    }

    /// The variables of `path`, if it matches. A variable is never empty.
    pub(super) fn captures<'t, 'p>(&'t self, path: &'p str) -> Option<Vec<Capture<'t, 'p>>> {
        let mut captures = Vec::new();
        let mut segments = path.split('/');
        for pieces in &self.segments {
            match_segment(pieces, segments.next()?, &mut captures)?;
        }
        segments.next().is_none().then_some(captures)
    }
}

fn pieces(segment: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut rest = segment;
    while let Some((before, name, after)) = next_variable(rest) {
        if !before.is_empty() {
            pieces.push(Piece::Literal(before.to_owned()));
        }
        pieces.push(Piece::Variable(name.to_owned()));
        rest = after;
    }
    if !rest.is_empty() {
        pieces.push(Piece::Literal(rest.to_owned()));
    }
    pieces
}

fn next_variable(text: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = text.split_once('{')?;
    let (name, after) = rest.split_once('}')?;
    Some((before, name, after))
}

/// Takes the shortest text for each variable, which finds a match wherever there is one.
fn match_segment<'t, 'p>(pieces: &'t [Piece], segment: &'p str, captures: &mut Vec<Capture<'t, 'p>>) -> Option<()> {
    if let [Piece::Literal(literal)] = pieces {
        return same(literal, segment).then_some(());
    }
    let mut rest = segment;
    for (index, piece) in pieces.iter().enumerate() {
        match piece {
            Piece::Literal(literal) => rest = rest.strip_prefix(literal.as_str())?,
            Piece::Variable(name) => {
                let (value, after) = rest.split_at(variable_end(rest, &pieces[index + 1..])?);
                captures.push((name, value));
                rest = after;
            }
        }
    }
    rest.is_empty().then_some(())
}

/// Where a variable at the beginning of `text` ends, given what follows it in the template.
fn variable_end(text: &str, following: &[Piece]) -> Option<usize> {
    let first = first_character(text)?;
    match following {
        [] => Some(text.len()),
        [Piece::Variable(_), ..] => Some(first),
        [Piece::Literal(last)] => text.strip_suffix(last.as_str()).map(str::len).filter(|end| *end >= first),
        [Piece::Literal(next), ..] => text[first..].find(next.as_str()).map(|found| first + found),
    }
}

fn first_character(text: &str) -> Option<usize> {
    text.chars().next().map(char::len_utf8)
}

fn same(literal: &str, segment: &str) -> bool {
    literal == segment || percent_decode_str(segment).decode_utf8().is_ok_and(|decoded| decoded == literal)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn captures<'p>(template: &str, path: &'p str) -> Option<Vec<(String, &'p str)>> {
        let template = Template::new(template);
        let captures = template.captures(path)?;
        Some(captures.into_iter().map(|(name, value)| (name.to_owned(), value)).collect())
    }

    fn values<'p>(template: &str, path: &'p str) -> Option<Vec<&'p str>> {
        Some(captures(template, path)?.into_iter().map(|(_, value)| value).collect())
    }

    #[test]
    fn a_variable_takes_a_whole_segment_as_it_was_sent() {
        assert_eq!(captures("/cards/{id}/codes", "/cards/a%2Fb/codes"), Some(vec![("id".to_owned(), "a%2Fb")]));
        assert_eq!(captures("/cards/{id}/codes", "/cards//codes"), None);
        assert_eq!(captures("/cards/{id}", "/cards/1/codes"), None);
        assert_eq!(captures("/cards/{id}/codes", "/cards/1"), None);
    }

    proptest! {
        #[test]
        fn what_stands_for_the_variables_makes_up_the_path(
            literals in proptest::collection::vec("[a-z.:-]{1,3}", 1..4),
            path in "/[a-z.:-]{1,12}",
        ) {
            let template = format!("/{{}}{}", literals.iter().map(|literal| format!("{literal}{{}}")).collect::<String>());
            let Some(values) = values(&template, &path) else { return Ok(()) };
            let literals = literals.iter().map(String::as_str).chain([""]);
            let made_up: String = values.iter().zip(literals).flat_map(|(value, literal)| [*value, literal]).collect();
            prop_assert_eq!(&path, &format!("/{made_up}"));
            prop_assert!(values.iter().all(|value| !value.is_empty()));
        }
    }

    #[test]
    fn several_variables_share_a_segment() {
        assert_eq!(values("/{a}.{b}", "/x.y.z"), Some(vec!["x", "y.z"]));
        assert_eq!(values("/{a}-{b}.json", "/1-2.json.json"), Some(vec!["1", "2.json"]));
        assert_eq!(values("/{a}{b}", "/123"), Some(vec!["1", "23"]));
        assert_eq!(values("/{a}{b}", "/1"), None);
        assert_eq!(values("/{a}:close", "/:close"), None);
        assert_eq!(values("/{a}:close", "/:close:close"), Some(vec![":close"]));
        assert_eq!(values("/v{a}x", "/v-"), None);
        assert_eq!(values("/{a}é", "/é"), None);
    }

    #[test]
    fn a_literal_matches_encoded_and_as_it_stands() {
        assert_eq!(values("/a b", "/a%20b"), Some(vec![]));
        assert_eq!(values("/a%20b", "/a%20b"), Some(vec![]));
        assert_eq!(values("/a", "/A"), None);
        assert_eq!(values("/{unclosed", "/{unclosed"), Some(vec![]));
    }

    #[test]
    fn what_is_no_path_is_left_out() {
        assert_eq!(values("/find?by={x}", "/find"), Some(vec![]));
        assert_eq!(values("/find#x", "/find"), Some(vec![]));
    }

    #[test]
    fn literals_rank_before_variables() {
        let rank = |path| Template::new(path).rank();
        assert!(rank("/cards/mine") < rank("/cards/{id}.json"));
        assert!(rank("/cards/{id}.json") < rank("/cards/{id}"));
        assert!(rank("/cards/{id}/codes") < rank("/{kind}/{id}/codes"));
    }
}
