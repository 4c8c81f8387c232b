//! Rows of constructs that cannot be read yet. As soon as one can, it belongs to those that are
//! run.

use std::path::Path;

use evolution::row;
use qrpc_gen::{Diagnostics, Source, read};

#[test]
fn what_is_not_run_cannot_be_read_yet() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("later");
    for row in row::all(&folder).unwrap() {
        let is_readable = |spec: &str| {
            let source = Source::new("row.yaml", spec.as_bytes());
            read(&source, &mut Diagnostics::default()).is_some()
        };
        let both = is_readable(&row.old) && is_readable(&row.new);
        println!("not run: {}", row.name);
        assert!(
            !both,
            "the row `{0}` can be read now: move `later/{0}.row` to `rows`, mark it as run in \
             docs/evolution.md, and see that it holds",
            row.name
        );
    }
}
