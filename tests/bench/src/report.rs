//! The line that a client prints.

use std::time::Duration;

use serde::{Deserialize, Serialize};

/// The result of one case. What does not apply is left out.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default)]
pub(crate) struct Report {
    /// Calls or notifications per second.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) calls_per_s: Option<f64>,
    /// The median time of a call, in microseconds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) p50_us: Option<f64>,
    /// The time that 99 % of the calls stay below, in microseconds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) p99_us: Option<f64>,
    /// Text that was echoed per second, counted once per call.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) mib_per_s: Option<f64>,
    /// The time that was measured, in seconds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) wall_s: Option<f64>,
    /// The calls within that time.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) calls: Option<u32>,
    /// All calls, with those that warmed up.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) total_calls: Option<u32>,
    /// The connections that are open when the line is printed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) conns: Option<u32>,
    /// The reason why the case cannot be measured.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) na: Option<String>,
}

impl Report {
    /// So many calls took so long, after `warmup` others.
    pub(crate) fn rate(calls: u32, warmup: u32, wall: Duration) -> Self {
        Self {
            calls_per_s: Some(f64::from(calls) / wall.as_secs_f64()),
            wall_s: Some(wall.as_secs_f64()),
            calls: Some(calls),
            total_calls: Some(calls + warmup),
            ..Self::default()
        }
    }

    /// Adds the quantiles of the times of the single calls.
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
