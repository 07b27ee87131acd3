#!/usr/bin/env python3
"""Generates and compiles a client for each document of a folder, and measures both, beside a peer where one is named.

    benches/corpus.py ../shared/corpus                      every document, one table
    benches/corpus.py ../shared/corpus --min-bytes 100000 --peer PATH/openapi-to-rust --release
    benches/corpus.py ../shared/corpus --only figma svix    some of them

Each generator is run alone; `cargo check` and the release build are measured at the one call of the compiler that
compiles the emitted crate, with all dependencies built before: its time, and the most memory that it took. `--release`
builds a program that calls one operation. `--tests` runs the round-trip test that is emitted with the crate. Needs
Python 3 and Cargo; what it makes goes to `--work` (a folder in the system's temporary folder unless given).
"""

import argparse
import json
import os
import pathlib
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time

PROJECT = pathlib.Path(__file__).resolve().parent.parent
STAGES = ["generated", "checked", "tested"]


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=pathlib.Path, help="the folder of documents, .yaml, .yml and .json")
    parser.add_argument("--only", nargs="*", default=[], help="names of documents, without their ending")
    parser.add_argument("--min-bytes", type=int, default=0, help="leave smaller documents out")
    parser.add_argument("--peer", type=pathlib.Path, help="the program openapi-to-rust, to compare with")
    parser.add_argument("--release", action="store_true", help="build a program in release as well")
    parser.add_argument("--tests", action="store_true", help="run the emitted round-trip tests")
    parser.add_argument("--no-check", action="store_true", help="only generate")
    parser.add_argument("--work", type=pathlib.Path, default=pathlib.Path(tempfile.gettempdir()) / "corpus-bench")
    return parser.parse_args()


def documents(options):
    found = sorted(path for path in options.folder.iterdir() if path.suffix in {".yaml", ".yml", ".json"})
    for path in found:
        wanted = not options.only or path.stem in options.only
        if wanted and path.stat().st_size >= options.min_bytes:
            yield path


def timed(command, **more):
    """The exit code, the seconds, and the most MiB of a command."""
    started = time.perf_counter()
    process = subprocess.Popen([str(word) for word in command], **more)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return process.returncode, time.perf_counter() - started, usage.ru_maxrss / 1024


def size(folder):
    return sum(path.stat().st_size for path in folder.rglob("*.rs"))


class Ours:
    name = "ours"

    def __init__(self, options):
        self.options = options
        subprocess.run(["cargo", "build", "--release", "--quiet", "--package", "openapi-client-codegen"], cwd=PROJECT, check=True)
        target = pathlib.Path(os.environ.get("CARGO_TARGET_DIR", PROJECT / "target"))
        self.program = target / "release" / "openapi-client-codegen"

    def generate(self, document, crate, log):
        command = [self.program, "generate", document, "--out", crate, "--crate", crate.name]
        command += ["--runtime-path", PROJECT / "runtime"]
        command += ["--with-tests"] if self.options.tests else []
        return timed(command, stdout=log, stderr=log)

    def source(self, crate):
        return crate / "src"

    def finish(self, crate):
        pass

    def caller(self, crate):
        text = (crate / "src" / "operations.rs").read_text() if (crate / "src" / "operations.rs").exists() else ""
        found = re.search(r"pub fn (\w+)\(\s*&self,?\s*\)", text)
        if not found:
            return None
        call = f'let answer = client.{found[1]}().await; println!("{{:?}}", answer.is_ok());'
        return CALLER.format(krate=crate.name.replace("-", "_"), client="Client::builder().base_url(\"http://127.0.0.1:1\").build().unwrap()", call=call)


