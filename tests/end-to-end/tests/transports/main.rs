//! What carries the bytes: children, standard input and output, sockets, buses.

mod child_end;
mod child_setting;
mod internal;
mod process;
mod stdio;
mod tcp;

/// The program that is a bench in a process of its own.
const CHILD: &str = env!("CARGO_BIN_EXE_bench-child");
