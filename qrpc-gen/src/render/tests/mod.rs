//! What the renderer makes of models that are written by hand.

mod goldens;
mod layout;
mod models;
mod random;