class Peer:
    name = "peer"

    def __init__(self, options):
        self.program = options.peer.resolve()

    def generate(self, document, crate, log):
        (crate / "src").mkdir(parents=True)
        command = [self.program, "generate", document, "--output-dir", crate / "src" / "generated", "--quiet"]
        return timed(command, stdout=log, stderr=log)

    def source(self, crate):
        return crate / "src" / "generated"

    def finish(self, crate):
        source = crate / "src"
        (source / "lib.rs").write_text("pub mod generated;\npub use generated::*;\n")
        needed = (source / "generated" / "REQUIRED_DEPS.toml").read_text()
        manifest = f'[package]\nname = "{crate.name}"\nversion = "0.1.0"\nedition = "2024"\n'
        (crate / "Cargo.toml").write_text(manifest + needed)

    def caller(self, crate):
        text = "".join(path.read_text() for path in self.source(crate).glob("client*.rs"))
        found = re.search(r"pub async fn (\w+)\(\s*&self,?\s*\)", text)
        if not found:
            return None
        call = f'let answer = client.{found[1]}().await; println!("{{:?}}", answer.is_ok());'
        client = 'client::HttpClient::new().with_base_url("http://127.0.0.1:1")'
        return CALLER.format(krate=crate.name.replace("-", "_"), client=client, call=call)


CALLER = """#[tokio::main(flavor = "current_thread")]
async fn main() {{
    use {krate}::*;
    let client = {client};
    {call}
}}
"""

WRAPPER = """#!/usr/bin/env python3
import json, os, resource, subprocess, sys, time
words = sys.argv[1:]
name = words[words.index("--crate-name") + 1] if "--crate-name" in words else ""
started = time.perf_counter()
status = subprocess.call(words)
if name.startswith(("ours_", "peer_", "calls_")):
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    fact = dict(name=name, seconds=time.perf_counter() - started, cpu=usage.ru_utime + usage.ru_stime, mib=usage.ru_maxrss / 1024)
    with open(os.environ["CORPUS_FACTS"], "a") as facts:
        facts.write(json.dumps(fact) + "\\n")
sys.exit(status)
"""


def compiled(work, command, crate):
    """Whether the command succeeds, whether it does so without a warning, and the facts of the compiler's calls."""
    facts = work / "facts.jsonl"
    facts.unlink(missing_ok=True)
    environment = dict(os.environ, RUSTC_WRAPPER=str(work / "wrapper.py"), CORPUS_FACTS=str(facts), CARGO_INCREMENTAL="0",
                       CARGO_TARGET_DIR=str(work / "target"), CARGO_TERM_COLOR="never")
    log = open(work / "logs" / f"{crate}.compile.txt", "a")
    run = subprocess.run(command, cwd=work, env=environment, stdout=log, stderr=subprocess.PIPE, text=True)
    log.write(run.stderr)
    told = [json.loads(line) for line in facts.read_text().splitlines()] if facts.exists() else []
    warned = re.search(r"^warning: (?!.*jobserver)", run.stderr, re.M)
    return run.returncode == 0, run.returncode == 0 and not warned, told


def workspace(work, crate):
    (work / "Cargo.toml").write_text(f'[workspace]\nresolver = "3"\nmembers = ["{crate}"]\n')


def add_caller(crate, text, work):
    name = "calls-" + crate.name
    folder = work / name
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "src").mkdir(parents=True)
    manifest = f'[package]\nname = "{name}"\nversion = "0.1.0"\nedition = "2024"\n[dependencies]\n{crate.name} = {{ path = "../{crate.name}" }}\n'
    (folder / "Cargo.toml").write_text(manifest + 'tokio = { version = "1", features = ["rt", "macros", "net", "time"] }\n')
    (folder / "src" / "main.rs").write_text(text)
    return name


