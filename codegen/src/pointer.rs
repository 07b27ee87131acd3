//! JSON Pointers (RFC 6901): where a node stands in a document.

use serde_json::Value;
use std::borrow::{Borrow, Cow};
use std::collections::HashMap;
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
        self.0.split('/').skip(1).map(unescaped)
    }

    /// The name `NAME` where this is `/components/{section}/NAME`.
    pub fn component(&self, section: &str) -> Option<String> {
        let mut tokens = self.tokens();
        let found = tokens.next()? == "components" && tokens.next()? == section;
        let name = tokens.next()?;
        (found && tokens.next().is_none()).then_some(name)
    }

    /// The place that `rest`, a pointer by itself, is in the node at this place.
    pub(crate) fn joined(&self, rest: &str) -> Self {
        Self(format!("{}{rest}", self.0))
    }

    /// The text form as the fragment of a reference has it: a percent sign is encoded.
    pub fn fragment(&self) -> Cow<'_, str> {
        match self.0.contains('%') {
            true => Cow::Owned(self.0.replace('%', "%25")),
            false => Cow::Borrowed(&self.0),
        }
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

/// The node that `pointer` leads to in `root`.
pub fn find<'v>(root: &'v Value, pointer: &str) -> Option<&'v Value> {
    let (mut node, mut rest) = (root, pointer);
    while !rest.is_empty() {
        let (token, behind) = first_token(rest)?;
        node = match node {
            Value::Object(members) => members.get(token.as_ref())?,
            Value::Array(items) => items.get(index(&token)?)?,
            _ => return None,
        };
        rest = behind;
    }
    Some(node)
}

/// The node that `pointer` leads to in `root`, to be changed.
pub fn find_mut<'v>(root: &'v mut Value, pointer: &str) -> Option<&'v mut Value> {
    let (mut node, mut rest) = (root, pointer);
    while !rest.is_empty() {
        let (token, behind) = first_token(rest)?;
        node = match node {
            Value::Object(members) => members.get_mut(token.as_ref())?,
            Value::Array(items) => items.get_mut(index(&token)?)?,
            _ => return None,
        };
        rest = behind;
    }
    Some(node)
}

/// The token that a pointer begins with, copied only where something in it is escaped, and the rest of the pointer.
///
/// The generator asks for nodes more often than for anything else, so this looks at each byte once.
fn first_token(pointer: &str) -> Option<(Cow<'_, str>, &str)> {
    let text = pointer.strip_prefix('/')?;
    let (mut end, mut escaped) = (0, false);
    for byte in text.bytes() {
        match byte {
            b'/' => break,
            b'~' => escaped = true,
            _ => {}
        }
        end += 1;
    }
    let (token, behind) = text.split_at_checked(end)?;
    Some((if escaped { Cow::Owned(unescaped(token)) } else { Cow::Borrowed(token) }, behind))
}

/// The token without its escapes (RFC 6901, section 4).
fn unescaped(token: &str) -> String {
    let mut text = String::with_capacity(token.len());
    let mut rest = token;
    while let Some((before, behind)) = rest.split_once('~') {
        text.push_str(before);
        let (character, length) = match behind.bytes().next() {
            Some(b'1') => ('/', 1),
            Some(b'0') => ('~', 1),
            _ => ('~', 0),
        };
        text.push(character);
        rest = behind.get(length..).unwrap_or_default();
    }
    text.push_str(rest);
    text
}

/// The index that a token is: digits without a zero before them (RFC 6901, section 4).
fn index(token: &str) -> Option<usize> {
    let is_plain = token.bytes().all(|byte| byte.is_ascii_digit()) && (token == "0" || !token.starts_with('0'));
    is_plain.then(|| token.parse().ok()).flatten()
}

/// What `map` has for the longest beginning of `at` that it knows, and what `made` makes of it and the rest of `at`.
pub(crate) fn replaced<V, R>(map: &HashMap<Pointer, V>, at: &Pointer, made: impl Fn(&V, &str) -> R) -> Option<R> {
    if map.is_empty() {
        return None;
    }
    let mut beginning = at.as_str();
    loop {
        if let Some(found) = map.get(beginning) {
            return Some(made(found, &at.as_str()[beginning.len()..]));
        }
        beginning = &beginning[..beginning.rfind('/')?];
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
    use super::{Pointer, find, find_mut};

    #[test]
    fn tokens_are_escaped_and_read_back() {
        let pointer = Pointer::root().child("paths").child("/a~b").item(3);
        assert_eq!(pointer.as_str(), "/paths/~1a~0b/3");
        assert_eq!(pointer.tokens().collect::<Vec<_>>(), ["paths", "/a~b", "3"]);
        assert_eq!(pointer.parent().unwrap().as_str(), "/paths/~1a~0b");
        assert_eq!(Pointer::root().parent(), None);
    }

    #[test]
    fn nodes_are_found() {
        let mut root = serde_json::json!({"a/b": {"~1": [1, {"": 2}], "~": 3, "é": 4}, "": 5});
        let found =
            [("/a~1b/~01/0", 1), ("/a~1b/~01/1/", 2), ("/a~1b/~0", 3), ("/a~1b/~", 3), ("/a~1b/é", 4), ("/", 5)];
        for (pointer, number) in found {
            assert_eq!(find(&root, pointer), Some(&number.into()), "{pointer}");
            assert_eq!(find_mut(&mut root, pointer), Some(&mut number.into()), "{pointer}");
        }
        assert_eq!(find(&root, ""), Some(&root));
        for pointer in ["a", "//", "/a~1b/~01/00", "/a~1b/~01/2", "/a~1b/~01/-", "/a~1b/~0/x"] {
            assert_eq!(find(&root, pointer), None, "{pointer}");
        }
    }

    #[test]
    fn only_a_direct_child_is_a_component() {
        let pet = Pointer::parse("/components/schemas/Pet").unwrap();
        assert_eq!(pet.component("schemas").as_deref(), Some("Pet"));
        assert_eq!(pet.child("properties").component("schemas"), None);
        assert_eq!(pet.component("responses"), None);
    }
}
