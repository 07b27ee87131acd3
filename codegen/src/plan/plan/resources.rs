//! The chain of resources.

use crate::plan::ty::Type;

/// The chain of resources: one type for each beginning of a path.
#[derive(Debug, Clone, Default)]
pub struct Resources {
    /// The first segments.
    pub roots: Vec<Step>,
    /// The types.
    pub list: Vec<Resource>,
}

/// One beginning of a path.
#[derive(Debug, Clone)]
pub struct Resource {
    /// The name of its type.
    pub name: String,
    /// The beginning.
    pub path: String,
    /// The variables in it.
    pub variables: Vec<(String, Type)>,
    /// The segments that may follow.
    pub steps: Vec<Step>,
    /// The operations of this path: a method, and the index of an operation.
    pub operations: Vec<(String, usize)>,
}

/// A segment that follows.
#[derive(Debug, Clone)]
pub struct Step {
    /// The name of the method.
    pub name: String,
    /// The type of the variable, where the segment is one.
    pub variable: Option<Type>,
    /// The index of the type that it leads to.
    pub resource: usize,
}
