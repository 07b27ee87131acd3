//! A server that costs next to nothing: it reads a request, looks at nothing but its length, and sends a fixed answer.

use std::io;
use std::net::{SocketAddr, TcpListener as StdListener};
use std::thread;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

/// The largest request that is read.
const REQUEST: usize = 16 << 10;

/// Answers each request on loopback with `body` as JSON, on a thread of its own, as long as the process runs.
///
/// It allocates for each connection but not for each request, so that what is counted is the client's.
pub fn start(body: &str) -> io::Result<SocketAddr> {
    let head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nRequest-Id: 1";
    let answer = format!("{head}\r\nContent-Length: {}\r\n\r\n{body}", body.len()).into_bytes();
    let answer: &'static [u8] = answer.leak();
    let listener = StdListener::bind("127.0.0.1:0")?;
    listener.set_nonblocking(true)?;
    let address = listener.local_addr()?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_io().build()?;
    thread::Builder::new().name("server".to_owned()).spawn(move || runtime.block_on(accept(listener, answer)))?;
    Ok(address)
}

async fn accept(listener: StdListener, answer: &'static [u8]) -> io::Result<()> {
    let listener = TcpListener::from_std(listener)?;
    loop {
        let (stream, _) = listener.accept().await?;
        stream.set_nodelay(true)?;
        tokio::spawn(serve(stream, answer));
    }
}

async fn serve(mut stream: TcpStream, answer: &[u8]) -> io::Result<()> {
    let mut buffer = vec![0; REQUEST];
    let mut filled = 0;
    loop {
        let read = stream.read(&mut buffer[filled..]).await?;
        filled += read;
        if read == 0 {
            return Ok(());
        }
        // A client sends its next request only after the answer, so that nothing follows this one.
        if length(&buffer[..filled]).is_some_and(|length| filled >= length) {
            stream.write_all(answer).await?;
            filled = 0;
        }
    }
}

/// How long the request is, once its head is there.
fn length(request: &[u8]) -> Option<usize> {
    const NAME: &[u8] = b"\r\ncontent-length: ";
    let head = request.windows(4).position(|window| window == b"\r\n\r\n")?;
    let field = request[..head].windows(NAME.len()).position(|window| window.eq_ignore_ascii_case(NAME));
    let digits = request[field? + NAME.len()..].iter().take_while(|byte| byte.is_ascii_digit());
    let body = digits.fold(0, |length, digit| length * 10 + usize::from(digit - b'0'));
    Some(head + 4 + body)
}
