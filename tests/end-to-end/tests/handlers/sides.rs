//! Both sides of an API: their handlers traits, and the function that connects both sides in one
//! process.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, mpsc};

use end_to_end::bench::{
    Bench, BenchHandlers, BenchPeer, Client, ClientHandlers, ClientPeer, Reading, args, pair,
};
use end_to_end::{SOON, talk};
use qrpc_runtime::{All, Bytes, Fault, Value};

#[derive(Default)]
pub(crate) struct Workbench {
    calls: AtomicUsize,
}

impl BenchHandlers for Workbench {
    fn echo(&self, _sender: BenchPeer, args: args::Echo) -> Result<String, Fault> {
        let calls = self.calls.fetch_add(1, Ordering::Relaxed) + 1;
        Ok(format!("{} {calls}", args.text))
    }

    fn brief(&self, sender: BenchPeer, args: args::Brief) -> Result<String, Fault> {
        Ok(sender
            .ask(args::Ask::default().question(args.text))
            .result()?)
    }

    fn patient(&self, _sender: BenchPeer) -> Result<String, Fault> {
        Ok(String::new())
    }

    fn maybe(&self, _sender: BenchPeer) -> Result<Option<String>, Fault> {
        Ok(None)
    }

    fn add(&self, _sender: BenchPeer, args: args::Add) -> Result<i64, Fault> {
        let sum = args.a.checked_add(args.b);
        sum.ok_or_else(|| Fault::new("too large"))
    }

    fn measure(&self, _sender: BenchPeer, args: args::Measure) -> Result<Vec<Reading>, Fault> {
        Ok(args.history)
    }

    fn keep(&self, _sender: BenchPeer, args: args::Keep) -> Result<Value, Fault> {
        Ok(args.value)
    }

    fn note(&self, sender: BenchPeer, args: args::Note) -> Result<(), Fault> {
        Ok(sender.tell(args::Tell::default().text(args.text))?)
    }

    fn ping(&self, _sender: BenchPeer) -> Result<(), Fault> {
        Ok(())
    }

    fn blob(&self, _sender: BenchPeer, args: args::Blob) -> Result<Bytes, Fault> {
        Ok(args.data)
    }

    fn chat(&self, _sender: BenchPeer, args: args::Chat) -> Result<String, Fault> {
        Ok(format!("bench: {}", args.text))
    }
}

struct Caller {
    told: Mutex<mpsc::Sender<String>>,
}

impl ClientHandlers for Caller {
    fn ask(&self, _sender: ClientPeer, args: args::Ask) -> Result<String, Fault> {
        Ok(format!("{}?", args.question))
    }

    fn tell(&self, _sender: ClientPeer, args: args::Tell) -> Result<(), Fault> {
        Ok(self.told.lock().unwrap().send(args.text)?)
    }

    fn chat(&self, _sender: ClientPeer, args: args::Chat) -> Result<String, Fault> {
        Ok(format!("client: {}", args.text))
    }
}

fn paired() -> (Bench, Client, mpsc::Receiver<String>) {
    let (tells, told) = mpsc::channel();
    let caller = Caller {
        told: Mutex::new(tells),
    };
    let (bench, client) = pair(Workbench::default(), caller).unwrap();
    (bench, client, told)
}

#[test]
fn a_type_handles_a_whole_side_and_keeps_its_state() {
    let (_bench, client, _told) = paired();
    let echo = || client.echo(All, args::Echo::default().text("x")).result();
    assert_eq!(echo().as_deref(), Ok("x 1"));
    assert_eq!(echo().as_deref(), Ok("x 2"));
    let overflow = client.add(All, args::Add::new(i64::MAX)).result();
    assert!(overflow.unwrap_err().to_string().contains("too large"));
}

#[test]
fn both_sides_of_a_pair_may_call_back_and_wait() {
    let (_bench, client, _told) = paired();
    let answer = client
        .brief(All, args::Brief::default().text("why"))
        .result();
    assert_eq!(answer.as_deref(), Ok("why?"));
}

#[test]
fn a_pair_leaves_nothing_unhandled() {
    let (bench, client, _told) = paired();
    assert!(bench.unhandled_calls().is_empty());
    assert!(client.unhandled_calls().is_empty());
}

#[test]
fn a_handler_can_notify_whoever_called() {
    let (_bench, client, told) = paired();
    client
        .note(All, args::Note::default().text("hello"))
        .unwrap();
    assert_eq!(told.recv_timeout(SOON).as_deref(), Ok("hello"));
}

#[test]
fn either_side_calls_a_method_of_both() {
    let (bench, client, _told) = paired();
    let chat = || args::Chat::default().text("hi");
    assert_eq!(
        bench.chat(All, chat()).result().as_deref(),
        Ok("client: hi")
    );
    assert_eq!(
        client.chat(All, chat()).result().as_deref(),
        Ok("bench: hi")
    );
    let blocking = client.chat.inverted().blocking(All, chat());
    assert_eq!(blocking.as_deref(), Ok("bench: hi"));
}

#[test]
fn a_builder_takes_the_handlers_of_its_side() {
    let (_bench, client) = end_to_end::talk_as(
        Bench::builder().handlers(Workbench::default()),
        Client::builder(),
        |_, _| {},
    );
    assert_eq!(client.add(All, args::Add::new(1)).result(), Ok(2));
}

#[test]
fn an_inverted_handle_answers_what_this_side_calls() {
    let (bench, client) = talk(|bench, client| {
        client
            .echo
            .inverted()
            .connect(|_, args| args.text + " there");
        bench.echo.connect(|_, args| args.text + " here");
    });
    let outgoing = bench.echo.inverted();
    let there = outgoing.blocking(All, args::Echo::default().text("x"));
    assert_eq!(there.as_deref(), Ok("x there"));
    let here = client.echo.blocking(All, args::Echo::default().text("x"));
    assert_eq!(here.as_deref(), Ok("x here"));
}
