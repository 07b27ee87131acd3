//! The mock as a program.

use std::io::{self, Write};
use std::path::{self, Path, PathBuf};
use std::process::ExitCode;
use std::str::FromStr;
use std::time::Duration;

use clap::Parser;
use tokio::signal::ctrl_c;
use wechatpay_mock::{Builder, Document, Fault, KeyMode, Keys, Mock};

/// A WeChat Pay on loopback, for tests.
///
/// Plays POST /v3/marketing/membercard-open/cards/{card_id}/codes/deposit and GET /v3/certificates: checks the
/// signatures of requests and signs its answers. Prints its base URL, which shows a page for debugging signatures when
/// opened in a browser, and runs until Ctrl-C.
#[derive(Parser)]
#[command(version, after_help = EXAMPLES)]
struct Options {
    /// The port on 127.0.0.1; 0 takes a free one.
    #[arg(long, value_name = "PORT", default_value_t = 8080)]
    port: u16,

    /// Keep cards and codes in this file, created if it does not exist. Without it they are lost
    /// at the end.
    #[arg(long, value_name = "FILE")]
    state: Option<PathBuf>,

    /// Add a card into which codes may be deposited; may be repeated. A state file remembers its
    /// cards.
    #[arg(long = "card", value_name = "CARD_ID")]
    cards: Vec<String>,

    /// Take every card id, instead of refusing those that were not added.
    #[arg(long)]
    any_card: bool,

    /// Keep the keys of both sides in this folder, made on the first run. Without it the keys are those that come with
    /// the crate, which everybody knows.
    #[arg(long, value_name = "DIR", conflicts_with = "unsigned")]
    keys: Option<PathBuf>,

    /// After the base URL, print what the merchant must configure as lines NAME=VALUE.
    #[arg(long, requires = "keys")]
    print_env: bool,

    /// The kinds of keys to sign with: public-key, certificates or migration (both).
    #[arg(long, value_name = "MODE", default_value = "public-key", conflicts_with = "unsigned")]
    key_mode: KeyMode,

    /// Plain HTTP: neither check nor make signatures.
    #[arg(long)]
    unsigned: bool,

    /// Make the next request, or the next N, meet a fault; may be repeated. A request can also ask for one by the
    /// header `Mock-Fault: NAME`. See the list below.
    #[arg(long = "fault", value_name = "NAME[:N]")]
    faults: Vec<Times>,

    /// How many seconds slow answers take.
    #[arg(long, value_name = "SECONDS", default_value_t = 5)]
    slow: u64,

    /// Put the mock's clock forward by so many seconds, or back if negative.
    #[arg(long, value_name = "SECONDS", default_value_t = 0, allow_negative_numbers = true)]
    clock_offset: i64,

    /// Answer the operations of this OpenAPI 3 document (YAML or JSON), too, from its examples or schemas. Repeatable.
    #[arg(long, value_name = "FILE")]
    document: Vec<PathBuf>,

    /// Choose other made-up values: the same seed gives the same answers to the same requests.
    #[arg(long, value_name = "N", default_value_t = 0, requires = "document")]
    seed: u64,

    /// How many requests to remember.
    #[arg(long, value_name = "N", default_value_t = 1000)]
    keep: usize,
}

const EXAMPLES: &str = "Examples:
  wechatpay-mock --any-card --unsigned
  wechatpay-mock --any-card --keys mock-keys --print-env
  wechatpay-mock --port 8080 --state cards.db --card pbLatjvWOibDc5-TBnbUk1pD12o0
  wechatpay-mock --any-card --fault bad-gateway --fault wrong-signature:3

Faults:
  wrong-signature, missing-signature, unsigned, probe-signature, not-base64-signature, stale-timestamp,
  early-timestamp, unknown-serial, expired-certificate, header-with-quote, header-not-ascii, accepted,
  too-many-requests, server-error, server-error-after, bad-gateway, html-error, truncated-body, slow-headers,
  slow-body, reset-before-read, reset-after-read, gzip
  expired-certificate is for --key-mode certificates or migration only: elsewhere its serial is simply unknown.";

