//! Limits on what a peer may send, and what happens to a peer that exceeds them.

mod connections;
mod depth;
mod frame;
mod noise;
mod partial;
mod slow;
