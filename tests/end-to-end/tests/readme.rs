//! Compiles and runs the spec and the Rust code of the README, line for line. The lines about an
//! agent are those of a program in `tests/conversations`.

use std::error::Error;
use std::fs;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use end_to_end::readme_api as my_api;

const README: &str = include_str!("../../../README.md");
const HERE: &str = include_str!("readme.rs");
const CLIENT: &str = include_str!("../../conversations/src/bin/acp-client.rs");
const PATIENCE: Duration = Duration::from_secs(10);

/// The lines that the two programs have printed.
static PRINTED: Mutex<Vec<String>> = Mutex::new(Vec::new());

/// Prints a line to `PRINTED`, where the test can read it.
macro_rules! println {
    ($($part:tt)*) => {
        printed().push(format!($($part)*))
    };
}

fn printed() -> MutexGuard<'static, Vec<String>> {
    PRINTED.lock().unwrap_or_else(PoisonError::into_inner)
}

fn one_program() -> Result<(), Box<dyn Error>> {
    use my_api::{MyApi, args};

    let api = MyApi::builder()
        .transport("tcpserv:127.0.0.1:8888")
        .build()?;
    api.echo.connect(|_sender, args| args.text);
    api.notify.try_connect(|sender, args| {
        println!("{sender} notifies of {}", args.arg1);
        sender.helloworld(args::Helloworld::default())?;
        Ok(())
    });
    api.start()?;
    api.wait()?;
    Ok(())
}

fn the_other_one() -> Result<(), Box<dyn Error>> {
    use my_api::{MyApiInverted, args};
    use qrpc_runtime::All;

    let api = MyApiInverted::builder()
        .transport("tcp:127.0.0.1:8888")
        .build()?;
    api.helloworld.try_connect(|sender, args| {
        let text = sender
            .echo(args::Echo::default().text(args.arg1))
            .result()?;
        println!("{sender} echoes {text}");
        Ok(())
    });
    api.start()?;
    let text = api.echo(All, args::Echo::default()).result()?;
    println!("all echo {text}");
    api.notify(All, args::Notify::default())?;
    api.wait()?;
    Ok(())
}

#[test]
fn the_two_programs_of_the_readme_call_each_other() {
    thread::spawn(|| one_program().unwrap());
    // The client fails to connect until the server listens, so it is started again and again.
    thread::spawn(|| while the_other_one().is_err() {});
    for said in [
        "all echo test",
        " notifies of val1",
        "127.0.0.1:8888 echoes val1",
    ] {
        assert!(is_printed(said), "not printed: {said}");
    }
}

/// Whether a line that ends with `end` is printed in time.
fn is_printed(end: &str) -> bool {
    let until = Instant::now() + PATIENCE;
    while !printed().iter().any(|line| line.ends_with(end)) {
        if Instant::now() > until {
            return false;
        }
        thread::yield_now();
    }
    true
}

#[test]
fn every_line_of_rust_in_the_readme_is_here_or_in_the_client_of_an_agent() {
    let here = squeezed(HERE) + &squeezed(CLIENT);
    let blocks = README.split("```rust,ignore\n").skip(1);
    let lines = blocks.flat_map(|block| block.split("```").next().unwrap().lines());
    let code: Vec<_> = lines
        .map(|line| line.split("  //").next().unwrap())
        .collect();
    assert!(code.len() > 10, "the README has lost its example");
    for line in code {
        assert!(here.contains(&squeezed(line)), "not run: {line}");
    }
}

#[test]
fn the_programs_for_existing_protocols_are_as_short_as_the_readme_says() {
    let told = format!(
        "(tests/conversations/src/bin/acp-client.rs) of {} lines",
        CLIENT.lines().count()
    );
    assert!(README.contains(&told), "the README does not say: {told}");
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../conversations/src/bin");
    let programs: Vec<_> = fs::read_dir(folder).unwrap().collect();
    assert_eq!(programs.len(), 6);
    for program in programs {
        let path = program.unwrap().path();
        let lines = fs::read_to_string(&path).unwrap().lines().count();
        assert!(lines < 150, "{} has {lines} lines", path.display());
    }
}

/// Returns the code without its layout, which differs between rustfmt and the README.
fn squeezed(code: &str) -> String {
    code.split_whitespace().collect()
}
