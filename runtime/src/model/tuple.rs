//! Arrays of a fixed length, with a type for each place.

use super::{Decode, Decoded, Encode, Reader, Writer};

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
