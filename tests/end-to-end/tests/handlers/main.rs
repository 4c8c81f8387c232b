//! What a message does on the side that it comes to: which handlers run, and what is answered.

mod answers;
mod guards;
mod hooks;
mod invalid;
mod list;
mod messages;
mod panics;
mod receivers;
mod secinfo;
mod sending;
mod sides;
mod turned;
mod twice;
mod verbs;
