//! The other side: it notifies the server at the address it is given, and asks it for an echo.

use std::env;
use std::error::Error;
use std::sync::mpsc;
use std::time::Duration;

use qrpc_runtime::All;
use talk::my_api::{MyApiInverted, args};

/// How long the server may take to say hello.
const PATIENCE: Duration = Duration::from_secs(10);

fn main() -> Result<(), Box<dyn Error>> {
    let address = env::args().nth(1).ok_or("usage: client <HOST>:<PORT>")?;
    let api = MyApiInverted::builder()
        .transport(format!("tcp:{address}").as_str())
        .build()?;
    let (greeted, greeting) = mpsc::channel();
    api.helloworld.connect(move |sender, args| {
        println!("client: {} says: {}", sender.name(), args.arg1);
        // Nobody listens any more when the program is about to end.
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
