//! The root view of a stub.

use askama::Template;

use super::aliases::AliasView;
use super::enums::EnumView;
use super::errors::{ErrorView, Failure};
use super::options::{Header, RustOptions, Sides};
use super::records::RecordView;
use super::seen::SideData;
use super::sides::SideView;
use super::{methods, wiring};
use crate::model::{Api, Side, TypeDef, TypeKind};

/// A whole stub.
#[derive(Template)]
#[template(path = "rust/stub.rs", escape = "none")]
pub(crate) struct StubView {
    header: Header,
    sides: Vec<SideView>,
    types: Vec<TypeView>,
    errors: Vec<ErrorView>,
    failures: Vec<Failure>,
    args: Vec<RecordView>,
    /// The imports of the module for the methods.
    uses: &'static str,
    /// The macro calls that declare the methods as types.
    methods: Vec<String>,
    /// The macro calls for types, errors and sides.
    wiring: Vec<String>,
}

/// A type of the spec.
enum TypeView {
    Record(RecordView),
    Enum(EnumView),
    Alias(AliasView),
}

impl StubView {
    /// Creates the view of the stub for an API.
    pub(crate) fn new(api: &Api, options: &RustOptions) -> Self {
        let sources = sources(api, options.sides);
        let types: Vec<_> = api
            .types
            .iter()
            .map(|def| TypeView::new(api, def))
            .collect();
        let errors = ErrorView::all(api);
        let failures = Failure::all(api);
        let with_args = api.methods.iter().filter(|method| !method.args.is_empty());
        Self {
            header: options.header.on_one_line(),
            wiring: wiring(&sources, &types, &errors, &failures),
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

/// The sides that the stub contains.
fn sources(api: &Api, sides: Sides) -> Vec<SideData<'_>> {
    match sides {
        Sides::Both => vec![
            SideData::new(api, Side::Normal, Some(Side::Inverted)),
            SideData::new(api, Side::Inverted, Some(Side::Normal)),
        ],
        Sides::Normal => vec![SideData::new(api, Side::Normal, None)],
        Sides::Inverted => vec![SideData::new(api, Side::Inverted, None)],
    }
}

/// The macro calls at the end of the stub.
fn wiring(
    sources: &[SideData<'_>],
    types: &[TypeView],
    errors: &[ErrorView],
    failures: &[Failure],
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
    fn new(api: &Api, def: &TypeDef) -> Self {
        match &def.kind {
            TypeKind::Record(record) => Self::Record(RecordView::of_type(api, def, record)),
            TypeKind::Enum(definition) => Self::Enum(EnumView::new(def, definition)),
            TypeKind::Alias(alias) => Self::Alias(AliasView::new(api, def, alias)),
            TypeKind::Foreign(path) => Self::Alias(AliasView::foreign(def, path)),
            // No spec can declare these yet.
            TypeKind::Union(_) | TypeKind::Tagged(_) => Self::Alias(AliasView::foreign(def, "()")),
        }
    }

    /// The macro call for the type, if it has one.
    fn wiring(&self) -> Option<&String> {
        match self {
            Self::Record(record) => Some(&record.wiring),
            Self::Enum(definition) => Some(&definition.wiring),
            Self::Alias(_) => None,
        }
    }
}
