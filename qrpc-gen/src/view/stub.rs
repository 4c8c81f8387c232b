//! The root view, which contains a whole stub.

use askama::Template;

use super::aliases::{AliasView, NewtypeView};
use super::enums::EnumView;
use super::errors::ErrorView;
use super::index::IndexedApi;
use super::options::{Header, RustOptions, Sides};
use super::records::RecordView;
use super::seen::SideData;
use super::sides::SideView;
use super::{methods, wiring};
use crate::model::{Api, Origin, Side, TypeDef, TypeId, TypeKind};

/// A whole stub.
#[derive(Template)]
#[template(path = "rust/stub.rs", escape = "none")]
pub(crate) struct StubView {
    header: Header,
    /// Whether any item refers to the runtime. If no item does, an import of the runtime would be
    /// unused.
    names_runtime: bool,
    sides: Vec<SideView>,
    types: Vec<TypeView>,
    errors: Vec<ErrorView>,
    failures: Vec<EnumView>,
    args: Vec<RecordView>,
    /// The `use` line of the module `methods` within the stub.
    uses: &'static str,
    /// The macro calls that declare the methods as types.
    methods: Vec<String>,
    /// The macro calls that connect types, errors and sides to the runtime.
    wiring: Vec<String>,
}

/// A type that the spec defines.
enum TypeView {
    Record(RecordView),
    Enum(EnumView),
    Newtype(NewtypeView),
    Alias(AliasView),
}

impl StubView {
    /// Creates the view of the stub for an API.
    pub(crate) fn new(api: &Api, options: &RustOptions) -> Self {
        let api = &IndexedApi::new(api);
        let sources = sources(api, options.sides);
        let types = TypeView::all(api);
        let errors = ErrorView::all(api);
        let failures = EnumView::of_failures(api);
        let wiring = wiring(&sources, &types, &errors, &failures);
        let with_args = api.methods.iter().filter(|method| !method.args.is_empty());
        Self {
            header: options.header.on_one_line(),
            names_runtime: !wiring.is_empty() || types.iter().any(TypeView::names_runtime),
            wiring,
            sides: sources.iter().map(SideView::new).collect(),
            types,
            errors,
            failures,
            args: with_args
                .map(|method| RecordView::arguments(api, method))
                .collect(),
            uses: methods::uses(api),
            methods: api
                .methods
                .iter()
                .map(|method| methods::declaration(api, method))
                .collect(),
        }
    }
}

/// Returns the data of each side that the stub contains. Empty for an API without sides.
fn sources<'a>(api: &'a IndexedApi<'a>, sides: Sides) -> Vec<SideData<'a>> {
    match sides {
        _ if api.is_shared() => Vec::new(),
        Sides::Both => vec![
            SideData::new(api, Side::Normal, Some(Side::Inverted)),
            SideData::new(api, Side::Inverted, Some(Side::Normal)),
        ],
        Sides::Normal => vec![SideData::new(api, Side::Normal, None)],
        Sides::Inverted => vec![SideData::new(api, Side::Inverted, None)],
    }
}

/// Returns the macro calls for types, errors and sides, which are at the end of the stub.
fn wiring(
    sources: &[SideData<'_>],
    types: &[TypeView],
    errors: &[ErrorView],
    failures: &[EnumView],
) -> Vec<String> {
    let types = types.iter().filter_map(TypeView::wiring);
    let errors = errors
        .iter()
        .flat_map(|error| [&error.record.wiring, &error.wiring]);
    let failures = failures.iter().map(|failure| &failure.wiring);
    let mut calls: Vec<_> = types.chain(errors).chain(failures).cloned().collect();
    calls.extend(sources.iter().map(wiring::side));
    if let [normal, inverted] = sources {
        calls.push(wiring::pair(normal, inverted));
    }
    calls
}

impl TypeView {
    /// Returns the types that this stub defines; other stubs define the types of used files.
    fn all(api: &IndexedApi<'_>) -> Vec<Self> {
        let types = api.types.iter().zip((0..).map(TypeId));
        let own = types.filter(|(def, _)| !matches!(def.origin, Origin::Used(_)));
        own.map(|(def, id)| Self::new(api, def, id)).collect()
    }

    fn new(api: &IndexedApi<'_>, def: &TypeDef, id: TypeId) -> Self {
        match &def.kind {
            TypeKind::Record(record) => Self::Record(RecordView::of_type(api, def, record)),
            TypeKind::Enum(definition) => Self::Enum(EnumView::new(def, definition)),
            TypeKind::Union(union) => Self::Enum(EnumView::of_union(api, id, union)),
            TypeKind::Tagged(tagged) => Self::Enum(EnumView::of_tagged(api, id, tagged)),
            TypeKind::Alias(alias) if alias.newtype => {
                Self::Newtype(NewtypeView::new(api, def, alias))
            }
            TypeKind::Alias(alias) => Self::Alias(AliasView::new(api, def, alias)),
            TypeKind::Foreign(path) => Self::Alias(AliasView::foreign(def, path)),
        }
    }

    /// Whether the type is an alias that refers to the runtime. Types that are not aliases refer to
    /// the runtime by a macro call.
    fn names_runtime(&self) -> bool {
        matches!(self, Self::Alias(alias) if alias.item.contains("__rt::"))
    }

    /// Returns the macro call for the type; `None` for an alias.
    fn wiring(&self) -> Option<&String> {
        match self {
            Self::Record(record) => Some(&record.wiring),
            Self::Enum(definition) => Some(&definition.wiring),
            Self::Newtype(newtype) => Some(&newtype.wiring),
            Self::Alias(_) => None,
        }
    }
}
