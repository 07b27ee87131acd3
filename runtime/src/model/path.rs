//! Where in a document something is.

/// Keys longer than this are cut in the readable form.
const KEY_CHARS: usize = 60;

/// A place in a JSON document, grown from the inside out.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Path {
    /// Readable: `data[3].result`.
    pub(super) text: String,
    /// JSON pointer, RFC 6901: `/data/3/result`.
    pub(super) pointer: String,
}

impl Path {
    /// Puts a key of an object in front.
    pub(super) fn inside_key(&mut self, key: &str) {
        let mut text = if is_plain(key) { key.to_owned() } else { quoted(key) };
        self.join(&mut text);
        let escaped = key.replace('~', "~0").replace('/', "~1");
        self.pointer.insert_str(0, &escaped);
        self.pointer.insert(0, '/');
    }

    /// Puts an index of an array in front.
    pub(super) fn inside_index(&mut self, index: usize) {
        self.join(&mut format!("[{index}]"));
        self.pointer.insert_str(0, &format!("/{index}"));
    }

    fn join(&mut self, head: &mut String) {
        if !self.text.is_empty() && !self.text.starts_with('[') {
            head.push('.');
        }
        head.push_str(&self.text);
        self.text = std::mem::take(head);
    }
}

fn is_plain(key: &str) -> bool {
    let word = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-' || byte == b'$';
    !key.is_empty() && key.len() <= KEY_CHARS && key.bytes().all(word)
}

fn quoted(key: &str) -> String {
    match key.char_indices().nth(KEY_CHARS) {
        Some((end, _)) => format!("[{:?}…]", &key[..end]),
        None => format!("[{key:?}]"),
    }
}

#[cfg(test)]
mod tests {
    use super::Path;

    fn path(build: impl Fn(&mut Path)) -> (String, String) {
        let mut path = Path::default();
        build(&mut path);
        (path.text, path.pointer)
    }

    #[test]
    fn keys_and_indexes() {
        let (text, pointer) = path(|path| {
            path.inside_key("result");
            path.inside_index(3);
            path.inside_index(1);
            path.inside_key("data");
        });
        assert_eq!((text.as_str(), pointer.as_str()), ("data[1][3].result", "/data/1/3/result"));
    }

    #[test]
    fn odd_keys_are_quoted_and_escaped() {
        let (text, pointer) = path(|path| {
            path.inside_key("a/b~c\n");
            path.inside_key("");
            path.inside_key("top");
        });
        assert_eq!(text, r#"top[""]["a/b~c\n"]"#);
        assert_eq!(pointer, "/top//a~1b~0c\n");
    }

    #[test]
    fn long_keys_are_cut_on_a_character() {
        let key = "é".repeat(100);
        let (text, pointer) = path(|path| path.inside_key(&key));
        assert_eq!(text, format!("[\"{}\"…]", "é".repeat(60)));
        assert_eq!(pointer, format!("/{key}"));
    }
}
