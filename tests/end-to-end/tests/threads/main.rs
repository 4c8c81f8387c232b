//! Which thread does what: handlers that call back, futures, order, pressure, and the way from
//! `start` to `stop`.

mod awaiting;
mod calling_back;
mod executors;
mod lifetime;
mod order;
mod pressure;
mod stopping;
