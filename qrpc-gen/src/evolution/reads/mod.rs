//! Decides whether one version understands every value of a type that the other version sends.
//!
//! Types with the same name count as understood: a change within a type is reported at the
//! definition of the type, not wherever the type is used. If it is unknown whether a value is
//! understood, the value counts as not understood.

mod forms;
mod scalar;
mod wire_shape;

use std::collections::HashSet;

use crate::model::{
    Alternative, AlternativeKind, Api, Enum, Field, Scalar, Tagged, Type, TypeId, Union, Variant,
};

pub(super) use forms::may_be_both;
use wire_shape::{WireShape, definition, flattened, shape};

/// Whether values sent as the first type can be read as the second type, with the same meaning.
pub(super) fn reads(sent: (&Api, &Type), read: (&Api, &Type)) -> bool {
    Reads::between(sent.0, read.0).ty(sent.1, read.1)
}

/// Like [`reads`], for the definitions of two types, whose names are not compared.
pub(super) fn reads_definition(sent: (&Api, TypeId), read: (&Api, TypeId)) -> bool {
    Reads::between(sent.0, read.0).definitions(sent.1, read.1)
}

/// Whether a value of one alternative can be read as the union, with the same meaning.
pub(super) fn reads_alternative(sent: (&Api, &Alternative), read: (&Api, &Union)) -> bool {
    let read_as = WireShape::Union(&read.1.alternatives);
    Reads::between(sent.0, read.0).alternative(sent.1, read_as)
}

struct Reads<'a> {
    sender: &'a Api,
    reader: &'a Api,
    /// Pairs of definitions whose comparison has begun. A pair that is compared again counts as
    /// understood, so that the comparison of types that contain themselves ends.
    assumed: HashSet<(TypeId, TypeId)>,
    /// The pairs in `assumed`, in the order in which their comparison began.
    begun: Vec<(TypeId, TypeId)>,
    /// Pairs of definitions whose comparison failed. A failed comparison is final: an assumption
    /// can only make a comparison succeed wrongly, not fail wrongly.
    failed: HashSet<(TypeId, TypeId)>,
    /// The number of pairs whose comparison has begun and has not ended.
    depth: usize,
    /// The number of comparisons that may still be made.
    left: usize,
}

/// The maximum depth of a comparison. Types that are nested deeper count as not understood.
const MAX_COMPARED_DEPTH: usize = 200;

/// The maximum number of comparisons for one answer. Comparing unions that contain each other can
/// take very many comparisons. Above the maximum, values count as not understood.
const MAX_COMPARISONS: usize = 20_000;

