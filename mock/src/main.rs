//! The mock as a program.

use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Parser;
use tokio::signal::ctrl_c;
use wechatpay_mock::{Builder, Mock};

/// A WeChat Pay on loopback, for tests.
///
/// Plays POST /v3/marketing/membercard-open/cards/{card_id}/codes/deposit, prints its base URL
/// and runs until Ctrl-C.
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
}

const EXAMPLES: &str = "Examples:
  wechatpay-mock --any-card
  wechatpay-mock --port 8080 --state cards.db --card pbLatjvWOibDc5-TBnbUk1pD12o0";

impl Options {
    fn builder(self) -> Builder {
        let mut builder = Mock::builder().port(self.port).any_card(self.any_card);
        if let Some(file) = self.state {
            builder = builder.state_file(file);
        }
        self.cards.into_iter().fold(builder, Builder::card)
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
    let mock = options.builder().start().await?;
    // In this order: whoever reads the address may interrupt at once.
    tokio::try_join!(biased; ctrl_c(), async { announce(&mock) })?;
    mock.stop().await;
    Ok(())
}

fn announce(mock: &Mock) -> io::Result<()> {
    let mut out = io::stdout();
    writeln!(out, "{}", mock.base_url())?;
    out.flush()
}
