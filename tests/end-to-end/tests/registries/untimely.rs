//! A message that arrives at the worst moment.

use std::io;
use std::os::fd::BorrowedFd;
use std::sync::{Condvar, Mutex, OnceLock};
use std::time::Duration;

use end_to_end::bench::{Client, args};
use end_to_end::outcome;
use qrpc_runtime::All;
use qrpc_runtime::transport::{Channel, Host, OnEnd, Port};

use crate::transport::Attaching;

/// The time that the event loop gets to read the message.
const SHORT: Duration = Duration::from_millis(200);

/// A connection on which a message arrives exactly when a waiting thread asks for the descriptor to
/// wait on.
struct Untimely {
    port: OnceLock<Port>,
    frame: Mutex<Option<Vec<u8>>>,
    was_read: (Mutex<bool>, Condvar),
}

impl Channel for Untimely {
    fn opened(&self, port: Port) {
        self.port.get_or_init(|| port);
    }

    fn read(&self, into: &mut [u8]) -> io::Result<usize> {
        let frame = self.frame.lock().unwrap().take();
        let frame = frame.ok_or(io::ErrorKind::WouldBlock)?;
        into[..frame.len()].copy_from_slice(&frame);
        *self.was_read.0.lock().unwrap() = true;
        self.was_read.1.notify_all();
        Ok(frame.len())
    }

    fn descriptor(&self) -> Option<BorrowedFd<'_>> {
        let mut frame = self.frame.lock().unwrap();
        *frame = Some(b"{\"jsonrpc\":\"2.0\",\"id\":1,\"result\": \"here\"}\0".to_vec());
        drop(frame);
        self.port.get().unwrap().readable();
        let (was_read, changed) = &self.was_read;
        let was_read = was_read.lock().unwrap();
        // The event loop reads the message at once unless it is prevented from reading.
        drop(changed.wait_timeout_while(was_read, SHORT, |was_read| !*was_read));
        None
    }

    fn write(&self, bytes: &[u8]) -> io::Result<usize> {
        Ok(bytes.len())
    }

    fn close(&self) {}
}

#[test]
fn a_reply_is_not_missed_that_comes_while_a_thread_begins_to_wait_for_it() {
    let attaching = Attaching(|host: &Host| {
        let untimely = Untimely {
            port: OnceLock::new(),
            frame: Mutex::default(),
            was_read: <(Mutex<bool>, Condvar)>::default(),
        };
        host.attach("untimely", untimely, OnEnd::GoOn);
    });
    let client = Client::builder().transport(attaching).build().unwrap();
    client.start().unwrap();
    let promise = client.echo(All, args::Echo::default());
    assert_eq!(outcome(&client, promise), Ok("here".to_owned()));
}
