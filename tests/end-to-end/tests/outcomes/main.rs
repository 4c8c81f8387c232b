//! Every way in which a call can end. Each call settles once, and no call is left in flight.

mod answered;
mod late;
mod lost;
mod numbers;
mod odd_replies;
mod overloaded;
mod unsent;
