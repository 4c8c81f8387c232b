//! The program: builds and starts the selected side, and lets it answer calls or run its test
//! cases.

use std::process::ExitCode;
use std::sync::mpsc::{self, Receiver};
use std::time::Duration;

use anyhow::{Context, Result};
use qrpc_runtime::codegen::Side as ApiSide;
use qrpc_runtime::{Api, Builder, PeerEvent};

use crate::args::{Args, Side};
use crate::check::{Cases, ask_inverted, ask_normal};
use crate::ends::Ends;
use crate::inverted::Inverted;
use crate::lab::{Lab, LabInverted};
use crate::newer_lab::{NewerLab, NewerLabInverted};
use crate::normal::Normal;
use crate::stderr::{show_log, tell};

/// How long a check waits until the other side connects.
const PATIENCE: Duration = Duration::from_secs(10);

/// Runs the program to its end.
#[must_use]
pub fn run(args: &Args) -> ExitCode {
    show_log();
    match run_side(args) {
        Ok(code) => code,
        Err(error) => {
            tell(format_args!("cannot start: {error}"));
            ExitCode::FAILURE
        }
    }
}

fn run_side(args: &Args) -> Result<ExitCode> {
    match (args.side, args.check) {
        (Side::Normal, false) => {
            let builder = configured(Lab::builder(), args).handlers(Normal::default());
            let lab = builder.build()?;
            serve(&lab, args)
        }
        (Side::Inverted, false) => {
            let builder = configured(LabInverted::builder(), args).handlers(Inverted::default());
            let lab = builder.build()?;
            serve(&lab, args)
        }
        (Side::Normal, true) => {
            let lab = configured(NewerLab::builder(), args).build()?;
            check(&lab, |cases| ask_inverted(&lab, cases))
        }
        (Side::Inverted, true) => {
            let lab = configured(NewerLabInverted::builder(), args).build()?;
            check(&lab, |cases| ask_normal(&lab, cases))
        }
    }
}

fn configured<S: ApiSide>(builder: Builder<S>, args: &Args) -> Builder<S> {
    builder
        .codec(args.codec.as_str())
        .transport(args.transport.as_str())
        .security(args.security.as_str())
        .async_processing(args.async_processing)
        // Shows that quickrpc ignores the member with the timeout.
        .send_timeouts(true)
}

fn start(api: &Api) -> Result<()> {
    api.start()?;
    tell(format_args!("ready {}", api.address().unwrap_or_default()));
    Ok(())
}

/// Answers calls until an event ends the program.
fn serve(api: &Api, args: &Args) -> Result<ExitCode> {
    let ends = Ends::new()?;
    if !args.is_stdio() {
        ends.watch_stdin()?;
    }
    start(api)?;
    ends.wait_and_stop(api);
    Ok(ExitCode::SUCCESS)
}

/// Runs the test cases once the other side has connected.
fn check(api: &Api, ask: impl FnOnce(&mut Cases)) -> Result<ExitCode> {
    let connected = connections(api);
    start(api)?;
    let mut cases = Cases::default();
    let is_there = cases.case("the other side comes", || {
        let waited = connected.recv_timeout(PATIENCE);
        waited.with_context(|| format!("nobody came within {PATIENCE:?}"))
    });
    if is_there {
        ask(&mut cases);
    }
    Ok(cases.summary())
}

fn connections(api: &Api) -> Receiver<()> {
    let (connects, connected) = mpsc::channel();
    api.on_peer(move |event| {
        if let PeerEvent::Connected(_) = event {
            let _ = connects.send(());
        }
    });
    connected
}
