//! Every kind of type in specs: values on the wire, and in calls between both sides.

mod calls;
mod protocol;
mod wire;

#[expect(unreachable_pub, reason = "a stub is meant for whole programs")]
#[path = "../../../stubs/language.snap.rs"]
mod stub;

#[expect(unreachable_pub, reason = "a stub is meant for whole programs")]
#[path = "../../../stubs/protocol.snap.rs"]
mod protocol_stub;
