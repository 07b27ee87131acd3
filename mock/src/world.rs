//! Everything that the requests of one mock share.

use std::sync::Arc;

use axum::Router;

use crate::journal::Journal;
use crate::script::Script;
use crate::send::RequestIds;
use crate::store::Store;

/// Everything that the requests of one mock share.
pub(crate) struct World {
    pub(crate) journal: Arc<Journal>,
    pub(crate) script: Script,
    pub(crate) store: Arc<Store>,
    pub(crate) router: Router,
    pub(crate) request_ids: RequestIds,
}
