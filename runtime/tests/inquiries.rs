//! What a protocol asks in between: once, however many calls wait for it.

mod support;

use std::future::{Future, IntoFuture as _};
use std::pin::pin;
use std::sync::atomic::Ordering;
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use openapi_client_runtime::{Delivery, ErrorKind, Response, Result, Urgency};
use support::SHORT;
use support::events::Events;
use support::keys::{Distrust, Keys, Service, get, post};
use tokio::task::JoinSet;

const CALLS: usize = 50;

async fn all(
    calls: impl Iterator<Item = impl Future<Output = Result<Response>> + Send + 'static>,
) -> Vec<Result<Response>> {
    calls.collect::<JoinSet<_>>().join_all().await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn keys_that_are_needed_first_are_asked_for_once() {
    let keys = Keys::before(Urgency::Required);
    // No key is told before all calls have found that they need it.
    let service = Service::of(&keys).answers_after(CALLS);
    let core = service.core();
    let answers = all((0..CALLS).map(|_| post(&core).into_future())).await;
    assert!(answers.iter().all(|answer| answer.as_ref().is_ok_and(|answer| answer.body() == "done")));
    assert_eq!(service.count("/keys"), 1);
    assert_eq!(service.count("/work"), CALLS);
    // And never again.
    post(&core).await.unwrap();
    assert_eq!(service.count("/keys"), 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_key_that_an_answer_names_is_asked_for_once() {
    let keys = Keys::after(Urgency::Wanted);
    let service = Service::of(&keys).answers_after(CALLS);
    let core = service.core();
    let answers = all((0..CALLS).map(|_| post(&core).into_future())).await;
    assert!(answers.iter().all(|answer| answer.as_ref().is_ok_and(|answer| answer.body() == "done")));
    assert_eq!((service.count("/keys"), service.count("/work")), (1, CALLS));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_key_that_is_required_and_cannot_be_had_stops_all_that_wait() {
    let keys = Keys::before(Urgency::Required);
    let service = Service::of(&keys).answers_after(CALLS).fails();
    let core = service.core();
    for answer in all((0..CALLS).map(|_| get(&core).into_future())).await {
        let error = answer.unwrap_err();
        assert_eq!((error.kind(), error.delivery()), (ErrorKind::Protocol, Delivery::NotSent));
        assert_eq!(error.operation(), Some("get"));
        let text = error.to_string();
        assert!(text.starts_with("get: the inquiry that has to come first failed: keys: "), "{text}");
        assert!(text.contains("404") && text.contains("no such thing") && text.ends_with("was not sent"), "{text}");
    }
    assert_eq!((service.count("/keys"), service.count("/work")), (1, 0));
    // A later call tries again.
    get(&core).await.unwrap_err();
    assert_eq!(service.count("/keys"), 2);
}

#[tokio::test]
async fn the_reason_of_a_failed_inquiry_is_at_hand() {
    let keys = Keys::before(Urgency::Required).distrustful();
    let service = Service::of(&keys);
    let error = post(&service.core()).await.unwrap_err();
    assert_eq!(error.cause::<Distrust>(), Some(&Distrust));
    assert!(error.to_string().contains("these are not the keys"), "{error}");
    assert_eq!(service.count("/keys"), 1, "what the protocol refuses is not asked for again at once");
}

#[tokio::test]
async fn a_key_that_is_required_after_an_answer_and_cannot_be_had_leaves_a_doubt() {
    let keys = Keys::after(Urgency::Required);
    let service = Service::of(&keys).fails();
    let error = post(&service.core()).await.unwrap_err();
    assert_eq!((error.kind(), error.delivery()), (ErrorKind::Protocol, Delivery::Inconclusive));
    assert_eq!(error.status().unwrap(), 200);
    assert!(error.response().is_none() && error.to_string().contains("has to come first failed"), "{error}");
}

#[tokio::test]
async fn a_call_goes_on_without_a_key_that_is_only_wanted() {
    // Not needed in the end: nothing is said.
    let keys = Keys::before(Urgency::Wanted);
    let service = Service::of(&keys).fails();
    assert_eq!(post(&service.core()).await.unwrap().body(), "done");

    // Needed after all: the refusal says what else went wrong.
    for keys in [Keys::after(Urgency::Wanted), Keys::before(Urgency::Wanted).strict()] {
        let service = Service::of(&keys).fails();
        let error = post(&service.core()).await.unwrap_err();
        assert_eq!((error.kind(), error.delivery()), (ErrorKind::Protocol, Delivery::Inconclusive));
        let text = error.to_string();
        assert!(text.starts_with("post: the key is not known; asking for more failed: keys: "), "{text}");
        assert!(text.contains("404"), "{text}");
    }
}

#[tokio::test]
async fn an_inquiry_in_the_background_delays_no_call() {
    let keys = Keys::before(Urgency::Background);
    let service = Service::of(&keys).never_answers();
    let core = service.core();
    for _ in 0..3 {
        assert_eq!(post(&core).await.unwrap().body(), "done");
    }
    service.wait_for("/keys", 1).await;
    // The first one is still under way.
    post(&core).await.unwrap();
    assert_eq!((service.count("/keys"), service.count("/work")), (1, 4));
}

#[tokio::test]
async fn after_a_failure_in_the_background_the_next_call_asks_again() {
    let keys = Keys::before(Urgency::Background);
    let service = Service::of(&keys).fails();
    let core = service.core();
    for number in 1..4 {
        post(&core).await.unwrap();
        service.wait_for("/keys", number).await;
    }
    assert_eq!(service.count("/work"), 3);
}

#[tokio::test]
async fn a_failure_is_told_to_whoever_listens() {
    let (events, _listening) = Events::listen();
    let keys = Keys::before(Urgency::Wanted);
    post(&Service::of(&keys).fails().core()).await.unwrap();
    let lines = events.lines();
    let line = lines.iter().find(|line| line.starts_with("WARN")).unwrap();
    assert!(line.contains("message=an inquiry failed") && line.contains("inquiry=\"keys\""), "{line}");
    assert!(line.contains("404 Not Found") && !line.contains("no such thing"), "{line}");
}

#[tokio::test]
async fn a_call_that_is_dropped_in_the_middle_does_not_block_the_others() {
    let keys = Keys::before(Urgency::Required);
    let service = Service::of(&keys).answers_after(2);
    let core = service.core();
    let first = tokio::spawn(post(&core).into_future());
    service.wait_for("/keys", 1).await;
    first.abort();
    assert!(first.await.unwrap_err().is_cancelled());
    assert_eq!(post(&core).await.unwrap().body(), "done");
    assert_eq!(service.count("/keys"), 1, "what the first call asked is asked on");
}

#[tokio::test]
async fn a_call_that_nobody_polls_does_not_block_the_others() {
    let keys = Keys::before(Urgency::Required);
    let service = Service::of(&keys).answers_after(2);
    let core = service.core();
    let mut left_alone = pin!(post(&core).into_future());
    assert!(left_alone.as_mut().poll(&mut Context::from_waker(Waker::noop())).is_pending());
    assert_eq!(post(&core).await.unwrap().body(), "done");
    assert_eq!(left_alone.await.unwrap().body(), "done");
    assert_eq!(service.count("/keys"), 1);
}

#[tokio::test]
async fn a_call_waits_no_longer_than_it_may() {
    for keys in [Keys::before(Urgency::Required), Keys::before(Urgency::Wanted)] {
        let service = Service::of(&keys).never_answers();
        let core = service.core();
        let error = post(&core).timeout(SHORT).await.unwrap_err();
        assert_eq!((error.kind(), error.delivery()), (ErrorKind::Timeout, Delivery::NotSent));
        assert!(error.to_string().contains("inquiry"), "{error}");
        // So does one that only waits for the other one's inquiry.
        assert_eq!(get(&core).timeout(SHORT).await.unwrap_err().kind(), ErrorKind::Timeout);
        assert_eq!((service.count("/keys"), service.count("/work")), (1, 0));
    }
    let keys = Keys::after(Urgency::Wanted);
    let service = Service::of(&keys).never_answers();
    let error = post(&service.core()).timeout(SHORT).await.unwrap_err();
    assert_eq!((error.kind(), error.delivery()), (ErrorKind::Protocol, Delivery::Inconclusive));
    assert!(error.to_string().contains("the time of the call was over"), "{error}");
}

#[tokio::test]
async fn a_short_call_does_not_shorten_the_inquiry_of_the_others() {
    let keys = Keys::before(Urgency::Required);
    let service = Service::of(&keys).answers_after(2);
    let core = service.core();
    assert_eq!(post(&core).timeout(SHORT).await.unwrap_err().kind(), ErrorKind::Timeout);
    assert_eq!(post(&core).await.unwrap().body(), "done");
    let limits = service.limits_of_keys();
    assert_eq!((limits.len(), limits[0].timeout), (1, Duration::from_secs(30)));
}

#[test]
fn without_a_runtime_the_call_asks_by_itself() {
    let keys = Keys::before(Urgency::Required);
    let service = Service::of(&keys);
    let core = service.core();
    let at_once = |call: openapi_client_runtime::Call<Response>| match pin!(call.into_future())
        .poll(&mut Context::from_waker(Waker::noop()))
    {
        Poll::Ready(outcome) => outcome,
        Poll::Pending => panic!("there is nothing to wait for"),
    };
    assert_eq!(at_once(post(&core)).unwrap().body(), "done");

    // One that is dropped in the middle leaves its turn to the next.
    let keys = Keys::before(Urgency::Required);
    let service = Service::of(&keys).answers_after(2);
    let core = service.core();
    let mut first = Box::pin(post(&core).into_future());
    assert!(first.as_mut().poll(&mut Context::from_waker(Waker::noop())).is_pending());
    drop(first);
    assert_eq!(at_once(post(&core)).unwrap().body(), "done");
    assert_eq!(service.count("/keys"), 2);

    // And what can only be done beside the call is not done.
    let keys = Keys::before(Urgency::Background);
    let service = Service::of(&keys);
    at_once(post(&service.core())).unwrap();
    assert_eq!((service.count("/keys"), service.count("/work")), (0, 1));
}

#[tokio::test]
async fn two_kinds_of_inquiries_do_not_stand_for_one_another() {
    let keys = Keys::before(Urgency::Required).and_rules();
    let service = Service::of(&keys);
    let core = service.core();
    post(&core).await.unwrap();
    // The first call asks for keys alone, the second one finds that it needs the rules too.
    post(&core).await.unwrap();
    assert_eq!((service.count("/keys"), service.count("/rules"), service.count("/work")), (1, 1, 2));
}

#[tokio::test]
async fn an_inquiry_must_be_a_get() {
    let keys = Keys::before(Urgency::Required).by_post();
    let service = Service::of(&keys);
    let error = post(&service.core()).await.unwrap_err();
    assert!(error.to_string().contains("an inquiry must be a GET"), "{error}");
    assert_eq!(service.count(""), 0);
}

#[tokio::test]
async fn an_inquiry_that_panics_is_a_failure() {
    let keys = Keys::before(Urgency::Required);
    let service = Service::of(&keys).panics();
    let error = post(&service.core()).await.unwrap_err();
    assert!(error.to_string().contains("broken off"), "{error}");
}

#[tokio::test]
async fn an_inquiry_is_repeated_and_may_go_to_the_backup() {
    let keys = Keys::before(Urgency::Required);
    let service = Service::of(&keys).unreachable_at_first();
    assert_eq!(post(&service.core()).await.unwrap().body(), "done");
    assert_eq!(service.count("/keys"), 2);
    assert!(service.requests("/keys")[1].url().starts_with("https://backup.example/"));
    assert_eq!(keys.prepared.load(Ordering::Relaxed), 3, "each attempt is prepared, the inquiry's too");
}

#[cfg(feature = "blocking")]
mod blocking {
    use std::sync::Arc;
    use std::thread;

    use super::*;

    fn threads(count: usize, call: impl Fn() -> Result<Response> + Sync) -> Vec<Result<Response>> {
        thread::scope(|scope| {
            let calls: Vec<_> = (0..count).map(|_| scope.spawn(&call)).collect();
            calls.into_iter().map(|call| call.join().unwrap()).collect()
        })
    }

    #[test]
    fn threads_that_wait_share_an_inquiry() {
        for (keys, path) in [(Keys::before(Urgency::Required), "first"), (Keys::after(Urgency::Wanted), "after")] {
            let service = Service::of(&keys).answers_after(CALLS);
            let core = service.core();
            let answers = threads(CALLS, || post(&core).wait());
            assert!(answers.iter().all(|answer| answer.as_ref().is_ok_and(|answer| answer.body() == "done")), "{path}");
            assert_eq!((service.count("/keys"), service.count("/work")), (1, CALLS), "{path}");
        }
    }

    #[test]
    fn threads_that_wait_share_a_failure() {
        let keys = Keys::before(Urgency::Required);
        let service = Service::of(&keys).answers_after(CALLS).fails();
        let core = service.core();
        for answer in threads(CALLS, || post(&core).wait()) {
            let error = answer.unwrap_err();
            assert_eq!((error.kind(), error.delivery()), (ErrorKind::Protocol, Delivery::NotSent));
            assert!(error.to_string().contains("404"), "{error}");
        }
        assert_eq!((service.count("/keys"), service.count("/work")), (1, 0));
    }

    #[test]
    fn a_thread_waits_no_longer_than_it_may() {
        let keys = Keys::before(Urgency::Required);
        let service = Service::of(&keys).never_answers();
        let core = service.core();
        for _ in 0..2 {
            let error = post(&core).timeout(SHORT).wait().unwrap_err();
            assert_eq!((error.kind(), error.delivery()), (ErrorKind::Timeout, Delivery::NotSent));
        }
        assert_eq!((service.count("/keys"), service.count("/work")), (1, 0));
    }

    #[test]
    fn an_inquiry_in_the_background_delays_no_thread() {
        let keys = Keys::before(Urgency::Background);
        let service = Service::of(&keys).never_answers();
        let core = service.core();
        for _ in 0..3 {
            assert_eq!(post(&core).wait().unwrap().body(), "done");
        }
        service.wait_for_on_this_thread("/keys", 1);
        assert_eq!((service.count("/keys"), service.count("/work")), (1, 3));
    }

    #[test]
    fn awaited_and_blocking_calls_wait_for_one_another() {
        for keys in [Keys::before(Urgency::Required), Keys::after(Urgency::Wanted)] {
            let service = Service::of(&keys).answers_after(CALLS);
            let core = Arc::new(service.core());
            let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
            let awaited =
                runtime.spawn(all((0..CALLS / 2).map(|_| post(&core).into_future()).collect::<Vec<_>>().into_iter()));
            let waited = threads(CALLS / 2, || post(&core).wait());
            let answers = waited.into_iter().chain(runtime.block_on(awaited).unwrap());
            assert!(answers.map(Result::unwrap).all(|answer| answer.body() == "done"));
            assert_eq!((service.count("/keys"), service.count("/work")), (1, CALLS));
        }
    }

    #[test]
    fn a_task_without_a_limit_may_wait_for_an_inquiry() {
        let keys = Keys::before(Urgency::Required);
        let service = Service::of(&keys);
        let core = service.core();
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let answer = runtime.block_on(tokio::task::unconstrained(async { post(&core).wait() }));
        assert_eq!(answer.unwrap().body(), "done");
    }
}
