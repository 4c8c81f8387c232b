//! Conversions into the arguments of a method: from a tuple, if the arguments are accepted by
//! position, or from the record that the spec names for them.

use std::iter;

use super::Source;
use super::functions::is_converted;
use crate::model::{Field, TypeId};
use crate::view::layout::{
    Chain, Code, End, List, Signature, bounded_impl_header, impl_header, record,
};
use crate::view::lints;

/// A conversion into a struct.
#[derive(Clone, Debug)]
pub(crate) struct Conversion {
    pub(crate) header: String,
    pub(crate) signature: String,
    pub(crate) body: String,
}

impl Source<'_> {
    /// The conversion from a tuple of all fields.
    pub(super) fn tuple(self) -> Conversion {
        let mut bounds = Vec::new();
        let mut code = |field: &Field| {
            let code = self.types.of(field);
            if !is_converted(field) {
                return code;
            }
            let name = format!("__T{}", bounds.len());
            let bound = format!("::core::convert::Into<{}>", code.flat());
            bounds.push((name.clone(), bound));
            Code::text(name)
        };
        let codes: Vec<_> = self.fields.iter().map(&mut code).collect();
        let path = List::generic_over_tuple("::core::convert::From", codes.clone());
        let tuple = List::tuple(codes);
        let mut lints = self.lints_of_types(self.fields.iter());
        lints.extend(lints::of_code(&tuple));
        let header = bounded_impl_header(self.item, &bounds, &path, self.name);
        let header = lints::above(&lints, self.item) + &header;
        self.conversion(("tuple", tuple), header, |place, field| {
            let into = is_converted(field).then_some(".into()");
            iter::once(format!(".{place}"))
                .chain(into.map(str::to_owned))
                .collect()
        })
    }

    /// The conversion from a record with the same fields.
    pub(super) fn same_fields(self, record: TypeId) -> Conversion {
        let record = Code::text(self.types.named(record));
        let path = List::generic("::core::convert::From", vec![record.clone()]);
        let header = impl_header(self.item, "", &path, self.name);
        let name = |_, field: &Field| vec![format!(".{}", field.rust)];
        self.conversion(("record", record), header, name)
    }

    /// The conversion from a parameter that has all fields; `links` is the path from the parameter
    /// to a field.
    fn conversion(
        self,
        (parameter, ty): (&str, Code),
        header: String,
        links: impl Fn(usize, &Field) -> Vec<String>,
    ) -> Conversion {
        let signature = Signature::new("fn from", Code::text("Self")).parameter(parameter, ty);
        let signature = signature.lay_out(self.member, End::Body);
        let fields = self.fields.iter().enumerate();
        let entries = fields.map(|(place, field)| {
            let links = links(place, field).into_iter().map(Code::text).collect();
            let value = Chain::code(Code::text(parameter), links);
            (field.rust.as_str(), Some(value))
        });
        let body = record(self.body, &entries.collect::<Vec<_>>());
        let long = lints::of_body(&body);
        Conversion {
            header,
            signature: lints::above(&long, self.member) + &signature,
            body,
        }
    }
}
