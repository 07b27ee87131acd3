//! What a caller may hand over for a value that is stored.

use bytes::Bytes;

use crate::Upload;

use super::{Json, Map, Nullable, Sensitive};

/// What stands for a `T` where one is set: the value itself, a `&str` for a text, any iterator for a list, and so on.
///
/// Models take it in `new` and in their setters, so that callers need not convert. As many types may stand for one, none is
/// inferred from the field: where the value is itself generic, such as that of `parse`, `collect` or `into`, its type is
/// named.
///
/// ```
/// # use openapi_client_runtime as runtime;
/// runtime::object! {
///     pub struct Order required {
///         amount: i64 = "amount",
///     } optional {
///         codes: Vec<String> = "codes",
///     }
/// }
///
/// let order = Order::new(5).codes(["a", "b"]);
/// let read = Order::new("5".parse::<i64>()?).codes("a,b".split(','));
/// let amount: i64 = "5".parse()?;
/// assert_eq!(order, read);
/// assert_eq!(order.amount, Order::new(amount).amount);
/// # Ok::<(), std::num::ParseIntError>(())
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not stand for `{T}` here",
    note = "hand over a `{T}`; texts also come as `&str`, lists as anything that can be iterated"
)]
pub trait Input<T> {
    /// The value to store.
    fn input(self) -> T;
}

/// Types that only stand for themselves. A list of them, not one rule for all: so a number that is written as a literal
/// has the type of the field.
macro_rules! themselves {
    ($($type:ty),+ $(,)?) => {$(
        impl Input<$type> for $type {
            #[inline]
            fn input(self) -> $type {
                self
            }
        }
    )+};
}

themselves!((), bool, i8, i16, i32, i64, u8, u16, u32, u64, f32, f64);

impl<V: Into<String>> Input<String> for V {
    #[inline]
    fn input(self) -> String {
        self.into()
    }
}

impl<V: Into<Sensitive<String>>> Input<Sensitive<String>> for V {
    #[inline]
    fn input(self) -> Sensitive<String> {
        self.into()
    }
}

impl<V: Into<Bytes>> Input<Bytes> for V {
    #[inline]
    fn input(self) -> Bytes {
        self.into()
    }
}

impl<V: Into<Upload>> Input<Upload> for V {
    #[inline]
    fn input(self) -> Upload {
        self.into()
    }
}

impl<V: Into<Json>> Input<Json> for V {
    #[inline]
    fn input(self) -> Json {
        self.into()
    }
}

impl<T, V: Into<Nullable<T>>> Input<Nullable<T>> for V {
    #[inline]
    fn input(self) -> Nullable<T> {
        self.into()
    }
}

impl<T, V: Input<T>> Input<Box<T>> for V {
    #[inline]
    fn input(self) -> Box<T> {
        Box::new(self.input())
    }
}

impl<T, V: IntoIterator<Item: Input<T>>> Input<Vec<T>> for V {
    #[inline]
    fn input(self) -> Vec<T> {
        self.into_iter().map(Input::input).collect()
    }
}

impl<T> Input<Map<T>> for Map<T> {
    #[inline]
    fn input(self) -> Map<T> {
        self
    }
}

impl<T, K: Into<String>, V: Input<T>, const N: usize> Input<Map<T>> for [(K, V); N] {
    #[inline]
    fn input(self) -> Map<T> {
        self.into_iter().map(|(key, value)| (key.into(), value.input())).collect()
    }
}

macro_rules! tuples {
    ($(($($part:ident $value:ident $place:tt),+)),+ $(,)?) => {$(
        impl<$($part, $value: Input<$part>),+> Input<($($part,)+)> for ($($value,)+) {
            #[inline]
            fn input(self) -> ($($part,)+) {
                ($(self.$place.input(),)+)
            }
        }
    )+};
}

tuples! {
    (A Va 0),
    (A Va 0, B Vb 1),
    (A Va 0, B Vb 1, C Vc 2),
    (A Va 0, B Vb 1, C Vc 2, D Vd 3),
    (A Va 0, B Vb 1, C Vc 2, D Vd 3, E Ve 4),
    (A Va 0, B Vb 1, C Vc 2, D Vd 3, E Ve 4, F Vf 5),
    (A Va 0, B Vb 1, C Vc 2, D Vd 3, E Ve 4, F Vf 5, G Vg 6),
    (A Va 0, B Vb 1, C Vc 2, D Vd 3, E Ve 4, F Vf 5, G Vg 6, H Vh 7),
    (A Va 0, B Vb 1, C Vc 2, D Vd 3, E Ve 4, F Vf 5, G Vg 6, H Vh 7, I Vi 8),
    (A Va 0, B Vb 1, C Vc 2, D Vd 3, E Ve 4, F Vf 5, G Vg 6, H Vh 7, I Vi 8, J Vj 9),
    (A Va 0, B Vb 1, C Vc 2, D Vd 3, E Ve 4, F Vf 5, G Vg 6, H Vh 7, I Vi 8, J Vj 9, K Vk 10),
    (A Va 0, B Vb 1, C Vc 2, D Vd 3, E Ve 4, F Vf 5, G Vg 6, H Vh 7, I Vi 8, J Vj 9, K Vk 10, L Vl 11),
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stored<T>(value: impl Input<T>) -> T {
        value.input()
    }

    #[test]
    fn what_is_at_hand_becomes_what_is_stored() {
        assert_eq!(stored::<String>("a"), "a");
        assert_eq!(stored::<Vec<String>>(["a", "b"]), ["a", "b"]);
        assert_eq!(stored::<Vec<Vec<f64>>>([vec![1.0], vec![]]), [vec![1.0], vec![]]);
        assert_eq!(stored::<i64>(5_000_000_000), 5_000_000_000);
        assert_eq!(stored::<Nullable<String>>("a"), Nullable::from("a"));
        assert_eq!(stored::<Box<String>>("a"), Box::new("a".to_owned()));
        assert_eq!(stored::<Map<i64>>([("a", 1)]).get("a"), Some(&1));
        assert_eq!(stored::<Json>(1), Json::from(1));
    }
}
