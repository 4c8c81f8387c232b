//! More messages arrive than the extra thread can handle.

use std::io::Write as _;
use std::net::TcpStream;
use std::sync::mpsc;
use std::time::Duration;

use end_to_end::bench::{Bench, Client, args};
use end_to_end::{SOON, Wire, serve, talk_as, until};
use qrpc_runtime::{All, CallError, Limits};
use serde_json::json;

fn few_may_wait(waiting: usize) -> qrpc_runtime::Builder<Bench> {
    Bench::builder().async_processing(true).limits(Limits {
        waiting,
        ..Limits::default()
    })
}

/// Connects a handler of `note` that returns from the first message only when the test lets it.
fn gated(bench: &Bench) -> (mpsc::Sender<()>, mpsc::Receiver<String>) {
    let (opens, opened) = mpsc::channel::<()>();
    let (log, noted) = mpsc::channel();
    let opened = std::sync::Mutex::new(opened);
    bench.note.connect(move |_, args| {
        if args.text == "0" {
            opened.lock().unwrap().recv_timeout(SOON).unwrap();
        }
        log.send(args.text).unwrap();
    });
    (opens, noted)
}

#[test]
fn a_flood_is_held_back_and_nothing_is_lost() {
    let impatient = Client::builder().limits(Limits {
        queued: 1 << 16,
        queue_patience: Duration::ZERO,
        ..Limits::default()
    });
    let mut gate = None;
    let (_bench, client) = talk_as(few_may_wait(4), impatient, |bench, _| {
        gate = Some(gated(bench));
    });
    let (opens, noted) = gate.unwrap();
    let sent = flood(&client);
    assert!(sent < 100_000, "nobody held back");
    opens.send(()).unwrap();
    for number in 0..sent {
        let text = noted.recv_timeout(SOON).unwrap();
        assert_eq!(text.split(' ').next(), Some(number.to_string().as_str()));
    }
}

/// Sends notifications until the write queue is full. Returns how many were sent.
fn flood(client: &Client) -> usize {
    let padding = "x".repeat(1000);
    let number = |sent: usize| match sent {
        0 => "0".to_owned(),
        sent => format!("{sent} {padding}"),
    };
    let sends = |sent: &usize| {
        let note = args::Note::default().text(number(*sent));
        match client.note(All, note) {
            Ok(()) => true,
            Err(error) => {
                let full = matches!(error.failed[0].1, CallError::Overloaded(_));
                assert!(full, "{error}");
                false
            }
        }
    };
    (0..100_000).take_while(sends).count()
}

#[test]
fn a_thread_that_waits_for_an_answer_takes_no_more_in_than_may_wait() {
    let limits = |queued, waiting| Limits {
        queued,
        waiting,
        queue_patience: Duration::ZERO,
        ..Limits::default()
    };
    let mut gate = None;
    let (replies, asked) = mpsc::channel();
    let bench = Bench::builder().limits(limits(1 << 16, 4));
    let client = Client::builder().limits(limits(1 << 16, 4));
    let (bench, client) = talk_as(bench, client, |bench, client| {
        gate = Some(gated(bench));
        client
            .ask
            .connect_later(move |_, _, reply| replies.send(reply).unwrap());
    });
    let (opens, noted) = gate.unwrap();
    let answer = std::thread::spawn(move || {
        let answer = bench.ask(All, args::Ask::default()).result();
        (bench, answer)
    });
    let reply = asked.recv_timeout(SOON).unwrap();
    let sent = flood(&client);
    assert!(sent < 100_000, "nobody held back");
    opens.send(()).unwrap();
    for number in 0..sent {
        let text = noted.recv_timeout(SOON).unwrap();
        assert_eq!(text.split(' ').next(), Some(number.to_string().as_str()));
    }
    reply.send("at last".into());
    let (_bench, answer) = answer.join().unwrap();
    assert_eq!(answer.as_deref(), Ok("at last"));
}

#[test]
fn a_flood_of_few_and_large_messages_is_held_back() {
    let few_bytes = Bench::builder().async_processing(true).limits(Limits {
        waiting_bytes: 100_000,
        ..Limits::default()
    });
    let mut gate = None;
    let (_bench, address) = serve(few_bytes, |bench| gate = Some(gated(bench)));
    let (opens, noted) = gate.unwrap();
    let mut note = br#"{"jsonrpc":"2.0","method":"note","params":{"text":"0"}}"#.to_vec();
    note.push(0);
    let large = r#"{"jsonrpc":"2.0","method":"note","params":{"text":"TEXT"}}"#;
    note.extend(large.replace("TEXT", &"x".repeat(50_000)).bytes());
    note.push(0);
    // The number of waiting messages stays below its limit, but their bytes exceed the limit on
    // bytes.
    let taken = flood_raw(&address, &note, 900);
    assert!(taken < 900, "nobody held back");
    opens.send(()).unwrap();
    assert_eq!(noted.recv_timeout(SOON).as_deref(), Ok("0"));
}

