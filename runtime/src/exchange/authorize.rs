//! Credentials for a call: chosen, had, and written into the request before any protocol sees it.

use std::sync::Arc;

use http::StatusCode;

use super::inquiries::Question;
use super::{Attempt, Exchange, Stage};
use crate::error::{Delivery, Error, ErrorKind, Result};
use crate::incoming::Incoming;
use crate::operation::Origin;
use crate::request::Request;
use crate::security::{Choice, Given, Issued, Security, Source, Tokens, choose, missing, write};

/// A token that was written into a request, and whose it is.
type Used = (Arc<Tokens>, Arc<Issued>);

impl Exchange {
    /// One attempt, with the credentials that it needs.
    pub(super) async fn attempt(&self, request: Box<Request>, attempt: Attempt) -> Result<Incoming> {
        match self.security_of(&request, attempt.stage) {
            [] => self.attempt_as_it_is(request, attempt).await,
            security => {
                let origin = request.origin.clone();
                let outcome = Box::pin(self.attempt_with(security, request, attempt)).await;
                outcome.map_err(|error| error.of(&origin))
            }
        }
    }

    /// What a request needs. A path that the document does not declare needs what its operations usually do, at the
    /// client's own host and no other.
    fn security_of(&self, request: &Request, stage: Stage) -> Security {
        match &request.origin {
            _ if stage == Stage::Token => &[],
            Origin::Declared(operation) => operation.security.unwrap_or(self.shared.security),
            Origin::Path(..) if self.is_own_host(request) => self.shared.security,
            Origin::Path(..) => &[],
        }
    }

    fn is_own_host(&self, request: &Request) -> bool {
        let origin = request.url.get(..request.target);
        let own = [Some(&self.shared.base), self.shared.backup.as_ref()];
        own.into_iter().flatten().any(|base| origin == base.as_str().get(..base.origin_len()))
    }

    async fn attempt_with(&self, security: Security, request: Box<Request>, attempt: Attempt) -> Result<Incoming> {
        let chosen = match choose(security, &self.shared.credentials, &request) {
            Choice::Write(chosen) => chosen,
            Choice::Missing if self.may_lack(&request, attempt.stage) => Vec::new(),
            Choice::Missing => return Err(missing(security)),
        };
        let has_tokens = chosen.iter().any(|given| matches!(given.source, Source::Tokens(_)));
        let unwritten = has_tokens.then(|| request.clone());
        let mut sent = request;
        let used = self.authorize(&chosen, &mut sent, attempt).await?;
        let answer = self.attempt_as_it_is(sent, attempt).await?;
        let Some(mut again) = unwritten.filter(|_| answer.response().status() == StatusCode::UNAUTHORIZED) else {
            return Ok(answer);
        };
        for (tokens, refused) in &used {
            tokens.refuse(refused);
        }
        if again.is_spent() {
            return Ok(answer);
        }
        // Whoever is not let in has had no effect, so that any request can be sent once more.
        match self.authorize(&chosen, &mut again, attempt).await {
            Ok(_) => self.attempt_as_it_is(again, attempt).await,
            Err(_) => Ok(answer),
        }
    }

    /// Whether a request goes out without credentials that are missing. What a protocol asks, and paths that the
    /// document does not know, may need none.
    fn may_lack(&self, request: &Request, stage: Stage) -> bool {
        let is_declared = matches!(request.origin, Origin::Declared(_));
        self.shared.lacks_credentials || stage != Stage::Call || !is_declared
    }

    async fn authorize(&self, chosen: &[&Given], request: &mut Request, attempt: Attempt) -> Result<Vec<Used>> {
        let mut used = Vec::new();
        for given in chosen {
            match &given.source {
                Source::Secret(secret) => {
                    let text = secret.text().map_err(|error| {
                        let message = format!("the credential for `{}` cannot be had: {error}", given.scheme.name);
                        Error::security(message).because(error)
                    })?;
                    write(given.scheme, &text, request)?;
                }
                Source::Tokens(tokens) => {
                    let issued = self.token(tokens, attempt).await?;
                    write(given.scheme, &issued.token, request)?;
                    used.push((tokens.clone(), issued));
                }
            }
        }
        Ok(used)
    }

    /// The token to use: the one that is there, or a new one, asked for once however many calls wait for it.
    async fn token(&self, tokens: &Arc<Tokens>, attempt: Attempt) -> Result<Arc<Issued>> {
        /// How many tokens may be refused, each before this call could use it, until nobody asks any more.
        const MOST: u32 = 3;
        let name = tokens.scheme().name;
        for _ in 0..MOST {
            // Read first, so that an inquiry that ends between these two lines is not asked once more.
            let seen = self.shared.inquiries.over();
            if let Some(issued) = tokens.last().filter(|issued| issued.is_fresh()) {
                return Ok(issued);
            }
            let outcome = self.outcome(&Question::Token(tokens.clone()), seen, attempt.clock).await;
            match (outcome, tokens.last()) {
                (Some(Ok(())), Some(issued)) => return Ok(issued),
                // The old one still holds.
                (_, Some(issued)) if issued.is_alive() => return Ok(issued),
                (Some(Err(failure)), _) => {
                    let message = format!("no token for `{name}` could be had: {}", failure.as_reason());
                    return Err(Error::security(message).because(failure));
                }
                (None, _) => {
                    let message = format!("the time of the call was over before a token for `{name}` was had");
                    return Err(Error::new(ErrorKind::Timeout, Delivery::NotSent, message));
                }
                // Refused already, to another call.
                (Some(Ok(())), None) => {}
            }
        }
        Err(Error::security(format!("each new token for `{name}` is refused")))
    }
}
