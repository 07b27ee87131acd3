//! `.wait()`, wherever a thread may and may not wait.

#![cfg(feature = "blocking")]

mod support;

use std::thread;

use openapi_client_runtime::{Delivery, ErrorKind, Response, Result};
use support::{Client, Reply, SHORT, Server, answer, serve};
use tokio::runtime::{Builder, Runtime};
use tokio::task::{LocalSet, block_in_place, spawn_blocking, unconstrained};

fn server() -> Server {
    serve([answer("200 OK", "", "hello")])
}

fn wait(server: &Server) -> Result<Response> {
    Client::of(server).0.chain("a").get().wait()
}

fn works(outcome: Result<Response>) {
    assert_eq!(outcome.unwrap().body(), "hello");
}

fn is_refused(server: &Server, outcome: Result<Response>) {
    let error = outcome.unwrap_err();
    assert_eq!((error.kind(), error.delivery()), (ErrorKind::Blocking, Delivery::NotSent));
    let text = error.to_string();
    assert!(text.contains("`.await`") && text.contains("spawn_blocking"), "{text}");
    assert!(server.requests.try_recv().is_err());
}

fn single() -> Runtime {
    Builder::new_current_thread().enable_all().build().unwrap()
}

fn many() -> Runtime {
    Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap()
}

#[test]
fn a_plain_thread_waits() {
    works(wait(&server()));
    works(thread::spawn(|| wait(&server())).join().unwrap());
}

#[test]
fn a_thread_beside_a_runtime_waits() {
    let runtime = single();
    let _entered = runtime.enter();
    works(wait(&server()));
}

#[test]
fn a_task_is_told_to_await() {
    for runtime in [single(), many()] {
        let server = server();
        is_refused(&server, runtime.block_on(async { wait(&server) }));
        let (server, outcome) = runtime.block_on(async move {
            let task = tokio::spawn(async move {
                let outcome = wait(&server);
                (server, outcome)
            });
            task.await.unwrap()
        });
        is_refused(&server, outcome);
    }
}

#[test]
fn a_local_task_is_told_to_await() {
    let server = server();
    let outcome = LocalSet::new().block_on(&single(), async { wait(&server) });
    is_refused(&server, outcome);
}

#[test]
fn threads_that_a_runtime_gives_for_waiting_wait() {
    for runtime in [single(), many()] {
        works(runtime.block_on(async { spawn_blocking(|| wait(&server())).await.unwrap() }));
    }
    let runtime = many();
    works(runtime.block_on(async { block_in_place(|| wait(&server())) }));
    let task = runtime.spawn(async { block_in_place(|| wait(&server())) });
    works(runtime.block_on(task).unwrap());
}

#[test]
fn a_task_without_a_limit_is_not_recognised_and_still_works() {
    // It stops its thread, as whoever lifted the limit asked for; it neither panics nor hangs.
    works(single().block_on(unconstrained(async { wait(&server()) })));
}

#[test]
fn a_refusal_leaves_the_task_the_steps_it_had() {
    single().block_on(async {
        assert!(wait(&server()).is_err());
        assert!(tokio::task::coop::has_budget_remaining());
    });
}

#[test]
fn a_client_may_be_dropped_anywhere() {
    let server = server();
    let client = Client::of(&server);
    works(client.0.chain("a").get().wait());
    single().block_on(async move { drop(client) });
}

#[test]
fn waiting_keeps_the_limits_of_the_call() {
    let server = serve([Reply::Hold(vec![]), answer("200 OK", "", "hello")]);
    let client = Client::of(&server);
    let error = client.0.chain("a").get().timeout(SHORT).wait().unwrap_err();
    assert_eq!((error.kind(), error.delivery()), (ErrorKind::Timeout, Delivery::MaybeReceived));
    let error = client.0.chain("a").get().max_response_size(4).wait().unwrap_err();
    assert_eq!(error.kind(), ErrorKind::TooLarge);
}

#[test]
fn many_threads_share_a_client() {
    let server = serve((0..8).map(|_| answer("200 OK", "Connection: close\r\n", "hello")));
    let client = Client::of(&server);
    thread::scope(|scope| {
        let calls: Vec<_> = (0..8).map(|_| scope.spawn(|| client.0.chain("a").get().wait())).collect();
        calls.into_iter().for_each(|call| works(call.join().unwrap()));
    });
}
