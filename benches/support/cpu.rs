//! The time that a thread spends on a processor.

use std::fs;
use std::io;

/// The time that this thread has spent on a processor so far, in microseconds, as Linux counts it.
pub fn of_this_thread() -> io::Result<f64> {
    let text = fs::read_to_string("/proc/thread-self/schedstat")?;
    let nanoseconds = text.split(' ').next().and_then(|first| first.parse::<f64>().ok());
    nanoseconds.map(|nanoseconds| nanoseconds / 1e3).ok_or_else(|| io::Error::other("no time in schedstat"))
}
