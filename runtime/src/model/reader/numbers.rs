//! Numbers.

use jiter::NumberInt;

use super::{Reader, syntax};
use crate::model::decode_error::{DecodeError, Decoded};
use crate::model::integer;

impl<'json> Reader<'json> {
    /// Reads an integer; `1.0` and `1e2` are integers too.
    #[inline]
    pub(in crate::model) fn integer<T: TryFrom<i64> + TryFrom<i128>>(&mut self, name: &str) -> Decoded<T> {
        let peek = self.peek()?;
        let start = self.jiter.current_index();
        if peek.is_num()
            && let Ok(NumberInt::Int(number)) = self.jiter.known_int(peek)
        {
            return T::try_from(number).map_err(|_| self.out_of_range(name, start));
        }
        let number = self.unusual_integer(name)?;
        T::try_from(number).map_err(|_| self.out_of_range(name, start))
    }

    /// An integer beyond `i64` or with a fraction or an exponent.
    #[cold]
    fn unusual_integer(&mut self, name: &str) -> Decoded<i128> {
        let start = self.next_offset();
        match integer::parse(self.number("an integer")?) {
            Ok(number) => Ok(number),
            Err(integer::Reason::Fraction) => Err(self.mismatch(format_args!("expected an integer"), start)),
            Err(integer::Reason::Range) => Err(self.out_of_range(name, start)),
        }
    }

    #[cold]
    fn out_of_range(&self, name: &str, start: usize) -> DecodeError {
        self.mismatch(format_args!("number out of range for {name}"), start)
    }

    pub(in crate::model) fn double(&mut self) -> Decoded<f64> {
        let start = self.next_offset();
        match self.number("a number")?.parse() {
            Ok(number) if f64::is_finite(number) => Ok(number),
            _ => Err(self.out_of_range("f64", start)),
        }
    }

    pub(in crate::model) fn single(&mut self) -> Decoded<f32> {
        let start = self.next_offset();
        match self.number("a number")?.parse() {
            Ok(number) if f32::is_finite(number) => Ok(number),
            _ => Err(self.out_of_range("f32", start)),
        }
    }

    /// Reads a number and gives its text.
    pub(crate) fn number(&mut self, expected: &str) -> Decoded<&'json str> {
        let peek = self.peek()?;
        if !matches!(peek.into_inner(), b'-' | b'0'..=b'9') {
            return Err(self.expected(expected));
        }
        let start = self.jiter.current_index();
        self.jiter.known_number_bytes(peek).map_err(|error| syntax(self.bytes, &error))?;
        let text = self.jiter.slice_to_current(start);
        str::from_utf8(text).map_err(|_| DecodeError::fatal(format_args!("invalid number"), start, text))
    }
}
