//! Lists in brackets: on one line, or one item per line.

use super::{Fragment, Room, width};

/// A list in brackets.
#[derive(Clone, Debug)]
pub(crate) struct List {
    /// The text before the items, including the opening bracket.
    open: String,
    items: Vec<Fragment>,
    kind: Brackets,
}

/// The kind of list, which decides its layout.
#[derive(Clone, Debug)]
struct Brackets {
    close: &'static str,
    /// The text after an item that is alone on its line.
    alone: &'static str,
    /// The maximum width of the items on one line.
    limit: usize,
}

/// rustfmt's `fn_call_width`, which also applies to tuples.
const CALL_WIDTH: usize = 60;

const PARAMETERS: Brackets = kind(">", "", usize::MAX);
const TUPLE: Brackets = kind(")", ",", CALL_WIDTH);
const CALL: Brackets = kind(")", "", CALL_WIDTH);

const fn kind(close: &'static str, alone: &'static str, limit: usize) -> Brackets {
    Brackets {
        close,
        alone,
        limit,
    }
}

impl List {
    /// A path with type arguments.
    pub(crate) fn generic(path: &str, items: Vec<Fragment>) -> Fragment {
        Self::code(format!("{path}<"), items, PARAMETERS)
    }

    /// A tuple type.
    pub(crate) fn tuple(items: Vec<Fragment>) -> Fragment {
        Self::code("(".to_owned(), items, TUPLE)
    }

    /// A function call.
    pub(crate) fn call(function: &str, arguments: &[&str]) -> Fragment {
        let arguments = arguments.iter().copied().map(Fragment::text).collect();
        Self::code(format!("{function}("), arguments, CALL)
    }

    /// A tuple variant or tuple struct with one value.
    pub(crate) fn variant(name: &str, holds: Fragment) -> Fragment {
        Self::code(format!("{name}("), vec![holds], CALL)
    }

    pub(super) fn complexity(&self, depth: usize) -> usize {
        let items = self.items.iter().map(|item| item.complexity(depth + 1));
        10 * depth + items.sum::<usize>()
    }

    fn code(open: String, items: Vec<Fragment>, kind: Brackets) -> Fragment {
        Fragment::List(Self { open, items, kind })
    }

    pub(super) fn flat(&self) -> String {
        [&self.open, self.flat_items().as_str(), self.kind.close].concat()
    }

    fn flat_items(&self) -> String {
        match self.items.as_slice() {
            [item] => item.flat() + self.kind.alone,
            items => {
                let items: Vec<_> = items.iter().map(Fragment::flat).collect();
                items.join(", ")
            }
        }
    }

    pub(super) fn fit(&self, room: Room) -> Option<String> {
        let flat = self.flat();
        if self.is_short() && room.fits(&flat) && self.fits_alone(room) {
            return Some(flat);
        }
        self.broken(room)
    }

    /// Whether the value of a call or variant would also fit on a line of its own: behind a very
    /// short name, rustfmt takes that as a condition for one line.
    fn fits_alone(&self, room: Room) -> bool {
        match self.items.as_slice() {
            [item] if self.kind.close == ")" => room.item().fits(&item.flat()),
            _ => true,
        }
    }

    /// Whether it may be on one line, if there is room.
    pub(super) fn is_short(&self) -> bool {
        let is_within = || self.items.len() == 1 || width(&self.flat_items()) <= self.kind.limit;
        self.items.iter().all(Fragment::is_short) && (self.kind.limit == usize::MAX || is_within())
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
