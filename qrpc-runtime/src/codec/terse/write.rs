//! Writing values as text.

use std::fmt::Write as _;

use crate::value::{Map, Value};

pub(super) fn write_value(value: &Value, into: &mut String) {
    match value {
        Value::Null => into.push_str("null"),
        Value::Bool(flag) => write_display(flag, into),
        Value::Int(number) => write_display(number, into),
        Value::Float(number) => write_float(*number, into),
        Value::Text(text) => write_string(text, into),
        Value::Bytes(bytes) => {
            let base64 = bytes.to_base64();
            into.extend(["'", &base64, "'"]);
        }
        Value::List(values) => {
            into.push('[');
            for (index, value) in values.iter().enumerate() {
                into.push_str(if index > 0 { " " } else { "" });
                write_value(value, into);
            }
            into.push(']');
        }
        Value::Map(entries) => {
            into.push('{');
            write_entries(entries, into);
            into.push('}');
        }
    }
}

/// Writes names with values, separated by blanks.
pub(super) fn write_entries(entries: &Map, into: &mut String) {
    for (index, (name, value)) in entries.iter().enumerate() {
        into.push_str(if index > 0 { " " } else { "" });
        write_name(name, into);
        into.push(':');
        write_value(value, into);
    }
}

fn write_name(name: &str, into: &mut String) {
    let is_plain = |letter: char| letter.is_alphanumeric() || "_-./$".contains(letter);
    if !name.is_empty() && name.chars().all(is_plain) {
        into.push_str(name);
    } else {
        write_string(name, into);
    }
}

/// Writes a float so that it is not read as an integer: with a point, or with an exponent if it is
/// no integer of 64 bits. quickrpc reads exponents of one digit only with a sign.
fn write_float(number: f64, into: &mut String) {
    const INTEGERS_END: f64 = 18_446_744_073_709_551_616.0;
    let start = into.len();
    let size = number.abs();
    if size >= INTEGERS_END || size > 0.0 && size < 1e-5 {
        write_display(format_args!("{number:e}"), into);
    } else {
        write_display(number, into);
        if !into[start..].contains('.') {
            into.push_str(".0");
        }
    }
}

fn write_string(text: &str, into: &mut String) {
    into.push('"');
    for letter in text.chars() {
        match letter {
            '\n' => into.push_str("\\n"),
            '"' => into.push_str("\\\""),
            '\\' => into.push_str("\\\\"),
            letter => into.push(letter),
        }
    }
    into.push('"');
}

fn write_display(value: impl std::fmt::Display, into: &mut String) {
    // Writing to a string does not fail.
    write!(into, "{value}").ok();
}
