//! Servers: where calls go.

use super::api::Servers;
use super::{extension, text};
use crate::diagnostic::{Diagnostic, Diagnostics, code};
use crate::load::Document;
use crate::pointer::Pointer;
use serde_json::Value;

/// A server that calls can go to.
struct Server {
    url: String,
    /// `x-backup`.
    backup: bool,
    pointer: Pointer,
}

/// The servers of the whole document: the first one, and its backup.
pub fn of_document(document: &Document, diagnostics: &mut Diagnostics) -> Servers {
    let (backups, main): (Vec<Server>, Vec<Server>) =
        usable(document, &Pointer::root(), diagnostics).into_iter().partition(|server| server.backup);
    let has_main = !main.is_empty();
    let mut backup = None;
    for server in backups {
        let reason = match (&backup, has_main) {
            (_, false) => "there is no other server that it could stand in for",
            (Some(_), true) => "the one before it is the backup",
            (None, true) if server.url.starts_with('/') => "a backup is another host",
            (None, true) => {
                backup = Some(server.url);
                continue;
            }
        };
        left_out(&server, reason, diagnostics).help("one server is marked with `x-backup: true`, behind another one");
    }
    Servers { main: main.into_iter().next().map(|server| server.url), backup }
}

/// The first server listed at `holder`, an operation or a path.
pub fn of_operation(document: &Document, holder: &Pointer, diagnostics: &mut Diagnostics) -> Option<String> {
    let mut first = None;
    for server in usable(document, holder, diagnostics) {
        match server.backup {
            true => {
                left_out(&server, "the server of an operation has no backup", diagnostics)
                    .help("mark a server of the whole document");
            }
            false => first = first.or(Some(server.url)),
        }
    }
    first
}

fn left_out<'d>(server: &Server, reason: &str, diagnostics: &'d mut Diagnostics) -> &'d mut Diagnostic {
    let message = format!("the backup {} is left out: {reason}", server.url);
    diagnostics.warning(code::SERVER_BACKUP, &server.pointer, message)
}

/// The servers listed at `holder`, without those that calls cannot go to.
fn usable(document: &Document, holder: &Pointer, diagnostics: &mut Diagnostics) -> Vec<Server> {
    let list = holder.child("servers");
    let items = document.node(&list).and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
    let mut servers = Vec::with_capacity(items.len());
    for (index, item) in items.iter().enumerate() {
        let pointer = list.item(index);
        let backup = extension::flag(item, &pointer, "x-backup", diagnostics);
        let at = pointer.child("url");
        match text(document, &at) {
            Some(url) if url.contains(['{', '}']) => {
                diagnostics
                    .warning(code::SERVER_UNSUPPORTED, &at, format!("the server {url} holds variables and is left out"))
                    .help("give the address with `Client::builder().base_url(…)`");
            }
            Some(url) if !is_server(&url) => {
                diagnostics
                    .warning(
                        code::SERVER_UNSUPPORTED,
                        &at,
                        format!("the server {url} is left out: it is no address of a service"),
                    )
                    .help("write it with http:// or https://, or as a path that begins with one `/`");
            }
            Some(url) => servers.push(Server { url, backup, pointer }),
            None => {
                diagnostics.warning(code::DOCUMENT_MALFORMED, &pointer, "a server needs a `url`");
            }
        }
    }
    servers
}

/// Whether calls can go there: an address of HTTP, or a path at the host that the caller chooses.
fn is_server(url: &str) -> bool {
    let is_path = url.starts_with('/') && !url.starts_with("//");
    is_path || url.starts_with("https://") || url.starts_with("http://")
}
