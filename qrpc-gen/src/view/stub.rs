//! The root view of a stub.

use askama::Template;

use super::aliases::Alias;
use super::enums::Enum;
use super::errors::{ErrorView, Failure};
use super::layout::{Code, End, List, Margin, Signature};
use super::methods::Marker;
use super::records::Record;
use super::sides::SideView;
use crate::model::{Api, Side, TypeDef, TypeKind};
use crate::render::{Header, RustOptions, Sides};

/// A whole stub.
#[derive(Template)]
#[template(path = "rust/stub.rs", escape = "none")]
pub(crate) struct Stub {
    header: Header,
    sides: Vec<SideView>,
    /// The signature of the function that connects both sides, if the stub contains both.
    pair: Option<String>,
    types: Vec<Type>,
    errors: Vec<ErrorView>,
    failures: Vec<Failure>,
    args: Vec<Record>,
    methods: Vec<Marker>,
}

/// A type of the spec.
enum Type {
    Record(Record),
    Enum(Enum),
    Alias(Alias),
}

impl Stub {
    /// Creates the view of the stub for an API.
    pub(crate) fn new(api: &Api, options: &RustOptions) -> Self {
        let sides = match options.sides {
            Sides::Both => vec![
                SideView::new(api, Side::Normal, Some(Side::Inverted)),
                SideView::new(api, Side::Inverted, Some(Side::Normal)),
            ],
            Sides::Normal => vec![SideView::new(api, Side::Normal, None)],
            Sides::Inverted => vec![SideView::new(api, Side::Inverted, None)],
        };
        let with_args = api.methods.iter().filter(|method| !method.args.is_empty());
        Self {
            header: options.header.on_one_line(),
            pair: pair(&sides),
            sides,
            types: api.types.iter().map(|def| Type::new(api, def)).collect(),
            errors: ErrorView::all(api),
            failures: Failure::all(api),
            args: with_args
                .map(|method| Record::arguments(api, method))
                .collect(),
            methods: api
                .methods
                .iter()
                .map(|method| Marker::new(api, method))
                .collect(),
        }
    }
}

impl Type {
    fn new(api: &Api, def: &TypeDef) -> Self {
        match &def.kind {
            TypeKind::Record(record) => Self::Record(Record::of_type(api, def, record)),
            TypeKind::Enum(definition) => Self::Enum(Enum::new(def, definition)),
            TypeKind::Alias(alias) => Self::Alias(Alias::new(api, def, alias)),
            TypeKind::Foreign(path) => Self::Alias(Alias::foreign(def, path)),
            // No spec can declare these yet.
            TypeKind::Union(_) | TypeKind::Tagged(_) => Self::Alias(Alias::foreign(def, "()")),
        }
    }
}

fn pair(sides: &[SideView]) -> Option<String> {
    let [normal, inverted] = sides else {
        return None;
    };
    let both = [normal, inverted].map(|side| Code::text(&side.names.side));
    let returns = vec![
        List::tuple(both.into()),
        Code::text("::qrpc_runtime::StartError"),
    ];
    let handlers = |side: &SideView| Code::text(format!("impl {}", side.names.handlers));
    let signature = Signature::new(
        "pub fn pair",
        List::generic("::core::result::Result", returns),
    )
    .parameter("normal", handlers(normal))
    .parameter("inverted", handlers(inverted));
    Some(signature.lay_out(Margin::NONE, End::Body))
}
