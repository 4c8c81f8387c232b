//! What a message does on the side that receives it: which handlers run, and which reply is sent.

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
