//! A server with as many idle connections as this system lets one test have, up to 10,000. The
//! server is alone in its process.

use std::net::TcpStream;
use std::time::{Duration, Instant};

use end_to_end::bench::Bench;
use end_to_end::{Wire, descriptors_allowed, limit_descriptors, serve, until};
use qrpc_runtime::Limits;

/// The number of descriptors that the process needs besides the connections.
const SPARE: usize = 200;

/// The maximum time for a call. The design requires 20 ms in a release build.
const PROMPT: Duration = Duration::from_millis(if cfg!(debug_assertions) { 100 } else { 20 });

const CALL: &str = r#"{"jsonrpc":"2.0","method":"echo","params":{"text":"x"},"id":1}"#;

#[test]
fn a_busy_connection_is_prompt_beside_thousands_of_idle_ones() {
    // Each connection has a descriptor at each of its two ends.
    let allowed = usize::try_from(descriptors_allowed()).unwrap_or(usize::MAX);
    let idle = (allowed.saturating_sub(SPARE) / 2).min(10_000);
    assert!(
        idle >= 1_500,
        "{allowed} descriptors are too few for this test"
    );
    limit_descriptors((2 * idle + SPARE) as u64);
    let limits = Limits {
        connections: idle + 1,
        ..Limits::default()
    };
    let (bench, address) = serve(Bench::builder().limits(limits), |bench| {
        bench.echo.connect(|_, args| args.text);
    });
    let mut busy = Wire::to(&address);
    let connect = |_| TcpStream::connect(&address).unwrap();
    let _idle: Vec<_> = (0..idle).map(connect).collect();
    until("all are there", || bench.peers().len() == idle + 1);

    let timed_call = || {
        let begin = Instant::now();
        assert_eq!(busy.exchange(CALL)["result"], "x");
        begin.elapsed()
    };
    let mut times: Vec<_> = std::iter::repeat_with(timed_call).take(2_000).collect();
    times.sort_unstable();
    let p99 = times[times.len() * 99 / 100];
    assert!(p99 < PROMPT, "{p99:?}");
}
