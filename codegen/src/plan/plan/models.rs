//! The types of values.

use super::Docs;
use crate::plan::ty::Type;
use crate::resolve::api::SchemaId;

/// The type of a value, as an item of its own.
#[derive(Debug, Clone)]
pub struct Model {
    /// Its name.
    pub name: String,
    /// The schema that it comes of, where it comes of one.
    pub schema: Option<SchemaId>,
    /// What is said about it.
    pub docs: Docs,
    /// What it is.
    pub kind: ModelKind,
}

/// What a model is.
#[derive(Debug, Clone)]
pub enum ModelKind {
    /// An object.
    Struct(Struct),
    /// Known texts, and unknown ones.
    TextEnum(Vec<EnumVariant<String>>),
    /// Known whole numbers, and unknown ones.
    IntegerEnum(Vec<EnumVariant<i64>>),
    /// Known texts, numbers and booleans, and unknown ones.
    ValueEnum(Vec<EnumVariant<serde_json::Value>>),
    /// One of several types.
    Union(Union),
    /// A list or a map that holds itself.
    Newtype(Type),
}

/// An object.
#[derive(Debug, Clone)]
pub struct Struct {
    /// Its members.
    pub fields: Vec<Field>,
    /// The field that keeps all other members, with the type of their values.
    pub rest: Option<(String, Type)>,
    /// The fields that have the members that differ from one value to another.
    pub variants: Vec<VariantField>,
}

/// A field that has members that differ from one value to another.
#[derive(Debug, Clone)]
pub struct VariantField {
    /// Its name.
    pub name: String,
    /// Its type.
    pub ty: Type,
    /// The members that other such fields have, and this one has not.
    pub elsewhere: Vec<String>,
}

/// A member of an object, or a parameter.
#[derive(Debug, Clone)]
pub struct Field {
    /// Its name in Rust.
    pub name: String,
    /// Its name on the wire.
    pub wire: String,
    /// Whether it must be there.
    pub required: bool,
    /// Its type, when it is there.
    pub ty: Type,
    /// What it is where nobody says otherwise.
    pub constant: Option<Constant>,
    /// What is said about it.
    pub docs: Docs,
}

/// The only value that a field can have.
#[derive(Debug, Clone)]
pub enum Constant {
    /// A text, a number or a boolean.
    Value(serde_json::Value),
    /// The only variant of an enum: the names of both.
    Variant(String, String),
}

/// A known value of an enum.
#[derive(Debug, Clone)]
pub struct EnumVariant<T> {
    /// Its name in Rust.
    pub name: String,
    /// The value.
    pub value: T,
    /// What is said about it.
    pub docs: Option<String>,
}

/// One of several types.
#[derive(Debug, Clone)]
pub struct Union {
    /// The types, in the order of the document.
    pub members: Vec<Member>,
    /// The order in which they are tried: those that take least come first.
    pub tried: Vec<usize>,
    /// How a value says which of them it is.
    pub tag: Option<Tag>,
}

/// A type of a union.
#[derive(Debug, Clone)]
pub struct Member {
    /// Its name in Rust.
    pub name: String,
    /// The type.
    pub ty: Type,
}

/// How a value says which member of a union it is.
#[derive(Debug, Clone)]
pub struct Tag {
    /// The property that says it.
    pub property: String,
    /// Its values, each with the index of a member, or with those of several that are tried in this order.
    pub values: Vec<(String, Vec<usize>)>,
    /// The members that no value leads to, in the order in which they are tried.
    pub others: Vec<usize>,
}
