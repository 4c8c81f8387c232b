//! Whether one version understands every value of a type that the other version sends.
//!
//! Types with the same name count as understood: a change within them is reported once, where they
//! are defined, and not wherever they are used. If it is not known whether a value is understood,
//! it counts as not understood.

mod forms;
mod scalar;

use std::collections::HashSet;

use crate::model::{
    Alternative, AlternativeKind, Api, Enum, Field, Record, Scalar, Tagged, Type, TypeId, TypeKind,
    Union, Variant,
};

pub(super) use forms::may_be_both;

/// Whether values sent as the first type can be read as the second type, with the same meaning.
pub(super) fn reads(sent: (&Api, &Type), read: (&Api, &Type)) -> bool {
    Reads::between(sent.0, read.0).ty(sent.1, read.1)
}

/// The same for the definitions of two types, which may have different names.
pub(super) fn reads_definition(sent: (&Api, TypeId), read: (&Api, TypeId)) -> bool {
    Reads::between(sent.0, read.0).definitions(sent.1, read.1)
}

/// The same for an alternative that is sent to a union.
pub(super) fn reads_alternative(sent: (&Api, &Alternative), read: (&Api, &Union)) -> bool {
    let read_as = Shape::Union(&read.1.alternatives);
    Reads::between(sent.0, read.0).alternative(sent.1, read_as)
}

struct Reads<'a> {
    sender: &'a Api,
    reader: &'a Api,
    /// The pairs that are being compared. They count as understood, unless another part of them is
    /// not.
    assumed: HashSet<(TypeId, TypeId)>,
}

