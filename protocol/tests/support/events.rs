//! What calls tell whoever listens.

use std::fmt::{Debug, Write as _};
use std::sync::{Arc, Mutex};

use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Dispatch, Event, Metadata, Subscriber};

/// Keeps all fields of all events and spans, whatever their level.
#[derive(Clone, Default)]
pub struct Events(Arc<Mutex<String>>);

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

    pub fn text(&self) -> String {
        self.0.lock().unwrap().clone()
    }

    fn keep(&self, record: impl FnOnce(&mut Line)) {
        let mut line = Line(String::new());
        record(&mut line);
        self.0.lock().unwrap().push_str(&(line.0 + "\n"));
    }
}

impl Subscriber for Events {
    fn enabled(&self, _: &Metadata<'_>) -> bool {
        true
    }

    fn event(&self, event: &Event<'_>) {
        self.keep(|line| event.record(line));
    }

    fn new_span(&self, attributes: &Attributes<'_>) -> Id {
        self.keep(|line| attributes.record(line));
        Id::from_u64(1)
    }

    fn record(&self, _: &Id, values: &Record<'_>) {
        self.keep(|line| values.record(line));
    }

    fn record_follows_from(&self, _: &Id, _: &Id) {}
    fn enter(&self, _: &Id) {}
    fn exit(&self, _: &Id) {}
}

struct Line(String);

impl Visit for Line {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        write!(self.0, "{}={value:?} ", field.name()).unwrap();
    }
}
