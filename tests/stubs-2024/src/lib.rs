//! The golden stubs as public modules, compiled with every warning as an error.

#![deny(warnings, missing_docs, clippy::all, clippy::pedantic)]

/// Each golden stub as a module file.
#[path = "../../stubs"]
pub mod files {
    /// `common` as a file.
    #[path = "common.snap.rs"]
    pub mod common;
    /// `defaults` as a file.
    #[path = "defaults.snap.rs"]
    pub mod defaults;
    /// `echo_api` as a file.
    #[path = "echo_api.snap.rs"]
    pub mod echo_api;
    /// `every` as a file.
    #[path = "every.snap.rs"]
    pub mod every;
    /// `hostile` as a file.
    #[path = "hostile.snap.rs"]
    pub mod hostile;
    /// `inverted` as a file.
    #[path = "inverted.snap.rs"]
    pub mod inverted;
    /// `lab` as a file.
    #[path = "lab.snap.rs"]
    pub mod lab;
    /// `language` as a file.
    #[path = "language.snap.rs"]
    pub mod language;
    /// `lenient` as a file.
    #[path = "lenient.snap.rs"]
    pub mod lenient;
    /// `my_api` as a file.
    #[path = "my_api.snap.rs"]
    pub mod my_api;
    /// `normal` as a file.
    #[path = "normal.snap.rs"]
    pub mod normal;
    /// `protocol` as a file.
    #[path = "protocol.snap.rs"]
    pub mod protocol;
    /// `raises` as a file.
    #[path = "raises.snap.rs"]
    pub mod raises;
    /// `shapes` as a file.
    #[path = "shapes.snap.rs"]
    pub mod shapes;
    /// `units` as a file.
    #[path = "units.snap.rs"]
    pub mod units;
    /// `using` as a file.
    #[path = "using.snap.rs"]
    pub mod using;
}
