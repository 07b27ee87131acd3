//! The types of values.

/// Names a model of [`Plan::models`](super::Plan::models).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ModelId(pub usize);

/// The type of a value.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Type {
    /// `()`.
    Unit,
    /// `bool`.
    Bool,
    /// `i32`.
    I32,
    /// `i64`.
    I64,
    /// `u32`.
    U32,
    /// `u64`.
    U64,
    /// `f32`.
    F32,
    /// `f64`.
    F64,
    /// `String`.
    String,
    /// A text of a format that the runtime has a type of this name for.
    Format(&'static str),
    /// A text that is meant as a value of a type that the settings name.
    Text(String),
    /// A type that the settings name.
    Path(String),
    /// A text that the protocol encrypts on its way.
    Sensitive,
    /// A text that is the JSON of a value.
    JsonText(Box<Type>),
    /// Bytes as they are.
    Bytes,
    /// Bytes to be sent, wherever they come from.
    Upload,
    /// The parts of a body, made by the caller.
    Multipart,
    /// Server-Sent Events, each with data of a type.
    Events(Box<Type>),
    /// Any JSON value.
    Json,
    /// A list.
    Vec(Box<Type>),
    /// Several values, each of a type of its own, and where it is open any number of another type behind them.
    Tuple(Vec<Type>, Option<Box<Type>>),
    /// Members by name.
    Map(Box<Type>),
    /// A model.
    Model(ModelId),
    /// A model behind a pointer, where it would hold itself otherwise.
    Boxed(ModelId),
    /// A value, or `null`.
    Nullable(Box<Type>),
}

impl Type {
    /// Whether the type alone says which format its text has.
    pub fn says_format(&self) -> bool {
        match self {
            Self::Format(_) => true,
            Self::Nullable(inner) => inner.says_format(),
            _ => false,
        }
    }

    /// Whether it is a sensitive text, or a list or a map of them.
    pub fn is_sensitive(&self) -> bool {
        match self {
            Self::Sensitive => true,
            Self::Vec(inner) | Self::Map(inner) | Self::Nullable(inner) | Self::JsonText(inner) => inner.is_sensitive(),
            Self::Tuple(parts, rest) => parts.iter().chain(rest.as_deref()).any(Self::is_sensitive),
            _ => false,
        }
    }
}
