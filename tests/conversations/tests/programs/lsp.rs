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
