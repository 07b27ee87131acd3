//! Dates and times (RFC 3339).

use jiff::{Timestamp, ZonedDateTime, civil};

use super::{text_format, value_of};

text_format! {
    /// A date and a time with an offset (`date-time`, RFC 3339), such as `2024-05-20T13:29:35+08:00`.
    ///
    /// ```
    /// use jiff::Timestamp;
    /// use openapi_client_runtime::DateTime;
    ///
    /// let paid: DateTime = "2024-05-20T13:29:35+08:00".parse()?;
    /// assert_eq!(Timestamp::try_from(&paid)?.to_string(), "2024-05-20T05:29:35Z");
    /// assert_eq!(DateTime::from(Timestamp::UNIX_EPOCH), "1970-01-01T00:00:00Z");
    /// # Ok::<(), openapi_client_runtime::FormatError>(())
    /// ```
    ///
    /// Two are equal when their texts are: compare moments as [`Timestamp`](jiff::Timestamp).
    DateTime, "a date and time such as 2024-05-20T13:29:35+08:00 (RFC 3339)", |text| timestamp(text).is_some()
}

value_of! { DateTime:
    Timestamp => |value| value.to_string(),
    ZonedDateTime => |value| value.timestamp().display_with_offset(value.offset()).to_string(),
}

value_of!(DateTime -> Timestamp => timestamp);

text_format! {
    /// A date (`date`, RFC 3339 full-date), such as `2024-05-20`. Made of and read as a [`civil::Date`](jiff::civil::Date).
    Date, "a date such as 2024-05-20 (RFC 3339)", |text| date(text).is_some()
}

value_of!(Date: civil::Date => |value| value.to_string());

value_of!(Date -> civil::Date => date);

text_format! {
    /// A time of day (`time`, RFC 3339), with an offset or without, such as `13:29:35Z`.
    ///
    /// Made of and read as a [`civil::Time`](jiff::civil::Time), which has no offset: use [`as_str`](Self::as_str) where
    /// that counts.
    Time, "a time such as 13:29:35Z (RFC 3339)", |text| time(text).is_some()
}

value_of!(Time: civil::Time => |value| value.to_string());

value_of!(Time -> civil::Time => time);

fn timestamp(text: &str) -> Option<Timestamp> {
    let (date, rest) = text.split_at_checked(10)?;
    let time = rest.strip_prefix(['T', 't', ' '])?;
    let is_whole =
        is_date(date) && offset_of(time).is_some_and(|(clock, offset)| is_clock(clock) && !offset.is_empty());
    if is_whole { text.parse().ok() } else { None }
}

fn date(text: &str) -> Option<civil::Date> {
    if is_date(text) { text.parse().ok() } else { None }
}

fn time(text: &str) -> Option<civil::Time> {
    let (clock, _) = offset_of(text)?;
    if is_clock(clock) { clock.parse().ok() } else { None }
}

/// What stands before an offset, and the offset: `Z`, `+08:00`, or nothing.
fn offset_of(time: &str) -> Option<(&str, &str)> {
    let at = time.find(['Z', 'z', '+', '-']).unwrap_or(time.len());
    let (clock, offset) = time.split_at_checked(at)?;
    let is_offset = match offset.as_bytes() {
        [] | [b'Z' | b'z'] => true,
        [_, h1, h2, b':', m1, m2] => {
            let (hours, minutes) = ([*h1, *h2], [*m1, *m2]);
            all_digits(&hours) && hours <= *b"23" && all_digits(&minutes) && minutes <= *b"59"
        }
        _ => false,
    };
    is_offset.then_some((clock, offset))
}

/// `2024-05-20`, whatever its numbers.
fn is_date(text: &str) -> bool {
    matches!(text.as_bytes(), [year @ .., b'-', m1, m2, b'-', d1, d2]
        if year.len() == 4 && all_digits(year) && all_digits(&[*m1, *m2, *d1, *d2]))
}

/// `13:29:35` or `13:29:35.123`, whatever its numbers.
fn is_clock(text: &str) -> bool {
    let (clock, fraction) = match text.split_once('.') {
        Some((clock, fraction)) => (clock, Some(fraction.as_bytes())),
        None => (text, None),
    };
    let whole = matches!(clock.as_bytes(), [h1, h2, b':', m1, m2, b':', s1, s2]
        if all_digits(&[*h1, *h2, *m1, *m2, *s1, *s2]));
    whole && fraction.is_none_or(|digits| !digits.is_empty() && all_digits(digits))
}

fn all_digits(bytes: &[u8]) -> bool {
    bytes.iter().all(u8::is_ascii_digit)
}
