//! Every code has an explanation, whose examples are true: the wrong spec leads to that code, and
//! the corrected spec has no diagnostics.

use qrpc_gen::diagnostic::Code;
use qrpc_gen::diagnostic::print::{self, Colour};
use qrpc_gen::{Diagnostics, Source, read};

/// The codes that no example in an explanation can show, each with a file that leads to it: they
/// are about the name of a file, its size, or bytes that are not text.
const BEYOND_TEXT: [(Code, &str, &[u8]); 4] = [
    (Code::UNKNOWN_FORMAT, "lab.json", b"{}"),
    (
        Code::FILE_TOO_LARGE,
        "lab.yaml",
        &[b'#'; Source::MAX_BYTES + 1],
    ),
    (Code::NOT_UTF8, "lab.yaml", b"api: Gr\xf6\xdfe"),
    (Code::NUL_CHARACTER, "lab.yaml", b"api: L\0a\0b\0"),
];

/// One spec of an explanation.
struct Example<'t> {
    is_wrong: bool,
    format: &'t str,
    text: &'t str,
}

#[test]
fn every_code_is_explained() {
    let unexplained: Vec<_> = Code::ALL
        .iter()
        .filter(|code| code.explanation().is_empty())
        .collect();
    assert!(
        unexplained.is_empty(),
        "no explanation of {unexplained:#?}: write qrpc-gen/src/diagnostic/explanations/<id>.md as \
         its neighbours are, name it in the list of mod.rs there, and run `just diagnostics`"
    );
}

#[test]
fn every_explanation_begins_with_a_summary() {
    for code in Code::ALL {
        let mut lines = code.explanation().lines();
        let summary = lines.next().unwrap_or_default();
        assert!(summary.ends_with('.') && summary.len() < 100, "{code}");
        assert_eq!(lines.next(), Some(""), "{code}");
    }
}

#[test]
fn every_code_has_a_wrong_spec_and_that_spec_mended() {
    for code in Code::ALL {
        let shown = code.explanation();
        assert!(shown.contains("\nWrong:\n\n```"), "{code}");
        assert!(shown.contains("\nRight:\n\n```"), "{code}");
        let beyond_text = BEYOND_TEXT.iter().any(|(other, ..)| other == code);
        assert_eq!(examples(shown).is_empty(), beyond_text, "{code}");
    }
}

#[test]
fn a_wrong_spec_gives_its_code_and_no_other() {
    for code in Code::ALL {
        for example in examples(code.explanation()) {
            if example.is_wrong {
                let path = format!("{code}.{}", example.format);
                assert_gives_alone(*code, &Source::new(path, example.text.as_bytes()));
            }
        }
    }
}

#[test]
fn what_no_text_can_show_gives_its_code_too() {
    for (code, path, bytes) in BEYOND_TEXT {
        assert_gives_alone(code, &Source::new(path, bytes));
    }
}

#[test]
fn a_mended_spec_has_nothing_wrong() {
    for code in Code::ALL {
        for example in examples(code.explanation()) {
            if !example.is_wrong {
                let path = format!("{code}.{}", example.format);
                let source = Source::new(path, example.text.as_bytes());
                assert_eq!(
                    print::full(&source, &check(&source), Colour::Plain),
                    "",
                    "{code}"
                );
            }
        }
    }
}

#[track_caller]
fn assert_gives_alone(code: Code, source: &Source) {
    let diagnostics = check(source);
    let printed = print::full(source, &diagnostics, Colour::Plain);
    assert!(!diagnostics.is_empty(), "{code} is not given");
    assert!(
        diagnostics.iter().all(|found| found.code == code),
        "{code}: {printed}"
    );
}

fn check(source: &Source) -> Diagnostics {
    let mut diagnostics = Diagnostics::default();
    let _ = read(source, &mut diagnostics);
    diagnostics
}

/// The specs in an explanation, in its order.
fn examples(explanation: &str) -> Vec<Example<'_>> {
    let pieces: Vec<_> = explanation.split("```").collect();
    let blocks = pieces.chunks(2).filter_map(|pair| match pair {
        [before, block] => Some((before, block.split_once('\n')?)),
        _ => None,
    });
    let specs = blocks.filter(|(_, (format, _))| ["yaml", "toml"].contains(format));
    let example = |(before, (format, text)): (&&str, (_, _))| Example {
        is_wrong: before.ends_with("Wrong:\n\n"),
        format,
        text,
    };
    specs.map(example).collect()
}
