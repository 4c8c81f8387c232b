//! Measures how long the calls of a client of this runtime take while its server floods it.
//!
//! A server in another process sends notifications of 100 bytes at full speed. The client calls the
//! server every 2 ms. The argument of the program is the number of seconds; default: 3.

use std::env;
use std::error::Error;
use std::io::{BufRead as _, BufReader};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use end_to_end::bench::{Bench, Client, args};
use qrpc_runtime::All;

const PAUSE: Duration = Duration::from_millis(2);

fn main() -> Result<(), Box<dyn Error>> {
    match env::args().nth(1).as_deref() {
        Some("server") => serve(),
        seconds => call_for(Duration::from_secs(seconds.unwrap_or("3").parse()?)),
    }
}

fn serve() -> Result<(), Box<dyn Error>> {
    let server = Bench::builder().transport("tcpserv:127.0.0.1:0").build()?;
    server.echo.connect(|_, args| args.text);
    server.start()?;
    println!("{}", server.address().unwrap_or_default());
    let text = "x".repeat(100);
    while server.peers().is_empty() {
        thread::sleep(PAUSE);
    }
    while server.tell(All, args::Tell::default().text(&text)).is_ok() {}
    Ok(())
}

fn call_for(time: Duration) -> Result<(), Box<dyn Error>> {
    let (mut server, address) = start_server()?;
    let client = Client::builder().transport(&*address).build()?;
    let told = Arc::new(AtomicU64::new(0));
    let counter = Arc::clone(&told);
    client.tell.connect(move |_, _| {
        counter.fetch_add(1, Ordering::Relaxed);
    });
    client.start()?;

    let (begin, mut times) = (Instant::now(), Vec::new());
    while begin.elapsed() < time {
        let called = Instant::now();
        client
            .echo(All, args::Echo::default().text("timed"))
            .result()?;
        times.push(called.elapsed());
        thread::sleep(PAUSE);
    }
    let seconds = begin.elapsed().as_secs();
    server.kill()?;

    times.sort_unstable();
    println!(
        "{} calls: median {:.1?}, p99 {:.1?}; meanwhile {} notifications/s",
        times.len(),
        times[times.len() / 2],
        times[times.len() * 99 / 100],
        told.load(Ordering::Relaxed) / seconds.max(1),
    );
    Ok(())
}

fn start_server() -> Result<(Child, String), Box<dyn Error>> {
    let mut command = Command::new(env::current_exe()?);
    let mut server = command.arg("server").stdout(Stdio::piped()).spawn()?;
    let mut address = String::new();
    let output = server.stdout.take().ok_or("the server has no output")?;
    BufReader::new(output).read_line(&mut address)?;
    Ok((server, format!("tcp:{}", address.trim())))
}
