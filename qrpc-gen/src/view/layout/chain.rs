//! Chains of method calls.

use super::{Fragment, LEVEL, Room, width};

/// The maximum width of a chain of several calls on one line: rustfmt's `chain_width`.
const CHAIN: usize = 60;

/// A chain of method calls.
#[derive(Clone, Debug)]
pub(crate) struct Chain {
    /// The receiver of the first call.
    root: Fragment,
    /// The field accesses and calls, each with its dot.
    links: Vec<Fragment>,
}

impl Chain {
    /// Creates a chain of at least one link.
    pub(crate) fn code(root: Fragment, links: Vec<Fragment>) -> Fragment {
        Fragment::Chain(Box::new(Self { root, links }))
    }

    pub(super) fn flat(&self) -> String {
        let links: String = self.links.iter().map(Fragment::flat).collect();
        self.root.flat() + &links
    }

    pub(super) fn fit(&self, room: Room) -> Option<String> {
        let flat = self.flat();
        if width(&flat) <= self.limit(room) {
            return Some(flat);
        }
        let root = self.root.fit(room)?;
        if root.contains('\n') {
            return stack(&root, &self.links, Room::line(room.margin, room.after));
        }
        self.broken(root, room)
    }

    fn limit(&self, room: Room) -> usize {
        let columns = room.columns.saturating_sub(room.after);
        match self.links.len() {
            1 => columns,
            _ => columns.min(CHAIN),
        }
    }

    /// Returns the shorter of two layouts: each link on its own line, or everything on one line
    /// except the arguments of the last call.
    fn broken(&self, mut root: String, room: Room) -> Option<String> {
        let mut links = self.links.as_slice();
        while let [first, rest @ ..] = links
            && width(&root) <= LEVEL
            && !rest.is_empty()
        {
            root += &first.flat();
            links = rest;
        }
        room.behind(&root)?;
        let stacked = stack(&root, links, Room::line(room.margin.deeper(), room.after));
        let hanging = self.hanging(root, links, room);
        match (stacked, hanging) {
            (Some(stacked), Some(hanging)) if lines(&hanging) < lines(&stacked) => Some(hanging),
            (None, hanging) => hanging,
            (stacked, _) => stacked,
        }
    }

    fn hanging(&self, root: String, links: &[Fragment], room: Room) -> Option<String> {
        let (last, links) = links.split_last()?;
        let head = root + &links.iter().map(Fragment::flat).collect::<String>();
        let text = last.fit(room.behind(&head)?)?;
        let first_line = width(&head) + width(text.lines().next()?);
        (first_line <= self.limit(room)).then(|| head + &text)
    }
}

fn stack(root: &str, links: &[Fragment], room: Room) -> Option<String> {
    let mut text = root.to_owned();
    for link in links {
        text += &room.margin.new_line();
        text += &link.fit(room)?;
    }
    Some(text)
}

fn lines(text: &str) -> usize {
    text.lines().count()
}
