//! A call whose type no longer matters.

use openapi_client_runtime::{BoxFuture, Call, FromResponse, Result};

/// A call that is ready to be sent, whatever it answers.
pub struct Sent {
    url: std::result::Result<String, String>,
    awaited: Box<dyn FnOnce() -> BoxFuture<'static, Result<()>> + Send>,
    waited: Box<dyn FnOnce() -> Result<()> + Send>,
}

impl Sent {
    /// Keeps a call, without sending it.
    ///
    /// Both ways of sending it are made ready; one of them is taken.
    pub fn new<T: FromResponse + Send + 'static>(call: impl Fn() -> Call<T>) -> Self {
        let (awaited, waited) = (call(), call());
        let url = match awaited.request() {
            Ok(request) => Ok(request.url().to_owned()),
            Err(error) => Err(error.to_string()),
        };
        Self {
            url,
            awaited: Box::new(move || Box::pin(async move { awaited.await.map(drop) })),
            waited: Box::new(move || waited.wait().map(drop)),
        }
    }

    /// Where it would go.
    ///
    /// # Errors
    /// What is wrong with the request, where it cannot be built.
    pub fn url(&self) -> std::result::Result<&str, String> {
        self.url.as_deref().map_err(Clone::clone)
    }

    pub(super) async fn send(self) -> Result<()> {
        (self.awaited)().await
    }

    pub(super) fn wait(self) -> Result<()> {
        (self.waited)()
    }
}
