//! What an awaited call needs of the runtime around it.

use std::any::Any;
use std::future::Future;
use std::panic::{AssertUnwindSafe, resume_unwind};

use futures_util::FutureExt;
use tokio::runtime::Handle;

use crate::error::{Error, Result};

/// What a future gives that needs a tokio runtime with timers and sockets; an error where there is none.
///
/// A runtime cannot be asked for its drivers: what needs one that is not there panics, before anything is sent.
pub(super) async fn in_runtime<T>(future: impl Future<Output = T>) -> Result<T> {
    if Handle::try_current().is_err() {
        return Err(Error::request("an awaited call needs a tokio runtime; without one, use `.wait()`"));
    }
    match AssertUnwindSafe(future).catch_unwind().await {
        Ok(output) => Ok(output),
        Err(panic) if tells_of_a_driver(&*panic) => Err(Error::request(
            "an awaited call needs a tokio runtime with timers and sockets: build it with `enable_all`",
        )),
        Err(panic) => resume_unwind(panic),
    }
}

fn tells_of_a_driver(panic: &(dyn Any + Send)) -> bool {
    let text = panic.downcast_ref::<String>().map(String::as_str).or_else(|| panic.downcast_ref::<&str>().copied());
    text.is_some_and(|text| text.starts_with("A Tokio 1.x context was found, but"))
}

#[cfg(test)]
mod tests {
    use std::panic::catch_unwind;

    use super::*;

    #[test]
    fn any_other_panic_goes_on() {
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        let panic = catch_unwind(|| runtime.block_on(in_runtime(async { panic!("another") }))).unwrap_err();
        assert_eq!(panic.downcast_ref::<&str>(), Some(&"another"));
    }
}
