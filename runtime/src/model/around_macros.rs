//! Objects whose members are in part those of a union.

/// As [`object!`](crate::object), with members that differ from one object to another: `variant` has all that is not
/// named, which is most often a [`union!`](crate::union) of objects. On the wire there is one object. Of several of them
/// each is read for itself, `without` the members that only the others have.
///
/// ```
/// use openapi_client_runtime as runtime;
///
/// runtime::object! { pub struct Square required { side: f64 = "side" } }
/// runtime::object! { pub struct Circle required { radius: f64 = "radius" } }
///
/// #[derive(Clone)]
/// pub enum Form { Square(Square), Circle(Circle), Unknown(runtime::Json) }
/// runtime::union!(Form { Square, Circle });
///
/// runtime::object_around! {
///     pub struct Shape
///     required { name: String = "name" }
///     variant { form: Form }
/// }
///
/// let shape: Shape = runtime::from_json(br#"{"name": "s", "radius": 1.5}"#)?;
/// assert!(matches!(&shape.form, Form::Circle(circle) if circle.radius == 1.5));
/// assert_eq!(runtime::to_json(&shape)?, br#"{"radius":1.5,"name":"s"}"#);
/// # Ok::<_, Box<dyn std::error::Error>>(())
/// ```
#[macro_export]
macro_rules! object_around {
    (
        $(#[$about:meta])*
        pub struct $name:ident
        $(required { $($(#[$ra:meta])* $r:ident: $rt:ty = $rw:literal),* $(,)? })?
        $(constant { $($(#[$ca:meta])* $c:ident: $ct:ty = $cw:literal is $cv:expr),* $(,)? })?
        $(optional { $($(#[$oa:meta])* $o:ident: $ot:ty = $ow:literal $(is $ov:literal)?),* $(,)? })?
        variant { $($x:ident: $xt:ty $(= without [$($elsewhere:literal),* $(,)?])?),+ $(,)? }
    ) => {
        $(#[$about])*
        #[derive(Clone)]
        #[non_exhaustive]
        pub struct $name {
            $($($(#[$ra])* pub $r: $rt,)*)?
            $($($(#[$ca])* pub $c: $ct,)*)?
            $($($(#[$oa])* pub $o: ::core::option::Option<$ot>,)*)?
            $(
                /// The members that differ from one object to another.
                pub $x: $xt,
            )+
        }

        impl $name {
            /// What must be there; nothing else is set.
            pub fn new($($($r: impl $crate::Input<$rt>,)*)? $($x: impl $crate::Input<$xt>),+) -> Self {
                Self {
                    $($($r: $crate::Input::input($r),)*)?
                    $($($c: $crate::Input::<$ct>::input($cv),)*)?
                    $($($o: ::core::option::Option::None,)*)?
                    $($x: $crate::Input::input($x),)+
                }
            }
            $($($(#[$oa])* pub fn $o(mut self, value: impl $crate::Input<$ot>) -> Self {
                self.$o = ::core::option::Option::Some($crate::Input::input(value));
                self
            })*)?
        }

        impl $crate::Decode for $name {
            #[inline]
            fn decode(reader: &mut $crate::Reader<'_>) -> $crate::Decoded<Self> {
                $($(let mut $r: ::core::option::Option<$rt> = ::core::option::Option::None;)*)?
                $($(let mut $c: ::core::option::Option<$ct> = ::core::option::Option::None;)*)?
                $($(let mut $o: ::core::option::Option<$ot> = ::core::option::Option::None;)*)?
                $crate::__variants!(
                    reader,
                    [$($($rw,)*)? $($($cw,)*)? $($($ow,)*)?],
                    $($x: $xt [$($($elsewhere),*)?],)+
                );
                reader.object_around(
                    &mut [$($(($rw, &mut $r),)*)? $($(($cw, &mut $c),)*)? $($(($ow, &mut $o),)*)?],
                )?;
                $($($(reader.known(&$o, $ov);)?)*)?
                ::core::result::Result::Ok(Self {
                    $($($r: reader.required($rw, $r)?,)*)?
                    $($($c: reader.constant($cw, $cv, $c)?,)*)?
                    $($($o,)*)?
                    $($x,)+
                })
            }
        }

        impl $crate::Encode for $name {
            #[inline]
            fn encode(&self, writer: &mut $crate::Writer) {
                writer.object_around(
                    &[
                        $($(($rw, &self.$r),)*)?
                        $($(($cw, &self.$c),)*)?
                        $($(($ow, &self.$o),)*)?
                    ],
                    &[$(&self.$x),+],
                );
            }
        }

        $crate::model_impls!($name);
    };
}

/// Reads what differs from one object to another, each without the names that are read elsewhere.
#[doc(hidden)]
#[macro_export]
macro_rules! __variants {
    ($reader:ident, [$($known:literal,)*], $x:ident: $xt:ty [$($elsewhere:literal),*], $($others:tt)*) => {
        let $x = $reader.variant::<$xt>(&[$($known,)* $($elsewhere),*])?;
        $crate::__variants!($reader, [$($known,)*], $($others)*);
    };
    ($reader:ident, [$($known:literal,)*],) => {};
}
