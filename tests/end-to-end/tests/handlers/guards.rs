//! Guards, which check arguments at the caller and at the receiver.

use std::sync::mpsc;

use end_to_end::bench::args;
use end_to_end::{SOON, outcome, talk};
use qrpc_runtime::{All, CallError, Fault, Peer, RemoteError};

fn even(_: &Peer, args: &args::Add) -> Result<(), Fault> {
    if args.a % 2 == 0 {
        Ok(())
    } else {
        Err(Fault::with_code(9, "an odd number"))
    }
}

#[test]
fn a_guard_answers_the_sender_and_no_handler_runs() {
    let (runs, ran) = mpsc::channel();
    let (_bench, client) = talk(move |bench, _| {
        bench.add.guard(even);
        bench.add.connect(move |_, args| {
            runs.send(args.a).unwrap();
            args.a + args.b
        });
    });
    let promise = client.add(All, args::Add::new(1));
    let error = RemoteError::new(9, "an odd number");
    assert_eq!(outcome(&client, promise), Err(CallError::Remote(error)));
    let promise = client.add(All, args::Add::new(2).b(40));
    assert_eq!(outcome(&client, promise), Ok(42));
    assert_eq!(ran.try_iter().collect::<Vec<_>>(), [2]);
}

#[test]
fn a_guard_keeps_arguments_from_being_sent() {
    let (runs, ran) = mpsc::channel();
    let (_bench, client) = talk(move |bench, client| {
        client.note.guard(|_, args| match args.text.len() {
            0..5 => Ok(()),
            _ => Err(Fault::new("too long")),
        });
        bench
            .note
            .connect(move |_, args| runs.send(args.text).unwrap());
    });
    let refused = client.note(All, args::Note::default().text("12345"));
    assert_eq!(
        refused.unwrap_err().failed,
        [("*".to_owned(), CallError::Refused("too long".into()))]
    );
    client
        .note(All, args::Note::default().text("1234"))
        .unwrap();
    assert_eq!(ran.recv_timeout(SOON).as_deref(), Ok("1234"));
    assert_eq!(ran.try_recv(), Err(mpsc::TryRecvError::Empty));
}

#[test]
fn all_guards_have_to_agree() {
    let (_bench, client) = talk(|bench, _| {
        bench.add.guard(|_, _| Ok(()));
        bench.add.guard(even);
        bench.add.connect(|_, args| args.a);
    });
    assert!(client.add(All, args::Add::new(1)).result().is_err());
    assert_eq!(client.add(All, args::Add::new(0)).result(), Ok(0));
}

#[test]
fn a_guard_of_a_method_of_both_sides_holds_both_ways() {
    let (bench, client) = talk(|bench, client| {
        bench.chat.guard(|_, args| match args.text.as_str() {
            "" => Err(Fault::new("say something")),
            _ => Ok(()),
        });
        bench.chat.connect(|_, args| args.text);
        client.chat.connect(|_, args| args.text);
    });
    let out = bench.chat(All, args::Chat::default()).result();
    assert_eq!(out, Err(CallError::Refused("say something".into())));
    let coming_in = client.chat(All, args::Chat::default()).result();
    let error = RemoteError::new(RemoteError::FAULT, "say something");
    assert_eq!(coming_in, Err(CallError::Remote(error)));
}

#[test]
fn a_method_without_arguments_has_guards_too() {
    let (_bench, client) = talk(|bench, _| {
        bench.maybe.guard(|_| Err(Fault::new("closed")));
        bench.maybe.connect(|_| None);
    });
    let error = RemoteError::new(RemoteError::FAULT, "closed");
    assert_eq!(client.maybe(All).result(), Err(CallError::Remote(error)));
}

#[test]
fn guards_see_the_sender_and_the_receivers() {
    let (sees, seen) = mpsc::channel();
    let at_bench = sees.clone();
    let (bench, client) = talk(|bench, client| {
        bench.add.guard(move |sender, _| {
            at_bench.send(sender.name()).unwrap();
            Ok(())
        });
        let at_client = sees.clone();
        client.add.guard(move |receivers, _| {
            at_client.send(receivers.name()).unwrap();
            Ok(())
        });
        client.maybe.guard(move |receivers| {
            sees.send(receivers.name()).unwrap();
            Ok(())
        });
        bench.add.connect(|_, args| args.a);
        bench.maybe.connect(|_| None);
    });
    let address = bench.address().unwrap();
    client.add(All, args::Add::new(1)).result().unwrap();
    client.maybe(address.as_str()).result().unwrap();
    let seen: Vec<_> = seen.try_iter().collect();
    let sender = bench.peers()[0].name();
    assert_eq!(seen, ["all", sender.as_str(), address.as_str()]);
}

#[test]
fn guards_are_disconnected_like_handlers() {
    let (_bench, client) = talk(|bench, client| {
        let guard = bench.add.guard(even);
        bench.add.connect(|_, args| args.a);
        assert!(bench.add.disconnect(guard));
        assert!(!bench.add.disconnect(guard));
        let guard = client.add.guard(even);
        assert!(client.add.disconnect(guard));
        assert!(!client.add.disconnect(guard));
    });
    assert_eq!(client.add(All, args::Add::new(1)).result(), Ok(1));
}
