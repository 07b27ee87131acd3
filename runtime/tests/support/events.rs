//! What a call tells whoever listens.

use std::fmt::{Debug, Write as _};
use std::sync::{Arc, Mutex};

use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Dispatch, Event, Metadata, Subscriber};

/// Keeps events as lines: the level, then the fields as `name=value`.
#[derive(Clone, Default)]
pub struct Events(Arc<Mutex<Vec<String>>>);

/// As long as it lives, this thread's events are kept.
pub struct Listening {
    _default: tracing::subscriber::DefaultGuard,
    _second: Dispatch,
}

impl Events {
    /// Events from now on.
    pub fn listen() -> (Self, Listening) {
        let events = Self::default();
        // Where there is one listener alone, a place in the code that another thread comes to first, a thread which
        // nobody listens to, counts as one that nobody ever listens to. A second listener makes all be asked.
        let second = Dispatch::new(Self::default());
        let listening = tracing::subscriber::set_default(events.clone());
        (events, Listening { _default: listening, _second: second })
    }

    /// The events of this crate so far.
    pub fn lines(&self) -> Vec<String> {
        self.0.lock().unwrap().clone()
    }
}

impl Subscriber for Events {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.target().starts_with("openapi_client_runtime")
    }

    fn event(&self, event: &Event<'_>) {
        let mut line = Line(event.metadata().level().to_string());
        event.record(&mut line);
        self.0.lock().unwrap().push(line.0);
    }

    fn new_span(&self, _: &Attributes<'_>) -> Id {
        Id::from_u64(1)
    }

    fn record(&self, _: &Id, _: &Record<'_>) {}
    fn record_follows_from(&self, _: &Id, _: &Id) {}
    fn enter(&self, _: &Id) {}
    fn exit(&self, _: &Id) {}
}

struct Line(String);

impl Visit for Line {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        write!(self.0, " {}={value:?}", field.name()).unwrap();
    }
}
