//! Percent-encoding (RFC 3986, section 2.1).

/// Appends a text so that it is one value wherever it stands in a URL.
///
/// All but the unreserved characters (RFC 3986, section 2.3) become `%XX`, with capital letters, byte by byte in UTF-8.
pub(crate) fn push_encoded(out: &mut String, text: &str) {
    const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
    let mut written = 0;
    for (index, byte) in text.bytes().enumerate() {
        if !is_unreserved(byte) {
            // Unreserved bytes are ASCII, so that runs of them begin and end between characters.
            out.push_str(text.get(written..index).unwrap_or_default());
            out.push('%');
            out.push(DIGITS[usize::from(byte >> 4)].into());
            out.push(DIGITS[usize::from(byte & 15)].into());
            written = index + 1;
        }
    }
    out.push_str(text.get(written..).unwrap_or_default());
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
        push_encoded(&mut out, text);
        out
    }

    #[test]
    fn only_unreserved_characters_stay() {
        assert_eq!(encoded("aZ09-._~"), "aZ09-._~");
        assert_eq!(encoded("a b/c?d#e&f=g+h%"), "a%20b%2Fc%3Fd%23e%26f%3Dg%2Bh%25");
        assert_eq!(encoded("é中"), "%C3%A9%E4%B8%AD");
        assert_eq!(encoded(""), "");
    }

    proptest! {
        #[test]
        fn another_decoder_reads_it_back(text: String) {
            let out = encoded(&text);
            prop_assert!(out.bytes().all(|byte| is_unreserved(byte) || byte == b'%'));
            prop_assert_eq!(percent_encoding::percent_decode_str(&out).decode_utf8().unwrap(), text);
        }
    }
}
