//! Names that generated code, or what it is used with, has for itself.

/// Functions that the API types and the peer types have, or get by `Deref` or from traits that
/// everything implements: a method of the same name would hide them, or be hidden.
pub(super) const METHODS: [&str; 42] = [
    "address",
    "all",
    "attach",
    "borrow",
    "borrow_mut",
    "build",
    "builder",
    "call",
    "clone",
    "clone_from",
    "clone_into",
    "cmp",
    "default",
    "deref",
    "deref_mut",
    "drop",
    "eq",
    "events",
    "fmt",
    "from",
    "hash",
    "into",
    "invert",
    "inverted",
    "name",
    "ne",
    "new",
    "partial_cmp",
    "peers",
    "secinfo",
    "set_transport",
    "start",
    "stop",
    "stop_within",
    "to",
    "to_owned",
    "transport",
    "try_from",
    "try_into",
    "type_id",
    "unhandled_calls",
    "wait",
];

/// Functions that the argument structs have.
pub(super) const ARGUMENTS: [&str; 2] = ["default", "new"];

/// What is generated for each side, under its name and this ending.
pub(super) const BESIDE: [(&str, &str); 2] = [
    ("Peer", "the peer type"),
    ("Handlers", "the handlers trait"),
];
