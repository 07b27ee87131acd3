//! The mock as a program.

mod support;

use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::io::{self, BufRead, BufReader};
use std::net::{SocketAddr, TcpListener};
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};
use std::sync::mpsc;
use std::thread;

use support::signed::{Draft, Merchant, is_signed};
use support::{CARD, deposit, exchange};
use wechatpay_mock::{Credentials, Fault, KeyMode, Mock};

/// A running program; killed when the test ends.
struct Program {
    child: Child,
    address: SocketAddr,
    out: BufReader<ChildStdout>,
}

impl Program {
    /// The next line that it printed.
    fn line(&mut self) -> String {
        let mut line = String::new();
        self.out.read_line(&mut line).unwrap();
        line.trim_end().to_owned()
    }

    fn kill(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn command(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_wechatpay-mock"));
    command.args(arguments);
    command
}

fn start(arguments: &[&str]) -> Program {
    let mut child = command(&["--port", "0", "--card", CARD]).args(arguments).stdout(Stdio::piped()).spawn().unwrap();
    let mut out = BufReader::new(child.stdout.take().unwrap());
    let mut line = String::new();
    out.read_line(&mut line).unwrap();
    let address = line.trim().strip_prefix("http://").unwrap().parse().unwrap();
    Program { child, address, out }
}

fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

/// What the merchant of the fixture configures.
fn credentials() -> Credentials {
    Mock::builder().start_blocking().unwrap().credentials().unwrap()
}

#[test]
fn what_was_answered_survives_a_kill() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("cards.db");
    let arguments = ["--unsigned", "--state", text(&file)];
    let mut program = start(&arguments);
    assert_eq!(deposit(program.address, r#"{"code":["1"]}"#)[0].1, "SUCCESS");
    program.kill();
    let again = start(&arguments);
    assert_eq!(deposit(again.address, r#"{"code":["1"]}"#)[0].1, "DUPLICATE");
}

/// The code and the result of each answered deposit; the rest of the codes met a dead program.
fn deposit_until_it_dies(merchant: &Merchant, codes: &[String], answered: &mpsc::Sender<()>) -> Vec<(String, String)> {
    let mut results = Vec::new();
    for code in codes {
        match try_deposit(merchant, code) {
            Ok(result) => results.push((code.clone(), result)),
            Err(_) => break,
        }
        answered.send(()).unwrap();
    }
    results
}

fn try_deposit(merchant: &Merchant, code: &str) -> io::Result<String> {
    let bytes = merchant.bytes(&merchant.deposit(&format!("{{\"code\":[\"{code}\"]}}")));
    let reply = exchange(merchant.address(), &bytes)?;
    let answer: serde_json::Value = serde_json::from_slice(&reply.body)?;
    Ok(answer["data"][0]["result"].as_str().unwrap().to_owned())
}

#[test]
fn a_kill_in_the_middle_of_deposits_loses_and_doubles_nothing() {
    const CLIENTS: usize = 4;
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("cards.db");
    let arguments = ["--state", text(&file)];
    let credentials = credentials();
    let codes: Vec<String> = (0..10_000).map(|number| number.to_string()).collect();

    let mut program = start(&arguments);
    let (answered, answers) = mpsc::channel();
    let clients: Vec<_> = (0..CLIENTS)
        .map(|_| {
            let merchant = Merchant::new(credentials.clone(), program.address);
            let (codes, answered) = (codes.clone(), answered.clone());
            thread::spawn(move || deposit_until_it_dies(&merchant, &codes, &answered))
        })
        .collect();
    for _ in 0..100 {
        answers.recv().unwrap();
    }
    program.kill();
    let before: Vec<(String, String)> = clients.into_iter().flat_map(|client| client.join().unwrap()).collect();

    // All of them deposit the same codes, so that each code succeeds for one of them at most.
    let mut results: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (code, result) in &before {
        results.entry(code).or_default().push(result);
    }
    assert!(results.len() < codes.len(), "it was killed in the middle");
    let again = start(&arguments);
    let merchant = Merchant::new(credentials, again.address);
    for (code, results) in results {
        let successes = results.iter().filter(|result| **result == "SUCCESS").count();
        assert!(successes <= 1, "{code}: {results:?}");
        assert_eq!(try_deposit(&merchant, code).unwrap(), "DUPLICATE", "{code} was answered before");
    }
}

#[cfg(unix)]
#[test]
fn an_interrupt_ends_it_with_success() {
    let mut program = start(&["--unsigned"]);
    let id = program.child.id().to_string();
    assert!(Command::new("kill").args(["-INT", &id]).status().unwrap().success());
    assert_eq!(program.child.wait().unwrap().code(), Some(0));
}

/// The lines NAME=VALUE, up to the base URL.
fn environment(program: &mut Program) -> HashMap<String, String> {
    let mut variables = HashMap::new();
    while !variables.contains_key("WECHATPAY_BASE_URL") {
        let line = program.line();
        let (name, value) = line.split_once('=').unwrap();
        variables.insert(name.to_owned(), value.to_owned());
    }
    variables
}

#[test]
fn keys_are_made_and_what_to_configure_is_printed() {
    let folder = tempfile::tempdir().unwrap();
    let keys = folder.path().join("keys");
    let mut first = start(&["--keys", text(&keys), "--print-env"]);
    let variables = environment(&mut first);
    assert_eq!(variables["WECHATPAY_BASE_URL"], format!("http://{}", first.address));
    let mut configured = credentials();
    configured.mchid = variables["WECHATPAY_MCHID"].clone();
    configured.merchant_serial = variables["WECHATPAY_SERIAL"].clone();
    configured.merchant_private_key_pem = fs::read_to_string(&variables["WECHATPAY_PRIVATE_KEY_FILE"]).unwrap();
    configured.public_key_id = variables["WECHATPAY_PUBLIC_KEY_ID"].clone();
    configured.public_key_pem = fs::read_to_string(&variables["WECHATPAY_PUBLIC_KEY_FILE"]).unwrap();
    assert_eq!(variables["WECHATPAY_API_V3_KEY"].len(), 32);
    let public_key_pem = configured.public_key_pem.clone();
    let merchant = Merchant::new(configured.clone(), first.address);
    let reply = merchant.send(&merchant.deposit("{}"));
    assert_eq!(reply.status(), 200, "{reply:?}");
    assert!(is_signed(&reply.head, &reply.body, &public_key_pem));
    drop(first);

    let mut migrating = start(&["--keys", text(&keys), "--print-env", "--key-mode", "migration"]);
    assert_eq!(environment(&mut migrating)["WECHATPAY_PLATFORM_CERTIFICATES"], "true");
    drop(migrating);
    let again = start(&["--keys", text(&keys)]);
    let merchant = Merchant::new(configured, again.address);
    assert_eq!(merchant.send(&merchant.deposit("{}")).status(), 200, "the keys are the same ones");
}

#[test]
fn without_a_folder_the_keys_are_those_of_the_crate() {
    let program = start(&["--key-mode", "certificates", "--clock-offset", "-100"]);
    let merchant = Merchant::new(credentials(), program.address);
    let draft = Draft { names: String::new(), ..merchant.draft("GET", "/v3/certificates", "") };
    let reply = merchant.send(&draft);
    assert_eq!(reply.status(), 200);
    assert!(is_signed(&reply.head, &reply.body, include_str!("../src/keys/fixture/platform_cert.pem")));
}

#[test]
fn faults_can_be_asked_for_at_the_start() {
    let program = start(&["--fault", "bad-gateway", "--fault", "too-many-requests:2"]);
    let merchant = Merchant::new(credentials(), program.address);
    let statuses: Vec<u16> = (0..4).map(|_| merchant.send(&merchant.deposit("{}")).status()).collect();
    assert_eq!(statuses, [502, 429, 429, 200]);
}

#[test]
fn a_wrong_option_is_explained() {
    for (arguments, said) in [
        (["--fault", "no-such"].as_slice(), "there are: wrong-signature"),
        (&["--fault", "gzip:many"], "NAME:N"),
        (&["--key-mode", "none"], "public-key, certificates, migration"),
        (&["--print-env"], "--keys"),
        (&["--unsigned", "--keys", "keys"], "--keys"),
    ] {
        let output = command(arguments).output().unwrap();
        let message = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{message}");
        assert!(message.contains(said), "{message}");
    }
}

#[test]
fn a_key_file_that_is_wrong_ends_it_with_a_reason() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["mchid.txt", "wechatpay_platform_key.pem"] {
        fs::write(folder.path().join(name), "1").unwrap();
    }
    let output = command(&["--port", "0", "--keys", text(folder.path())]).output().unwrap();
    let message = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(1), "{message}");
    assert!(message.contains("api_v3_key.txt") && message.contains("remove the folder"), "{message}");
}

#[test]
fn a_folder_that_is_not_the_mocks_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("passwd"), "root").unwrap();
    let output = command(&["--port", "0", "--keys", text(folder.path())]).output().unwrap();
    let message = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(1), "{message}");
    assert!(message.contains("not one of the mock's") && !message.contains("remove"), "{message}");
}

#[test]
fn a_taken_port_ends_it_with_a_reason() {
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    let output = command(&["--port", &port]).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    let message = String::from_utf8(output.stderr).unwrap();
    assert!(message.contains(&format!("127.0.0.1:{port}")), "{message}");
    assert!(message.contains("choose another port"), "{message}");
}

#[test]
fn help_names_every_option_fault_and_mode() {
    let output = command(&["--help"]).output().unwrap();
    let help = String::from_utf8(output.stdout).unwrap();
    let options = [
        "--port",
        "--state",
        "--card",
        "--any-card",
        "--keys",
        "--print-env",
        "--key-mode",
        "--unsigned",
        "--fault",
        "--slow",
        "--clock-offset",
        "--document",
        "--seed",
        "--keep",
    ];
    let faults = Fault::ALL.iter().map(|fault| fault.name());
    for word in options.into_iter().chain(faults).chain(KeyMode::ALL.iter().map(|mode| mode.name())) {
        assert!(help.contains(word), "{word}: {help}");
    }
}
