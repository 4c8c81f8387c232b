//! Roughly measures the time and the allocations of a call, with both sides in one process over TCP
//! loopback.
//!
//! The argument of the program divides the number of calls, for use with tools that slow the
//! program down.

use std::alloc::System;
use std::collections::VecDeque;
use std::time::Instant;

use end_to_end::bench::{Bench, Client, args};
use qrpc_runtime::All;
use stats_alloc::{INSTRUMENTED_SYSTEM, Region, StatsAlloc};

#[global_allocator]
static GLOBAL: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

const TEXT: &str = "0123456789abcdef0123456789abcdef";

fn measure(what: &str, calls: u32, run: impl Fn(u32)) {
    run(calls / 10);
    let region = Region::new(GLOBAL);
    let begin = Instant::now();
    run(calls);
    let took = begin.elapsed();
    let change = region.change();
    println!(
        "{what:>10}: {:>9.0} calls/s, {:>6.2} µs, {:>5.2} allocations and {:>5.0} bytes a call",
        f64::from(calls) / took.as_secs_f64(),
        took.as_secs_f64() * 1e6 / f64::from(calls),
        per_call(change.allocations + change.reallocations, calls),
        per_call(change.bytes_allocated, calls),
    );
}

#[expect(clippy::cast_precision_loss, reason = "nobody counts so far")]
fn per_call(count: usize, calls: u32) -> f64 {
    count as f64 / f64::from(calls)
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let server = Bench::builder().transport("tcpserv:127.0.0.1:0").build()?;
    server.echo.connect(|_sender, args| args.text);
    server
        .brief
        .connect_async(|_sender, args| async move { Ok(args.text) });
    server.note.connect(|_sender, _args| ());
    server.start()?;
    let address = format!("tcp:{}", server.address().unwrap_or_default());
    let client = Client::builder().transport(address.as_str()).build()?;
    client.start()?;
    let args = || args::Echo::default().text(TEXT);
    let divisor = std::env::args()
        .nth(1)
        .map_or(Ok(1), |text| text.parse::<u32>())?;

    measure("rtt", 50_000 / divisor, |calls| {
        for _ in 0..calls {
            assert_eq!(client.echo(All, args()).result().as_deref(), Ok(TEXT));
        }
    });
    measure("async", 50_000 / divisor, |calls| {
        for _ in 0..calls {
            let args = args::Brief::default().text(TEXT);
            assert_eq!(client.brief(All, args).result().as_deref(), Ok(TEXT));
        }
    });
    measure("pipelined", 200_000 / divisor, |calls| {
        let mut open = VecDeque::new();
        for _ in 0..calls {
            if open.len() == 256 {
                let promise: Option<qrpc_runtime::Promise<String>> = open.pop_front();
                assert!(promise.is_some_and(|promise| promise.result().is_ok()));
            }
            open.push_back(client.echo(All, args()));
        }
        assert!(open.into_iter().all(|promise| promise.result().is_ok()));
    });
    measure("notify", 200_000 / divisor, |calls| {
        for _ in 0..calls {
            assert!(client.note(All, args::Note::default().text(TEXT)).is_ok());
        }
        assert!(client.echo(All, args()).result().is_ok());
    });
    Ok(())
}
