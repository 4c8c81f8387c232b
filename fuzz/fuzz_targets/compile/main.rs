//! Compiles arbitrary bytes as a spec. The compiler must not panic, and its stubs must be valid
//! Rust.
#![no_main]

mod input;
mod mutation;
mod planted;

use input::Input;
use libfuzzer_sys::{fuzz_mutator, fuzz_target, fuzzer_mutate};
use qrpc_gen::diagnostic::print::{self, Colour};
use qrpc_gen::{Options, Output, Sides, Source, generate, with_used_files};

fuzz_target!(|bytes: &[u8]| {
    let Some(input) = Input::of(bytes) else {
        return;
    };
    let first = compile(&input);
    if input.compile_again {
        assert_eq!(first, compile(&input), "the same spec, another result");
    }
});

// libFuzzer itself mutates one of eight inputs, and all inputs that are not UTF-8.
fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| {
    let text = data.get(1..size).map(std::str::from_utf8);
    match text {
        Some(Ok(text)) if seed % 8 != 0 => {
            let mutated = mutation::mutate(text, seed);
            let kept = mutated.len().min(max_size - 1);
            data[1..=kept].copy_from_slice(&mutated.as_bytes()[..kept]);
            kept + 1
        }
        _ => fuzzer_mutate(data, size, max_size),
    }
});

/// The stub, if the spec has one, and the diagnostics in all formats.
type Texts = (Option<String>, [String; 4]);

fn compile(input: &Input<'_>) -> Texts {
    let mut files = input.files.iter();
    let source = Source::new(input.path, files.next().copied().unwrap_or_default());
    let source = with_used_files(source, &mut |path| {
        let bytes = files.next().ok_or(std::io::ErrorKind::NotFound)?;
        Ok((path.to_owned(), bytes.to_vec()))
    });
    let options = Options {
        sides: Sides::Both,
        renewal: format!("qrpc-gen build {}", input.path),
    };
    let output = generate(&source, &options);
    let printed = printed(&source, &output);
    let stub = output.stub.map(|stub| {
        planted::panic_if_told(&stub.api);
        assert_is_rust(&stub.text);
        stub.text
    });
    (stub, printed)
}

fn printed(source: &Source, output: &Output) -> [String; 4] {
    let diagnostics = &output.diagnostics;
    assert_eq!(output.stub.is_none(), diagnostics.has_errors());
    [
        print::full(source, diagnostics, Colour::Ansi),
        print::short(source, diagnostics),
        print::json(source, diagnostics),
        print::github(source, diagnostics),
    ]
}

fn assert_is_rust(stub: &str) {
    if let Err(error) = syn::parse_file(stub) {
        panic!("the stub is not Rust: {error}\n{stub}");
    }
}
