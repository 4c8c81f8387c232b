//! What the arguments of a method can be made of: a tuple, where it takes them by position, or the
//! record that the spec names for them.

use super::Source;
use crate::model::{Field, TypeId};
use crate::view::layout::{Chain, Code, End, List, Signature, impl_header, record};
use crate::view::lints::{self, Lints};

/// What makes a struct of something else.
#[derive(Clone, Debug)]
pub(crate) struct Conversion {
    pub(crate) header: String,
    pub(crate) signature: String,
    pub(crate) body: String,
}

impl Source<'_> {
    /// What makes the struct of a tuple of all its fields.
    pub(super) fn tuple(self) -> Conversion {
        let codes: Vec<_> = self
            .fields
            .iter()
            .map(|field| self.types.of(field))
            .collect();
        let path = List::generic_over_tuple("::core::convert::From", codes.clone());
        let tuple = List::tuple(codes);
        let mut lints = self.lints_of_types(self.fields.iter());
        lints.extend(lints::of_code(&tuple));
        self.conversion(("tuple", tuple), &path, &lints, |place, _| {
            place.to_string()
        })
    }

    /// What makes the struct of a record that has the same fields.
    pub(super) fn same_fields(self, record: TypeId) -> Conversion {
        let record = Code::text(self.types.named(record));
        let path = List::generic("::core::convert::From", vec![record.clone()]);
        let name = |_, field: &Field| field.rust.clone();
        self.conversion(("record", record), &path, &Lints::new(), name)
    }

    /// What makes the struct of a parameter that has all of its fields, by other names.
    fn conversion(
        self,
        (parameter, ty): (&str, Code),
        path: &Code,
        lints: &Lints,
        name: impl Fn(usize, &Field) -> String,
    ) -> Conversion {
        let signature = Signature::new("fn from", Code::text("Self")).parameter(parameter, ty);
        let signature = signature.lay_out(self.member, End::Body);
        let fields = self.fields.iter().enumerate();
        let entries = fields.map(|(place, field)| {
            let link = Code::text(format!(".{}", name(place, field)));
            let value = Chain::code(Code::text(parameter), vec![link]);
            (field.rust.as_str(), Some(value))
        });
        let body = record(self.body, &entries.collect::<Vec<_>>());
        let long = lints::of_body(&body);
        Conversion {
            header: lints::above(lints, self.item) + &impl_header(self.item, "", path, self.name),
            signature: lints::above(&long, self.member) + &signature,
            body,
        }
    }
}
