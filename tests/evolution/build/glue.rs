//! Generates the code by which the lines of a row start and call a stub.

use std::fmt::{Error, Write as _};
use std::path::Path;

use qrpc_gen::model::{Api, Method, Side};

/// Returns a module that contains the stub, and a constant `VERSION` by which tests start its
/// sides.
pub(super) fn module(
    name: &str,
    stub: &Path,
    shared: Option<&Path>,
    api: &Api,
) -> Result<String, Error> {
    let mut text = format!("#[allow(dead_code, unreachable_pub)]\nmod {name} {{\nuse super::*;\n");
    let path = stub.to_string_lossy();
    writeln!(text, "#[path = {path:?}]\nmod api;")?;
    if let Some(shared) = shared {
        writeln!(
            text,
            "#[path = {:?}]\nmod shared;",
            shared.to_string_lossy()
        )?;
    }
    text += &side(api, Side::Normal, "Normal")?;
    text += &side(api, Side::Inverted, "Inverted")?;
    text += &raise(api);
    text += "pub(super) const VERSION: Version = Version { normal: Normal::start, inverted: Inverted::start };\n}\n";
    Ok(text)
}

fn side(api: &Api, side: Side, name: &str) -> Result<String, Error> {
    let seen = |method: &&Method| method.direction.seen_from(side);
    let handlers: String = api
        .methods
        .iter()
        .filter(|method| seen(method).answers())
        .map(handler)
        .collect();
    let calls: String = api
        .methods
        .iter()
        .filter(|method| seen(method).calls())
        .map(call)
        .collect();
    let mut text = String::new();
    writeln!(
        text,
        "struct {name}(api::{side});
impl {name} {{
    fn start(bus: &str, ears: &Arc<Ears>) -> Box<dyn Side> {{
        let name = format!(\"{{bus}}:{name}\");
        let api = api::{side}::builder().transport(name.as_str()).build().expect(\"it can be built\");
{handlers}        ears.listen(&api);
        api.start().expect(\"it starts\");
        Box::new(Self(api))
    }}
}}
#[allow(unused_variables, clippy::match_single_binding)]
impl Side for {name} {{
    fn call(&self, method: &str, args: &serde_json::Value) -> Called {{
        match method {{
{calls}            _ => panic!(\"`{{method}}` is not called from here\"),
        }}
    }}
}}",
        side = api.side_name(side)
    )?;
    Ok(text)
}

/// Returns a function that creates any error of the spec from its name and its data.
fn raise(api: &Api) -> String {
    let error = |def: &qrpc_gen::model::ErrorDef| {
        let (name, rust) = (&def.name, &def.rust);
        format!("        {name:?} => typed::<api::{rust}>(data).into(),\n")
    };
    let errors: String = api.errors.iter().map(error).collect();
    format!(
        "#[allow(unused_variables, clippy::match_single_binding)]
fn raise(error: &str, data: &serde_json::Value) -> qrpc_runtime::Fault {{
    match error {{
{errors}        _ => panic!(\"`{{error}}` is no error of this version\"),
    }}
}}
"
    )
}

/// Returns the code that connects a handler, which records the arguments and gives the answer of
/// the row.
fn handler(method: &Method) -> String {
    let (parameters, shown) = match method.args.as_slice() {
        _ if method.any_args => ("_sender, args", "shown(&args)".to_owned()),
        [] => ("_sender", "shown(&serde_json::json!({}))".to_owned()),
        _ => ("_sender, args", arguments(method)),
    };
    let body = match method.reply {
        Some(_) => format!("ears.hear({shown}, raise)"),
        None => format!("ears.hear::<()>({shown}, raise)"),
    };
    format!(
        "        {{ let ears = Arc::clone(ears); api.{}.try_connect(move |{parameters}| {body}); }}\n",
        method.rust
    )
}

fn call(method: &Method) -> String {
    let become_of = if method.reply.is_some() {
        "settled"
    } else {
        "noted"
    };
    let (wire, rust) = (&method.wire, &method.rust);
    if method.any_args {
        return format!(
            "            {wire:?} => {become_of}(args.clone(), self.0.{rust}(qrpc_runtime::All, typed::<qrpc_runtime::Value>(args))),\n"
        );
    }
    if method.args.is_empty() {
        return format!(
            "            {wire:?} => {become_of}(args.clone(), self.0.{rust}(qrpc_runtime::All)),\n"
        );
    }
    format!(
        "            {wire:?} => {{ let args: api::args::{} = typed(args); {become_of}({}, self.0.{rust}(qrpc_runtime::All, args)) }}\n",
        method.type_name,
        arguments(method)
    )
}

/// Returns an expression for the JSON of all arguments, including those that a stub does not send
/// because they equal their default.
fn arguments(method: &Method) -> String {
    let field =
        |field: &qrpc_gen::model::Field| format!("{:?}: shown(&args.{})", field.wire, field.rust);
    let fields: Vec<_> = method.args.iter().map(field).collect();
    format!("serde_json::json!({{{}}})", fields.join(", "))
}
