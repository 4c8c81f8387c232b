//! The settings of methods and fields, such as errors and constraints, between both sides and on
//! the wire.

mod by_position;
mod constraints;
mod defaults;
mod errors;
mod meter;

/// Stubs that are golden files of other tests, for APIs that no spec can describe yet.
#[expect(unreachable_pub, reason = "a stub is meant for whole programs")]
#[path = "../../../stubs"]
mod stubs {
    #[path = "defaults.snap.rs"]
    pub mod defaults;
    #[path = "raises.snap.rs"]
    pub mod raises;
}
