//! The main host and its backup.

use crate::base_url::BaseUrl;
use crate::core::Shared;
use crate::error::{Error, ErrorKind};
use crate::request::Request;

/// Where the next attempt of a call goes.
pub(super) struct Hosts<'s> {
    /// The backup, where the document names one for the server of this request.
    backup: Option<&'s BaseUrl>,
    on_backup: bool,
}

impl<'s> Hosts<'s> {
    pub(super) fn new(shared: &'s Shared, request: &Request) -> Self {
        let backup = shared.backup.as_ref().filter(|_| request.base() == shared.base.as_str());
        Self { backup, on_backup: false }
    }

    /// No connection came about: the next attempt goes to the other host.
    pub(super) fn failed(&mut self, error: &Error) {
        if error.kind() == ErrorKind::Connect && self.backup.is_some() {
            self.on_backup = !self.on_backup;
        }
    }

    /// Whether it is the backup's turn.
    pub(super) fn on_backup(&self) -> bool {
        self.on_backup
    }

    /// The request, to the host whose turn it is.
    pub(super) fn address(&self, request: Box<Request>) -> Box<Request> {
        match self.backup {
            Some(backup) if self.on_backup => Box::new(request.at(backup)),
            _ => request,
        }
    }
}
