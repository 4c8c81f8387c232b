//! The code of `docs/guide.md`. `page.rs` checks that the page shows the code between the markers
//! `// begin: NAME` and `// end` in these files.

mod async_programs;
mod deadlines;
mod ending;
mod errors;
mod first;
mod handlers;
mod logs;
mod page;
mod peers;
mod security;
mod testing;
mod threads;
