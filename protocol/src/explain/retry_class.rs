//! What may be done after an error answer.

use std::fmt;

use openapi_client_runtime::StatusCode;

/// What may be done after an error answer, once the client has stopped to repeat the call by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum RetryClass {
    /// The same call would be refused again.
    Never,
    /// The same call with the same parameters, soon: WeChat Pay may or may not have acted.
    SameRequest,
    /// The same call with the same parameters, after a pause that grows.
    Later,
    /// Whether WeChat Pay has acted, or has answered at all, is not known: look the state up before anything else.
    LookUpFirst,
}

impl RetryClass {
    pub(super) fn of(status: StatusCode, code: &str, is_verified: bool) -> Self {
        match (status.as_u16(), code) {
            (202, _) => Self::SameRequest,
            (429, _) | (_, "FREQUENCY_LIMITED" | "FREQUENCY_LIMIT_EXCEED" | "RATELIMIT_EXCEEDED") => Self::Later,
            (500 | 502 | 503, _) | (_, "SYSTEM_ERROR") => Self::SameRequest,
            (500.., _) => Self::LookUpFirst,
            // A refusal that anybody could have made is no refusal.
            (400..=499, _) if is_verified || code == "SIGN_ERROR" => Self::Never,
            _ => Self::LookUpFirst,
        }
    }
}

impl fmt::Display for RetryClass {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Self::Never => "do not repeat it before it is changed",
            Self::SameRequest => "repeat it with the same parameters",
            Self::Later => "repeat it with the same parameters after a pause",
            Self::LookUpFirst => "look up what became of it before it is repeated",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_kind_of_answer_has_its_class() {
        use RetryClass::*;
        for (status, code, is_verified, class) in [
            (400, "PARAM_ERROR", true, Never),
            (401, "SIGN_ERROR", false, Never),
            (403, "NO_AUTH", true, Never),
            (403, "NO_AUTH", false, LookUpFirst),
            (404, "", false, LookUpFirst),
            (429, "RATELIMIT_EXCEEDED", true, Later),
            (403, "FREQUENCY_LIMITED", true, Later),
            (500, "SYSTEM_ERROR", true, SameRequest),
            (502, "", false, SameRequest),
            (504, "", false, LookUpFirst),
            (302, "", false, LookUpFirst),
        ] {
            let status = StatusCode::from_u16(status).unwrap();
            assert_eq!(RetryClass::of(status, code, is_verified), class, "{status} {code}");
        }
    }
}
