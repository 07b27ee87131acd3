//! Which product an operation belongs to: what one document, and one feature of a client, holds.

/// First segments that are no product but a family of them: the product is the first two segments then.
///
/// The list is fixed, and does not depend on which pages there are: an import of more pages moves no operation from one
/// document to another.
const FAMILIES: [&str; 3] = ["brand", "global", "marketing"];

/// The product of a path: its first segment after the version, or the first two where the first is a family.
pub fn product(path: &str) -> String {
    let mut segments = path.split('/').filter(|segment| !segment.is_empty()).skip(1);
    let first = segments.next().unwrap_or("root");
    let second = segments.next().filter(|second| FAMILIES.contains(&first) && !second.contains(['{', '}']));
    let clean = |segment: &str| -> String {
        let usual = |character: char| character.is_ascii_alphanumeric() || matches!(character, '-' | '_');
        let text: String = segment.chars().map(|character| if usual(character) { character } else { '-' }).collect();
        text.trim_matches('-').to_owned()
    };
    match second {
        Some(second) => format!("{}/{}", clean(first), clean(second)),
        None => clean(first),
    }
}

#[cfg(test)]
mod tests {
    use super::product;

    #[test]
    fn a_family_takes_two_segments() {
        assert_eq!(product("/v3/marketing/membercard-open/cards/{card_id}"), "marketing/membercard-open");
        assert_eq!(product("/v3/payscore/partner/permissions"), "payscore");
        assert_eq!(product("/v3/statements"), "statements");
        assert_eq!(product("/v3/ecommerce/applyments/"), "ecommerce");
        assert_eq!(product("/v3/global/{id}"), "global");
        assert_eq!(product("/v3/"), "root");
    }
}
