//! What methods and fields say of themselves, between both sides and on the wire.

mod by_position;
mod constraints;
mod defaults;
mod errors;
mod meter;

/// Stubs that other tests keep, of APIs that no spec can describe yet.
#[expect(unreachable_pub, reason = "a stub is meant for whole programs")]
#[path = "../../../stubs"]
mod stubs {
    #[path = "defaults.snap.rs"]
    pub mod defaults;
    #[path = "raises.snap.rs"]
    pub mod raises;
}
