//! The mock as a program.

mod support;

use std::io::{BufRead, BufReader};
use std::net::{SocketAddr, TcpListener};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use support::{CARD, deposit};

/// A running program; killed when the test ends.
struct Program {
    child: Child,
    address: SocketAddr,
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

fn start(state: &Path) -> Program {
    let state = state.to_str().unwrap();
    let arguments = ["--port", "0", "--state", state, "--card", CARD, "--unsigned"];
    let mut child = command(&arguments).stdout(Stdio::piped()).spawn().unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
    let address = line.trim().strip_prefix("http://").unwrap().parse().unwrap();
    Program { child, address }
}

#[test]
fn what_was_answered_survives_a_kill() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("cards.db");
    let mut program = start(&file);
    assert_eq!(deposit(program.address, r#"{"code":["1"]}"#)[0].1, "SUCCESS");
    program.child.kill().unwrap();
    program.child.wait().unwrap();
    let again = start(&file);
    assert_eq!(deposit(again.address, r#"{"code":["1"]}"#)[0].1, "DUPLICATE");
}

#[cfg(unix)]
#[test]
fn an_interrupt_ends_it_with_success() {
    let folder = tempfile::tempdir().unwrap();
    let mut program = start(&folder.path().join("cards.db"));
    let id = program.child.id().to_string();
    assert!(Command::new("kill").args(["-INT", &id]).status().unwrap().success());
    assert_eq!(program.child.wait().unwrap().code(), Some(0));
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
fn help_names_every_option() {
    let output = command(&["--help"]).output().unwrap();
    let help = String::from_utf8(output.stdout).unwrap();
    for option in [
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
    ] {
        assert!(help.contains(option), "{help}");
    }
}
