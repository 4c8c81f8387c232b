//! The program: builds the side that was asked for, starts it, and lets it answer or check.

use std::sync::mpsc;
use std::time::Duration;

use anyhow::Result;
use qrpc_runtime::{Api, Builder};

use crate::api::lab::{Lab, LabInverted};
use crate::api::newer_lab::{NewerLab, NewerLabInverted};
use crate::args::{Args, Side};
use crate::check::{self, Cases};
use crate::ends;
use crate::inverted::Inverted;
use crate::normal::Normal;
use crate::stderr::tell;

/// How long stopping may take.
const FAREWELL: Duration = Duration::from_secs(1);

/// Runs it to its end; whether all was fine.
///
/// # Errors
///
/// When it cannot start.
pub fn run(args: &Args) -> Result<bool> {
    match (args.side, args.check) {
        (Side::Normal, false) => {
            let side = configured(Lab::builder(), args).handlers(Normal::default());
            serve(&side.build()?, args)
        }
        (Side::Inverted, false) => {
            let side = configured(LabInverted::builder(), args).handlers(Inverted::default());
            serve(&side.build()?, args)
        }
        (Side::Normal, true) => {
            let side = configured(NewerLab::builder(), args).build()?;
            check(&side, |cases| check::ask_inverted(&side, cases))
        }
        (Side::Inverted, true) => {
            let side = configured(NewerLabInverted::builder(), args).build()?;
            check(&side, |cases| check::ask_normal(&side, cases))
        }
    }
}

fn configured<S>(builder: Builder<S>, args: &Args) -> Builder<S> {
    builder
        .codec(args.codec.as_str())
        .transport(args.transport.as_str())
        .security(args.security.as_str())
        .async_processing(args.async_processing)
}

fn start(api: &Api) -> Result<()> {
    api.start()?;
    tell(format_args!("ready {}", api.address()));
    Ok(())
}

/// Answers until something ends it.
fn serve(api: &Api, args: &Args) -> Result<bool> {
    let (ended, end) = mpsc::channel();
    ends::watch_sigterm(ended.clone())?;
    start(api)?;
    end.recv()?;
    api.stop_within(FAREWELL)?;
    Ok(true)
}

/// Asks the other side once it is there.
fn check(api: &Api, ask: impl FnOnce(&mut Cases)) -> Result<bool> {
    start(api)?;
    let mut cases = Cases::default();
    ask(&mut cases);
    Ok(cases.summary())
}
