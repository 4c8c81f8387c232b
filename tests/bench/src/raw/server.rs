//! The server of the peer `raw`: one blocking thread per connection.

use std::hint::black_box;
use std::io::Write;
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;

use anyhow::{Context, Result, bail};
use rustix::net::{AddressFamily, SocketType, bind, listen, socket};

use super::envelope::{Answer, Received, TextArgument};
use super::frames::Frames;
use crate::protocol;

/// The maximum number of connections that wait to be accepted. A client beyond this limit would
/// retry only after a second.
const BACKLOG: i32 = 4_096;

/// Runs the server until standard input closes.
pub(crate) fn serve() -> Result<()> {
    let socket = socket(AddressFamily::INET, SocketType::STREAM, None)?;
    bind(&socket, &SocketAddr::from(([127, 0, 0, 1], 0)))?;
    listen(&socket, BACKLOG)?;
    let listener = TcpListener::from(socket);
    protocol::serve_until_end_of_input(listener.local_addr()?.port())?;
    let notes = Arc::new(AtomicU64::new(0));
    loop {
        let (stream, _) = listener.accept()?;
        stream.set_nodelay(true)?;
        let notes = Arc::clone(&notes);
        thread::Builder::new().spawn(move || {
            if let Err(error) = serve_one(stream, &notes) {
                eprintln!("a connection ends: {error:#}");
            }
        })?;
    }
}

/// Answers the calls of one connection. The replies to all calls from one read are sent with one
/// write.
fn serve_one(mut stream: TcpStream, notes: &AtomicU64) -> Result<()> {
    let mut frames = Frames::new();
    let mut replies = Vec::new();
    while frames.read_from(&mut stream)? {
        while let Some(frame) = frames.next() {
            handle(frame, notes, &mut replies)?;
        }
        if !replies.is_empty() {
            stream.write_all(&replies)?;
            replies.clear();
        }
    }
    Ok(())
}

fn handle(frame: &[u8], notes: &AtomicU64, replies: &mut Vec<u8>) -> Result<()> {
    let request: Received = serde_json::from_slice(frame)?;
    let text = || -> Result<TextArgument> {
        let params = request.params.context("the text is missing")?;
        Ok(serde_json::from_str(params.get())?)
    };
    match (&*request.method, request.id) {
        ("echo", Some(id)) => Answer::new(id, text()?.text).write(replies),
        ("count", Some(id)) => Answer::new(id, notes.load(Ordering::Relaxed)).write(replies),
        ("note", None) => {
            black_box(text()?.text);
            notes.fetch_add(1, Ordering::Relaxed);
            Ok(())
        }
        (method, _) => bail!("no such method: {method}"),
    }
}
