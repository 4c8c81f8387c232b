//! The conventions by which a program in another language can test calls from `lab`, with and
//! without `--async-processing`.

use std::process::Stdio;
use std::sync::mpsc;
use std::time::{Duration, Instant};

use crate::started::{Started, start};
use anyhow::{Result, ensure};
use lab::lab::{Lab, LabInverted, args};
use qrpc_runtime::{All, Fault};

const PATIENCE: Duration = Duration::from_secs(10);

/// Starts two `lab` programs, without and with `--async-processing`.
fn labs(side: &str) -> Result<[Started; 2]> {
    let server = ["--side", side, "--transport", "tcpserv:127.0.0.1:0"];
    let extra_thread = [&server[..], &["--async-processing"]].concat();
    Ok([
        start(&server, Stdio::null())?,
        start(&extra_thread, Stdio::null())?,
    ])
}

fn inverted(lab: &Started) -> Result<LabInverted> {
    let builder = LabInverted::builder().transport(format!("tcp:{}", lab.address).as_str());
    Ok(builder.build()?)
}

fn normal(lab: &Started) -> Result<Lab> {
    let builder = Lab::builder().transport(format!("tcp:{}", lab.address).as_str());
    Ok(builder.build()?)
}

/// Asks until the answer is `expected`, since `lab` may know the answer only a moment after it has
/// sent its last reply.
fn assert_becomes(mut asked: impl FnMut() -> Result<String>, expected: &str) -> Result<()> {
    let begin = Instant::now();
    loop {
        let found = asked()?;
        if found == expected {
            return Ok(());
        }
        ensure!(
            begin.elapsed() < PATIENCE,
            "{found:?} instead of {expected:?}"
        );
    }
}

fn last_answer(api: &LabInverted) -> Result<String> {
    Ok(api
        .echo(All, args::Echo::default().text("?last-answer"))
        .result()?)
}

fn last_results(api: &Lab) -> Result<String> {
    Ok(api
        .ask(All, args::Ask::default().question("?last-results"))
        .result()?)
}

#[test]
fn the_normal_side_calls_back_and_keeps_the_answer() -> Result<()> {
    for lab in labs("normal")? {
        let api = inverted(&lab)?;
        let (greet, greetings) = mpsc::channel();
        api.helloworld
            .connect(move |_sender, args| greet.send(args.arg1).unwrap());
        api.ask
            .connect(|_sender, args| format!("{}?", args.question));
        api.start()?;
        assert_eq!(last_answer(&api)?, "");
        api.notify(All, args::Notify::default().arg1("callback"))?;
        assert_eq!(greetings.recv_timeout(PATIENCE)?, "callback");
        assert_becomes(|| last_answer(&api), "callback?")?;
    }
    Ok(())
}

#[test]
fn the_normal_side_keeps_the_failure_of_its_call_back() -> Result<()> {
    for lab in labs("normal")? {
        let api = inverted(&lab)?;
        api.ask
            .try_connect(|_sender, _args| Err(Fault::new("no idea")));
        api.start()?;
        api.notify(All, args::Notify::default().arg1("callback"))?;
        assert_becomes(|| last_answer(&api), "error:no idea")?;
    }
    Ok(())
}

#[test]
fn the_inverted_side_lets_itself_be_driven_and_keeps_the_results() -> Result<()> {
    for lab in labs("inverted")? {
        let api = normal(&lab)?;
        let (note, notes) = mpsc::channel();
        api.echo.connect(|_sender, args| args.text);
        api.add.connect(|_sender, args| args.a + args.b);
        api.fail
            .try_connect(|_sender, args| Err(Fault::new(args.message)));
        api.notify
            .connect(move |_sender, args| note.send(args).unwrap());
        api.start()?;
        assert_eq!(last_results(&api)?, "");
        api.helloworld(All, args::Helloworld::default().arg1("drive"))?;
        let note = notes.recv_timeout(PATIENCE)?;
        assert_eq!((note.arg1.as_str(), note.arg2), ("driven", 1));
        assert_eq!(last_results(&api)?, "driven|42|error:driven");
    }
    Ok(())
}

#[test]
fn the_inverted_side_goes_on_after_a_failure() -> Result<()> {
    for lab in labs("inverted")? {
        let api = normal(&lab)?;
        api.echo
            .try_connect(|_sender, _args| Err(Fault::new("no idea")));
        api.add.connect(|_sender, args| args.a + args.b);
        api.fail
            .try_connect(|_sender, args| Err(Fault::new(args.message)));
        api.start()?;
        api.helloworld(All, args::Helloworld::default().arg1("drive"))?;
        assert_becomes(|| last_results(&api), "error:no idea|42|error:driven")?;
    }
    Ok(())
}
