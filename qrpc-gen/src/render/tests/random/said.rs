//! Random properties of methods and fields, other than their names and types.

use proptest::prelude::*;

use super::{RECORD, camel, doc, fields, snake, text};
use crate::model::{
    Bound, Constraints, ErrorDef, ErrorId, Method, Origin, Params, TypeDef, TypeKind,
};

/// The number of errors that an API defines.
const ERRORS: usize = 3;

/// Gives methods random properties, such as errors and a deprecation note.
pub(super) fn of_itself(method: impl Strategy<Value = Method>) -> impl Strategy<Value = Method> {
    let raises = proptest::collection::btree_set(0..ERRORS, 0..=ERRORS);
    let said = (
        proptest::option::weighted(0.1, Just(RECORD)),
        prop_oneof![4 => Just(Params::ByName), 1 => Just(Params::ByPosition)],
        proptest::option::weighted(
            0.2,
            camel().prop_flat_map(move |name| (Just(name), raises.clone())),
        ),
        proptest::option::weighted(0.2, prop_oneof![text(), "\\PC{40,200}"]),
        proptest::option::weighted(0.2, text()),
    );
    (method, said).prop_map(
        |(plain, (args_record, params, raises, deprecated, since))| {
            let (error, raises) = raises.unzip();
            Method {
                args_record,
                params,
                raises: raises.into_iter().flatten().map(ErrorId).collect(),
                error: error.filter(|_| plain.reply.is_some()),
                deprecated,
                since,
                ..plain
            }
        },
    )
}

/// If the method names the record as its arguments, gives it the fields of the record.
pub(super) fn with_record(mut method: Method, def: &TypeDef) -> Method {
    if let (Some(_), TypeKind::Record(record)) = (method.args_record, &def.kind) {
        method.args.clone_from(&record.fields);
        method.args_record = (!method.args.is_empty()).then_some(RECORD);
    }
    method
}

/// Returns [`ERRORS`] errors, so that every error that a method refers to exists.
pub(super) fn errors() -> impl Strategy<Value = Vec<ErrorDef>> {
    let origin = prop_oneof![
        2 => Just(Origin::Spec),
        1 => snake().prop_map(|module| Origin::Used(format!("crate::{module}"))),
    ];
    let error = (camel(), origin, doc(), any::<i64>(), text(), fields());
    let error = error.prop_map(|(rust, origin, doc, code, message, data)| ErrorDef {
        name: rust.clone(),
        rust,
        origin,
        doc,
        code,
        message,
        data,
    });
    proptest::collection::vec(error, ERRORS)
}

/// Constraints that may not fit the type of their field, since only rustfmt reads them.
pub(super) fn constraints() -> impl Strategy<Value = Constraints> {
    let bound = prop_oneof![
        any::<i64>().prop_map(|bound| Bound::Int(bound.into())),
        any::<f64>().prop_map(Bound::Float),
    ];
    let bounds = (
        proptest::option::of(bound.clone()),
        proptest::option::of(bound),
    );
    let length = || proptest::option::weighted(0.2, any::<u64>());
    let pattern = proptest::option::weighted(0.2, text());
    let some = (bounds, length(), length(), pattern);
    let some = some.prop_map(|((min, max), min_len, max_len, pattern)| Constraints {
        min,
        max,
        min_len,
        max_len,
        pattern,
    });
    prop_oneof![3 => Just(Constraints::default()), 1 => some]
}
