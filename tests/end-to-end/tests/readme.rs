//! The README's Rust, compiled and run, line for line.

use std::error::Error;
use std::time::{Duration, Instant};

use end_to_end::my_api::{MyApi, MyApiInverted, args};
use qrpc_runtime::All;

const README: &str = include_str!("../../../README.md");
const HERE: &str = include_str!("readme.rs");

fn one_program() -> Result<(), Box<dyn Error>> {
    let api = MyApi::builder()
        .transport("tcpserv:127.0.0.1:8888")
        .build()?;
    api.echo.connect(|_sender, args| args.text);
    api.notify
        .connect(|sender, args| println!("{sender}: {}", args.arg1));
    api.start()?;
    api.helloworld(All, args::Helloworld::default())?;
    api.wait()?;
    Ok(())
}

fn the_other_one() -> Result<String, Box<dyn Error>> {
    let api = MyApiInverted::builder()
        .transport("tcp:127.0.0.1:8888")
        .async_processing(true)
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
    Ok(text)
}

#[test]
fn the_two_programs_of_the_readme_talk() {
    let _server = std::thread::spawn(|| one_program().unwrap());
    let end = Instant::now() + Duration::from_secs(10);
    let talked = loop {
        match the_other_one() {
            // Nobody listens yet: it is the server's turn.
            Err(_) if Instant::now() < end => std::thread::yield_now(),
            talked => break talked.unwrap(),
        }
    };
    assert_eq!(talked, "test");
}

#[test]
fn every_line_of_rust_in_the_readme_is_here() {
    let here = squeezed(HERE);
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

/// The code without its layout, which is rustfmt's here and the reader's there.
fn squeezed(code: &str) -> String {
    code.split_whitespace().collect()
}
