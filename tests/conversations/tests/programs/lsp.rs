//! The Language Server Protocol.

use std::process::Command;

use anyhow::Result;
use conversations::{installed, printed, quoted};

const PYTHON: &str = r#"import os

def double(number):
    """Returns two times the number."""
    return number * 2

double(1)
"#;

#[test]
fn a_client_opens_a_document_in_a_server_for_python() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let file = folder.path().join("main.py");
    std::fs::write(&file, PYTHON)?;
    let lines = printed(
        Command::new(env!("CARGO_BIN_EXE_lsp-client"))
            .arg(format!(
                "process:({})",
                quoted(&installed(".venv/bin/pylsp")?)?
            ))
            .arg("python")
            .arg(file)
            .args(["6", "2"]),
    )?;
    assert_eq!(
        lines,
        [
            "server: pylsp",
            "pyflakes at 0:0: 'os' imported but unused",
            "hover: ```python",
            "double(number)",
            "```",
            "",
            "",
            "Returns two times the number.",
            "the child process exited with code 0"
        ]
    );
    Ok(())
}

#[test]
fn a_server_is_driven_by_the_library_of_the_reference_client() -> Result<()> {
    let lines = printed(
        Command::new("node")
            .arg(installed("peers/lsp-client.mjs")?)
            .arg(env!("CARGO_BIN_EXE_lsp-server")),
    )?;
    assert_eq!(
        lines,
        [
            r#"server: conversations {"textDocumentSync":1,"hoverProvider":true}"#,
            r#"a word: {"contents":{"kind":"markdown","value":"Occurrences of `two`: 2"}}"#,
            "between words: null",
            "after a change: Occurrences of `two`: 1",
            "another document: error -32603: the document is not open",
            "another method: error -32601: this side does not answer the method `textDocument/rename`",
            "cancelled: error -32800: The client cancelled the request.",
            "shutdown: null",
            "exit code: 0",
            "ids: 0 1 2 3 4 5 6 7"
        ]
    );
    Ok(())
}
