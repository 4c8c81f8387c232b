//! The line of JSON that a client prints.

use std::time::Duration;

use serde::{Deserialize, Serialize};

/// The result of one case. A value that does not apply to the case is left out.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default)]
pub(crate) struct Report {
    /// Calls or notifications per second.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) calls_per_s: Option<f64>,
    /// The median time of a call, in microseconds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) p50_us: Option<f64>,
    /// The 99th percentile of the time of a call, in microseconds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) p99_us: Option<f64>,
    /// The MiB of text that were echoed per second. The text of a call and of its reply count once.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) mib_per_s: Option<f64>,
    /// The duration of the measurement, in seconds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) wall_s: Option<f64>,
    /// The number of calls or notifications within the measured time.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) calls: Option<u32>,
    /// The number of all calls, including the calls before the measurement.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) total_calls: Option<u32>,
    /// The number of connections that are open when the line is printed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) conns: Option<u32>,
    /// The reason why the case cannot be measured.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) na: Option<String>,
}

impl Report {
    /// Creates the report of `calls` calls that took the time `wall`, after `warmup` calls that
    /// were not measured.
    pub(crate) fn rate(calls: u32, warmup: u32, wall: Duration) -> Self {
        Self {
            calls_per_s: Some(f64::from(calls) / wall.as_secs_f64()),
            wall_s: Some(wall.as_secs_f64()),
            calls: Some(calls),
            total_calls: Some(calls + warmup),
            ..Self::default()
        }
    }

    /// Adds the median and the 99th percentile of `times`, the times of the single calls.
    pub(crate) fn with_times(mut self, mut times: Vec<Duration>) -> Self {
        times.sort_unstable();
        let last = times.len().saturating_sub(1);
        let at = |percent| {
            let time: &Duration = times.get(last * percent / 100)?;
            Some(time.as_secs_f64() * 1e6)
        };
        (self.p50_us, self.p99_us) = (at(50), at(99));
        self
    }
}