impl<'a> Reads<'a> {
    fn between(sender: &'a Api, reader: &'a Api) -> Self {
        Self {
            sender,
            reader,
            assumed: HashSet::new(),
            begun: Vec::new(),
            failed: HashSet::new(),
            depth: 0,
            left: MAX_COMPARISONS,
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
        let pair = (sent, read);
        if self.failed.contains(&pair) || self.depth >= MAX_COMPARED_DEPTH {
            return false;
        }
        if !self.assumed.insert(pair) {
            return true;
        }
        let before = self.begun.len();
        self.begun.push(pair);
        self.depth += 1;
        let is_read = self.shapes(definition(self.sender, sent), definition(self.reader, read));
        self.depth -= 1;
        if !is_read {
            // The pairs that were assumed after this pair may count as understood only because this
            // pair was assumed.
            for pair in self.begun.drain(before..) {
                self.assumed.remove(&pair);
            }
            self.failed.insert(pair);
        }
        is_read
    }

    /// Subtracts `comparisons` from the number of comparisons that may still be made. Returns
    /// `false` if `comparisons` is greater than the number that is left.
    fn spend(&mut self, comparisons: usize) -> bool {
        let left = self.left.checked_sub(comparisons);
        self.left = left.unwrap_or_default();
        left.is_some()
    }

    fn shapes(&mut self, sent: WireShape<'a>, read: WireShape<'a>) -> bool {
        if !self.spend(1) {
            return false;
        }
        match (sent, read) {
            (_, WireShape::Scalar(Scalar::Any))
            | (WireShape::Scalar(Scalar::Null), WireShape::Optional(_)) => true,
            (WireShape::Enum(sent), WireShape::Scalar(read)) => {
                scalar::reads(sent.of.unwrap_or(Scalar::String), read)
            }
            (WireShape::Scalar(sent), WireShape::Scalar(read)) => scalar::reads(sent, read),
            (WireShape::Optional(sent), WireShape::Optional(read))
            | (WireShape::List(sent), WireShape::List(read))
            | (WireShape::Map(sent), WireShape::Map(read)) => self.ty(sent, read),
            (WireShape::Tuple(sent), WireShape::Tuple(read)) => {
                sent.len() == read.len()
                    && sent
                        .iter()
                        .zip(read)
                        .all(|(sent, read)| self.ty(sent, read))
            }
            (WireShape::Record(sent), WireShape::Record(read)) => {
                self.fields(&sent.fields, &read.fields)
            }
            (WireShape::Enum(sent), WireShape::Enum(read)) => enums(sent, read),
            (WireShape::Tagged(sent), WireShape::Tagged(read)) => self.tagged(sent, read),
            (WireShape::Foreign(sent), WireShape::Foreign(read)) => sent == read,
            (WireShape::Union(sent), read) => sent.iter().all(|sent| self.alternative(sent, read)),
            (sent, WireShape::Optional(read)) => self.shapes(sent, shape(self.reader, read)),
            (sent, WireShape::Union(read)) => {
                let read = flattened(self.reader, read);
                self.spend(read.shapes.len())
                    && read.shapes.iter().any(|read| self.shapes(sent, *read))
            }
            _ => false,
        }
    }

    fn alternative(&mut self, sent: &'a Alternative, read: WireShape<'a>) -> bool {
        match &sent.kind {
            AlternativeKind::Type(sent) => match read {
                WireShape::Union(read) => read.iter().any(|read| match &read.kind {
                    AlternativeKind::Type(read) => self.ty(sent, read),
                    AlternativeKind::Text(_) => false,
                }),
                read => match shape(self.sender, sent) {
                    WireShape::Union(sent) => {
                        let sent = flattened(self.sender, sent);
                        self.spend(sent.shapes.len())
                            && sent.shapes.iter().all(|sent| self.shapes(*sent, read))
                            && sent.texts.iter().all(|text| self.text(text, read))
                    }
                    sent => self.shapes(sent, read),
                },
            },
            AlternativeKind::Text(text) => self.text(text, read),
        }
    }

    /// Whether the receiver, which reads the type `read`, understands the string `text`.
    fn text(&mut self, text: &str, read: WireShape<'a>) -> bool {
        match read {
            WireShape::Scalar(scalar) => matches!(scalar, Scalar::String | Scalar::Any),
            WireShape::Enum(read) if read.of.is_none() => {
                read.open.is_some() || read.values.iter().any(|value| value.wire == text)
            }
            WireShape::Optional(read) => self.text(text, shape(self.reader, read)),
            WireShape::Union(read) => {
                let read = flattened(self.reader, read);
                read.texts.contains(&text) || read.shapes.iter().any(|read| self.text(text, *read))
            }
            _ => false,
        }
    }

    /// Whether a record can be read. Fields that the reader does not know are skipped, and fields
    /// that are missing take their default.
    fn fields(&mut self, sent: &'a [Field], read: &'a [Field]) -> bool {
        read.iter().all(
            |read| match sent.iter().find(|sent| sent.wire == read.wire) {
                Some(sent) => sent.form == read.form && self.ty(&sent.ty, &read.ty),
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
        sent.tag == read.tag
            && untagged(sent) == untagged(read)
            && (read.open.is_some() || sent.open.is_none() && sent.variants.iter().all(understood))
    }
}

/// The wire name of the variant that is written without the tag; `None` if there is none.
fn untagged(tagged: &Tagged) -> Option<&str> {
    let variant = tagged.variants.get(tagged.untagged?)?;
    Some(&variant.wire)
}

/// Whether the type is a record that can be read from an object without any of its fields.
pub(super) fn takes_nothing(reader: &Api, record: &Type) -> bool {
    match shape(reader, record) {
        WireShape::Record(record) => record.fields.iter().all(|field| field.default.is_some()),
        _ => false,
    }
}

fn enums(sent: &Enum, read: &Enum) -> bool {
    let known = |wire: &str| read.values.iter().any(|value| value.wire == wire);
    if sent.of.is_some() != read.of.is_some() {
        return false;
    }
    read.open.is_some() || sent.open.is_none() && sent.values.iter().all(|value| known(&value.wire))
}
