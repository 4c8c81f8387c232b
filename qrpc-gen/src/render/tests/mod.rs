//! What the renderer makes of random models.

mod layout;
mod random;
