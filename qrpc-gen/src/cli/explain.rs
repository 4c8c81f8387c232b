//! `qrpc-gen explain`: explains a code, with a wrong spec and the same spec corrected.

use std::fmt::Write as _;

use anyhow::Result;
use qrpc_gen::diagnostic::Code;

use super::Verdict;
use super::args::ExplainArgs;
use super::stdout::print;

const OPENING: &str = "\
# What can be wrong with a spec

Every message of `qrpc-gen` has a code, and here each is explained, with a spec that does it and the
same spec mended. `qrpc-gen explain Q0201` or `qrpc-gen explain unknown-key` shows one of them.

<!-- Written by `just diagnostics`, from qrpc-gen/src/diagnostic/explanations/. -->
";

/// The heading for each hundred of the codes.
const CHAPTERS: [(&str, &str); 4] = [
    ("Q01", "The file"),
    ("Q02", "How a spec is put together"),
    ("Q03", "What a spec means"),
    ("Q04", "Names"),
];

pub(super) fn run(args: &ExplainArgs) -> Result<Verdict> {
    let text = match args.code {
        Some(code) => explained(code, ""),
        None if args.all => page(),
        None => list(),
    };
    print("the explanation", text.as_bytes())?;
    Ok(Verdict::Fine)
}

fn explained(code: Code, level: &str) -> String {
    let (name, explanation) = (code.name(), code.explanation());
    format!("{level}# {code} {name}\n\n{explanation}")
}

fn list() -> String {
    let longest = Code::ALL.iter().map(|code| code.name().len()).max();
    let width = longest.unwrap_or_default();
    let line = |code: &Code| format!("{code}  {:width$}  {}\n", code.name(), code.summary());
    Code::ALL.iter().map(line).collect()
}

/// The explanations of all codes, as in docs/diagnostics.md.
fn page() -> String {
    let mut page = OPENING.to_owned();
    let mut chapter = None;
    for code in Code::ALL {
        let of_this = CHAPTERS.iter().find(|(ids, _)| code.id().starts_with(ids));
        if of_this != chapter {
            let title = of_this.map_or("Others", |(_, title)| title);
            // Writing to a `String` cannot fail.
            let _ = write!(page, "\n## {title}\n");
            chapter = of_this;
        }
        let _ = write!(page, "\n{}", explained(*code, "##"));
    }
    page
}
