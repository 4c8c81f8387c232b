//! The cases of the benchmark, written once for all clients.

use std::time::{Duration, Instant};

use anyhow::{Result, ensure};

use crate::report::Report;
use crate::work::{
    Amounts, BIG_MIB, CALLS_PER_CONNECTION, CONNECTING, Case, SMALL, WINDOW, big_text,
};

/// A client with one connection.
pub(crate) trait Caller: Sized {
    /// Connects to the server on 127.0.0.1.
    fn connect(port: u16) -> Result<Self>;

    /// Sends an echo call.
    fn begin(&mut self, text: &str) -> Result<()>;

    /// Waits for the reply to the oldest unanswered echo call, and returns the length of the
    /// reply's text.
    fn finish(&mut self) -> Result<usize>;

    /// Sends a notification, now or when `count` is called.
    fn note(&mut self, text: &str) -> Result<()>;

    /// Asks the server how many notifications it has received.
    fn count(&mut self) -> Result<u64>;

    /// Makes `calls` small echo calls, with at most [`WINDOW`] calls in flight.
    fn pipelined(&mut self, calls: u32) -> Result<()> {
        for number in 0..calls {
            if number >= WINDOW {
                finish(self, SMALL)?;
            }
            self.begin(SMALL)?;
        }
        (0..calls.min(WINDOW)).try_for_each(|_| finish(self, SMALL))
    }
}

/// The result of a case, and the clients that must stay connected.
pub(crate) struct Done<C> {
    pub(crate) report: Report,
    /// The clients, whose connections are still open.
    _clients: Vec<C>,
}

/// Runs a case against the server at `port`.
pub(crate) fn run<C: Caller>(case: Case, port: u16, amounts: Amounts) -> Result<Done<C>> {
    if case == Case::Conns {
        return connections(port, amounts);
    }
    let mut client = C::connect(port)?;
    let report = match case {
        Case::Rtt => round_trips(&mut client, amounts)?,
        Case::Pipelined => pipelined(&mut client, amounts)?,
        Case::Notify => notifications(&mut client, amounts)?,
        Case::Conns | Case::Big => big(&mut client, amounts)?,
    };
    Ok(Done {
        report,
        _clients: vec![client],
    })
}

fn round_trips(client: &mut impl Caller, amounts: Amounts) -> Result<Report> {
    let (warmup, calls) = (amounts.of(2_000), amounts.of(20_000));
    (0..warmup).try_for_each(|_| echo(client, SMALL))?;
    let mut times = Vec::new();
    let (batches, wall) = repeat(amounts, |_| {
        for _ in 0..calls {
            let begin = Instant::now();
            echo(client, SMALL)?;
            times.push(begin.elapsed());
        }
        Ok(())
    })?;
    Ok(Report::rate(batches * calls, warmup, wall).with_times(times))
}

fn pipelined(client: &mut impl Caller, amounts: Amounts) -> Result<Report> {
    let (warmup, calls) = (amounts.of(10_000), amounts.of(200_000));
    client.pipelined(warmup)?;
    let (batches, wall) = repeat(amounts, |_| client.pipelined(calls))?;
    Ok(Report::rate(batches * calls, warmup, wall))
}

fn notifications(client: &mut impl Caller, amounts: Amounts) -> Result<Report> {
    let notes = amounts.of(500_000);
    let (batches, wall) = repeat(amounts, |batch| {
        (0..notes).try_for_each(|_| client.note(SMALL))?;
        let all = u64::from(batch * notes);
        let mut counted = client.count()?;
        while counted < all {
            counted = client.count()?;
        }
        ensure!(counted == all, "the server counted {counted} of {all}");
        Ok(())
    })?;
    Ok(Report::rate(batches * notes, 0, wall))
}

fn big(client: &mut impl Caller, amounts: Amounts) -> Result<Report> {
    let (warmup, calls) = (amounts.of(2), amounts.of(10));
    let text = big_text();
    (0..warmup).try_for_each(|_| echo(client, &text))?;
    let (batches, wall) = repeat(amounts, |_| {
        (0..calls).try_for_each(|_| echo(client, &text))
    })?;
    let calls = batches * calls;
    Ok(Report {
        mib_per_s: Some(f64::from(calls * BIG_MIB) / wall.as_secs_f64()),
        ..Report::rate(calls, warmup, wall)
    })
}

/// Connects all clients in groups. Each group gets its first replies, which shows that the server
/// accepted it, before the next group connects. After all groups have connected, makes rounds of
/// calls over all connections.
fn connections<C: Caller>(port: u16, amounts: Amounts) -> Result<Done<C>> {
    let count = amounts.of(2_000);
    let mut clients = Vec::new();
    let begin = Instant::now();
    for first in (0..count).step_by(CONNECTING as usize) {
        let mut group: Vec<C> = (first..count.min(first + CONNECTING))
            .map(|_| C::connect(port))
            .collect::<Result<_>>()?;
        round(&mut group)?;
        clients.append(&mut group);
    }
    (1..CALLS_PER_CONNECTION).try_for_each(|_| round(&mut clients))?;
    let report = Report::rate(count * CALLS_PER_CONNECTION, 0, begin.elapsed());
    Ok(Done {
        report: Report {
            conns: Some(count),
            ..report
        },
        _clients: clients,
    })
}

/// Sends a call on each connection, then waits for each reply.
fn round(clients: &mut [impl Caller]) -> Result<()> {
    clients
        .iter_mut()
        .try_for_each(|client| client.begin(SMALL))?;
    clients
        .iter_mut()
        .try_for_each(|client| finish(client, SMALL))
}

/// Runs batches, numbered from 1, until a second has passed. Returns the number of batches and
/// their total time.
fn repeat(amounts: Amounts, mut batch: impl FnMut(u32) -> Result<()>) -> Result<(u32, Duration)> {
    let begin = Instant::now();
    let mut number = 0;
    loop {
        number += 1;
        batch(number)?;
        let wall = begin.elapsed();
        if !amounts.repeats() || wall >= Duration::from_secs(1) {
            return Ok((number, wall));
        }
    }
}

fn echo(client: &mut impl Caller, text: &str) -> Result<()> {
    client.begin(text)?;
    finish(client, text)
}

fn finish(client: &mut impl Caller, text: &str) -> Result<()> {
    let length = client.finish()?;
    ensure!(
        length == text.len(),
        "the reply has {length} bytes instead of {}",
        text.len()
    );
    Ok(())
}
