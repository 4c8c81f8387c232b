//! The grammar: `union = postfix { "|" postfix }`, `postfix = primary { "?" }`,
//! `primary = NAME | NAME "<" union { "," union } ">" | STRING`.

use std::ops::Range;

use super::{Alternatives, Expression, ExpressionError, ExpressionKind};
use crate::source::{Span, Text};
use crate::tree::{Located, MAX_DEPTH};

type Parsed<T> = Result<T, ExpressionError>;

/// Parses the type at the beginning of a text. Returns the type, and the offset in the text at
/// which it ends.
pub(crate) fn parse(text: Located<'_>) -> Parsed<(Expression, usize)> {
    let mut parser = Parser {
        text,
        at: 0,
        depth: 0,
    };
    let expression = parser.union()?;
    parser.skip_blanks();
    Ok((expression, parser.at))
}

struct Parser<'a> {
    text: Located<'a>,
    at: usize,
    depth: usize,
}

impl<'a> Parser<'a> {
    fn union(&mut self) -> Parsed<Expression> {
        let start = self.start();
        let first = self.postfix()?;
        if !self.eat('|') {
            return Ok(first);
        }
        let mut alternatives = vec![first, self.postfix()?];
        while self.eat('|') {
            alternatives.push(self.postfix()?);
        }
        let span = self.part(start..self.at);
        let kind = ExpressionKind::Union(Alternatives {
            number: 0,
            types: alternatives,
        });
        Ok(Expression::new(kind, span))
    }

    fn postfix(&mut self) -> Parsed<Expression> {
        let start = self.start();
        let mut expression = self.primary()?;
        let mut signs = 0;
        while self.eat('?') {
            signs += 1;
            if signs > 2 {
                let message = "at most two `?` can follow a type";
                let help =
                    "write `?` for a value that may be absent, or `??` to tell absent from null";
                return Err(self.wrong(start, message, help));
            }
            let span = self.part(start..self.at);
            let kind = ExpressionKind::Optional(Box::new(expression));
            expression = Expression::new(kind, span);
        }
        Ok(expression)
    }

    fn primary(&mut self) -> Parsed<Expression> {
        let start = self.start();
        if self.rest().starts_with('"') {
            return self.literal(start);
        }
        let name = self.name()?;
        if !self.eat('<') {
            let kind = ExpressionKind::Name(name.value);
            return Ok(Expression::new(kind, name.span));
        }
        let inner = self.inner(start)?;
        let span = self.part(start..self.at);
        Ok(Expression::new(ExpressionKind::Generic(name, inner), span))
    }

    /// Parses the types between `<` and `>`. `start` is the position at which the generic type
    /// begins.
    fn inner(&mut self, start: usize) -> Parsed<Vec<Expression>> {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return Err(ExpressionError::TooDeep(self.part(start..self.at)));
        }
        let mut inner = vec![self.union()?];
        while self.eat(',') {
            inner.push(self.union()?);
        }
        if !self.eat('>') {
            return Err(self.expected("`,` or `>`"));
        }
        self.depth -= 1;
        Ok(inner)
    }

    fn name(&mut self) -> Parsed<Text> {
        let start = self.start();
        let word = |c: char| c.is_ascii_alphanumeric() || c == '_';
        let rest = self.rest();
        let length = rest.find(|c| !word(c)).unwrap_or(rest.len());
        if length == 0 || rest.starts_with(|c: char| c.is_ascii_digit()) {
            return Err(self.expected("a type"));
        }
        self.at += length;
        let name = rest.get(..length).unwrap_or_default();
        Ok(Text::new(name.to_owned(), self.part(start..self.at)))
    }

    fn literal(&mut self, start: usize) -> Parsed<Expression> {
        let mut stream = serde_json::Deserializer::from_str(self.rest()).into_iter::<String>();
        let Some(Ok(text)) = stream.next() else {
            self.at = self.text.text.len();
            let message = "the type contains a string that is not closed or has an invalid escape";
            return Err(self.wrong(start, message, "write a string in the syntax of JSON"));
        };
        self.at += stream.byte_offset();
        let span = self.part(start..self.at);
        Ok(Expression::new(ExpressionKind::Literal(text), span))
    }

    fn eat(&mut self, sign: char) -> bool {
        self.skip_blanks();
        let found = self.rest().starts_with(sign);
        self.at += if found { sign.len_utf8() } else { 0 };
        found
    }

    fn start(&mut self) -> usize {
        self.skip_blanks();
        self.at
    }

    fn skip_blanks(&mut self) {
        let rest = self.rest();
        self.at += rest.len() - rest.trim_start().len();
    }

    fn rest(&self) -> &'a str {
        self.text.text.get(self.at..).unwrap_or_default()
    }

    fn expected(&self, what: &str) -> ExpressionError {
        let found = self.rest().chars().next();
        let span = self.part(self.at..self.at + found.map_or(0, char::len_utf8));
        ExpressionError::Expected {
            span,
            expected: what.to_owned(),
            found,
        }
    }

    fn wrong(&self, start: usize, message: &str, help: &str) -> ExpressionError {
        ExpressionError::Wrong {
            span: self.part(start..self.at),
            message: message.to_owned(),
            help: help.to_owned(),
        }
    }

    fn part(&self, range: Range<usize>) -> Span {
        self.text.part(range)
    }
}
