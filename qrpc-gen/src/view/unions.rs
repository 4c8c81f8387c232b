//! Tagged and untagged unions of the spec.

use std::iter;

use super::derives::{self, Conversions};
use super::docs::Docs;
use super::enums::{EnumView, variant};
use super::index::IndexedApi;
use super::layout::{Fragment, Margin, entries, macro_call};
use super::lints::{self, Lints};
use super::literals;
use super::sentences::{self, code};
use super::types::{Level, Types};
use crate::model::{self, Alternative, AlternativeKind, Scalar, Type, TypeDef, TypeId, Variant};

impl EnumView {
    /// Creates the view of an untagged union.
    pub(super) fn of_union(api: &IndexedApi<'_>, id: TypeId, union: &model::Union) -> Self {
        let (types, def) = (Types::new(api, Level::Top), api.type_def(id));
        let alternatives = union.alternatives.iter();
        let names = alternatives.clone().map(|it| it.rust.as_str());
        let held: Vec<_> = alternatives.clone().filter_map(holds).collect();
        let plain = format!("The union {}.", code(&def.rust));
        Self {
            docs: docs(types, def, plain, None, &held)
                .allowing(lints::of_names(&def.rust, names))
                .at(Margin::NONE),
            derive: derives::derive(types, &Type::Named(id), &derives::VALUE_TRAITS),
            name: def.rust.clone(),
            variants: alternatives.map(|it| alternative(types, it)).collect(),
            wiring: union_wiring(types, def, union, &held),
        }
    }

    /// Creates the view of a tagged union.
    pub(super) fn of_tagged(api: &IndexedApi<'_>, id: TypeId, tagged: &model::Tagged) -> Self {
        let (types, def) = (Types::new(api, Level::Top), api.type_def(id));
        let variants = tagged.variants.iter();
        let names = variants.clone().map(|it| it.rust.as_str());
        let names = names.chain(tagged.open.as_deref());
        let held: Vec<_> = variants
            .clone()
            .filter_map(|it| it.record.as_ref())
            .collect();
        let plain = format!("The tagged union {}.", code(&def.rust));
        let tag = format!("{} identifies the variant.", sentences::text(&tagged.tag));
        Self {
            docs: docs(types, def, plain, Some(tag), &held)
                .allowing(lints::of_names(&def.rust, names))
                .at(Margin::NONE),
            derive: derives::derive(types, &Type::Named(id), &derives::VALUE_TRAITS),
            name: def.rust.clone(),
            variants: variants
                .enumerate()
                .map(|(at, it)| tagged_variant(types, it, tagged.untagged == Some(at)))
                .chain(tagged.open.as_deref().map(other))
                .collect(),
            wiring: tagged_wiring(def, tagged),
        }
    }
}

fn docs(
    types: Types<'_>,
    def: &TypeDef,
    plain: String,
    and: Option<String>,
    held: &[&Type],
) -> Docs {
    Docs::of_type(def, plain)
        .and_if(and)
        .allowing(lints_of(types, held))
        .allowing(lints::of_held(types, held.iter().copied()))
        .allowing(lints::unused())
}

/// The lints that the types in the variants of a union may trigger.
fn lints_of(types: Types<'_>, held: &[&Type]) -> Lints {
    let lints = held.iter();
    let lints = lints.flat_map(|ty| lints::of_type(types, ty, &types.code(ty)));
    lints.collect()
}

/// Returns the type of the value that the variant of an alternative holds. Returns `None` for an
/// alternative that is a string or null, whose variant needs no value.
fn holds(alternative: &Alternative) -> Option<&Type> {
    match &alternative.kind {
        AlternativeKind::Type(Type::Scalar(Scalar::Null)) | AlternativeKind::Text(_) => None,
        AlternativeKind::Type(ty) => Some(ty),
    }
}

