//! A text that is never shown.

use std::fmt;
use std::sync::Arc;

use zeroize::Zeroizing;

type Source = Box<dyn std::error::Error + Send + Sync>;

/// A key, a token or a password: never shown by `Debug`, and overwritten when it is dropped.
///
/// Made of a text, or of a function that is asked before each sending, so that what is renewed elsewhere is taken up.
#[derive(Clone)]
pub struct Secret(Kept);

#[derive(Clone)]
enum Kept {
    Text(Arc<Zeroizing<String>>),
    Asked(Arc<dyn Fn() -> Result<String, Source> + Send + Sync>),
}

impl Secret {
    /// What `ask` gives, which is called before each sending, repetitions included, on the thread of the call: it must
    /// not wait for long.
    ///
    /// An error of `ask` ends the call before anything is sent.
    pub fn from_fn<E: Into<Source>>(ask: impl Fn() -> Result<String, E> + Send + Sync + 'static) -> Self {
        Self(Kept::Asked(Arc::new(move || ask().map_err(Into::into))))
    }

    /// The text as it is now.
    pub(crate) fn text(&self) -> Result<Arc<Zeroizing<String>>, Source> {
        match &self.0 {
            Kept::Text(text) => Ok(text.clone()),
            Kept::Asked(ask) => Ok(Arc::new(Zeroizing::new(ask()?))),
        }
    }
}

impl From<&str> for Secret {
    fn from(text: &str) -> Self {
        Self::from(text.to_owned())
    }
}

impl From<String> for Secret {
    fn from(text: String) -> Self {
        Self::from(Zeroizing::new(text))
    }
}

impl From<Zeroizing<String>> for Secret {
    fn from(text: Zeroizing<String>) -> Self {
        Self(Kept::Text(Arc::new(text)))
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("[redacted]")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_of_a_secret_is_shown() {
        assert_eq!(format!("{:?}", Secret::from("hidden")), "[redacted]");
    }

    #[test]
    fn a_function_is_asked_each_time() {
        let count = std::sync::atomic::AtomicU32::new(0);
        let secret = Secret::from_fn(move || {
            let number = count.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
            if number < 2 { Ok(format!("t{number}")) } else { Err("none left") }
        });
        assert_eq!(secret.text().unwrap().as_str(), "t0");
        assert_eq!(secret.text().unwrap().as_str(), "t1");
        assert_eq!(secret.text().unwrap_err().to_string(), "none left");
    }
}
