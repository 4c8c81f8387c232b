//! Reading values from text.

use crate::value::{Bytes, Map, Value};

/// The text that is left, and the number of levels that values in it may still be nested.
pub(super) struct Parser<'f> {
    rest: &'f str,
    depth: usize,
}

impl<'f> Parser<'f> {
    pub(super) fn new(text: &'f str, depth: usize) -> Self {
        Self { rest: text, depth }
    }

    /// Reads the whole text: one value, or names with values, which become a map.
    pub(super) fn whole(mut self) -> Result<Value, String> {
        let mut names = Parser::new(self.rest, self.depth);
        let value = self.value();
        self.skip_blanks();
        match value {
            Ok(value) if self.rest.is_empty() => Ok(value),
            _ => names.entries(None).map(Value::Map),
        }
    }

    /// Reads the whole text as one value.
    pub(super) fn only_value(mut self) -> Result<Value, String> {
        let value = self.value()?;
        self.skip_blanks();
        if self.rest.is_empty() {
            return Ok(value);
        }
        Err(self.unexpected("the end of the line"))
    }

    /// Reads names with values, up to `end`, or up to the end of the text.
    pub(super) fn entries(&mut self, end: Option<char>) -> Result<Map, String> {
        self.enter()?;
        let mut entries = Map::new();
        while !self.ends(end)? {
            let name = self.name()?;
            if entries.contains_key(&name) {
                return Err(format!("the name {name:?} is duplicated"));
            }
            let value = self.value()?;
            entries.insert(name, value);
        }
        self.depth += 1;
        Ok(entries)
    }

    fn list(&mut self) -> Result<Value, String> {
        self.enter()?;
        let mut values = Vec::new();
        while !self.ends(Some(']'))? {
            values.push(self.value()?);
        }
        self.depth += 1;
        Ok(Value::List(values))
    }

    fn enter(&mut self) -> Result<(), String> {
        let left = self.depth.checked_sub(1);
        self.depth = left.ok_or("the nesting exceeds the maximum")?;
        Ok(())
    }

    /// Whether the text, or the list or map that `end` closes, ends here.
    fn ends(&mut self, end: Option<char>) -> Result<bool, String> {
        self.skip_blanks();
        match (end, self.rest.chars().next()) {
            (None, next) => Ok(next.is_none()),
            (Some(end), None) => Err(format!("`{end}` is missing")),
            (Some(end), Some(next)) => {
                let ends = next == end;
                if ends {
                    self.rest = &self.rest[end.len_utf8()..];
                }
                Ok(ends)
            }
        }
    }

    fn skip_blanks(&mut self) {
        self.rest = self.rest.trim_start_matches(is_blank);
    }

    /// Reads a name and the colon after it. As in quickrpc, a name without quotes may contain any
    /// letter except blanks and colons.
    fn name(&mut self) -> Result<String, String> {
        let name = match self.rest.strip_prefix('"') {
            Some(rest) => self.string(rest)?,
            None => self.up_to(|letter| " \t:".contains(letter)).to_owned(),
        };
        match self.rest.strip_prefix(':') {
            Some(rest) => self.rest = rest,
            None => return Err(self.unexpected("a colon after a name")),
        }
        Ok(name)
    }

    fn value(&mut self) -> Result<Value, String> {
        self.skip_blanks();
        let mut letters = self.rest.chars();
        match letters.next() {
            Some('"') => self.string(letters.as_str()).map(Value::Text),
            Some('\'') => self.bytes(letters.as_str()),
            Some('[') => {
                self.rest = letters.as_str();
                self.list()
            }
            Some('{') => {
                self.rest = letters.as_str();
                self.entries(Some('}')).map(Value::Map)
            }
            _ => self.plain(),
        }
    }

    /// Reads a number, `true`, `false` or `null`.
    fn plain(&mut self) -> Result<Value, String> {
        let before = self.rest;
        match self.up_to(|letter| is_blank(letter) || "[]{}\"':".contains(letter)) {
            "null" => Ok(Value::Null),
            "true" => Ok(Value::Bool(true)),
            "false" => Ok(Value::Bool(false)),
            word => number(word).ok_or_else(|| Parser::new(before, 0).unexpected("a value")),
        }
    }

    /// Takes the letters up to one that `ends`.
    fn up_to(&mut self, ends: fn(char) -> bool) -> &'f str {
        let end = self.rest.find(ends).unwrap_or(self.rest.len());
        let (word, rest) = self.rest.split_at(end);
        self.rest = rest;
        word
    }

    /// Reads a string after its opening quote. An unknown escape is kept as it is.
    fn string(&mut self, text: &'f str) -> Result<String, String> {
        let mut string = String::new();
        let mut letters = text.chars();
        loop {
            match letters.next() {
                Some('"') => {
                    self.rest = letters.as_str();
                    return Ok(string);
                }
                Some('\\') => match letters.next() {
                    Some('n') => string.push('\n'),
                    Some(letter @ ('"' | '\\')) => string.push(letter),
                    Some(letter) => string.extend(['\\', letter]),
                    None => return Err("the closing quote is missing".to_owned()),
                },
                Some(letter) => string.push(letter),
                None => return Err("the closing quote is missing".to_owned()),
            }
        }
    }

    fn bytes(&mut self, text: &'f str) -> Result<Value, String> {
        let (base64, rest) = text
            .split_once('\'')
            .ok_or("the closing quote is missing")?;
        self.rest = rest;
        let bytes = Bytes::from_base64::<serde_json::Error>(base64);
        bytes.map(Value::Bytes).map_err(|error| error.to_string())
    }

    fn unexpected(&self, expected: &str) -> String {
        match self.rest {
            "" => format!("expected {expected}"),
            rest => format!("expected {expected} at {}", super::excerpt(rest.as_bytes())),
        }
    }
}

/// Commas may separate values too, because people type them.
fn is_blank(letter: char) -> bool {
    matches!(letter, ' ' | '\t' | '\r' | ',')
}

/// Reads a number. An integer with an exponent, such as `1e+06`, is an integer, because quickrpc
/// writes integers from a million on in this way.
fn number(word: &str) -> Option<Value> {
    let is_number = |byte: u8| matches!(byte, b'0'..=b'9' | b'-' | b'+' | b'.' | b'e' | b'E');
    if word.starts_with('+') || !word.bytes().all(is_number) {
        return None;
    }
    if let Ok(integer) = word.parse::<i64>() {
        return Some(Value::from(integer));
    }
    if let Ok(integer) = word.parse::<u64>() {
        return Some(Value::from(integer));
    }
    let float = word.parse::<f64>().ok().filter(|float| float.is_finite())?;
    let has_exponent = word.contains(['e', 'E']);
    let digits = format!("{float}");
    let integer = (digits.parse::<i64>().map(Value::from))
        .or_else(|_| digits.parse::<u64>().map(Value::from));
    Some(
        integer
            .ok()
            .filter(|_| has_exponent)
            .unwrap_or(Value::Float(float)),
    )
}
