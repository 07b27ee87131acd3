//! How the values of parameters are written (OpenAPI 3.0, "Style Values"; RFC 6570, section 3.2).

use super::percent::Encoding;

/// How a value is written as a parameter, where that is not the default of its place.
///
/// The examples show the array `[1, 2]` and the object `{"x": 1, "y": 2}` as the parameter `a`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Style {
    pub(crate) kind: Kind,
    pub(crate) explode: bool,
    reserved: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Kind {
    Simple,
    Label,
    Matrix,
    Form,
    Spaces,
    Pipes,
    Deep,
    Json,
}

impl Style {
    /// `1,2` and `x,1,y,2`; exploded `x=1,y=2`.
    pub const SIMPLE: Self = Self::of(Kind::Simple);
    /// `.1,2` and `.x,1,y,2`; exploded `.1.2` and `.x=1.y=2`. The table of OpenAPI 3.0.3 has dots in both; RFC 6570,
    /// which it refers to, and later editions have commas.
    pub const LABEL: Self = Self::of(Kind::Label);
    /// `;a=1,2` and `;a=x,1,y,2`; exploded `;a=1;a=2` and `;x=1;y=2`.
    pub const MATRIX: Self = Self::of(Kind::Matrix);
    /// `a=1,2` and `a=x,1,y,2`; exploded `a=1&a=2` and `x=1&y=2`. In cookies `; ` stands for `&`.
    pub const FORM: Self = Self::of(Kind::Form);
    /// `a=1%202` and `a=x%201%20y%202`.
    pub const SPACES: Self = Self::of(Kind::Spaces);
    /// `a=1%7C2` and `a=x%7C1%7Cy%7C2`.
    pub const PIPES: Self = Self::of(Kind::Pipes);
    /// `a[x]=1&a[y]=2`, brackets percent-encoded. Arrays are numbered, `a[0]=1&a[1]=2`, and so is what stands deeper,
    /// `a[x][0][y]=1`: OpenAPI leaves that open, and most servers read it so.
    pub const DEEP: Self = Self::of(Kind::Deep).exploded();
    /// `[1,2]` and `{"x":1,"y":2}`: JSON, percent-encoded but in headers.
    pub const JSON: Self = Self::of(Kind::Json);

    const fn of(kind: Kind) -> Self {
        Self { kind, explode: false, reserved: false }
    }

    /// Each item or member is written by itself.
    #[must_use]
    pub const fn exploded(mut self) -> Self {
        self.explode = true;
        self
    }

    /// Reserved characters (RFC 3986, section 2.2) and what is percent-encoded already stay as they are (RFC 6570,
    /// section 3.2.3), but for those that would end the value: `&`, `+` and `#` in a query, `?` and `#` in a path, and
    /// brackets, which neither may hold.
    #[must_use]
    pub const fn reserved(mut self) -> Self {
        self.reserved = true;
        self
    }

    pub(super) fn encoding(self, reserved: Encoding) -> Encoding {
        if self.reserved { reserved } else { Encoding::Unreserved }
    }
}
