//! Defaults of built-in types.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::{Fitted, Fitter, distinct, number, wrong};
use crate::diagnostic::catalogue;
use crate::model::{Literal, Scalar, Type};
use crate::spec::Notation;
use crate::tree::{Node, NodeKind};

impl Fitter<'_> {
    pub(super) fn scalar(&self, node: &Node, ty: Scalar) -> Fitted<Literal> {
        match ty {
            Scalar::Any => self.any(node),
            Scalar::Null if self.is_null(node) => Ok(Literal::Null),
            Scalar::Bool => match plain(node) {
                Some("true") => Ok(Literal::Bool(true)),
                Some("false") => Ok(Literal::Bool(false)),
                _ => self.misfit(node, &Type::Scalar(ty)),
            },
            Scalar::String => match self.text(node) {
                Some(text) => Ok(Literal::Text(text.to_owned())),
                None => self.misfit(node, &Type::Scalar(ty)),
            },
            Scalar::Id => wrong(catalogue::no_default_of_id(node.span)),
            Scalar::Bytes | Scalar::Base64 => match self.text(node) {
                Some(text) => match STANDARD.decode(text) {
                    Ok(bytes) => Ok(Literal::Bytes(bytes)),
                    Err(_) => wrong(catalogue::not_base64(node.span)),
                },
                None => self.misfit(node, &Type::Scalar(ty)),
            },
            Scalar::Null => self.misfit(node, &Type::Scalar(ty)),
            _ => self.number(node, ty),
        }
    }

    fn number(&self, node: &Node, ty: Scalar) -> Fitted<Literal> {
        let Some(text) = plain(node) else {
            return self.misfit(node, &Type::Scalar(ty));
        };
        match number::read(text, ty) {
            Ok(literal) => Ok(literal),
            Err(number::NumberMisfit::Padded(written)) => {
                wrong(catalogue::leading_zeros(node.span, text, &written))
            }
            Err(number::NumberMisfit::OutOfRange(range)) => {
                let ty = self.scope.describe(&Type::Scalar(ty));
                wrong(catalogue::out_of_range(node.span, text, &ty, &range))
            }
            Err(number::NumberMisfit::NoNumber) => self.misfit(node, &Type::Scalar(ty)),
        }
    }

    /// Reads a value for which no type is declared: as JSON, or as a string if it is not JSON and
    /// the notation allows unquoted strings.
    fn any(&self, node: &Node) -> Fitted<Literal> {
        let any = Type::Scalar(Scalar::Any);
        match &node.kind {
            NodeKind::List(items) => {
                let items = items.iter().map(|item| self.fit(item, &any));
                items.collect::<Result<_, _>>().map(Literal::List)
            }
            NodeKind::Map(map) => {
                distinct(map)?;
                self.map(map, &any)
            }
            NodeKind::Scalar(_) if self.is_null(node) => Ok(Literal::Null),
            NodeKind::Scalar(scalar) if scalar.quoted => Ok(Literal::Text(scalar.text.clone())),
            NodeKind::Scalar(scalar) => match (scalar.text.as_str(), self.notation) {
                ("true", _) => Ok(Literal::Bool(true)),
                ("false", _) => Ok(Literal::Bool(false)),
                (text, _) if number::is_number(text) => match number::guess(text) {
                    Some(number) => Ok(number),
                    None => self.misfit(node, &any),
                },
                (text, Notation::Plain) => Ok(Literal::Text(text.to_owned())),
                (_, Notation::Json) => self.misfit(node, &any),
            },
        }
    }
}

/// The text of a scalar without quotes; `None` for other nodes.
fn plain(node: &Node) -> Option<&str> {
    match &node.kind {
        NodeKind::Scalar(scalar) if !scalar.quoted => Some(&scalar.text),
        _ => None,
    }
}
