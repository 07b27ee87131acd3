//! Whether a request may come in.

use std::sync::Arc;

use bytes::Bytes;
use http::header::CONTENT_TYPE;

mod signed;
mod suspects;

pub(crate) use signed::{CERTIFICATES_PATH, MAX_SKEW};

use crate::json_rules;
use crate::nonces::Nonces;
use crate::parties::Parties;
use crate::received::Received;
use crate::refusal::Refusal;
use crate::rules::{self, Broken, Carries};
use crate::upload::Upload;
use crate::verdict::{Rule, Verdict};

/// The rules for every request.
pub(crate) struct Gate {
    /// `None`: signatures are neither checked nor made.
    signatures: Option<Signatures>,
}

/// What signatures are checked with.
struct Signatures {
    parties: Arc<Parties>,
    nonces: Nonces,
}

/// A body, as far as it can be understood before anything else is known.
enum Content {
    Plain(Carries),
    Upload(Upload),
}

impl Gate {
    /// Checks signatures, too.
    pub(crate) fn signed(parties: Arc<Parties>) -> Self {
        Self { signatures: Some(Signatures { parties, nonces: Nonces::new() }) }
    }

    /// Leaves signatures out.
    pub(crate) fn unsigned() -> Self {
        Self { signatures: None }
    }

    pub(crate) fn is_signed(&self) -> bool {
        self.signatures.is_some()
    }

    /// Checks a request, notes in it what was found, and gives the answer if it is refused.
    pub(crate) async fn examine(&self, received: &mut Received) -> Option<Refusal> {
        let content = content(received).await;
        let signed_part = match &content {
            Ok(Content::Upload(upload)) => upload.meta.clone(),
            Ok(Content::Plain(_)) | Err(_) => received.body.clone(),
        };
        // Before the other rules, so that the message is known and an error can be signed whatever is wrong.
        let signature = self.signatures.as_ref().map(|signatures| signatures.read(received, signed_part));
        let broken = rules::check(received)
            .and_then(|_| content.map_err(|refusal| (Rule::Upload, refusal)))
            .and_then(|content| match (&self.signatures, signature) {
                (Some(signatures), Some(signature)) => signatures.check(received, signature).map(|()| content),
                _ => Ok(content),
            })
            .and_then(|content| check_content(&content, &received.body));
        note(received, broken)
    }
}

async fn content(received: &Received) -> Result<Content, Refusal> {
    // A type that is missing or wrong is found by the rules for headers.
    let carries = rules::carried(received).unwrap_or(Carries::Nothing);
    if carries != Carries::Upload {
        return Ok(Content::Plain(carries));
    }
    let content_type = received.header(CONTENT_TYPE.as_str()).unwrap_or_default();
    Upload::read(content_type, received.body.clone()).await.map(Content::Upload)
}

fn check_content(content: &Content, body: &Bytes) -> Result<(), Broken> {
    let checked = match content {
        Content::Upload(upload) => upload.check(),
        Content::Plain(Carries::Json) if !body.is_empty() => json_rules::read(body).map(|_| ()),
        Content::Plain(_) => Ok(()),
    };
    checked.map_err(|refusal| (Rule::Json, refusal))
}

fn note(received: &mut Received, checked: Result<(), Broken>) -> Option<Refusal> {
    match checked {
        Ok(()) => {
            received.verdict = Verdict::Accepted;
            None
        }
        Err((rule, refusal)) => {
            received.verdict = Verdict::Refused { rule, reason: refusal.message.clone() };
            Some(refusal)
        }
    }
}
