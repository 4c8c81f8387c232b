//! The names of the two sides of an API, and of the items beside them, must differ.

use qrpc_gen::diagnostic::Code;
use qrpc_gen::{Diagnostics, Source, read};

/// Names for `api` and `inverted` for which two items would have the same Rust name, and that name.
const COLLISIONS: [(&str, &str, &str); 13] = [
    ("Lab", "Lab", "Lab"),
    ("Lab", "lab", "Lab"),
    ("Lab", "LAB", "Lab"),
    ("Lab", "lab_", "Lab"),
    ("MyLab", "my-lab", "MyLab"),
    ("Self", "self", "Self_"),
    ("Lab", "LabPeer", "LabPeer"),
    ("Lab", "lab_peer", "LabPeer"),
    ("LabPeer", "Lab", "LabPeer"),
    ("Lab", "LabHandlers", "LabHandlers"),
    ("Lab", "LabAsyncHandlers", "LabAsyncHandlers"),
    ("Lab", "LabAsync", "LabAsyncHandlers"),
    ("LabAsync", "Lab", "LabAsyncHandlers"),
];

#[test]
fn names_that_collide_give_one_error_that_marks_both_keys() {
    for (api, inverted, rust) in COLLISIONS {
        let text = spec(api, inverted);
        let diagnostics = diagnostics(&text);
        let [only] = &diagnostics.iter().collect::<Vec<_>>()[..] else {
            panic!("{api}, {inverted}: {diagnostics:?}");
        };
        assert_eq!(only.code, Code::NAME_COLLISION);
        assert!(only.message.contains(&format!("`{rust}`")), "{only:?}");
        let labels = [&only.primary].into_iter().chain(&only.secondary);
        let mut marked: Vec<_> = labels.map(|label| label.span).collect();
        marked.sort_by_key(|span| span.start);
        let marked: Vec<_> = marked
            .iter()
            .map(|span| &text[span.start..span.end])
            .collect();
        assert_eq!(marked, [api, inverted]);
    }
}

#[test]
fn other_names_are_accepted() {
    for (api, inverted) in [("Lab", "Peer"), ("Lab", "Labs"), ("LabPeer", "LabHandlers")] {
        assert!(
            diagnostics(&spec(api, inverted)).is_empty(),
            "{api}, {inverted}"
        );
    }
}

fn spec(api: &str, inverted: &str) -> String {
    format!("api: {api}\ninverted: {inverted}\nmethods: {{ ping: {{ direction: both }} }}\n")
}

fn diagnostics(text: &str) -> Diagnostics {
    let mut diagnostics = Diagnostics::default();
    let api = read(&Source::new("a.yaml", text.as_bytes()), &mut diagnostics);
    assert_eq!(api.is_none(), diagnostics.has_errors(), "{text}");
    diagnostics
}
