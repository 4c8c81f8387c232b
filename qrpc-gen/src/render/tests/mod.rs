//! What the renderer makes of models that are written by hand.

mod layout;
mod random;
