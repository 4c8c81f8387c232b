//! The server, which owns the API: it answers calls, and greets each peer that notifies it.

use std::error::Error;

use talk::my_api::{MyApi, args};

fn main() -> Result<(), Box<dyn Error>> {
    let api = MyApi::builder().transport("tcpserv:127.0.0.1:0").build()?;
    api.notify.try_connect(|sender, args| {
        println!(
            "server: {} notifies me: {}, {}",
            sender.name(),
            args.arg1,
            args.arg2
        );
        sender.helloworld(args::Helloworld::default().arg1("Hello from the server!"))?;
        Ok(())
    });
    api.echo.connect(|sender, args| {
        println!(
            "server: {} asks for an echo of {:?}",
            sender.name(),
            args.text
        );
        args.text
    });
    api.start()?;
    let address = api.address().ok_or("nowhere to listen")?;
    println!("server: listening on {address}");
    api.wait()?;
    Ok(())
}
