//! The program from outside: how it begins and ends, and the conventions that it promises.

mod conventions;
mod ends;
mod slow_reader;
mod started;
