//! The golden stubs as private modules of a program that uses no stub. The program compiles without
//! warnings.

#![deny(warnings, missing_docs, clippy::all, clippy::pedantic)]

#[path = "../../stubs"]
mod files {
    #[path = "defaults.snap.rs"]
    mod defaults;
    #[path = "echo_api.snap.rs"]
    mod echo_api;
    #[path = "every.snap.rs"]
    mod every;
    #[path = "hostile.snap.rs"]
    mod hostile;
    #[path = "inverted.snap.rs"]
    mod inverted;
    #[path = "lab.snap.rs"]
    mod lab;
    #[path = "language.snap.rs"]
    mod language;
    #[path = "my_api.snap.rs"]
    mod my_api;
    #[path = "normal.snap.rs"]
    mod normal;
    #[path = "protocol.snap.rs"]
    mod protocol;
    #[path = "raises.snap.rs"]
    mod raises;
    #[path = "shapes.snap.rs"]
    mod shapes;
}

fn main() {}
