//! Compiles the patterns of a spec, and matches defaults with them. The limits apply to all
//! patterns of a spec together, because a short pattern such as `\w{500}` can take a second and
//! many MiB to compile.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;

use regex::Regex;
use regex_syntax::ast::parse::Parser;
use regex_syntax::ast::{Ast, ClassSet, ClassSetItem, RepetitionKind, RepetitionRange};

/// The maximum number of [states](Size::states) of all different patterns of a spec together.
const MAX_STATES: u64 = 500_000;

/// The number of states that is added to the size of each pattern.
const STATES_PER_PATTERN: u64 = 50;

/// The maximum number of steps in which all defaults of a spec are matched: the bytes of each
/// default, times the [positions](Size::positions) of its pattern.
const MAX_STEPS: u64 = 20_000_000;

/// The compiled patterns of a spec, and the rest of the limits for further patterns.
pub(crate) struct Patterns {
    compiled: RefCell<HashMap<String, Result<Pattern, Refusal>>>,
    states_left: Cell<u64>,
    ran_out: Cell<bool>,
    steps_left: Cell<u64>,
}

#[derive(Clone)]
struct Pattern {
    regex: Regex,
    positions: u64,
}

/// Why a pattern was not compiled.
#[derive(Clone, Debug)]
pub(super) enum Refusal {
    /// The pattern is not a regular expression; the string is the error.
    Invalid(String),
    /// The pattern is the first one that exceeds the limit.
    TooLarge,
    /// Another pattern has exceeded the limit, and that pattern is reported.
    RanOut,
}

/// The result of matching a default.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Match {
    /// The default matches, or the pattern is invalid and has been reported.
    Fits,
    Differs,
    /// Matching this default would exceed the limit.
    TooLong,
}

impl Patterns {
    pub(super) fn new() -> Self {
        Self {
            compiled: RefCell::default(),
            states_left: Cell::new(MAX_STATES),
            ran_out: Cell::new(false),
            steps_left: Cell::new(MAX_STEPS),
        }
    }

    /// Returns the compiled patterns for the next phase. The limit on matching starts anew, because
    /// the next phase matches the same defaults again.
    pub(super) fn for_next_phase(self) -> Self {
        self.steps_left.set(MAX_STEPS);
        self
    }

    /// Compiles a pattern. A pattern that occurs several times in a spec is compiled once.
    pub(super) fn check(&self, pattern: &str) -> Result<(), Refusal> {
        self.get(pattern).map(|_| ())
    }

    pub(super) fn matches(&self, pattern: &str, text: &str) -> Match {
        let Ok(pattern) = self.get(pattern) else {
            return Match::Fits;
        };
        let bytes = u64::try_from(text.len()).unwrap_or(u64::MAX);
        let steps = pattern.positions.saturating_mul(bytes);
        match self.steps_left.get().checked_sub(steps) {
            None => return Match::TooLong,
            Some(left) => self.steps_left.set(left),
        }
        if pattern.regex.is_match(text) {
            Match::Fits
        } else {
            Match::Differs
        }
    }

    fn get(&self, pattern: &str) -> Result<Pattern, Refusal> {
        if let Some(known) = self.compiled.borrow().get(pattern) {
            return known.clone();
        }
        if self.ran_out.get() {
            return Err(Refusal::RanOut);
        }
        let compiled = self.compile(pattern);
        let mut all = self.compiled.borrow_mut();
        all.insert(pattern.to_owned(), compiled.clone());
        compiled
    }

    fn compile(&self, text: &str) -> Result<Pattern, Refusal> {
        // If the parser refuses the pattern, so does the compiler, before anything that takes time.
        let size = Size::of(text).unwrap_or_default();
        let states = size.states.saturating_add(STATES_PER_PATTERN);
        let Some(left) = self.states_left.get().checked_sub(states) else {
            self.ran_out.set(true);
            return Err(Refusal::TooLarge);
        };
        self.states_left.set(left);
        match Regex::new(text) {
            Ok(regex) => Ok(Pattern {
                regex,
                positions: size.positions,
            }),
            Err(error) => Err(Refusal::Invalid(error.to_string())),
        }
    }
}

/// An estimate of the size of a pattern.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Size {
    /// The approximate number of states of the compiled pattern. A part that the pattern repeats is
    /// counted once per repetition.
    states: u64,
    /// The approximate number of characters and classes. A part that the pattern repeats is counted
    /// once per repetition.
    positions: u64,
}

/// The number of states that a class counts as if it may have hundreds of ranges, such as `\w`.
const LARGE_CLASS: u64 = 1000;

/// The number of states that is counted for a range of characters or for `.`, because each is
/// several ranges of bytes in UTF-8.
const RANGE: u64 = 20;

impl Size {
    /// Returns the size of a pattern; `None` if its syntax is wrong. The size of a class is
    /// estimated from its items, because expanding the class to its characters would take time.
    fn of(pattern: &str) -> Option<Self> {
        let ast = Parser::new().parse(pattern).ok()?;
        let mut size = Self::of_ast(&ast);
        // If case is ignored, adding both cases of the characters in a class takes longer than
        // compiling the class.
        if ignores_case(pattern) {
            size.states = size.states.saturating_mul(4);
        }
        Some(size)
    }

