//! Lays out lists in brackets, on one line or with one item per line.

use super::{Fragment, Room, width};

/// A list of items in brackets, with the text before the bracket.
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
    /// The text after the only item of a list, such as the comma in `(a,)`.
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
    /// Creates a path with type arguments.
    pub(crate) fn generic(path: &str, items: Vec<Fragment>) -> Fragment {
        Self::code(format!("{path}<"), items, PARAMETERS)
    }

    /// Creates a tuple type.
    pub(crate) fn tuple(items: Vec<Fragment>) -> Fragment {
        Self::code("(".to_owned(), items, TUPLE)
    }

    /// Creates a function call.
    pub(crate) fn call(function: &str, arguments: &[&str]) -> Fragment {
        let arguments = arguments.iter().copied().map(Fragment::text).collect();
        Self::code(format!("{function}("), arguments, CALL)
    }

    /// Creates a tuple variant, or a tuple struct with one value.
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

    /// Whether the only item of a call or variant would also fit on its own line. rustfmt writes a
    /// list on one line only if its only item fits on its own line too, which matters only after a
    /// very short name.
    fn fits_alone(&self, room: Room) -> bool {
        match self.items.as_slice() {
            [item] if self.kind.close == ")" => room.item().fits(&item.flat()),
            _ => true,
        }
    }

    /// Whether the list can be on one line if there is room for it.
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