def measure(tool, document, options):
    work = options.work
    crate = work / f"{tool.name}-{document.stem}"
    shutil.rmtree(crate, ignore_errors=True)
    log_path = work / "logs" / f"{crate.name}.txt"
    (work / "logs" / f"{crate.name}.compile.txt").unlink(missing_ok=True)
    row = dict(stage=None, bytes=0, check=None, check_mib=None, release=None)
    with open(log_path, "w") as log:
        status, row["generate"], row["generate_mib"] = tool.generate(document, crate, log)
    if status != 0 or size(tool.source(crate)) == 0:
        return row
    tool.finish(crate)
    row.update(stage="generated", bytes=size(tool.source(crate)))
    if options.no_check:
        return row
    workspace(work, crate.name)
    # Dependencies first, so that nothing else of the machine's time falls into the measured call.
    compiles, well, facts = compiled(work, ["cargo", "check", "--quiet", "--package", crate.name, "--lib"], crate.name)
    own = [fact for fact in facts if fact["name"] == crate.name.replace("-", "_")]
    if own:
        row.update(check=own[-1]["cpu"], check_mib=own[-1]["mib"])
    if not compiles:
        return row
    if well:
        row["stage"] = "checked"
    if options.tests and isinstance(tool, Ours):
        _, well, _ = compiled(work, ["cargo", "test", "--quiet", "--package", crate.name, "--test", "round_trips"], crate.name)
        if not well:
            return row
        row["stage"] = "tested"
    caller = tool.caller(crate) if options.release else None
    if caller:
        name = add_caller(crate, caller, work)
        (work / "Cargo.toml").write_text(f'[workspace]\nresolver = "3"\nmembers = ["{crate.name}", "{name}"]\n')
        _, _, facts = compiled(work, ["cargo", "build", "--release", "--quiet", "--package", name], crate.name)
        # The crate and the program; the runtime of either is a dependency, and was built for the document before.
        own = [fact for fact in facts if fact["name"] in {crate.name.replace("-", "_"), name.replace("-", "_")}]
        row["release"] = sum(fact["cpu"] for fact in own) if len(own) == 2 else None
    return row


def shown(value, digits=2):
    return "" if value is None else f"{value:.{digits}f}"


def main():
    options = arguments()
    options.work = options.work.resolve()
    (options.work / "logs").mkdir(parents=True, exist_ok=True)
    wrapper = options.work / "wrapper.py"
    wrapper.write_text(WRAPPER)
    wrapper.chmod(0o755)
    tools = [Ours(options)] + ([Peer(options)] if options.peer else [])
    rows = {}
    columns = "stage bytes generate_s check_s check_MiB release_s".split()
    print("| document | " + " | ".join(f"{tool.name} {column}" for tool in tools for column in columns) + " |")
    print("| --- |" + " --- |" * (len(columns) * len(tools)))
    for document in documents(options):
        cells = []
        for tool in tools:
            row = measure(tool, document, options)
            rows.setdefault(document.stem, {})[tool.name] = row
            cells += [row["stage"] or "FAILED", str(row["bytes"]), shown(row["generate"]), shown(row["check"]), shown(row["check_mib"], 0), shown(row["release"])]
        print("| " + " | ".join([document.stem] + cells) + " |", flush=True)
    summary(rows, tools)
    (options.work / "rows.json").write_text(json.dumps(rows, indent=1))
    wanted = "generated" if options.no_check else "tested" if options.tests else "checked"
    return 0 if all(row["ours"]["stage"] == wanted for row in rows.values()) else 1


def summary(rows, tools):
    for tool in tools:
        print(f"\n{tool.name}: how far each document came")
        for stage in [None] + STAGES:
            reached = [name for name, row in rows.items() if row[tool.name]["stage"] == stage]
            names = ": " + ", ".join(reached) if stage is None and reached else ""
            print(f"  {stage or 'nothing':<10} {'#' * len(reached)} {len(reached)}{names}")
    if len(tools) < 2:
        return
    print("\n| sum over what both compile | ours | peer | ratio |\n| --- | --- | --- | --- |")
    for key, digits in [("generate", 2), ("bytes", 0), ("check", 1), ("release", 1)]:
        # Bytes and generation count wherever both emitted something; the compiler's figures where both compiled.
        pairs = [(row["ours"][key], row["peer"][key]) for row in rows.values() if row["ours"]["bytes"] and row["peer"]["bytes"]]
        pairs = [pair for pair in pairs if None not in pair]
        if pairs:
            ours, peer = (sum(side) for side in zip(*pairs))
            print(f"| {key} ({len(pairs)}) | {ours:.{digits}f} | {peer:.{digits}f} | {ours / peer:.3f} |")
    memory = [(row["ours"]["check_mib"], row["peer"]["check_mib"]) for row in rows.values()]
    memory = [pair for pair in memory if None not in pair]
    if memory:
        ours, peer = (max(side) for side in zip(*memory))
        print(f"| most memory of a check, MiB | {ours:.0f} | {peer:.0f} | {ours / peer:.3f} |")


if __name__ == "__main__":
    sys.exit(main())