#[test]
fn a_flood_of_noise_is_held_back() {
    let mut gate = None;
    let (_bench, address) = serve(few_may_wait(4), |bench| gate = Some(gated(bench)));
    let first = br#"{"jsonrpc":"2.0","method":"note","params":{"text":"0"}}"#;
    let noise = [&first[..], &b"\0x".repeat(30_000)[..], b"\0"].concat();
    let taken = flood_raw(&address, &noise, 500);
    assert!(taken < 500, "nobody held back");
    gate.unwrap().0.send(()).unwrap();
}

/// Sends these bytes up to `most` times, until the peer accepts no more. Returns how often they
/// were accepted.
fn flood_raw(address: &str, bytes: &[u8], most: usize) -> usize {
    let mut stream = TcpStream::connect(address).unwrap();
    stream
        .set_write_timeout(Some(Duration::from_millis(500)))
        .unwrap();
    (0..most)
        .take_while(|_| stream.write_all(bytes).is_ok())
        .count()
}

#[test]
fn a_handler_that_waits_in_a_flood_gets_its_answer() {
    let (log, noted) = mpsc::channel();
    let (_bench, address) = serve(few_may_wait(4), |bench| {
        bench.note.try_connect(move |sender, args| {
            if args.text == "ask" {
                let answer = sender.ask(args::Ask::default()).result()?;
                log.send(answer)?;
            } else {
                log.send(args.text)?;
            }
            Ok(())
        });
    });
    let mut wire = Wire::to(&address);
    let note = |text: &str| json!({"jsonrpc": "2.0", "method": "note", "params": {"text": text}});
    wire.send(note("ask").to_string());
    let id = wire.receive()["id"].take();
    for number in 0..40 {
        wire.send(note(&number.to_string()).to_string());
    }
    wire.send(json!({"jsonrpc": "2.0", "result": "answer", "id": id}).to_string());
    assert_eq!(noted.recv_timeout(SOON).as_deref(), Ok("answer"));
    for number in 0..40 {
        let text = noted.recv_timeout(SOON);
        assert_eq!(text.as_deref(), Ok(number.to_string().as_str()));
    }
}

#[test]
fn a_limit_of_none_that_wait_lets_one_in_at_a_time() {
    let (_bench, client) = talk_as(few_may_wait(0), Client::builder(), |bench, _| {
        bench.echo.connect(|_, args| args.text);
    });
    for text in ["a", "b"] {
        let answer = client.echo(All, args::Echo::default().text(text)).result();
        assert_eq!(answer.as_deref(), Ok(text));
    }
}

#[test]
fn a_flood_from_one_peer_keeps_no_answer_of_another_away() {
    let impatient = Client::builder().limits(Limits {
        queued: 1 << 16,
        queue_patience: Duration::ZERO,
        ..Limits::default()
    });
    let mut gate = None;
    let (bench, flooding) = talk_as(few_may_wait(4), impatient, |bench, _| {
        gate = Some(gated(bench));
    });
    flood(&flooding);
    let (told, arrived) = mpsc::channel();
    bench.on_peer(move |event| drop(told.send(format!("{event:?}"))));
    let calm = Client::builder()
        .transport(format!("tcp:{}", bench.address().unwrap()))
        .build()
        .unwrap();
    calm.ask.connect(|_, _| "calm".into());
    let known: Vec<_> = bench.peers().iter().map(|peer| peer.name()).collect();
    calm.start().unwrap();
    until("the other peer is there", || bench.peers().len() == 2);
    let names = bench.peers().into_iter().map(|peer| peer.name());
    let name = names
        .into_iter()
        .find(|name| !known.contains(name))
        .unwrap();
    let answer = bench.ask(name, args::Ask::default()).result();
    assert_eq!(answer.as_deref(), Ok("calm"));
    assert!(
        arrived.try_recv().is_err(),
        "the handlers' thread is still held up"
    );
    gate.unwrap().0.send(()).unwrap();
}
