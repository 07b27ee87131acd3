//! Unions, and how their members are told apart.

use super::SchemaId;
use std::collections::{HashMap, HashSet};

/// One of several schemas.
#[derive(Debug, Clone)]
pub struct Union {
    /// The schemas.
    pub members: Vec<SchemaId>,
    /// How a value says which of them it is.
    pub discriminator: Option<Discriminator>,
}

/// How a value says which member of a union it is.
#[derive(Debug, Clone)]
pub struct Discriminator {
    /// The property that says it.
    pub property: String,
    /// Its values, each with the index of a member. One that leads to several members stands once for each; members
    /// that none leads to are told apart by what they hold.
    pub values: Vec<(String, usize)>,
}

impl Discriminator {
    /// Each value once, with the indices of the members that it leads to.
    pub fn members_by_value(&self) -> Vec<(&str, Vec<usize>)> {
        let mut places: HashMap<&str, usize> = HashMap::new();
        let mut found: Vec<(&str, Vec<usize>)> = Vec::new();
        for (value, member) in &self.values {
            let place = *places.entry(value).or_insert(found.len());
            match found.get_mut(place) {
                Some((_, members)) if members.contains(member) => {}
                Some((_, members)) => members.push(*member),
                None => found.push((value, vec![*member])),
            }
        }
        found
    }
}

impl Union {
    /// The indices of the members that no value of the discriminator leads to: all of them where there is none.
    pub fn untold(&self) -> Vec<usize> {
        let told: HashSet<usize> =
            self.discriminator.iter().flat_map(|it| &it.values).map(|(_, member)| *member).collect();
        (0..self.members.len()).filter(|member| !told.contains(member)).collect()
    }
}
