//! The macro calls that declare one type per method.

use super::index::IndexedApi;
use super::layout::{Margin, macro_call};
use super::types::{Level, Types};
use super::{lints, literals};
use crate::model::{Method, Params, Timeout};

/// The form that the arguments of a method have in Rust.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ArgumentForm {
    None,
    /// One value of the type `any`.
    Any,
    /// A struct with a field for each argument.
    Struct,
}

/// Returns the form that the arguments of the method have in Rust.
pub(super) fn arguments(method: &Method) -> ArgumentForm {
    match method.args.as_slice() {
        _ if method.any_args => ArgumentForm::Any,
        [] => ArgumentForm::None,
        _ => ArgumentForm::Struct,
    }
}

/// Returns the macro call that declares a method.
pub(super) fn declaration(api: &IndexedApi<'_>, method: &Method) -> String {
    let types = Types::new(api, Level::Module);
    let lints = lints::above(&lints(types, method), Margin::NONE);
    let parts = [head(method), result(types, method), settings(api, method)];
    macro_call(types.place.margin(), "method", &[lints + &parts.concat()])
}

/// The name of the type, the name on the wire, and the type of the arguments.
fn head(method: &Method) -> String {
    let name = &method.type_name;
    let wire = literals::text(&method.wire);
    match arguments(method) {
        ArgumentForm::None => format!("{name} = {wire}()"),
        ArgumentForm::Any => format!("{name} = {wire}(__rt::Value)"),
        ArgumentForm::Struct => format!("{name} = {wire}(args::{name})"),
    }
}

/// The type of the result, and the error type if the method has its own.
fn result(types: Types<'_>, method: &Method) -> String {
    let reply = method.reply.as_ref();
    let reply = reply.map(|ty| format!(" -> {}", types.code(ty).flat()));
    let error = method.error.as_ref();
    let error = error.map(|error| format!(", {}", types.place.path(error)));
    reply.into_iter().chain(error).collect()
}

fn settings(api: &IndexedApi<'_>, method: &Method) -> String {
    let positional = method.positional || method.any_args || method.params == Params::ByPosition;
    let positional = positional.then(|| " positional".to_owned());
    let timeout = method.timeout.map(|timeout| match timeout {
        Timeout::After(timeout) => {
            let millis = literals::integer(&timeout.as_millis());
            format!(" timeout_millis({millis})")
        }
        Timeout::Never => " no_timeout".to_owned(),
    });
    let ignores = api.ignores_unknown_args && arguments(method) == ArgumentForm::None;
    let ignores = ignores.then(|| " ignore_args".to_owned());
    let is_empty = method.args_record.is_some() && method.args.is_empty();
    let empty = is_empty.then(|| " empty_args".to_owned());
    let code = api.fault_code.filter(|_| method.reply.is_some());
    let code = code.map(|code| format!(" fault_code({})", literals::integer(&code)));
    let settings = positional.into_iter().chain(ignores).chain(empty);
    let settings = settings.chain(timeout);
    let settings: String = settings.chain(code).collect();
    match settings.as_str() {
        "" => settings,
        _ => format!(";{settings}"),
    }
}

/// The lints that the name on the wire or the type of the result may trigger.
fn lints(types: Types<'_>, method: &Method) -> lints::Lints {
    let reply = method.reply.iter();
    let of_reply = reply.flat_map(|ty| lints::of_type(types, ty, &types.code(ty)));
    lints::of_text(&method.wire)
        .into_iter()
        .chain(of_reply)
        .collect()
}

/// The `use` line of the module `methods` within the stub.
pub(super) fn uses(api: &IndexedApi<'_>) -> &'static str {
    if api.methods.iter().all(|method| method.args.is_empty()) {
        "use super::__rt;"
    } else {
        "use super::{__rt, args};"
    }
}
