//! How a value is written: the value that was found, and the value to write instead.

use super::quote;
use crate::tree::{Node, NodeKind};

/// Describes the value that was written, for a message: the value in backticks, or a description
/// such as `a list`.
pub(super) fn found(node: &Node) -> String {
    match &node.kind {
        NodeKind::Scalar(_) if node.is_nothing() => "nothing".to_owned(),
        NodeKind::Scalar(scalar) if scalar.quoted => quote(&format!("\"{}\"", scalar.text)),
        NodeKind::Scalar(scalar) => quote(&scalar.text),
        NodeKind::List(_) | NodeKind::Map(_) => node.describe().to_owned(),
    }
}

/// The help that shows how to write a value of a type.
pub(super) fn remedy(node: &Node, ty: &str) -> String {
    let how = match (&node.kind, ty) {
        (NodeKind::Scalar(scalar), _) if scalar.text == "null" && !scalar.quoted => {
            return format!("use the type `{ty}?` to allow `null`");
        }
        (NodeKind::Scalar(scalar), "string") => return in_quotes(&scalar.text),
        (_, "string") => "write a string, such as `\"V\"`",
        (_, "any") => "write the number as a string",
        _ if ty.starts_with("list<") => "write a list, as in `[…]`",
        _ if ty.starts_with("tuple<") => return tuple_of(ty),
        _ if ty.starts_with("map<") => "write a map, as in `{…}`",
        _ => built_in(ty).unwrap_or("write the members of the value, as in `{…}`"),
    };
    how.to_owned()
}

/// The help that shows how to write a tuple of the type `ty`.
fn tuple_of(ty: &str) -> String {
    let mut depth = 0_usize;
    let mut values = vec!["…"];
    for sign in ty.chars() {
        match sign {
            '<' => depth += 1,
            '>' => depth = depth.saturating_sub(1),
            ',' if depth == 1 => values.push("…"),
            _ => {}
        }
    }
    let count = values.len();
    format!(
        "write a list of {count} values, as in `[{}]`",
        values.join(", ")
    )
}

/// The help that shows how to write a value of a built-in type other than a string.
pub(super) fn built_in(ty: &str) -> Option<&'static str> {
    Some(match ty {
        "bytes" => "write base64 in quotes, such as `\"AAH/\"`",
        "bool" => "write `true` or `false`, without quotes",
        "f32" | "f64" => "write a finite number, such as `1.5` or `2e-3`",
        "i8" | "i16" | "i32" | "i64" | "u8" | "u16" | "u32" | "u64" => {
            "write an integer in decimal, such as `1000`"
        }
        "null" => "write `null`",
        _ => return None,
    })
}

/// The help for a string that is not in quotes in a JSON default, or in TOML.
pub(super) fn in_quotes(text: &str) -> String {
    let json = serde_json::Value::from(text).to_string();
    format!("put the string in double quotes: {}", double_quoted(&json))
}

/// Shows a part of a default that contains double quotes.
pub(super) fn double_quoted(json: &str) -> String {
    let escaped = json.replace('\\', "\\\\").replace('"', "\\\"");
    format!(
        "{}, or {} if the whole value is in double quotes",
        quote(json),
        quote(&escaped)
    )
}
