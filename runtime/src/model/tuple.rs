//! Arrays with a type for each place: of a fixed length, or with more items behind those.

use super::{Decode, Decoded, Encode, Input, Reader, Writer};

/// An array that begins with a value for each place, such as `(String, i64)`, and may have more items, each a `T`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Open<P, T> {
    /// The first items, all of which must be there.
    pub first: P,
    /// What comes behind them.
    pub rest: Vec<T>,
}

impl<P, T> Open<P, T> {
    /// An array of these items.
    pub fn new(first: impl Input<P>, rest: impl Input<Vec<T>>) -> Self {
        Self { first: first.input(), rest: rest.input() }
    }
}

impl<P, T> Input<Self> for Open<P, T> {
    #[inline]
    fn input(self) -> Self {
        self
    }
}

macro_rules! tuples {
    ($($count:literal: $($part:ident $place:tt),+;)+) => {$(
        impl<$($part: Decode),+> Decode for ($($part,)+) {
            fn decode(reader: &mut Reader<'_>) -> Decoded<Self> {
                let start = reader.next_offset();
                let mut parts = ($(None::<$part>,)+);
                let mut place = 0_usize;
                reader.array(|reader| {
                    match place {
                        $($place => parts.$place = Some(reader.read()?),)+
                        _ => {
                            reader.surprise();
                            reader.skip()?;
                        }
                    }
                    place += 1;
                    Ok(())
                })?;
                match parts {
                    #[allow(non_snake_case, reason = "each part is called as its type is")]
                    ($(Some($part),)+) => Ok(($($part,)+)),
                    _ => Err(reader.mismatch(format_args!(concat!("expected an array of length ", $count)), start)),
                }
            }
        }

        impl<$($part: Encode),+> Encode for ($($part,)+) {
            fn encode(&self, writer: &mut Writer) {
                writer.tuple(&[$(&self.$place),+]);
            }
        }

        impl<$($part: Decode),+, Rest: Decode> Decode for Open<($($part,)+), Rest> {
            fn decode(reader: &mut Reader<'_>) -> Decoded<Self> {
                let start = reader.next_offset();
                let mut parts = ($(None::<$part>,)+);
                let mut rest = Vec::new();
                let mut place = 0_usize;
                reader.array(|reader| {
                    match place {
                        $($place => parts.$place = Some(reader.read()?),)+
                        _ => rest.push(reader.read()?),
                    }
                    place += 1;
                    Ok(())
                })?;
                match parts {
                    #[allow(non_snake_case, reason = "each part is called as its type is")]
                    ($(Some($part),)+) => Ok(Self { first: ($($part,)+), rest }),
                    _ => Err(reader.mismatch(format_args!(concat!("expected an array of length ", $count, " at least")), start)),
                }
            }
        }

        impl<$($part: Encode),+, Rest: Encode> Encode for Open<($($part,)+), Rest> {
            fn encode(&self, writer: &mut Writer) {
                let mut all: Vec<&dyn Encode> = vec![$(&self.first.$place),+];
                all.extend(self.rest.iter().map(|item| item as &dyn Encode));
                writer.tuple(&all);
            }
        }
    )+};
}

tuples! {
    1: A 0;
    2: A 0, B 1;
    3: A 0, B 1, C 2;
    4: A 0, B 1, C 2, D 3;
    5: A 0, B 1, C 2, D 3, E 4;
    6: A 0, B 1, C 2, D 3, E 4, F 5;
    7: A 0, B 1, C 2, D 3, E 4, F 5, G 6;
    8: A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7;
    9: A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8;
    10: A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8, J 9;
    11: A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8, J 9, K 10;
    12: A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8, J 9, K 10, L 11;
}
