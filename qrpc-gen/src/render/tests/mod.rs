//! What the renderer makes of models: of random ones, and of one that says all that can be said.

mod layout;
mod lenient;
mod raises;
mod random;
mod shapes;
