//! Reads a spec: from the text of a file to its declarations.
//!
//! `load` makes a tree of nodes out of either format, and `lower` makes a [`Spec`] out of the tree.
//! Nothing here checks the meaning of a spec: types may not exist, and defaults may not fit.

mod declaration;
mod json;
mod load;
mod lower;
mod toml;
mod traps;
mod yaml;

pub(crate) use declaration::{
    ArgsDecl, ConstraintsDecl, DefaultDecl, EnumDecl, ErrorDecl, FieldDecl, FormDecl, MethodDecl,
    Notation, RecordDecl, ReturnsDecl, Spec, TypeBody, TypeDecl, UnionDecl, ValueDecl, VariantDecl,
};
pub(crate) use json::unpadded;
pub(crate) use load::load;
pub(crate) use lower::lower;
