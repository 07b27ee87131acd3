//! [`Decode`] for the types of the standard library.

use super::{Decode, Decoded, Map, Reader};

macro_rules! integers {
    ($($type:ident)+) => {$(
        impl Decode for $type {
            #[inline]
            fn decode(reader: &mut Reader<'_>) -> Decoded<Self> {
                reader.integer(stringify!($type))
            }
        }
    )+};
}

integers!(i8 i16 i32 i64 u8 u16 u32 u64);

impl Decode for bool {
    #[inline]
    fn decode(reader: &mut Reader<'_>) -> Decoded<Self> {
        reader.boolean()
    }
}

impl Decode for f64 {
    #[inline]
    fn decode(reader: &mut Reader<'_>) -> Decoded<Self> {
        reader.double()
    }
}

impl Decode for f32 {
    #[inline]
    fn decode(reader: &mut Reader<'_>) -> Decoded<Self> {
        reader.single()
    }
}

impl Decode for String {
    #[inline]
    fn decode(reader: &mut Reader<'_>) -> Decoded<Self> {
        reader.text().map(str::to_owned)
    }
}

impl<T: Decode> Decode for Box<T> {
    const READS_NULL: bool = T::READS_NULL;

    #[inline]
    fn decode(reader: &mut Reader<'_>) -> Decoded<Self> {
        T::decode(reader).map(Box::new)
    }
}

impl<T: Decode> Decode for Vec<T> {
    fn decode(reader: &mut Reader<'_>) -> Decoded<Self> {
        let mut items = Vec::new();
        reader.array(|reader| {
            items.push(T::decode(reader)?);
            Ok(())
        })?;
        Ok(items)
    }
}

impl<T: Decode> Decode for Map<T> {
    fn decode(reader: &mut Reader<'_>) -> Decoded<Self> {
        let mut map = Map::new();
        reader.object_and_rest(&mut [], &mut map)?;
        Ok(map)
    }
}
