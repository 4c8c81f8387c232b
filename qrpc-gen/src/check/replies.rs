//! Rules about the reply of a method.

use crate::diagnostic::{Diagnostics, catalogue};
use crate::spec::{MethodDecl, Spec};

/// Checks that a method without a reply has no keys that only make sense with a reply.
pub(super) fn replies_agree(spec: &Spec, diagnostics: &mut Diagnostics) {
    for method in &spec.methods {
        match (&method.has_reply, &method.returns) {
            (Some(has_reply), Some(returns)) if !has_reply.value => {
                diagnostics.push(catalogue::reply_denied(has_reply.span, returns.key));
            }
            _ if method.has_reply() => {}
            _ => {
                if let Some(timeout) = &method.timeout {
                    diagnostics.push(catalogue::timeout_without_reply(timeout.span, &method.key));
                }
                if let Some(error) = method.raises.first() {
                    diagnostics.push(catalogue::raises_without_reply(error.span, &method.key));
                }
            }
        }
    }
}

/// Checks that every reply has a type.
pub(super) fn replies_have_types(spec: &Spec, diagnostics: &mut Diagnostics) {
    let untyped = |method: &&MethodDecl| method.has_reply() && method.returns.is_none();
    for method in spec.methods.iter().filter(untyped) {
        diagnostics.push(catalogue::untyped_reply(
            &method.key,
            spec.syntax_at(method.key.span),
        ));
    }
}
