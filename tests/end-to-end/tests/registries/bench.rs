//! Calls that must work over every transport, codec and security provider.

use std::sync::mpsc;

use end_to_end::SOON;
use end_to_end::bench::{Bench, Channel, Client, Reading, args};
use qrpc_runtime::{All, Bytes, CallError, Fault, RemoteError, Value};

/// Connects handlers for the methods that [`works`] calls.
pub(crate) fn prepare(bench: &Bench, client: &Client) {
    bench.echo.connect(|_, args| args.text);
    bench.add.try_connect(|_, args| {
        let sum = args.a.checked_add(args.b);
        sum.ok_or_else(|| Fault::with_code(3, "too large"))
    });
    bench.measure.connect(|_, args| {
        assert_eq!((args.channel, args.names["n"]), (Channel::Ohms, -1));
        args.history
    });
    bench.keep.connect(|_, args| args.value);
    bench.blob.connect(|_, args| args.data);
    bench
        .note
        .try_connect(|sender, args| Ok(sender.tell(args::Tell::default().text(args.text))?));
    client.ask.connect(|_, args| args.question);
}

/// Makes calls and notifications in both directions, with arguments and results of every type, and
/// with errors.
pub(crate) fn works(bench: &Bench, client: &Client) {
    calls_have_results(client);
    errors_come_back(client);
    let (tells, told) = mpsc::channel();
    client
        .tell
        .connect(move |_, args| tells.send(args.text).unwrap());
    client.note(All, args::Note::default().text("hi")).unwrap();
    assert_eq!(told.recv_timeout(SOON).as_deref(), Ok("hi"));
    let asked = bench.ask(All, args::Ask::default().question("why"));
    assert_eq!(asked.result().as_deref(), Ok("why"));
}

fn calls_have_results(client: &Client) {
    let echo = client.echo(All, args::Echo::default().text("grüße \u{0}"));
    assert_eq!(echo.result().as_deref(), Ok("grüße \u{0}"));
    let history = vec![Reading::new(0.5), Reading::new(-1.0).unit("A").at(Some(7))];
    let names = [("n".to_owned(), -1)].into_iter().collect();
    let args = args::Measure::new(Channel::Ohms);
    let measured = client.measure(All, args.history(history.clone()).names(names));
    assert_eq!(measured.result(), Ok(history));
    let data = Bytes::from((0..=255).collect::<Vec<u8>>());
    let blob = client.blob(All, args::Blob::new(data.clone()));
    assert_eq!(blob.result(), Ok(data.clone()));
    let value = Value::List(vec![Value::Null, true.into(), data.into(), u64::MAX.into()]);
    let kept = client.keep(All, args::Keep::new(value.clone()));
    assert_eq!(kept.result(), Ok(value));
    assert_eq!(client.maybe(All).result(), Ok(None));
}

fn errors_come_back(client: &Client) {
    let sum = client.add(All, args::Add::new(i64::MAX)).result();
    let too_large = RemoteError::new(3, "too large");
    assert_eq!(sum, Err(CallError::Remote(too_large)));
    let problem = "no handler is connected for the method `brief`";
    let nobody = RemoteError::new(RemoteError::METHOD_NOT_FOUND, problem);
    let unhandled = client.brief(All, args::Brief::default()).result();
    assert_eq!(unhandled, Err(CallError::Remote(nobody)));
}
