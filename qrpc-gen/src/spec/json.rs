//! Defaults behind the `=` of the short form.
//!
//! They are JSON. As JSON is also YAML, the tree of one that passes as JSON comes from the YAML
//! reader, with the place of each value in it.

use serde::de::IgnoredAny;

use super::located::Located;
use super::node::Node;
use super::yaml;
use crate::diagnostic::{Diagnostics, catalogue};

/// Reads a default. What is wrong has been reported where there is no node.
pub(super) fn load(json: Located<'_>, diagnostics: &mut Diagnostics) -> Option<Node> {
    if let Err(error) = serde_json::from_str::<IgnoredAny>(json.text) {
        diagnostics.push(catalogue::default_syntax(json.span, json.text, &error));
        return None;
    }
    let mut mistakes = Diagnostics::default();
    let Some(mut node) = yaml::load(json.text, &mut mistakes) else {
        diagnostics.push(catalogue::too_deep(json.span));
        return None;
    };
    node.relocate(&|span| json.part(span.into()));
    Some(node)
}
