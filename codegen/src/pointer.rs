//! JSON Pointers (RFC 6901): where a node stands in a document.

use std::borrow::Borrow;
use std::fmt;

/// A JSON Pointer in its text form, such as `/paths/~1pets/get`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Pointer(String);

impl Pointer {
    /// The whole document.
    pub fn root() -> Self {
        Self::default()
    }

    /// Reads the text form: empty, or tokens that each begin with `/`.
    pub fn parse(text: &str) -> Option<Self> {
        (text.is_empty() || text.starts_with('/')).then(|| Self(text.to_owned()))
    }

    /// The member `token` of the object at this place.
    pub fn child(&self, token: &str) -> Self {
        let mut text = String::with_capacity(self.0.len() + token.len() + 1);
        text.push_str(&self.0);
        text.push('/');
        for character in token.chars() {
            match character {
                '~' => text.push_str("~0"),
                '/' => text.push_str("~1"),
                other => text.push(other),
            }
        }
        Self(text)
    }

    /// The item `index` of the array at this place.
    pub fn item(&self, index: usize) -> Self {
        Self(format!("{}/{index}", self.0))
    }

    /// The place that holds this one; `None` at the root.
    pub fn parent(&self) -> Option<Self> {
        self.0.rfind('/').map(|slash| Self(self.0[..slash].to_owned()))
    }

    /// The tokens, unescaped, from the root on.
    pub fn tokens(&self) -> impl Iterator<Item = String> + '_ {
        self.0.split('/').skip(1).map(|token| token.replace("~1", "/").replace("~0", "~"))
    }

    /// The name `NAME` where this is `/components/{section}/NAME`.
    pub fn component(&self, section: &str) -> Option<String> {
        let mut tokens = self.tokens();
        let found = tokens.next()? == "components" && tokens.next()? == section;
        let name = tokens.next()?;
        (found && tokens.next().is_none()).then_some(name)
    }

    /// The text form.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Maps can be asked with the text form.
impl Borrow<str> for Pointer {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Pointer {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// A fragment of a URI may be percent-encoded (RFC 6901, section 6).
pub fn percent_decoded(fragment: &str) -> String {
    let mut bytes = Vec::with_capacity(fragment.len());
    let mut rest = fragment.as_bytes();
    while let [first, tail @ ..] = rest {
        let decoded = match (first, tail) {
            (b'%', [high, low, ..]) => hex(*high).zip(hex(*low)).map(|(high, low)| high * 16 + low),
            _ => None,
        };
        bytes.push(decoded.unwrap_or(*first));
        rest = if decoded.is_some() { &tail[2..] } else { tail };
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn hex(digit: u8) -> Option<u8> {
    char::from(digit).to_digit(16).and_then(|value| u8::try_from(value).ok())
}

#[cfg(test)]
mod tests {
    use super::Pointer;

    #[test]
    fn tokens_are_escaped_and_read_back() {
        let pointer = Pointer::root().child("paths").child("/a~b").item(3);
        assert_eq!(pointer.as_str(), "/paths/~1a~0b/3");
        assert_eq!(pointer.tokens().collect::<Vec<_>>(), ["paths", "/a~b", "3"]);
        assert_eq!(pointer.parent().unwrap().as_str(), "/paths/~1a~0b");
        assert_eq!(Pointer::root().parent(), None);
    }

    #[test]
    fn only_a_direct_child_is_a_component() {
        let pet = Pointer::parse("/components/schemas/Pet").unwrap();
        assert_eq!(pet.component("schemas").as_deref(), Some("Pet"));
        assert_eq!(pet.child("properties").component("schemas"), None);
        assert_eq!(pet.component("responses"), None);
    }
}
