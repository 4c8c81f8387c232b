//! Reads a spec, from the text of its files to its declarations.
//!
//! `load` makes a tree of nodes out of either format, and `lower` makes a [`Spec`] out of the tree.
//! `files` finds the files that a spec uses, and adds their types and errors. This module does not
//! check the meaning of a spec: types may not exist, and defaults may not fit.

mod declaration;
mod files;
mod json;
mod load;
mod lower;
mod toml;
mod traps;
mod yaml;

pub(crate) use declaration::{
    ArgsDecl, CancelDecl, ConstraintsDecl, DefaultDecl, EnumDecl, ErrorDecl, FieldDecl, FormDecl,
    MethodDecl, Notation, RecordDecl, ReturnsDecl, Spec, TypeBody, TypeDecl, UnionDecl, ValueDecl,
    VariantDecl,
};
pub(crate) use files::declarations;
pub use files::{ReadFile, with_used_files};
pub(crate) use json::unpadded;
