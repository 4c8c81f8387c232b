//! Every field and every variant of the model has a row in the table, even for constructs that no
//! spec can have yet. A change of only that field gets the grade of the row.

mod api;
mod base;
mod check;
mod edges;
mod methods;
mod types;
mod variants;
