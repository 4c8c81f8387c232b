//! Tests the renderer with random models, and with models that use every feature.

mod layout;
mod lenient;
mod raises;
mod random;
mod shapes;
