//! Reads a default in the short form, which is the text after `=`.
//!
//! A default in the short form is JSON. First, `serde_json` checks the syntax. Then the YAML
//! reader, which also reads JSON, builds the tree with the span of each value.

use super::yaml;
use crate::diagnostic::catalogue::ShortForm;
use crate::diagnostic::{Code, Diagnostics, catalogue};
use crate::tree::Located;
use crate::tree::Node;

/// Reads a default. `short_form` is the type and the text before the default, for messages. Returns
/// `None` if a mistake was reported.
pub(super) fn load(
    json: Located<'_>,
    short_form: ShortForm<'_>,
    diagnostics: &mut Diagnostics,
) -> Option<Node> {
    if json.text.is_empty() {
        diagnostics.push(catalogue::no_default(json.span));
        return None;
    }
    if let Some(number) = unpadded(json.text) {
        diagnostics.push(catalogue::leading_zeros(json.span, json.text, &number));
        return None;
    }
    if let Err(error) = serde_json::from_str::<serde_json::Value>(json.text) {
        // Deep nesting is reported with our own message. The JSON parser has a higher limit than
        // ours, and its error can be recognized only by its text.
        let too_deep = error.to_string().starts_with("recursion limit");
        diagnostics.push(if too_deep {
            catalogue::too_deep(json.span)
        } else {
            catalogue::default_syntax(json.span, json.text, short_form, &error)
        });
        return None;
    }
    let mut mistakes = Diagnostics::default();
    let Some(mut node) = yaml::load(json.text, &mut mistakes) else {
        let too_deep = mistakes
            .iter()
            .any(|mistake| mistake.code == Code::TOO_DEEP);
        diagnostics.push(if too_deep {
            catalogue::too_deep(json.span)
        } else {
            catalogue::unprintable_default(json.span)
        });
        return None;
    };
    node.relocate(&|span| json.part(span.into()));
    Some(node)
}

/// Returns the number without its leading zeros; `None` if the text is not an integer with leading
/// zeros. Integers with leading zeros are refused because other languages read them as octal
/// numbers.
pub(crate) fn unpadded(text: &str) -> Option<String> {
    let (sign, digits) = match text.strip_prefix('-') {
        Some(digits) => ("-", digits),
        None => ("", text),
    };
    let number = digits.trim_start_matches('0');
    let padded = digits.len() > 1
        && digits.starts_with('0')
        && digits.bytes().all(|byte| byte.is_ascii_digit());
    padded.then(|| format!("{sign}{}", if number.is_empty() { "0" } else { number }))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::Value;

    use super::*;
    use crate::source::{Span, Syntax};
    use crate::tree::{Expression, NodeKind, ScalarNode};

    fn node(json: &str) -> Option<Node> {
        let scalar = ScalarNode {
            text: json.to_owned(),
            quoted: false,
        };
        let whole = Span::new(0, json.len());
        load(
            Located::new(&scalar, whole, json),
            ShortForm {
                ty: &Expression::unread(whole),
                before: "",
                syntax: Syntax::Yaml,
            },
            &mut Diagnostics::default(),
        )
    }

    /// Whether a node has the same content as the value that `serde_json` reads.
    fn agrees(node: &Node, value: &Value) -> bool {
        match (&node.kind, value) {
            (NodeKind::Scalar(scalar), Value::String(text)) => {
                scalar.quoted && scalar.text == *text
            }
            (NodeKind::Scalar(scalar), value) => {
                let written = value.to_string();
                !scalar.quoted && scalar.text == written
            }
            (NodeKind::List(nodes), Value::Array(values)) => {
                nodes.len() == values.len()
                    && nodes
                        .iter()
                        .zip(values)
                        .all(|(node, value)| agrees(node, value))
            }
            (NodeKind::Map(map), Value::Object(values)) => {
                map.len() == values.len()
                    && map.iter().all(|entry| {
                        let value = values.get(&entry.key.value);
                        value.is_some_and(|value| agrees(&entry.value, value))
                    })
            }
            _ => false,
        }
    }

    fn json() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Value::from),
            any::<i64>().prop_map(Value::from),
            "\\PC*".prop_map(Value::from),
        ];
        leaf.prop_recursive(4, 32, 5, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..5).prop_map(Value::from),
                prop::collection::btree_map("\\PC*", inner, 0..5)
                    .prop_map(|map| Value::Object(map.into_iter().collect())),
            ]
        })
    }

    proptest! {
        #[test]
        fn whatever_is_json_is_read_as_json(value in json(), pretty in any::<bool>()) {
            let text = if pretty { format!("{value:#}") } else { value.to_string() };
            prop_assert!(agrees(&node(&text).unwrap(), &value), "{text}");
        }
    }

    #[test]
    fn escapes_are_those_of_json() {
        let text = r#""\/\b\f\n\r\t\"\\\u00e9\ud83d\ude00""#;
        assert!(agrees(
            &node(text).unwrap(),
            &serde_json::from_str(text).unwrap()
        ));
    }

    #[test]
    fn values_know_their_place() {
        let NodeKind::List(items) = node("[1, \"ä\", 3]").unwrap().kind else {
            unreachable!("it is a list");
        };
        assert_eq!(items[2].span, Span::new(10, 11));
    }

    #[test]
    fn what_only_yaml_reads_is_no_default() {
        for text in [
            "yes", "[a]", "{a: 1}", "'a'", "1 # one", "*a", "!a 1", "0x1", "1_0", "nan",
        ] {
            assert_eq!(node(text), None, "{text}");
        }
    }
}
