//! Reading: from the text of a file to what was written in it.
//!
//! `load` makes a tree of nodes out of either format, `lower` makes a [`Spec`] out of the tree.
//! What a spec means is not asked here: types may not exist, and defaults may not fit.

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

/// How deep values may be nested, and types in each other.
pub(crate) const MAX_DEPTH: usize = 32;
