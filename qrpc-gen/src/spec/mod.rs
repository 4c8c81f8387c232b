//! Reads a spec: from the text of a file to its declarations.
//!
//! `load` makes a tree of nodes out of either format, and `lower` makes a [`Spec`] out of the tree.
//! Nothing here checks the meaning of a spec: types may not exist, and defaults may not fit.

mod declaration;
mod expression;
mod json;
mod load;
mod located;
mod lower;
mod node;
mod toml;
mod traps;
mod yaml;

pub(crate) use declaration::{
    ArgsDecl, DefaultDecl, FieldDecl, MethodDecl, Notation, Spec, TypeBody, TypeDecl, ValueDecl,
};
pub(crate) use expression::{Expression, ExpressionKind};
pub(crate) use json::unpadded;
pub(crate) use load::load;
pub(crate) use lower::lower;
pub(crate) use node::{Entry, Kind, Node};

/// The maximum nesting depth of values, and of types.
pub(crate) const MAX_DEPTH: usize = 32;
