//! The `Bench` side of the test API as a process. The first argument of the program is the
//! transport; without an argument, standard input and output are used.
//!
//! The method `maybe` returns the process id, `chat` never answers, and `note` does what its text
//! says and then notifies its sender of the text.

use std::error::Error;
use std::io::Write as _;

use end_to_end::bench::{Bench, args};

fn main() -> Result<(), Box<dyn Error>> {
    let transport = std::env::args().nth(1).unwrap_or_else(|| "stdio:".into());
    let bench = Bench::builder().transport(transport.as_str()).build()?;
    bench.echo.connect(|_, args| args.text);
    bench
        .maybe
        .connect(|_| Some(std::process::id().to_string()));
    bench
        .chat
        .connect_later(|_, _, reply| std::mem::forget(reply));
    bench.note.try_connect(|sender, args| {
        match args.text.as_str() {
            "exit" => std::process::exit(3),
            "end well" => std::process::exit(0),
            "abort" => std::process::abort(),
            "second" => Bench::builder().transport("stdio:").build()?.start()?,
            "noise" => std::io::stderr().write_all(b"\xff\xfe is no text\n")?,
            _ => {}
        }
        Ok(sender.tell(args::Tell::default().text(args.text))?)
    });
    bench.start()?;
    if transport != "stdio:" {
        println!("{}", bench.address().unwrap_or_default());
    }
    bench.wait()?;
    if std::env::args().any(|argument| argument == "--stubborn") {
        loop {
            std::thread::park();
        }
    }
    Ok(())
}
