//! What the example can be told.

use std::num::NonZeroUsize;
use std::path::PathBuf;

use clap::Parser;

/// The card of the mock.
pub const CARD: &str = "pbLatjvWOibDc5-TBnbUk1pD12o0";

/// Deposits codes into a member card, in batches, and prints what became of each.
///
/// Without --live and --base-url it starts a mock of WeChat Pay that runs as long as the example does. Every request is
/// signed, and no answer is believed that is not, against the mock too.
#[derive(Debug, Parser)]
#[command(after_help = HELP)]
pub struct Options {
    /// The codes.
    pub codes: Vec<String>,
    /// A text file with one code a line; empty lines and lines that begin with # are passed over.
    #[arg(long, value_name = "FILE", conflicts_with = "codes")]
    pub file: Option<PathBuf>,
    /// How many codes one call carries.
    #[arg(long, default_value = "100")]
    pub batch: NonZeroUsize,
    /// How many calls are under way at a time.
    #[arg(long, value_name = "CALLS", default_value = "4")]
    pub in_flight: NonZeroUsize,
    /// The id of the card.
    #[arg(long, default_value = CARD, default_value_if("live", "true", None), required_if_eq("live", "true"))]
    pub card: String,
    /// Deposit for real, into a card of the merchant that the environment names.
    #[arg(long, conflicts_with_all = ["state", "keys"])]
    pub live: bool,
    /// The file in which the mock keeps its cards.
    #[arg(long, value_name = "FILE", conflicts_with = "base_url")]
    pub state: Option<PathBuf>,
    /// The folder with the keys of both sides of the mock; made when there is none.
    #[arg(long, value_name = "DIR", default_value = ".wechatpay-mock")]
    pub keys: PathBuf,
    /// A mock that runs already; with --live, another host.
    #[arg(long, value_name = "URL", env = "WECHATPAY_BASE_URL")]
    pub base_url: Option<String>,
}

const HELP: &str = "Examples:
  deposit                                 a built-in few codes, into a mock
  deposit 478515832665 478515832666       these codes
  deposit --file codes.txt --batch 500    one code a line, 500 in each call
  deposit --state cards.db                the mock keeps its cards: run it twice, and codes come back as DUPLICATE
  deposit --base-url http://127.0.0.1:8080
                                          a mock of your own, started in this folder by
                                          `cargo run -p wechatpay-mock -- --keys .wechatpay-mock --any-card`
  deposit --live --card CARD_ID 478515832665
                                          the real WeChat Pay

--live reads the merchant from the environment:
  WECHATPAY_BASE_URL             another host, as --base-url: a mock that prints its settings prints this one too
  WECHATPAY_MCHID                the merchant number
  WECHATPAY_SERIAL               the serial number of the merchant's certificate (or in WECHATPAY_CERTIFICATE_FILE
                                 apiclient_cert.pem itself)
  WECHATPAY_PRIVATE_KEY_FILE     apiclient_key.pem (or WECHATPAY_PRIVATE_KEY, its text)
  WECHATPAY_API_V3_KEY           the APIv3 key, 32 bytes
  WECHATPAY_PUBLIC_KEY_ID        PUB_KEY_ID_… of WeChat Pay's public key, and
  WECHATPAY_PUBLIC_KEY_FILE      pub_key.pem (or WECHATPAY_PUBLIC_KEY, its text);
                                 without these two, platform certificates are downloaded

RUST_LOG=debug shows each attempt.";
