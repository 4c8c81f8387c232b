//! What a session receives: the same tests for every codec, and frames that begin with their
//! length.

mod ahead;
mod announced;
mod codecs;
mod heard;
mod properties;
