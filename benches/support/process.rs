//! A mock in a process of its own, so that what the client uses can be told apart, and so that it can be killed.

use std::env;
use std::error::Error;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use wechatpay_mock::{Keys, Mock};

/// The first argument that makes a benchmark the mock.
const SERVE: &str = "--serve";

/// A mock in a process of its own. It is killed when it is dropped.
pub struct MockProcess {
    child: Child,
    pub url: String,
}

impl MockProcess {
    /// Starts this very program as a mock.
    pub fn start(port: u16, card: &str, keys: &Path, state: Option<&Path>) -> Result<Self, Box<dyn Error>> {
        let mut command = Command::new(env::current_exe()?);
        command.args([SERVE, &port.to_string(), card]).arg(keys).args(state);
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
        let mut url = String::new();
        BufReader::new(child.stdout.take().ok_or("the mock has no output")?).read_line(&mut url)?;
        Ok(Self { child, url: url.trim().to_owned() })
    }

    /// Ends it as the kernel does when memory runs out: at once, with nothing tidied up.
    pub fn kill(mut self) -> Result<(), Box<dyn Error>> {
        self.child.kill()?;
        self.child.wait()?;
        Ok(())
    }
}

impl Drop for MockProcess {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Serves until the other process ends, if this process was started as a mock.
pub fn served() -> Result<bool, Box<dyn Error>> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let [serve, port, card, keys, state @ ..] = arguments.as_slice() else { return Ok(false) };
    if serve != SERVE {
        return Ok(false);
    }
    let builder = Mock::builder().port(port.parse()?).card(card).keys(Keys::open_or_create(keys)?).keep_requests(1);
    let builder = state.first().map_or(builder.clone(), |state| builder.state_file(state));
    let mock = builder.start_blocking()?;
    println!("{}", mock.base_url());
    std::io::stdin().read_to_end(&mut Vec::new())?;
    Ok(true)
}
