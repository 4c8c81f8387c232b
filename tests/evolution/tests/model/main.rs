//! Every field and every variant of the model has a row in the table, also those of constructs
//! that no spec can have yet; and changed alone, each gets the grade that the table says.

mod api;
mod base;
mod check;
mod edges;
mod methods;
mod types;
mod variants;
