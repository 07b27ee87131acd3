//! What a sample does with the answer.

use crate::sample::Answer;

/// Told by what stands behind the call: the words of the samples are always the same.
pub fn of(text: &str) -> Answer {
    let status = text.split("getStatusCode()").nth(1).and_then(|after| {
        let digits = after.trim_start_matches([' ', '=']);
        let end = digits.find(|found: char| !found.is_ascii_digit()).unwrap_or(digits.len());
        digits[..end].parse().ok()
    });
    match status {
        Some(status) => Answer::Status(status),
        None if text.contains("json_decode(") => Answer::Json,
        None => Answer::Unsaid,
    }
}
