//! Tuples, which the arguments of a method may be made of that takes them by position.

use super::Source;
use crate::view::layout::{Code, End, List, Signature, impl_header, record};
use crate::view::lints;

/// What makes a struct of a tuple.
#[derive(Clone, Debug)]
pub(crate) struct Tuple {
    pub(crate) header: String,
    pub(crate) signature: String,
    pub(crate) body: String,
}

impl Source<'_> {
    /// What makes the struct of a tuple of all its fields.
    pub(super) fn tuple(self) -> Tuple {
        let codes: Vec<_> = self
            .fields
            .iter()
            .map(|field| self.types.of(field))
            .collect();
        let path = List::generic_over_tuple("::core::convert::From", codes.clone());
        let tuple = List::tuple(codes);
        let mut lints = self.lints_of_types(self.fields.iter());
        lints.extend(lints::of_code(&tuple));
        let signature = Signature::new("fn from", Code::text("Self")).parameter("tuple", tuple);
        let places = 0..self.fields.len();
        let places = places.map(|place| Some(Code::text(format!("tuple.{place}"))));
        let names = self.fields.iter().map(|field| field.rust.as_str());
        let entries: Vec<_> = names.zip(places).collect();
        let body = record(self.body, &entries);
        let signature = signature.lay_out(self.member, End::Body);
        let long = lints::of_body(&body);
        Tuple {
            header: lints::above(&lints, self.item) + &impl_header(self.item, "", &path, self.name),
            signature: lints::above(&long, self.member) + &signature,
            body,
        }
    }
}
