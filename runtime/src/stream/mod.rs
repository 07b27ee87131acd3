//! Answers of many values: Server-Sent Events, and JSON line by line.

mod call;
mod events;
mod lines;
mod parser;

pub(crate) use events::of_whole as events_of;
pub use events::{AnswersEvents, Event, EventData, Events, Undecoded};
pub(crate) use lines::of_whole as lines_of;
pub use lines::{AnswersLines, Lines};
