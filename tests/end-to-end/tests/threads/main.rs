//! Which thread does what: handlers that call back, futures, the order of messages, overload, and
//! the time from `start` to `stop`.

mod awaiting;
mod calling_back;
mod executors;
mod lifetime;
mod order;
mod pressure;
mod stopping;
