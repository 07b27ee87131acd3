//! Samples, each sent through a generated client to a mock, and what arrived held against what the sample says.

mod arrived;
mod data;
mod environment;
mod expected;
mod json;
mod report;
mod sent;
mod untyped;

pub use data::needed;
pub use report::{Difference, Report};
pub use sent::Sent;

use crate::sample::{Sample, Style};
use environment::Environment;
use openapi_client_runtime::{Builder, Core};
use std::path::Path;

/// The typed call of a sample: the function that is emitted beside a client.
pub type Typed<C> = fn(&C, &Sample) -> Result<Sent, String>;

/// Sends every sample through clients that `builder` begins, and tells what was not sent as the sample says it.
///
/// A sample in properties is sent by the chain of resources that `typed` knows, one that declares or indexes its path by a
/// path as text; one that waits is waited for. Each request must carry a signature that the mock accepts. `documents` are
/// those that the client came of: the mock answers by them.
///
/// # Errors
/// Where the samples cannot be read, or the mock cannot start.
pub fn replay<C>(
    samples: &str,
    documents: &[impl AsRef<Path>],
    builder: fn() -> Builder<C>,
    typed: Typed<C>,
) -> Result<Report, String>
where
    C: From<Core> + AsRef<Core>,
{
    let samples: Vec<Sample> = serde_json::from_str(samples).map_err(|error| format!("the samples: {error}"))?;
    let environment = Environment::new(documents, builder)?;
    let mut report = Report::default();
    for sample in samples {
        let sample = environment.with_known_keys(sample);
        let result = one(&environment, &sample, typed);
        report.add(&sample, result);
    }
    Ok(report)
}

fn one<C: From<Core> + AsRef<Core>>(
    environment: &Environment<C>,
    sample: &Sample,
    typed: Typed<C>,
) -> Result<(), Vec<String>> {
    if sample.style == Style::Chained {
        let call = typed(&environment.far, sample).map_err(|problem| vec![problem])?;
        expected::server(sample, &call).map_err(|problem| vec![problem])?;
    }
    let call = match sample.style {
        Style::Chained => typed(&environment.near, sample),
        Style::Declared | Style::Indexed => untyped::call(environment.near.as_ref(), sample),
    };
    let answer = environment.send(call.map_err(|problem| vec![problem])?, sample.mode);
    let arrived = environment.arrived();
    match (arrived, answer) {
        (Some(arrived), answer) => expected::check(environment, sample, &arrived, answer),
        (None, Err(error)) => Err(vec![format!("nothing was sent: {error}")]),
        (None, Ok(())) => Err(vec!["nothing was sent".to_owned()]),
    }
}
