use std::time::{Duration, Instant};

use super::{Chunk, Pushed, Rejected, Traffic, Urgency, WriteQueue};

const ROOM: usize = 1_000;

fn push(queue: &WriteQueue, bytes: &[u8], traffic: Traffic) -> Result<Pushed, Rejected> {
    queue.push(&mut bytes.to_vec(), traffic, Urgency::Soon)
}

/// Writes everything, like a channel that accepts all bytes. Returns the written bytes.
fn write_all(queue: &WriteQueue, first: Option<Chunk>) -> Vec<u8> {
    let mut all = Vec::new();
    let mut next = first;
    while let Some(chunk) = next {
        all.extend_from_slice(chunk.rest());
        next = queue.written(chunk);
    }
    all
}

#[test]
fn replies_and_own_frames_leave_in_their_order() {
    let queue = WriteQueue::new(ROOM);
    for (frame, traffic) in [
        ("a", Traffic::Own),
        ("b", Traffic::Reply),
        ("c", Traffic::Own),
    ] {
        push(&queue, frame.as_bytes(), traffic).unwrap();
    }
    assert_eq!((queue.len(), queue.replies()), (3, 1));
    assert_eq!(write_all(&queue, queue.begin()), b"abc");
    assert_eq!((queue.len(), queue.replies()), (0, 0));
    assert!(queue.is_empty());
}

#[test]
fn only_own_frames_need_room() {
    let queue = WriteQueue::new(ROOM);
    let large = vec![0; ROOM + 1];
    push(&queue, &large, Traffic::Own).unwrap();
    assert_eq!(push(&queue, b"x", Traffic::Own), Err(Rejected::Full));
    assert!(push(&queue, &large, Traffic::Reply).is_ok());
    queue.end_waits();
    assert_eq!(push(&queue, b"x", Traffic::Own), Err(Rejected::Closed));
    write_all(&queue, queue.begin());
    assert!(push(&queue, b"x", Traffic::Own).is_ok());
    queue.close();
    assert_eq!(push(&queue, b"x", Traffic::Reply), Err(Rejected::Closed));
    assert_eq!(queue.len(), 0);
}

#[test]
fn there_is_one_writer_at_a_time() {
    let queue = WriteQueue::new(ROOM);
    assert_eq!(push(&queue, b"a", Traffic::Own), Ok(Pushed::Write));
    let chunk = queue.begin().unwrap();
    assert!(queue.begin().is_none());
    assert_eq!(push(&queue, b"b", Traffic::Own), Ok(Pushed::Nothing));
    let next = queue.written(chunk);
    assert_eq!(next.as_ref().map(Chunk::rest), Some(&b"b"[..]));
    assert!(queue.written(next.unwrap()).is_none());
    // No sender has waited since the first message, so the following messages are left to the event
    // loop. The event loop is notified only once.
    assert_eq!(push(&queue, b"c", Traffic::Own), Ok(Pushed::List));
    assert_eq!(push(&queue, b"d", Traffic::Own), Ok(Pushed::Nothing));
    queue.sender_waits();
    assert_eq!(push(&queue, b"e", Traffic::Own), Ok(Pushed::Write));
}

#[test]
fn a_blocked_chunk_goes_on_where_it_stopped() {
    let queue = WriteQueue::new(ROOM);
    push(&queue, b"abcdef", Traffic::Own).unwrap();
    let mut chunk = queue.begin().unwrap();
    chunk.advance(2);
    let (begin, later) = (Instant::now(), Instant::now() + Duration::from_secs(1));
    assert!(queue.blocked(chunk, true, begin).is_none());
    assert_eq!(queue.blocked_since(), Some(begin));
    assert!(queue.begin().is_none());
    let chunk = queue.writable().unwrap();
    assert_eq!(chunk.rest(), b"cdef");
    // Without progress, the time since when the channel is blocked stays the same.
    assert!(queue.blocked(chunk, false, later).is_none());
    assert_eq!(queue.blocked_since(), Some(begin));
    let chunk = queue.writable().unwrap();
    // The channel became writable while the writer found it blocked.
    assert!(queue.writable().is_none());
    let chunk = queue.blocked(chunk, false, later).unwrap();
    assert_eq!(write_all(&queue, Some(chunk)), b"cdef");
    assert_eq!(queue.blocked_since(), None);
}

#[test]
fn a_writer_that_pauses_leaves_the_rest_to_the_list() {
    let queue = WriteQueue::new(ROOM);
    let frame = vec![7; 64 << 10];
    push(&queue, &frame, Traffic::Reply).unwrap();
    push(&queue, &frame, Traffic::Reply).unwrap();
    let chunk = queue.begin().unwrap();
    assert!(queue.pause(chunk));
    assert_eq!(write_all(&queue, queue.begin_listed()), frame);
    assert!(queue.is_empty());
}

#[test]
fn senders_get_room_in_the_order_in_which_they_came() {
    let queue = WriteQueue::new(ROOM);
    push(&queue, &[b'-'; ROOM + 1], Traffic::Own).unwrap();
    let end = Instant::now() + Duration::from_secs(10);
    let senders = std::thread::scope(|scope| {
        let senders: Vec<_> = (b'a'..=b'e')
            .map(|name| {
                let queue = &queue;
                let sender = scope.spawn(move || {
                    let mut frame = vec![name; ROOM + 1];
                    queue.push_in_turn(&mut frame, Urgency::Soon, end)
                });
                while queue.senders() <= usize::from(name - b'a') {
                    std::thread::yield_now();
                }
                sender
            })
            .collect();
        let mut order = String::new();
        while order.len() < 6 {
            // A sender that does not wait gets no room before the senders that wait.
            if queue.senders() > 0 {
                assert_eq!(push(&queue, b"x", Traffic::Own), Err(Rejected::Full));
            }
            let written = write_all(&queue, queue.begin());
            order.extend(written.chunks(ROOM + 1).map(|frame| char::from(frame[0])));
        }
        assert_eq!(order, "-abcde");
        senders
            .into_iter()
            .map(|sender| sender.join().unwrap())
            .collect::<Vec<_>>()
    });
    assert!(senders.iter().all(Result::is_ok));
    assert!(push(&queue, b"x", Traffic::Own).is_ok());
}

#[test]
fn a_sender_that_has_waited_long_enough_makes_room_for_the_next() {
    let queue = WriteQueue::new(ROOM);
    push(&queue, &[b'-'; ROOM + 1], Traffic::Own).unwrap();
    let waited = queue.push_in_turn(&mut b"a".to_vec(), Urgency::Soon, Instant::now());
    assert_eq!(waited, Err(Rejected::Full));
    write_all(&queue, queue.begin());
    assert!(push(&queue, b"b", Traffic::Own).is_ok());
}
