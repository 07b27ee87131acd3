//! What emitted objects and sets of parameters have in common.

/// An object: a struct with a field for each member, `new` with what must be there, a setter for all else, and how it is
/// read and written as JSON.
///
/// Members stand as `name: Type = "name on the wire"`, those that must be there first. One below `constant` can have one
/// value only, which `new` sets. A member below `optional` is an `Option` of its type. `rest` keeps all other members by
/// name.
///
/// `Debug` shows the object as JSON, in which what is [`Sensitive`](crate::Sensitive) is not shown. Objects are equal
/// when their JSON is.
///
/// ```
/// use openapi_client_runtime as runtime;
///
/// runtime::object! {
///     /// An animal in the shop.
///     pub struct Pet
///     required {
///         /// How it is called.
///         name: String = "petName",
///     }
///     optional {
///         /// In grams.
///         weight: i64 = "weight",
///         tags: Vec<String> = "tags",
///     }
/// }
///
/// let pet = Pet::new("Mia").weight(4200).tags(["cat", "black"]);
/// assert_eq!(format!("{pet:?}"), r#"Pet {"petName":"Mia","weight":4200,"tags":["cat","black"]}"#);
/// ```
#[macro_export]
macro_rules! object {
    (
        $(#[$about:meta])*
        pub struct $name:ident
        required { $($(#[$ra:meta])* $r:ident: $rt:ty = $rw:literal),* $(,)? }
        $(constant { $($(#[$ca:meta])* $c:ident: $ct:ty = $cw:literal is $cv:expr),* $(,)? })?
        $(optional { $($(#[$oa:meta])* $o:ident: $ot:ty = $ow:literal $(is $ov:literal)?),* $(,)? })?
        $(rest { $(#[$xa:meta])* $x:ident: $xt:ty })?
    ) => {
        $(#[$about])*
        #[derive(Clone)]
        #[non_exhaustive]
        pub struct $name {
            $($(#[$ra])* pub $r: $rt,)*
            $($($(#[$ca])* pub $c: $ct,)*)?
            $($($(#[$oa])* pub $o: ::core::option::Option<$ot>,)*)?
            $($(#[$xa])* pub $x: $crate::Map<$xt>,)?
        }

        impl $name {
            /// What must be there; nothing else is set.
            pub fn new($($r: impl $crate::Input<$rt>),*) -> Self {
                Self {
                    $($r: $crate::Input::input($r),)*
                    $($($c: $crate::Input::<$ct>::input($cv),)*)?
                    $($($o: ::core::option::Option::None,)*)?
                    $($x: ::core::default::Default::default(),)?
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
                $(let mut $r: ::core::option::Option<$rt> = ::core::option::Option::None;)*
                $($(let mut $c: ::core::option::Option<$ct> = ::core::option::Option::None;)*)?
                $($(let mut $o: ::core::option::Option<$ot> = ::core::option::Option::None;)*)?
                $(let mut $x: $crate::Map<$xt> = ::core::default::Default::default();)?
                $crate::__object!(
                    reader,
                    [$(($rw, &mut $r),)* $($(($cw, &mut $c),)*)? $($(($ow, &mut $o),)*)?]
                    $(, &mut $x)?
                );
                $($($(reader.known(&$o, $ov);)?)*)?
                ::core::result::Result::Ok(Self {
                    $($r: reader.required($rw, $r)?,)*
                    $($($c: reader.constant($cw, $cv, $c)?,)*)?
                    $($($o,)*)?
                    $($x,)?
                })
            }
        }

        $crate::__object_impls! {
            $name [$(($rw, $r),)* $($(($cw, $c),)*)? $($(($ow, $o),)*)?] $($x)?
        }
    };
    (
        $(#[$about:meta])*
        pub struct $name:ident
        constant { $($constant:tt)* }
        $($others:tt)*
    ) => {
        $crate::object! { $(#[$about])* pub struct $name required {} constant { $($constant)* } $($others)* }

        impl ::core::default::Default for $name {
            #[inline]
            fn default() -> Self {
                Self::new()
            }
        }
    };
    (
        $(#[$about:meta])*
        pub struct $name:ident
        $(optional { $($(#[$oa:meta])* $o:ident: $ot:ty = $ow:literal $(is $ov:literal)?),* $(,)? })?
        $(rest { $(#[$xa:meta])* $x:ident: $xt:ty })?
    ) => {
        $(#[$about])*
        #[derive(Clone, Default)]
        #[non_exhaustive]
        pub struct $name {
            $($($(#[$oa])* pub $o: ::core::option::Option<$ot>,)*)?
            $($(#[$xa])* pub $x: $crate::Map<$xt>,)?
        }

        impl $name {
            /// Nothing is set.
            #[inline]
            pub fn new() -> Self {
                <Self as ::core::default::Default>::default()
            }
            $($($(#[$oa])* pub fn $o(mut self, value: impl $crate::Input<$ot>) -> Self {
                self.$o = ::core::option::Option::Some($crate::Input::input(value));
                self
            })*)?
        }

        impl $crate::Decode for $name {
            #[inline]
            fn decode(reader: &mut $crate::Reader<'_>) -> $crate::Decoded<Self> {
                #[allow(unused_mut, reason = "it may have no member")]
                let mut value = <Self as ::core::default::Default>::default();
                $crate::__object!(reader, [$($(($ow, &mut value.$o),)*)?] $(, &mut value.$x)?);
                $($($(reader.known(&value.$o, $ov);)?)*)?
                ::core::result::Result::Ok(value)
            }
        }

        $crate::__object_impls! {
            $name [$($(($ow, $o),)*)?] $($x)?
        }
    };
}

/// The parameters that a call can do without: as [`object!`](crate::object), but never read or written as JSON.
#[macro_export]
macro_rules! parameters {
    (
        $(#[$about:meta])*
        pub struct $name:ident
        $(required { $($(#[$ra:meta])* $r:ident: $rt:ty),* $(,)? })?
        optional { $($(#[$oa:meta])* $o:ident: $ot:ty),* $(,)? }
    ) => {
        $crate::__parameters! { [$($($r: $rt,)*)?] $(#[$about])* $name [$($($(#[$ra])* $r: $rt,)*)?] [$($(#[$oa])* $o: $ot,)*] }
    };
    (
        $(#[$about:meta])*
        pub struct $name:ident
        required { $($(#[$ra:meta])* $r:ident: $rt:ty),* $(,)? }
    ) => {
        $crate::__parameters! { [$($r: $rt,)*] $(#[$about])* $name [$($(#[$ra])* $r: $rt,)*] [] }
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __parameters {
    ([] $($rest:tt)*) => {
        $crate::__parameters! { @struct [Debug, Clone, PartialEq, Default] "Nothing is set." $($rest)* }
    };
    ([$($required:tt)+] $($rest:tt)*) => {
        $crate::__parameters! { @struct [Debug, Clone, PartialEq] "What must be there; nothing else is set." $($rest)* }
    };
    (
        @struct [$($derive:ident),*] $new:literal $(#[$about:meta])* $name:ident
        [$($(#[$ra:meta])* $r:ident: $rt:ty,)*] [$($(#[$oa:meta])* $o:ident: $ot:ty,)*]
    ) => {
        $(#[$about])*
        #[derive($($derive),*)]
        #[non_exhaustive]
        pub struct $name {
            $($(#[$ra])* pub $r: $rt,)*
            $($(#[$oa])* pub $o: ::core::option::Option<$ot>,)*
        }

        impl $name {
            #[doc = $new]
            pub fn new($($r: impl $crate::Input<$rt>),*) -> Self {
                Self {
                    $($r: $crate::Input::input($r),)*
                    $($o: ::core::option::Option::None,)*
                }
            }
            $($(#[$oa])* pub fn $o(mut self, value: impl $crate::Input<$ot>) -> Self {
                self.$o = ::core::option::Option::Some($crate::Input::input(value));
                self
            })*
        }
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __object {
    ($reader:ident, [$($slot:tt)*]) => {
        $reader.object(&mut [$($slot)*])?
    };
    ($reader:ident, [$($slot:tt)*], $rest:expr) => {
        $reader.object_and_rest(&mut [$($slot)*], $rest)?
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __object_impls {
    ($name:ident [$(($wire:literal, $field:ident),)*] $($rest:ident)?) => {
        impl $crate::Encode for $name {
            #[inline]
            fn encode(&self, writer: &mut $crate::Writer) {
                $crate::__object_fields!(writer, [$(($wire, &self.$field),)*] $(, &self.$rest)?);
            }
        }

        $crate::model_impls!($name);
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __object_fields {
    ($writer:ident, [$($field:tt)*]) => {
        $writer.object(&[$($field)*])
    };
    ($writer:ident, [$($field:tt)*], $rest:expr) => {
        $writer.object_and_rest(&[$($field)*], $rest)
    };
}

/// Implements what models have besides [`Encode`](crate::Encode) and [`Decode`](crate::Decode): `Debug` and `PartialEq`
/// by their JSON, which is much less code than deriving them, [`Input`](crate::Input), and serde's traits.
#[macro_export]
macro_rules! model_impls {
    ($model:ident) => {
        $crate::itself!($model);
        $crate::serde_impls!($model);

        impl ::core::fmt::Debug for $model {
            #[inline]
            fn fmt(&self, formatter: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                $crate::__private::debug(::core::stringify!($model), self, formatter)
            }
        }

        impl ::core::cmp::PartialEq for $model {
            #[inline]
            fn eq(&self, other: &Self) -> bool {
                $crate::__private::equal(self, other)
            }
        }
    };
}

/// Lets a type stand for itself where one is set.
#[macro_export]
macro_rules! itself {
    ($model:ty) => {
        impl $crate::Input<$model> for $model {
            #[inline]
            fn input(self) -> $model {
                self
            }
        }
    };
}
