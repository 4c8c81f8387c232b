//! Frames that begin with their length: the limit, and what is kept of an incomplete frame.

use std::sync::Arc;

use super::super::{Broken, Inbound};
use crate::codec::Headers;
use crate::limits::Limits;
use crate::protocol::framing::Protocol;
use crate::security::NoSecurity;

const LIMIT: usize = 100;

fn protocol() -> Protocol {
    let limits = Limits {
        frame: LIMIT,
        ..Limits::default()
    };
    Protocol::new(&Headers::default(), Arc::new(NoSecurity), limits)
}

/// Receives the chunks one after the other, and returns the number of messages that they contain.
fn receive<'a>(chunks: impl IntoIterator<Item = &'a [u8]>) -> Result<usize, Broken> {
    let (protocol, mut inbound, mut count) = (protocol(), Inbound::default(), 0);
    for chunk in chunks {
        inbound.receive(&protocol, chunk, &|| false, &mut |_, _| count += 1)?;
    }
    Ok(count)
}

#[test]
fn the_limit_counts_the_message_without_the_headers_however_it_arrives() {
    let header = "Content-Length: 100\r\n\r\n";
    let frame = format!("{header}{}", " ".repeat(LIMIT)).repeat(3);
    for size in 1..=frame.len() {
        assert_eq!(receive(frame.as_bytes().chunks(size)), Ok(3), "{size}");
    }
}

#[test]
fn a_message_above_the_limit_is_refused_when_its_header_block_has_arrived() {
    for length in [LIMIT + 1, usize::MAX / 2] {
        let header = format!("Content-Length: {length}\r\n\r\n");
        let (first, last) = header.as_bytes().split_at(header.len() - 1);
        assert_eq!(receive([first]), Ok(0));
        let broken = receive([first, last]).unwrap_err().to_string();
        assert_eq!(
            broken,
            format!("a frame has {length} bytes, but `Limits::frame` is {LIMIT}")
        );
    }
}

#[test]
fn nothing_is_reserved_for_bytes_that_have_not_arrived() {
    let limits = Limits {
        frame: usize::MAX,
        ..Limits::default()
    };
    let protocol = Protocol::new(&Headers::default(), Arc::new(NoSecurity), limits);
    let mut inbound = Inbound::default();
    let header = format!("Content-Length: {}\r\n\r\n", usize::MAX / 2);
    for byte in header.as_bytes() {
        let received = inbound.receive(&protocol, &[*byte], &|| false, &mut |_, _| ());
        received.unwrap();
    }
    assert!(inbound.partial.capacity() <= 2 * header.len());
}
