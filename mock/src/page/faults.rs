//! What the page says of each fault.

/// What a fault spoils.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Group {
    Signature,
    Status,
    Transport,
    Other,
}

impl Group {
    pub(super) const ALL: [Self; 4] = [Self::Signature, Self::Status, Self::Transport, Self::Other];

    pub(super) fn title(self) -> &'static str {
        match self {
            Self::Signature => "Signature of the answer",
            Self::Status => "Status",
            Self::Transport => "Connection and body",
            Self::Other => "Other",
        }
    }
}

/// Where a fault belongs, and what it does in a few words; none for one that this table does not know.
pub(super) fn described(name: &str) -> (Group, &'static str) {
    match name {
        "wrong-signature" => (Group::Signature, "made over another body"),
        "missing-signature" => (Group::Signature, "Wechatpay-Signature is left out"),
        "unsigned" => (Group::Signature, "all headers of the signature are left out"),
        "probe-signature" => (Group::Signature, "begins with WECHATPAY/SIGNTEST/"),
        "not-base64-signature" => (Group::Signature, "is no base64"),
        "stale-timestamp" => (Group::Signature, "right, but of 10 minutes ago"),
        "early-timestamp" => (Group::Signature, "right, but 10 minutes ahead"),
        "unknown-serial" => (Group::Signature, "names a key that does not exist"),
        "expired-certificate" => (Group::Signature, "by a certificate that expired"),
        "header-with-quote" => (Group::Signature, "the nonce stands in quotes"),
        "header-not-ascii" => (Group::Signature, "the nonce is not ASCII"),
        "accepted" => (Group::Status, "202: repeat the same request"),
        "too-many-requests" => (Group::Status, "429 with Retry-After: 1"),
        "server-error" => (Group::Status, "500, nothing carried out"),
        "server-error-after" => (Group::Status, "500, but carried out"),
        "bad-gateway" => (Group::Status, "502 with HTML, unsigned"),
        "html-error" => (Group::Status, "403 with HTML, unsigned"),
        "truncated-body" => (Group::Transport, "half of the body, then the end"),
        "slow-headers" => (Group::Transport, "the answer comes late"),
        "slow-body" => (Group::Transport, "the body comes late"),
        "reset-before-read" => (Group::Transport, "reset, nothing carried out"),
        "reset-after-read" => (Group::Transport, "reset, but carried out"),
        "gzip" => (Group::Transport, "compressed, signed before that"),
        _ => (Group::Other, ""),
    }
}