    fn of_ast(ast: &Ast) -> Self {
        match ast {
            Ast::Empty(_) | Ast::Flags(_) | Ast::Assertion(_) | Ast::Literal(_) => Self::leaf(1),
            Ast::Dot(_) => Self::leaf(RANGE),
            Ast::ClassUnicode(_) | Ast::ClassPerl(_) => Self::leaf(LARGE_CLASS),
            Ast::ClassBracketed(class) => Self::leaf(states_of(&class.kind)),
            Ast::Group(group) => Self::of_ast(&group.ast).and(Self::leaf(1)),
            Ast::Repetition(repetition) => {
                let times = most(&repetition.op.kind);
                Self::of_ast(&repetition.ast).times(times)
            }
            Ast::Alternation(parts) => Self::sum(&parts.asts),
            Ast::Concat(parts) => Self::sum(&parts.asts),
        }
    }

    fn leaf(states: u64) -> Self {
        Self {
            states,
            positions: 1,
        }
    }

    fn sum(parts: &[Ast]) -> Self {
        parts
            .iter()
            .map(Self::of_ast)
            .fold(Self::leaf(1), Self::and)
    }

    fn and(self, other: Self) -> Self {
        Self {
            states: self.states.saturating_add(other.states),
            positions: self.positions.saturating_add(other.positions),
        }
    }

    fn times(self, times: u32) -> Self {
        Self {
            states: self.states.saturating_mul(times.into()),
            positions: self.positions.saturating_mul(times.into()),
        }
    }
}

/// Returns how many times the compiled pattern contains the content of a repetition.
fn most(kind: &RepetitionKind) -> u32 {
    match kind {
        RepetitionKind::Range(
            RepetitionRange::Exactly(times) | RepetitionRange::Bounded(_, times),
        ) => (*times).max(1),
        RepetitionKind::Range(RepetitionRange::AtLeast(times)) => times.saturating_add(1),
        RepetitionKind::ZeroOrOne | RepetitionKind::ZeroOrMore | RepetitionKind::OneOrMore => 1,
    }
}

fn states_of(class: &ClassSet) -> u64 {
    match class {
        ClassSet::Item(item) => states_of_item(item),
        ClassSet::BinaryOp(operation) => {
            states_of(&operation.lhs).saturating_add(states_of(&operation.rhs))
        }
    }
}

fn states_of_item(item: &ClassSetItem) -> u64 {
    match item {
        ClassSetItem::Empty(_) | ClassSetItem::Literal(_) | ClassSetItem::Ascii(_) => 1,
        ClassSetItem::Range(range) if range.end.c.is_ascii() => 1,
        ClassSetItem::Range(_) => RANGE,
        ClassSetItem::Unicode(_) | ClassSetItem::Perl(_) => LARGE_CLASS,
        ClassSetItem::Bracketed(class) => {
            states_of(&class.kind).saturating_add(if class.negated { RANGE } else { 0 })
        }
        ClassSetItem::Union(union) => {
            let states = union.items.iter().map(states_of_item);
            states.fold(0, u64::saturating_add)
        }
    }
}

/// Whether a pattern may turn on the flag `i`.
fn ignores_case(pattern: &str) -> bool {
    let mut groups = pattern.split("(?").skip(1);
    groups.any(|group| {
        let flags = group.split([':', ')', '<']).next();
        flags.is_some_and(|flags| flags.contains('i'))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn states(pattern: &str) -> u64 {
        Size::of(pattern).unwrap().states
    }

    #[test]
    fn repetitions_multiply() {
        assert_eq!(states("[ab]{1000}"), 2_000);
        assert_eq!(states("(?:[ab]{10}){20,30}"), 630);
        assert!(states("(?:(?:(?:a{1000}){1000}){1000}){1000}") > MAX_STATES);
    }

    #[test]
    fn large_classes_count_even_if_their_difference_is_small() {
        assert_eq!(states(r"[\w--\w]"), 2 * LARGE_CLASS);
        assert!(states(r"(?i)\w") > states(r"\w"));
        assert!(states(r"[^\w]") >= LARGE_CLASS);
    }

    #[test]
    fn equal_patterns_count_once() {
        let patterns = Patterns::new();
        for _ in 0..100 {
            assert!(patterns.check(r"^[a-z]{1,9999}$").is_ok());
        }
    }

    #[test]
    fn a_pattern_that_exceeds_the_limit_is_always_refused_and_later_ones_are_not_read() {
        let patterns = Patterns::new();
        assert!(patterns.check("a").is_ok());
        for _ in 0..2 {
            let refused = patterns.check(r"\w{1000}");
            assert!(matches!(refused, Err(Refusal::TooLarge)));
        }
        assert!(matches!(patterns.check("b"), Err(Refusal::RanOut)));
        assert!(patterns.check("a").is_ok());
    }

    #[test]
    fn a_default_that_would_take_too_long_is_not_matched() {
        let patterns = Patterns::new();
        let pattern = "[ab]*a[ab]{2000}c";
        assert_eq!(patterns.matches(pattern, "ab"), Match::Differs);
        let text = "ab".repeat(500_000);
        assert_eq!(patterns.matches(pattern, &text), Match::TooLong);
    }
}
