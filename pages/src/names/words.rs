//! Segments and property names as words.

/// The words of `upload-fapiao-file` or `out_trade_no`, in lower case where they are not names with capitals inside.
pub(super) fn words(text: &str) -> Vec<String> {
    let parts = text.split(|character: char| !character.is_ascii_alphanumeric());
    parts.filter(|part| !part.is_empty()).map(str::to_owned).collect()
}

/// `["upload", "file"]` as `uploadFile`.
pub(super) fn camel<S: AsRef<str>>(words: &[S]) -> String {
    let pascal = pascal(words);
    let mut characters = pascal.chars();
    match characters.next() {
        Some(first) => first.to_ascii_lowercase().to_string() + characters.as_str(),
        None => String::new(),
    }
}

/// `["upload", "file"]` as `UploadFile`.
pub(super) fn pascal<S: AsRef<str>>(words: &[S]) -> String {
    let capital = |word: &S| {
        let mut characters = word.as_ref().chars();
        match characters.next() {
            Some(first) => first.to_ascii_uppercase().to_string() + characters.as_str(),
            None => String::new(),
        }
    };
    words.iter().map(capital).collect()
}

/// Words that end in `s` and mean one thing, or have no other form.
const NO_PLURALS: [&str; 9] = ["address", "goods", "news", "series", "status", "business", "process", "access", "sms"];

/// Whether a word stands for several.
pub(super) fn is_plural(word: &str) -> bool {
    word.len() > 2
        && word.ends_with('s')
        && !["ss", "us", "is"].iter().any(|end| word.ends_with(end))
        && !NO_PLURALS.contains(&word)
}

/// The words with the last one in the singular.
pub(super) fn singular(words: &[String]) -> Vec<String> {
    let mut words = words.to_vec();
    if let Some(last) = words.last_mut().filter(|last| is_plural(last)) {
        let length = if last.ends_with("ies") && last.len() > 4 {
            last.truncate(last.len() - 3);
            last.push('y');
            last.len()
        } else if ["sses", "xes", "ches", "shes"].iter().any(|end| last.ends_with(end)) {
            last.len() - 2
        } else {
            last.len() - 1
        };
        last.truncate(length);
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_split_joined_and_made_singular() {
        assert_eq!(camel(&words("upload-fapiao-file")), "uploadFapiaoFile");
        assert_eq!(pascal(&words("out_trade_no")), "OutTradeNo");
        let single = |text: &str| camel(&singular(&words(text)));
        assert_eq!(single("merchant-identifiers"), "merchantIdentifier");
        assert_eq!(single("activities"), "activity");
        assert_eq!(single("batches"), "batch");
        assert_eq!(single("goods"), "goods");
        assert_eq!(single("status"), "status");
        assert_eq!(single("cases"), "case");
    }
}
