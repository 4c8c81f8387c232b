//! The transports: child processes, standard input and output, sockets, and buses.

mod child_end;
mod child_setting;
mod internal;
mod process;
mod stdio;
mod tcp;

/// The path of the program that runs a bench as a process.
const CHILD: &str = env!("CARGO_BIN_EXE_bench-child");