/// The form of a type on the wire, with aliases resolved.
#[derive(Clone, Copy)]
enum Shape<'a> {
    Scalar(Scalar),
    Optional(&'a Type),
    List(&'a Type),
    Map(&'a Type),
    Tuple(&'a [Type]),
    Record(&'a Record),
    Enum(&'a Enum),
    Union(&'a [Alternative]),
    Tagged(&'a Tagged),
    Foreign(&'a str),
    /// Aliases that only stand for each other.
    Endless,
}

impl<'a> Reads<'a> {
    fn between(sender: &'a Api, reader: &'a Api) -> Self {
        let assumed = HashSet::new();
        Self {
            sender,
            reader,
            assumed,
        }
    }

    fn ty(&mut self, sent: &'a Type, read: &'a Type) -> bool {
        match (sent.named(), read.named()) {
            (Some(sent), Some(read)) => {
                let same = self.sender.type_def(sent).rust == self.reader.type_def(read).rust;
                same || self.definitions(sent, read)
            }
            _ => self.shapes(shape(self.sender, sent), shape(self.reader, read)),
        }
    }

    fn definitions(&mut self, sent: TypeId, read: TypeId) -> bool {
        if !self.assumed.insert((sent, read)) {
            return true;
        }
        self.shapes(definition(self.sender, sent), definition(self.reader, read))
    }

    fn shapes(&mut self, sent: Shape<'a>, read: Shape<'a>) -> bool {
        match (sent, read) {
            (_, Shape::Scalar(Scalar::Any))
            | (Shape::Scalar(Scalar::Null), Shape::Optional(_))
            | (Shape::Enum(_), Shape::Scalar(Scalar::String)) => true,
            (Shape::Scalar(sent), Shape::Scalar(read)) => scalar::reads(sent, read),
            (Shape::Optional(sent), Shape::Optional(read))
            | (Shape::List(sent), Shape::List(read))
            | (Shape::Map(sent), Shape::Map(read)) => self.ty(sent, read),
            (Shape::Tuple(sent), Shape::Tuple(read)) => {
                sent.len() == read.len()
                    && sent
                        .iter()
                        .zip(read)
                        .all(|(sent, read)| self.ty(sent, read))
            }
            (Shape::Record(sent), Shape::Record(read)) => self.fields(&sent.fields, &read.fields),
            (Shape::Enum(sent), Shape::Enum(read)) => enums(sent, read),
            (Shape::Tagged(sent), Shape::Tagged(read)) => self.tagged(sent, read),
            (Shape::Foreign(sent), Shape::Foreign(read)) => sent == read,
            (Shape::Union(sent), read) => sent.iter().all(|sent| self.alternative(sent, read)),
            (sent, Shape::Optional(read)) => self.shapes(sent, shape(self.reader, read)),
            (sent, Shape::Union(read)) => read.iter().any(|read| match &read.kind {
                AlternativeKind::Type(read) => self.shapes(sent, shape(self.reader, read)),
                AlternativeKind::Text(_) => false,
            }),
            _ => false,
        }
    }

    fn alternative(&mut self, sent: &'a Alternative, read: Shape<'a>) -> bool {
        match &sent.kind {
            AlternativeKind::Type(sent) => match read {
                Shape::Union(read) => read.iter().any(|read| match &read.kind {
                    AlternativeKind::Type(read) => self.ty(sent, read),
                    AlternativeKind::Text(_) => false,
                }),
                read => self.shapes(shape(self.sender, sent), read),
            },
            AlternativeKind::Text(text) => self.text(text, read),
        }
    }

    /// Whether this one string is understood.
    fn text(&mut self, text: &str, read: Shape<'a>) -> bool {
        match read {
            Shape::Scalar(scalar) => matches!(scalar, Scalar::String | Scalar::Any),
            Shape::Enum(read) => {
                read.open.is_some() || read.values.iter().any(|value| value.wire == text)
            }
            Shape::Optional(read) => self.text(text, shape(self.reader, read)),
            Shape::Union(read) => read.iter().any(|read| match &read.kind {
                AlternativeKind::Text(read) => read == text,
                AlternativeKind::Type(read) => self.text(text, shape(self.reader, read)),
            }),
            _ => false,
        }
    }

    /// Unknown fields are skipped; missing ones take their default.
    fn fields(&mut self, sent: &'a [Field], read: &'a [Field]) -> bool {
        read.iter().all(
            |read| match sent.iter().find(|sent| sent.wire == read.wire) {
                Some(sent) => self.ty(&sent.ty, &read.ty),
                None => read.default.is_some(),
            },
        )
    }

    fn tagged(&mut self, sent: &'a Tagged, read: &'a Tagged) -> bool {
        let understood = |variant: &'a Variant| {
            let Some(known) = read
                .variants
                .iter()
                .find(|known| known.wire == variant.wire)
            else {
                return false;
            };
            match (&variant.record, &known.record) {
                (_, None) => true,
                (Some(sent), Some(read)) => self.ty(sent, read),
                (None, Some(read)) => takes_nothing(self.reader, read),
            }
        };
        sent.tag == read.tag && sent.variants.iter().all(understood)
    }
}

/// Whether the record can be read if no field is present.
pub(super) fn takes_nothing(reader: &Api, record: &Type) -> bool {
    match shape(reader, record) {
        Shape::Record(record) => record.fields.iter().all(|field| field.default.is_some()),
        _ => false,
    }
}

fn enums(sent: &Enum, read: &Enum) -> bool {
    let known = |wire: &str| read.values.iter().any(|value| value.wire == wire);
    read.open.is_some() || sent.open.is_none() && sent.values.iter().all(|value| known(&value.wire))
}

fn shape<'a>(api: &'a Api, ty: &'a Type) -> Shape<'a> {
    match ty {
        Type::Scalar(scalar) => Shape::Scalar(*scalar),
        Type::Optional(inner) => Shape::Optional(inner),
        Type::List(inner) => Shape::List(inner),
        Type::Map(inner) => Shape::Map(inner),
        Type::Tuple(items) => Shape::Tuple(items),
        Type::Named(id) | Type::Boxed(id) => definition(api, *id),
    }
}

fn definition(api: &Api, mut id: TypeId) -> Shape<'_> {
    // A chain of aliases is at most as long as the list of types.
    for _ in &api.types {
        match &api.type_def(id).kind {
            TypeKind::Record(record) => return Shape::Record(record),
            TypeKind::Enum(definition) => return Shape::Enum(definition),
            TypeKind::Union(union) => return Shape::Union(&union.alternatives),
            TypeKind::Tagged(tagged) => return Shape::Tagged(tagged),
            TypeKind::Foreign(path) => return Shape::Foreign(path),
            TypeKind::Alias(alias) => match alias.ty.named() {
                Some(next) => id = next,
                None => return shape(api, &alias.ty),
            },
        }
    }
    Shape::Endless
}
