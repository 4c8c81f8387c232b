//! Something in brackets: on one line, or one item a line.

use super::{Code, Room, width};

/// Something in brackets.
#[derive(Clone, Debug)]
pub(crate) struct List {
    /// What stands before the items, with the opening bracket.
    open: String,
    items: Vec<Code>,
    kind: Kind,
}

/// What the brackets mean, which decides how they are laid out.
#[derive(Clone, Debug)]
struct Kind {
    close: &'static str,
    /// What follows an item that is alone on the line.
    alone: &'static str,
    /// The most columns that the items may take on one line.
    limit: usize,
}

/// rustfmt's `fn_call_width`, which holds for tuples too.
const CALL_WIDTH: usize = 60;

const PARAMETERS: Kind = kind(">", "", usize::MAX);
const TUPLE: Kind = kind(")", ",", CALL_WIDTH);
const PARAMETER_TUPLE: Kind = kind(")>", ",", CALL_WIDTH);
const CALL: Kind = kind(")", "", CALL_WIDTH);

const fn kind(close: &'static str, alone: &'static str, limit: usize) -> Kind {
    Kind {
        close,
        alone,
        limit,
    }
}

impl List {
    /// A path with type parameters.
    pub(crate) fn generic(path: &str, items: Vec<Code>) -> Code {
        Self::code(format!("{path}<"), items, PARAMETERS)
    }

    /// A path with a tuple for its only type parameter.
    pub(crate) fn generic_over_tuple(path: &str, items: Vec<Code>) -> Code {
        Self::code(format!("{path}<("), items, PARAMETER_TUPLE)
    }

    /// A tuple type.
    pub(crate) fn tuple(items: Vec<Code>) -> Code {
        Self::code("(".to_owned(), items, TUPLE)
    }

    /// The call of a function.
    pub(crate) fn call(function: &str, arguments: &[&str]) -> Code {
        let arguments = arguments.iter().copied().map(Code::text).collect();
        Self::code(format!("{function}("), arguments, CALL)
    }

    pub(super) fn complexity(&self, depth: usize) -> usize {
        let items = self.items.iter().map(|item| item.complexity(depth + 1));
        10 * depth + items.sum::<usize>()
    }

    fn code(open: String, items: Vec<Code>, kind: Kind) -> Code {
        Code::List(Self { open, items, kind })
    }

    pub(super) fn flat(&self) -> String {
        [&self.open, self.flat_items().as_str(), self.kind.close].concat()
    }

    fn flat_items(&self) -> String {
        match self.items.as_slice() {
            [item] => item.flat() + self.kind.alone,
            items => {
                let items: Vec<_> = items.iter().map(Code::flat).collect();
                items.join(", ")
            }
        }
    }

    pub(super) fn fit(&self, room: Room) -> Option<String> {
        let flat = self.flat();
        if self.is_short() && room.fits(&flat) {
            return Some(flat);
        }
        // rustfmt has forms for a lone tuple that depend on more than the width.
        (!self.is_lone_tuple()).then(|| self.broken(room))?
    }

    /// Whether it may be on one line, if that has room.
    pub(super) fn is_short(&self) -> bool {
        let is_within = || self.items.len() == 1 || width(&self.flat_items()) <= self.kind.limit;
        self.items.iter().all(Code::is_short) && (self.kind.limit == usize::MAX || is_within())
    }

    fn is_lone_tuple(&self) -> bool {
        self.items.len() == 1 && self.kind.close == PARAMETER_TUPLE.close
    }

    fn broken(&self, room: Room) -> Option<String> {
        room.behind(&self.open)?;
        let item_room = room.item();
        let mut text = self.open.clone();
        for item in &self.items {
            text += &item_room.margin.new_line();
            text += &item.fit(item_room)?;
            text.push(',');
        }
        text += &room.margin.new_line();
        text += self.kind.close;
        Some(text)
    }
}
