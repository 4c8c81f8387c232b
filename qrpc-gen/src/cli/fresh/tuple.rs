//! Recognizes trailing commas that change the meaning of code: `(a,)` is a tuple, `(a)` is not.

use proc_macro2::{Delimiter, Group, Spacing, TokenStream, TokenTree};

/// Keywords after which parentheses can be a tuple. Parentheses after any other word are arguments.
const KEYWORDS: [&str; 15] = [
    "as", "break", "dyn", "for", "if", "impl", "in", "let", "match", "mut", "pub", "ref", "return",
    "where", "while",
];

/// Whether parentheses are a tuple if they contain one element and a trailing comma. Parentheses
/// with a callee `before` them are not a tuple, because they contain arguments.
pub(super) fn is_tuple_of_one(group: &Group, before: &[TokenTree]) -> bool {
    group.delimiter() == Delimiter::Parenthesis
        && !ends_with_callee(before)
        && commas(group.stream()) <= 1
}

fn ends_with_callee(before: &[TokenTree]) -> bool {
    match before {
        [.., TokenTree::Punct(sign), TokenTree::Ident(_)] if sign.as_char() == '\'' => false,
        [.., TokenTree::Ident(word)] => !KEYWORDS.contains(&word.to_string().as_str()),
        [.., line, TokenTree::Punct(sign)] if sign.as_char() == '>' => !begins_arrow(line),
        [.., TokenTree::Punct(sign)] => ['!', '?'].contains(&sign.as_char()),
        _ => false,
    }
}

/// Counts the commas that are not between angle brackets.
fn commas(stream: TokenStream) -> usize {
    let (mut commas, mut depth, mut in_arrow) = (0, 0_usize, false);
    for tree in stream {
        match &tree {
            TokenTree::Punct(sign) if sign.as_char() == '<' => depth += 1,
            TokenTree::Punct(sign) if sign.as_char() == '>' && !in_arrow => {
                depth = depth.saturating_sub(1);
            }
            TokenTree::Punct(sign) if sign.as_char() == ',' && depth == 0 => commas += 1,
            _ => {}
        }
        in_arrow = begins_arrow(&tree);
    }
    commas
}

/// Whether the token is the first character of `->` or `=>`, whose `>` does not close a bracket.
fn begins_arrow(tree: &TokenTree) -> bool {
    let TokenTree::Punct(sign) = tree else {
        return false;
    };
    sign.spacing() == Spacing::Joint && ['-', '='].contains(&sign.as_char())
}
