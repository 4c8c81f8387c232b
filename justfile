# What a person does here. Nothing else needs `just`.

# Lists these recipes.
default:
    @just --list --unsorted

# Generates from schemas/ and lets two processes talk over TCP.
demo:
    tests/demo

# Sets up what the tests need and runs them all.
test:
    tests/run

# The tests of one crate, such as `just test-of qrpc-gen`.
test-of crate *arguments:
    cargo test -p {{crate}} {{arguments}}

# What the compiler and clippy say of everything.
lint:
    cargo clippy --workspace --all-targets --all-features -- -D warnings

# Lays the code out as rustfmt's defaults do.
fmt:
    cargo fmt --all

# The documentation of both crates, in the browser.
doc:
    cargo doc --workspace --no-deps --all-features --open

# Accepts or rejects goldens that changed.
review:
    cargo insta review

# Renews the stubs that are checked in.
stubs:
    cargo run --quiet -p qrpc-gen -- build schemas/echo_api.yaml -o tests/examples/checked-in/src/echo_api.rs

# Renews the page of all codes and their explanations.
diagnostics:
    cargo run --quiet -p qrpc-gen -- explain --all > docs/diagnostics.md

# Measures the speed beside that of plain sockets, such as `just bench --reps 1`.
bench *arguments:
    cargo run --release -p bench -- table --pin same {{arguments}}

# Tries 200,000 mutated specs and as many mutated messages, which takes some minutes.
fuzz:
    fuzz/run

# What CI runs.
ci:
    .ci/run

# Known vulnerabilities of dependencies; needs a network.
advisories:
    cargo deny check advisories
