//! Writes the Rust names of types.

use super::index::IndexedApi;
use super::layout::{Fragment, List, Margin};
use super::properties::objects::is_object_type;
use crate::evolution::spelled;
use crate::model::{
    Alternative, EnumValue, Field, Origin, Scalar, Type, TypeDef, TypeId, TypeKind, Variant,
};

/// The place in the stub at which a type is named, which decides its path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Level {
    /// The top level of the stub, where the types of the spec are defined.
    Top,
    /// A module within the stub, such as `args`.
    Module,
}

impl Level {
    /// Returns the path from this level of the stub to an item at the top level.
    pub(crate) fn path(self, name: &str) -> String {
        match self {
            Self::Top => name.to_owned(),
            Self::Module => format!("super::{name}"),
        }
    }

    /// Returns the path from this level of the stub to an item that the spec, or a file that it
    /// uses, defines.
    pub(crate) fn defined(self, origin: &Origin, name: &str) -> String {
        match origin {
            Origin::Spec | Origin::Inline => self.path(name),
            // An absolute path is valid everywhere. Other paths are relative to the top level of
            // the stub.
            Origin::Used(module) if module.starts_with("::") || module.starts_with("crate:") => {
                format!("{module}::{name}")
            }
            Origin::Used(module) => self.path(&format!("{module}::{name}")),
        }
    }

    /// The indentation of items at this level of the stub.
    pub(crate) fn margin(self) -> Margin {
        match self {
            Self::Top => Margin::NONE,
            Self::Module => Margin::MODULE,
        }
    }
}

/// Writes the types of an API as they are named at one place in the stub.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Types<'a> {
    api: &'a IndexedApi<'a>,
    pub(crate) place: Level,
}

impl<'a> Types<'a> {
    pub(crate) fn new(api: &'a IndexedApi<'a>, place: Level) -> Self {
        Self { api, place }
    }

    /// The API whose types these are.
    pub(super) fn api(self) -> &'a IndexedApi<'a> {
        self.api
    }

    /// Returns the Rust type of a field.
    pub(crate) fn of(self, field: &Field) -> Fragment {
        self.code(&field.ty)
    }

    /// Returns a type in Rust.
    pub(crate) fn code(self, ty: &Type) -> Fragment {
        match ty {
            Type::Scalar(scalar) => Fragment::text(self::scalar(*scalar)),
            Type::Optional(inner) | Type::Nullable(inner) => optional(self.code(inner)),
            Type::List(inner) => List::generic("__rt::Vec", vec![self.code(inner)]),
            Type::Map(inner) => {
                let key = Fragment::text(scalar(Scalar::String));
                List::generic("__rt::BTreeMap", vec![key, self.code(inner)])
            }
            Type::Tuple(items) => List::tuple(items.iter().map(|item| self.code(item)).collect()),
            Type::Named(id) => Fragment::text(self.named(*id)),
            Type::Boxed(id) => boxed(Fragment::text(self.named(*id))),
        }
    }

    /// Returns a type as the spec writes it.
    pub(crate) fn spelled(self, ty: &Type) -> String {
        spelled(self.api, ty)
    }

    /// Returns the path of a type that the spec defines.
    pub(crate) fn named(self, id: TypeId) -> String {
        let def = self.api.type_def(id);
        self.place.defined(&def.origin, &def.rust)
    }

    /// Returns the type that an alias stands for, or the type itself if it is not an alias.
    pub(crate) fn resolved(self, mut ty: &'a Type) -> &'a Type {
        while let Type::Named(id) = ty {
            match self.kind(*id) {
                TypeKind::Alias(alias) if !alias.newtype => ty = &alias.ty,
                _ => break,
            }
        }
        ty
    }

    /// Returns the definition of a type that the spec defines.
    pub(crate) fn def(self, id: TypeId) -> &'a TypeDef {
        self.api.type_def(id)
    }

    /// Returns the kind of a type that the spec defines.
    pub(crate) fn kind(self, id: TypeId) -> &'a TypeKind {
        &self.api.type_def(id).kind
    }

    /// Returns the type of the value in a newtype; `None` for other types.
    pub(crate) fn newtype(self, id: TypeId) -> Option<&'a Type> {
        match self.kind(id) {
            TypeKind::Alias(alias) if alias.newtype => Some(&alias.ty),
            _ => None,
        }
    }

    /// The fields of a record; empty for other types.
    pub(crate) fn fields(self, id: TypeId) -> &'a [Field] {
        match self.kind(id) {
            TypeKind::Record(record) => &record.fields,
            _ => &[],
        }
    }

    /// The values of an enum; empty for other types.
    pub(crate) fn values(self, id: TypeId) -> &'a [EnumValue] {
        match self.kind(id) {
            TypeKind::Enum(definition) => &definition.values,
            _ => &[],
        }
    }

    /// The alternatives of a union; empty for other types.
    pub(crate) fn alternatives(self, id: TypeId) -> &'a [Alternative] {
        match self.kind(id) {
            TypeKind::Union(union) => &union.alternatives,
            _ => &[],
        }
    }

    /// The index of the variant that is written without the tag; `None` if there is none, or for
    /// other types than tagged unions.
    pub(crate) fn untagged(self, id: TypeId) -> Option<usize> {
        match self.kind(id) {
            TypeKind::Tagged(tagged) => tagged.untagged,
            _ => None,
        }
    }

    /// Whether all values of the type are objects whose members Rust can read and write one by one.
    /// A flat field must have a type whose values are all objects.
    pub(crate) fn is_object(self, ty: &Type) -> bool {
        is_object_type(ty, self.api.is_object())
    }

    /// The wire name of the tag of a tagged union.
    pub(crate) fn tag(self, id: TypeId) -> &'a str {
        match self.kind(id) {
            TypeKind::Tagged(tagged) => &tagged.tag,
            _ => "",
        }
    }

    /// The variants of a tagged union; empty for other types.
    pub(crate) fn variants(self, id: TypeId) -> &'a [Variant] {
        match self.kind(id) {
            TypeKind::Tagged(tagged) => &tagged.variants,
            _ => &[],
        }
    }
}

/// The Rust type of a built-in type.
pub(super) fn scalar(scalar: Scalar) -> &'static str {
    match scalar {
        Scalar::Bool => "bool",
        Scalar::I8 => "i8",
        Scalar::I16 => "i16",
        Scalar::I32 => "i32",
        Scalar::I64 => "i64",
        Scalar::U8 => "u8",
        Scalar::U16 => "u16",
        Scalar::U32 => "u32",
        Scalar::U64 => "u64",
        Scalar::F32 => "f32",
        Scalar::F64 => "f64",
        Scalar::String => "__rt::String",
        Scalar::Bytes => "__rt::Bytes",
        Scalar::Base64 => "__rt::Base64",
        Scalar::Id => "__rt::RequestId",
        Scalar::Any => "__rt::Value",
        Scalar::Null => "()",
    }
}

fn optional(inner: Fragment) -> Fragment {
    List::generic("__rt::Option", vec![inner])
}

fn boxed(inner: Fragment) -> Fragment {
    List::generic("__rt::Box", vec![inner])
}