/// A fault and how many requests it is for.
#[derive(Clone)]
struct Times {
    fault: Fault,
    count: usize,
}

impl FromStr for Times {
    type Err = Box<dyn std::error::Error + Send + Sync>;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (name, count) = match text.split_once(':') {
            Some((name, count)) => {
                (name, count.parse().map_err(|_| format!("{count:?} is no number of requests; write NAME:N"))?)
            }
            None => (text, 1),
        };
        Ok(Self { fault: name.parse()?, count })
    }
}

impl Options {
    fn builder(&self) -> Result<Builder, Box<dyn std::error::Error>> {
        let mut builder = Mock::builder()
            .port(self.port)
            .any_card(self.any_card)
            .key_mode(self.key_mode)
            .slow(Duration::from_secs(self.slow))
            .clock_offset(self.clock_offset)
            .keep_requests(self.keep)
            .page();
        if self.unsigned {
            builder = builder.unsigned();
        }
        if let Some(folder) = &self.keys {
            builder = builder.keys(Keys::open_or_create(folder)?);
        }
        for file in &self.document {
            builder = builder.document(Document::open(file, self.seed)?);
        }
        if let Some(file) = &self.state {
            builder = builder.state_file(file);
        }
        Ok(self.cards.iter().fold(builder, |builder, card| builder.card(card)))
    }
}

#[tokio::main]
async fn main() -> ExitCode {
    match run(Options::parse()).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn run(options: Options) -> Result<(), Box<dyn std::error::Error>> {
    let mock = options.builder()?.start().await?;
    for wanted in &options.faults {
        mock.fault_times(wanted.fault, wanted.count);
    }
    let told = told(&mock, &options)?;
    // In this order: whoever reads the address may interrupt at once.
    tokio::try_join!(biased; ctrl_c(), async { say(&told) })?;
    mock.stop().await;
    Ok(())
}

/// What is printed at the start: the base URL on a line of its own, and what else was asked for.
fn told(mock: &Mock, options: &Options) -> Result<String, Box<dyn std::error::Error>> {
    let mut told = format!("{}\n", mock.base_url());
    if let (true, Some(folder)) = (options.print_env, &options.keys) {
        told += &environment(mock, folder)?;
    }
    Ok(told)
}

fn environment(mock: &Mock, folder: &Path) -> Result<String, Box<dyn std::error::Error>> {
    let credentials = mock.credentials()?;
    let folder = path::absolute(folder)?;
    let file = |name: &str| folder.join(name).display().to_string();
    let mut lines = vec![
        ("WECHATPAY_MCHID", credentials.mchid),
        ("WECHATPAY_SERIAL", credentials.merchant_serial),
        ("WECHATPAY_PRIVATE_KEY_FILE", file(Keys::PRIVATE_KEY_FILE)),
        ("WECHATPAY_API_V3_KEY", credentials.api_v3_key),
    ];
    if mock.key_mode() != KeyMode::Certificates {
        lines.push(("WECHATPAY_PUBLIC_KEY_ID", credentials.public_key_id));
        lines.push(("WECHATPAY_PUBLIC_KEY_FILE", file(Keys::PUBLIC_KEY_FILE)));
    }
    if mock.key_mode() == KeyMode::Migration {
        lines.push(("WECHATPAY_PLATFORM_CERTIFICATES", "true".to_owned()));
    }
    lines.push(("WECHATPAY_BASE_URL", mock.base_url()));
    Ok(lines.into_iter().map(|(name, value)| format!("{name}={}\n", quoted(&value))).collect())
}

/// The value as a shell reads it.
fn quoted(value: &str) -> String {
    let plain = |character: char| character.is_ascii_alphanumeric() || "_-./:@%+=,".contains(character);
    if value.chars().all(plain) { value.to_owned() } else { format!("'{}'", value.replace('\'', r"'\''")) }
}

fn say(text: &str) -> io::Result<()> {
    let mut out = io::stdout();
    out.write_all(text.as_bytes())?;
    out.flush()
}
