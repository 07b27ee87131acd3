//! What the answers of all operations have in common.

/// The answers of an operation: an enum with a variant for each status that the document names, and how a response
/// becomes one of them.
///
/// `200 => Ok(Pet) as json` holds the body alone, `404 => NotFound[Problem] as json` the body with the whole
/// [`Answer`](crate::Answer), and `204 => NoContent` nothing. After `as` stands how the body is read: `json`, `text`, `bytes`,
/// `lines`, `events(Json)` or `empty`, and its media types where these are not `application/json`. What is named nowhere
/// becomes `Undocumented`.
///
/// `ok` names the success that the function `ok` gives: `ok Ok -> Pet`, `ok NoContent` without a body, `ok if Default -> T`
/// where the status has to be looked at, or `ok any Ok Accepted` for the enum itself.
///
/// ```
/// use openapi_client_runtime as runtime;
///
/// runtime::answers! {
///     /// What the pet shop says.
///     pub enum Said {
///         /// 200: The name.
///         200 => Ok(String) as json,
///         400..=499 => ClientError[String] as text "text/plain",
///     }
///     ok Ok -> String;
/// }
/// ```
#[macro_export]
macro_rules! answers {
    (
        $(#[$about:meta])*
        pub enum $name:ident {
            $(
                $(#[$note:meta])*
                $status:pat => $variant:ident $(($plain:ty))? $([$answer:ty])?
                $(as $read:ident $(($data:ident))? $($media:literal)*)?
            ),* $(,)?
        }
        $(ok $($ok:tt)+)?
    ) => {
        $(#[$about])*
        #[derive(Debug, Clone)]
        #[non_exhaustive]
        pub enum $name {
            $($(#[$note])* $variant $(($plain))? $(($crate::Answer<$answer>))?,)*
            /// A status or a media type that the specification does not name: nothing is decoded, nothing is lost.
            Undocumented($crate::Response),
        }

        impl $crate::FromResponse for $name {
            #[inline]
            fn from_response(response: $crate::Response) -> $crate::Result<Self> {
                ::core::result::Result::Ok(match response.status().as_u16() {
                    $($status if $crate::__is!(response $(as $read $($media)*)?) => {
                        $crate::__answer!(response $variant $(($plain))? $([$answer])? $(as $read $(($data))?)?)
                    })*
                    _ => Self::Undocumented(response),
                })
            }
        }

        $crate::__ok! { $name [$($($variant [$answer])?)*] $($($ok)+)? }
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __is {
    ($response:ident) => { true };
    ($response:ident as empty) => { true };
    ($response:ident as $read:ident) => { $response.is("application/json") };
    ($response:ident as $read:ident $media:literal) => { $response.is($media) };
    ($response:ident as $read:ident $($media:literal)+) => { $response.is_any(&[$($media),+]) };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __answer {
    ($response:ident $variant:ident) => {
        Self::$variant
    };
    ($response:ident $variant:ident ($plain:ty) as json) => {
        Self::$variant($response.json()?)
    };
    ($response:ident $variant:ident ($plain:ty) as text) => {
        Self::$variant($response.text()?)
    };
    ($response:ident $variant:ident ($plain:ty) as bytes) => {
        Self::$variant($response.body())
    };
    ($response:ident $variant:ident ($plain:ty) as lines) => {
        Self::$variant($response.lines()?)
    };
    ($response:ident $variant:ident ($plain:ty) as events($data:ident)) => {
        Self::$variant($response.events($crate::EventData::$data))
    };
    ($response:ident $variant:ident [$answer:ty] as empty) => {
        Self::$variant($response.empty_answer())
    };
    ($response:ident $variant:ident [$answer:ty] as json) => {
        Self::$variant($response.json_answer()?)
    };
    ($response:ident $variant:ident [$answer:ty] as text) => {
        Self::$variant($response.text_answer()?)
    };
    ($response:ident $variant:ident [$answer:ty] as bytes) => {
        Self::$variant($response.bytes_answer())
    };
    ($response:ident $variant:ident [$answer:ty] as lines) => {
        Self::$variant($response.lines_answer()?)
    };
    ($response:ident $variant:ident [$answer:ty] as events($data:ident)) => {
        Self::$variant($response.events_answer($crate::EventData::$data))
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __ok {
    ($name:ident $failures:tt) => {};
    ($name:ident $failures:tt any $($variant:ident)+ $(;)?) => {
        $crate::__ok! {
            $name $failures "The answer itself, where it is one of the successes." Self,
            success @ ($(Self::$variant { .. })|+) => success
        }
    };
    ($name:ident $failures:tt if $variant:ident -> $ty:ty $(;)?) => {
        $crate::__ok! {
            $name $failures "The answer, where its status is a success." $ty,
            Self::$variant(answer) if answer.status().is_success() => answer
        }
    };
    ($name:ident $failures:tt $variant:ident -> $ty:ty $(;)?) => {
        $crate::__ok! { $name $failures "The body of the success." $ty, Self::$variant(body) => body }
    };
    ($name:ident $failures:tt $variant:ident $(;)?) => {
        $crate::__ok! { $name $failures "Whether the call succeeded." (), Self::$variant => () }
    };
    (
        $name:ident [$($failure:ident [$answer:ty])*]
        $about:literal $ty:ty, $success:pat $(if $condition:expr)? => $value:expr
    ) => {
        impl $name {
            #[doc = $about]
            ///
            /// # Errors
            ///
            /// Any other answer is an error of kind [`Status`]($crate::ErrorKind::Status) that holds it whole.
            #[allow(unreachable_patterns, reason = "the success may be one of those that can fail")]
            #[inline]
            pub fn ok(self) -> $crate::Result<$ty> {
                match self {
                    $success $(if $condition)? => ::core::result::Result::Ok($value),
                    $(Self::$failure(answer) => {
                        let answer: $crate::Answer<$answer> = answer;
                        ::core::result::Result::Err(answer.into_error())
                    })*
                    Self::Undocumented(response) => ::core::result::Result::Err(response.into_error()),
                }
            }
        }
    };
}
