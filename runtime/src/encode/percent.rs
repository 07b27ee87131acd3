//! Percent-encoding (RFC 3986, section 2.1).

/// Which characters stay as they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Encoding {
    /// All of them.
    None,
    /// The unreserved ones (RFC 3986, section 2.3): a text is one value wherever it stands in a URL.
    Unreserved,
    /// The reserved ones as well, but for those that end a value in a query or that a query cannot hold.
    ReservedInQuery,
    /// The reserved ones as well, but for those that end a path or that a path cannot hold.
    ReservedInPath,
}

impl Encoding {
    /// Whether the byte at `index` of `text` stays.
    fn keeps(self, text: &[u8], index: usize) -> bool {
        let Some(byte) = text.get(index) else { return false };
        match self {
            Self::None => true,
            _ if is_unreserved(*byte) => true,
            Self::Unreserved => false,
            // What is encoded already (RFC 6570, section 3.2.3).
            _ if *byte == b'%' => {
                text.get(index + 1..index + 3).is_some_and(|hex| hex.iter().all(u8::is_ascii_hexdigit))
            }
            Self::ReservedInQuery => b":/?@!$'()*,;=".contains(byte),
            Self::ReservedInPath => b":/@!$&'()*+,;=".contains(byte),
        }
    }
}

/// Appends a text; what does not stay becomes `%XX`, with capital letters, byte by byte in UTF-8.
pub(crate) fn push_encoded(out: &mut String, text: &str, encoding: Encoding) {
    const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
    if encoding == Encoding::None {
        out.push_str(text);
        return;
    }
    let mut written = 0;
    for (index, byte) in text.bytes().enumerate() {
        if !encoding.keeps(text.as_bytes(), index) {
            // Bytes that stay are ASCII, so that runs of them begin and end between characters.
            out.push_str(text.get(written..index).unwrap_or_default());
            out.push('%');
            out.push(DIGITS[usize::from(byte >> 4)].into());
            out.push(DIGITS[usize::from(byte & 15)].into());
            written = index + 1;
        }
    }
    out.push_str(text.get(written..).unwrap_or_default());
}

/// A text as one value, wherever it stands in a URL.
pub(crate) fn percent_encoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    push_encoded(&mut out, text, Encoding::Unreserved);
    out
}

fn is_unreserved(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn encoded(text: &str) -> String {
        let mut out = String::new();
        push_encoded(&mut out, text, Encoding::Unreserved);
        out
    }

    #[test]
    fn only_unreserved_characters_stay() {
        assert_eq!(encoded("aZ09-._~"), "aZ09-._~");
        assert_eq!(encoded("a b/c?d#e&f=g+h%"), "a%20b%2Fc%3Fd%23e%26f%3Dg%2Bh%25");
        assert_eq!(encoded("é中"), "%C3%A9%E4%B8%AD");
        assert_eq!(encoded(""), "");
    }

    #[test]
    fn reserved_characters_stay_where_they_end_nothing() {
        let with = |text: &str, encoding| {
            let mut out = String::new();
            push_encoded(&mut out, text, encoding);
            out
        };
        let all = ":/?#[]@!$&'()*+,;= %41%é";
        assert_eq!(with(all, Encoding::ReservedInQuery), ":/?%23%5B%5D@!$%26'()*%2B,;=%20%41%25%C3%A9");
        assert_eq!(with(all, Encoding::ReservedInPath), ":/%3F%23%5B%5D@!$&'()*+,;=%20%41%25%C3%A9");
        assert_eq!(with(all, Encoding::None), all);
    }

    proptest! {
        #[test]
        fn reserved_values_decode_to_the_same_where_they_hold_no_percent_sign(text: String) {
            let plain = text.replace('%', "");
            for encoding in [Encoding::ReservedInQuery, Encoding::ReservedInPath] {
                let mut out = String::new();
                push_encoded(&mut out, &plain, encoding);
                let decoded = percent_encoding::percent_decode_str(&out).decode_utf8().unwrap();
                prop_assert_eq!(decoded.as_ref(), plain.as_str());
            }
            let mut query = "a=".to_owned();
            push_encoded(&mut query, &plain, Encoding::ReservedInQuery);
            let read: Vec<_> = form_urlencoded::parse(query.as_bytes()).into_owned().collect();
            prop_assert_eq!(read, [("a".to_owned(), plain)]);
        }

        #[test]
        fn another_decoder_reads_it_back(text: String) {
            let out = encoded(&text);
            prop_assert!(out.bytes().all(|byte| is_unreserved(byte) || byte == b'%'));
            prop_assert_eq!(percent_encoding::percent_decode_str(&out).decode_utf8().unwrap(), text);
        }
    }
}
