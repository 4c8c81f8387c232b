//! Interceptors, the counters of methods, and spans.

mod calls;
mod counters;
mod refused;
mod seen;
mod spans;
