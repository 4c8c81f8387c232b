//! Tests the program `lab` as a process: how it begins and ends, and its conventions.

mod conventions;
mod ends;
mod slow_reader;
mod started;
