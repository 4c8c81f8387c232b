//! How much a peer may ask of this side, and what becomes of whoever asks more.

mod connections;
mod depth;
mod frame;
mod noise;
mod partial;
mod slow;
