//! The grammar: `union = postfix { "|" postfix }`, `postfix = primary { "?" }`,
//! `primary = NAME | NAME "<" union { "," union } ">" | STRING`.

use std::ops::Range;

use super::{Expression, ExpressionError, ExpressionKind};
use crate::source::{Span, Text};
use crate::tree::{Located, MAX_DEPTH};

type Parsed<T> = Result<T, ExpressionError>;

/// Parses the type at the beginning of a text, and returns the offset at which it ends.
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
        Err(ExpressionError::Union(span, alternatives))
    }

    fn postfix(&mut self) -> Parsed<Expression> {
        let start = self.start();
        let mut expression = self.primary()?;
        let mut optional = false;
        while self.eat('?') {
            if optional {
                return Err(self.wrong(start, "`??` has the same meaning as `?`", "write one `?`"));
            }
            let span = self.part(start..self.at);
            let kind = ExpressionKind::Optional(Box::new(expression));
            expression = Expression::new(kind, span);
            optional = true;
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
        if name.value == "tuple" {
            return Err(self.not_supported(start, "`tuple`"));
        }
        let span = self.part(start..self.at);
        Ok(Expression::new(ExpressionKind::Generic(name, inner), span))
    }

    /// Parses the types between `<` and `>`.
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
        let closed = matches!(stream.next(), Some(Ok(_)));
        self.at += if closed {
            stream.byte_offset()
        } else {
            self.rest().len()
        };
        if closed {
            Err(self.not_supported(start, "a string as a type (`\"…\"`)"))
        } else {
            Err(self.wrong(
                start,
                "the closing quote is missing",
                "add `\"` at the end of the string",
            ))
        }
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

    fn not_supported(&self, start: usize, construct: &str) -> ExpressionError {
        ExpressionError::NotSupported {
            span: self.part(start..self.at),
            construct: construct.to_owned(),
        }
    }

    fn part(&self, range: Range<usize>) -> Span {
        self.text.part(range)
    }
}
