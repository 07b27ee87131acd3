//! Headers that the client's protocol sets, which no caller need give.

use super::api::{In, Parameter};

/// The names of those of `parameters` that are headers called as one of `names`, and the other parameters.
pub fn apart(parameters: Vec<Parameter>, names: &[String]) -> (Vec<String>, Vec<Parameter>) {
    let is_provided = |parameter: &Parameter| {
        parameter.location == In::Header && names.iter().any(|name| name.eq_ignore_ascii_case(&parameter.name))
    };
    let (provided, others): (Vec<_>, Vec<_>) = parameters.into_iter().partition(is_provided);
    (provided.into_iter().map(|parameter| parameter.name).collect(), others)
}
