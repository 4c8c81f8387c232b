//! Tests of the command line: they run the real program on real files.

mod build;
mod check;
mod commands;
mod diff;
mod explain;
mod folder;
mod fresh;
mod header;
#[cfg(target_os = "linux")]
mod limits;
mod screen;
mod usage;
