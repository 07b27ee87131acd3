//! A filled path, taken apart by its template.

use percent_encoding::percent_decode_str;

/// The variables of `template` with their values in `path`, percent-decoded; those that do not fit are left out.
pub(super) fn variables(template: &str, path: &str) -> Vec<(String, String)> {
    let mut variables = Vec::new();
    let mut template = template.trim_start_matches('/');
    let mut path = path.trim_start_matches('/');
    while let Some((literal, after)) = template.split_once('{') {
        let Some((name, rest)) = after.split_once('}') else { break };
        let Some(value) = path.strip_prefix(literal) else { break };
        let next = rest.split('{').next().unwrap_or_default();
        // A value holds no slash; where nothing follows in its segment, it goes as far as that.
        let stop = if next.is_empty() { value.find('/') } else { value.find(next) };
        let (value, left) = value.split_at(stop.unwrap_or(value.len()));
        variables.push((name.to_owned(), percent_decode_str(value).decode_utf8_lossy().into_owned()));
        (template, path) = (rest, left);
    }
    variables
}

#[cfg(test)]
mod tests {
    use super::variables;

    fn found(template: &str, path: &str) -> Vec<(String, String)> {
        variables(template, path)
    }

    fn pairs(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
        pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
    }

    #[test]
    fn values_are_found_where_their_variables_stand() {
        assert_eq!(found("/shops/{shop}/pets/{pet}", "/shops/a%2Fb/pets/1"), pairs(&[("shop", "a/b"), ("pet", "1")]));
        assert_eq!(found("a/{b}.{c}:go", "/a/1.2:go"), pairs(&[("b", "1"), ("c", "2")]));
        assert_eq!(found("/{a}/x", "/%E5%8D%A1%20+&=1/x"), pairs(&[("a", "卡 +&=1")]));
        assert_eq!(found("/pets", "/pets"), []);
    }

    #[test]
    fn a_path_of_another_template_has_none_of_its_variables() {
        assert_eq!(found("/shops/{shop}", "/pets/1"), []);
        assert_eq!(found("/{a", "/1"), []);
    }
}
