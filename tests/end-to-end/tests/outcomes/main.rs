//! Every way in which a call can end: once, and with nothing left behind.

mod answered;
mod late;
mod lost;
mod numbers;
mod odd_replies;
mod overloaded;
mod unsent;
