//! Awaited calls where a runtime lacks something.

mod support;

use std::time::Duration;

use openapi_client_runtime::{Builder, Core, Delivery, ErrorKind, Retry};
use support::wire::Wire;
use support::{Client, answer, serve};
use tokio::runtime;

#[test]
fn a_runtime_without_timers_or_sockets_is_an_error() {
    let without_timers = runtime::Builder::new_current_thread().enable_io().build().unwrap();
    let without_sockets = runtime::Builder::new_current_thread().enable_time().build().unwrap();
    for runtime in [without_timers, without_sockets, runtime::Builder::new_current_thread().build().unwrap()] {
        let server = serve([answer("200 OK", "", "hello"), answer("200 OK", "", "hello")]);
        let client = Client::of(&server);
        let error = runtime.block_on(async { client.0.chain("a").get().await }).unwrap_err();
        assert_eq!((error.kind(), error.delivery()), (ErrorKind::Request, Delivery::NotSent));
        assert!(error.to_string().contains("`enable_all`"), "{error}");
        // The client is none the worse for it.
        let whole = runtime::Builder::new_current_thread().enable_all().build().unwrap();
        assert_eq!(whole.block_on(async { client.0.chain("a").get().await }).unwrap().body(), "hello");
        // There may have been a connection, but nothing came over it.
        assert_eq!(server.requests.try_iter().filter(|request| !request.is_empty()).count(), 1);
    }
}

#[test]
fn without_timers_only_what_needs_no_delay_is_sent_again() {
    let runtime = runtime::Builder::new_current_thread().build().unwrap();
    for (delay, attempts) in [(Duration::from_millis(1), 1), (Duration::ZERO, 3)] {
        let builder: Builder<Core> = Builder::new("https://example.com", "test/1");
        let core = builder.transport(Wire::status(503)).retry(Retry::default().first_delay(delay)).build().unwrap();
        let answer = runtime.block_on(async { core.chain("a").get().await }).unwrap();
        assert_eq!((answer.status().as_u16(), answer.attempts()), (503, attempts));
    }
}
