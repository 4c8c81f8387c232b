//! Splits a stub into the parts that are compared: its tokens and its comments, in order.

use std::ops::Range;

use proc_macro2::{Punct, Spacing, Span, TokenStream, TokenTree};

use super::lasting;
use super::tuple::is_tuple_of_one;

/// Pairs of characters that form an operator when nothing is between them. `<=` is the only pair
/// that begins with `<` or `>`: the two characters of other pairs may be brackets, and rustfmt
/// decides whether two brackets are adjacent.
const OPERATORS: [&str; 18] = [
    "->", "=>", "::", "..", ".=", "&&", "||", "==", "!=", "<=", "+=", "-=", "*=", "/=", "%=", "^=",
    "&=", "|=",
];

/// Returns the tokens and comments of a stub; `None` if the text is not valid Rust.
pub(super) fn pieces(text: &str) -> Option<Vec<&str>> {
    let mut tokens = Vec::new();
    push_tokens(text.parse().ok()?, false, &mut tokens);
    let mut pieces = Vec::new();
    let mut end = 0;
    for Token { place, form } in tokens {
        // A doc comment consists of several tokens with the same span.
        if place.start >= end {
            pieces.extend(comments(text.get(end..place.start)?));
            end = place.end;
            pieces.extend(match form {
                TokenForm::Whole => Some(text.get(place)?),
                // The next character is included, so that the operator differs from two separate
                // characters.
                TokenForm::Half => Some(text.get(place.start..=place.end)?),
                TokenForm::Layout => None,
            });
        }
    }
    pieces.extend(comments(text.get(end..)?));
    Some(pieces)
}

struct Token {
    place: Range<usize>,
    form: TokenForm,
}

#[derive(Clone, Copy)]
enum TokenForm {
    /// A complete token.
    Whole,
    /// The first character of an operator of two characters.
    Half,
    /// A comma that rustfmt adds or removes when it breaks or joins lines.
    Layout,
}

impl Token {
    fn new(span: Span, form: TokenForm) -> Self {
        let place = span.byte_range();
        Self { place, form }
    }
}

/// Adds the tokens of a stream to `tokens`. `comma_counts` says whether a comma at the end of the
/// stream is significant.
fn push_tokens(stream: TokenStream, comma_counts: bool, tokens: &mut Vec<Token>) {
    let trees: Vec<TokenTree> = stream.into_iter().collect();
    for (at, tree) in trees.iter().enumerate() {
        match tree {
            TokenTree::Group(group) => {
                tokens.push(Token::new(group.span_open(), TokenForm::Whole));
                let tuple = is_tuple_of_one(group, &trees[..at]);
                push_tokens(group.stream(), tuple, tokens);
                tokens.push(Token::new(group.span_close(), TokenForm::Whole));
            }
            TokenTree::Punct(punct) => {
                let form = form(punct, trees.get(at + 1), comma_counts);
                tokens.push(Token::new(punct.span(), form));
            }
            single => tokens.push(Token::new(single.span(), TokenForm::Whole)),
        }
    }
}

fn form(punct: &Punct, next: Option<&TokenTree>, comma_counts: bool) -> TokenForm {
    match (punct.as_char(), next) {
        (',', None) if !comma_counts => TokenForm::Layout,
        (',', Some(TokenTree::Punct(next))) if next.as_char() == '>' => TokenForm::Layout,
        (_, Some(TokenTree::Punct(next))) if is_operator(punct, next) => TokenForm::Half,
        _ => TokenForm::Whole,
    }
}

fn is_operator(first: &Punct, second: &Punct) -> bool {
    let signs = [first.as_char(), second.as_char()];
    let is_known = || OPERATORS.iter().any(|known| known.chars().eq(signs));
    first.spacing() == Spacing::Joint && is_known()
}

/// Returns the lines of the comments in the text between two tokens.
fn comments(between: &str) -> impl Iterator<Item = &str> {
    let lines = between.lines().map(str::trim);
    lines.filter(|line| !line.is_empty()).map(lasting)
}
