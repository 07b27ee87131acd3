//! Everything that the requests of one mock share.

use std::sync::Arc;
use std::time::Duration;

use axum::Router;

use crate::fault::FaultQueue;
use crate::journal::Journal;
use crate::page::PageState;
use crate::parties::Parties;
use crate::script::Script;
use crate::send::RequestIds;
use crate::store::Store;
use crate::verify::Gate;

/// Everything that the requests of one mock share.
pub(crate) struct World {
    pub(crate) journal: Arc<Journal>,
    pub(crate) script: Script,
    pub(crate) faults: FaultQueue,
    /// How long slow answers take.
    pub(crate) slow: Duration,
    pub(crate) gate: Gate,
    pub(crate) parties: Arc<Parties>,
    pub(crate) store: Arc<Store>,
    pub(crate) router: Router,
    pub(crate) request_ids: RequestIds,
    /// `None`: there is no page.
    pub(crate) page: Option<PageState>,
}
