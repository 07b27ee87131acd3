//! "Did you mean": the word that another one almost is.

/// How alike two words must be, from 0 to 1, for one to be taken for a slip of the other.
const LIKENESS: f64 = 0.8;

/// The one of `words` that `wrong` almost is.
pub fn nearest<'w>(wrong: &str, words: impl IntoIterator<Item = &'w str>) -> Option<&'w str> {
    let lower = wrong.to_lowercase();
    words
        .into_iter()
        .map(|word| (word, strsim::jaro_winkler(&word.to_lowercase(), &lower)))
        .filter(|(_, likeness)| *likeness > LIKENESS)
        .max_by(|left, right| left.1.total_cmp(&right.1))
        .map(|(word, _)| word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_finds_its_word_and_a_stranger_none() {
        let words = ["document", "output", "root"];
        assert_eq!(nearest("outputs", words), Some("output"));
        assert_eq!(nearest("Documnet", words), Some("document"));
        assert_eq!(nearest("zebra", words), None);
    }
}
