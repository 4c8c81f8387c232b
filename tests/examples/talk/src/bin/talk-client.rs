//! The client, which notifies the server at the given address, and calls its `echo`.

use std::env;
use std::error::Error;
use std::sync::mpsc;
use std::time::Duration;

use qrpc_runtime::All;
use talk::my_api::{MyApiInverted, args};

/// The maximum time to wait for the greeting of the server.
const PATIENCE: Duration = Duration::from_secs(10);

fn main() -> Result<(), Box<dyn Error>> {
    let address = env::args().nth(1).ok_or("usage: client <HOST>:<PORT>")?;
    let api = MyApiInverted::builder()
        .transport(format!("tcp:{address}").as_str())
        .build()?;
    let (greeted, greeting) = mpsc::channel();
    api.helloworld.connect(move |sender, args| {
        println!("client: {} says: {}", sender.name(), args.arg1);
        // Sending fails if the program is about to end and has dropped the receiver.
        let _ = greeted.send(());
    });
    api.start()?;

    api.notify(
        All,
        args::Notify::default()
            .arg1("I am here")
            .arg2("and listening"),
    )?;
    let text = api
        .echo(All, args::Echo::default().text("Is anybody there?"))
        .result()?;
    println!("client: the echo is {text:?}");
    greeting.recv_timeout(PATIENCE)?;
    Ok(())
}