fn alternative(types: Types<'_>, alternative: &Alternative) -> String {
    let plain = match &alternative.kind {
        AlternativeKind::Type(ty) => {
            format!(
                "A value of the type {}.",
                sentences::text(&types.spelled(ty))
            )
        }
        AlternativeKind::Text(text) => {
            format!("The string {}.", sentences::text(&literals::text(text)))
        }
    };
    let holds = holds(alternative).map(|ty| types.code(ty));
    let docs = Docs::new(alternative.doc.as_deref(), plain);
    variant(&docs, &alternative.rust, holds)
}

fn union_wiring(types: Types<'_>, def: &TypeDef, union: &model::Union, held: &[&Type]) -> String {
    let alternatives = union.alternatives.iter();
    let mut conversions = Conversions::new(types, held);
    let entry = |it: &Alternative| match &it.kind {
        AlternativeKind::Text(text) => format!("{} = {}", it.rust, literals::text(text)),
        AlternativeKind::Type(Type::Scalar(Scalar::Null)) => format!("{} = null", it.rust),
        AlternativeKind::Type(ty) if conversions.allow(ty) => {
            format!("{}({})", it.rust, types.code(ty).flat())
        }
        AlternativeKind::Type(_) => format!("{}(_)", it.rust),
    };
    let wires: Vec<_> = alternatives.clone().map(entry).collect();
    let texts = alternatives.flat_map(|it| match &it.kind {
        AlternativeKind::Text(text) => lints::of_text(text),
        AlternativeKind::Type(_) => Lints::new(),
    });
    let lints = &lints_of(types, held) | &texts.collect();
    let lints = &lints | &lints::of_use(def);
    let is_object = union.alternatives.iter().all(|it| match &it.kind {
        AlternativeKind::Type(ty) => types.is_object(ty),
        AlternativeKind::Text(_) => false,
    });
    let option = if is_object { " [fields]" } else { "" };
    wiring("union", &lints, &format!("{}{option}", def.rust), &wires)
}

fn tagged_variant(types: Types<'_>, it: &Variant, untagged: bool) -> String {
    let wire = sentences::text(&literals::text(&it.wire));
    let untagged = untagged.then(|| "It is written without the tag.".to_owned());
    let docs = Docs::new(it.doc.as_deref(), format!("The variant {wire}.")).and_if(untagged);
    let holds = it.record.as_ref().map(|ty| types.code(ty));
    variant(&docs, &it.rust, holds)
}

/// Returns the variant for unknown tags, with its documentation.
fn other(name: &str) -> String {
    let docs = Docs::plain("An object with any other tag, as it is.");
    variant(&docs, name, Some(Fragment::text("__rt::Value")))
}

fn tagged_wiring(def: &TypeDef, tagged: &model::Tagged) -> String {
    let entry = |it: &Variant| {
        let holds = if it.record.is_some() { "(_)" } else { "" };
        format!("{}{holds} = {}", it.rust, literals::text(&it.wire))
    };
    let wires: Vec<_> = tagged.variants.iter().map(entry).collect();
    let texts = tagged.variants.iter().map(|it| &it.wire);
    let texts = texts.chain([&tagged.tag]);
    let lints = texts.flat_map(|text| lints::of_text(text));
    let lints = lints.chain(lints::of_use(def)).collect();
    let untagged = tagged.untagged.and_then(|at| tagged.variants.get(at));
    let untagged = untagged.map(|it| format!(" untagged {}", it.rust));
    let open = tagged.open.as_ref().map(|name| format!(" open {name}"));
    let clauses: String = untagged.into_iter().chain(open).collect();
    let head = format!("{}: {}{clauses}", def.rust, literals::text(&tagged.tag));
    wiring("tagged", &lints, &head, &wires)
}

fn wiring(kind: &str, lints: &Lints, head: &str, wires: &[String]) -> String {
    let head = format!("{}{head} {{", lints::above(lints, Margin::NONE));
    let clauses = iter::once(head)
        .chain(entries(wires))
        .chain(["}".to_owned()]);
    macro_call(Margin::NONE, kind, &clauses.collect::<Vec<_>>())
}
