//! The runner of programs reports each way in which a program can fail.

use std::process::Command;

use anyhow::Result;
use conversations::{Running, printed};

fn shell(script: &str) -> Command {
    let mut command = Command::new("sh");
    command.args(["-c", script]);
    command
}

#[test]
fn a_program_that_succeeds_gives_its_lines() -> Result<()> {
    assert_eq!(
        printed(&mut shell("echo a; echo b >&2; echo c"))?,
        ["a", "c"]
    );
    Ok(())
}

#[test]
fn a_program_that_fails_gives_an_error_with_its_output() {
    for (script, problem) in [
        ("echo a; echo b >&2; exit 3", "exit status: 3"),
        ("echo a; echo b >&2; kill -KILL $$", "signal: 9 (SIGKILL)"),
        (
            "echo a; echo b >&2; sleep 60 &",
            "the program left a process behind",
        ),
    ] {
        let error = printed(&mut shell(script)).unwrap_err().to_string();
        let text = format!("{problem} after [\n    \"a\",\n]\nb");
        assert_eq!(error, text, "{script}");
    }
}

#[test]
fn a_line_is_returned_while_the_program_runs() -> Result<()> {
    let mut program = Running::start(&mut shell("echo ready; sleep 60"))?;
    assert_eq!(program.line()?, "ready");
    Ok(())
}

#[test]
fn a_missing_line_is_an_error() -> Result<()> {
    let mut program = Running::start(&mut shell("echo only"))?;
    assert_eq!(program.line()?, "only");
    let error = program.line().unwrap_err().to_string();
    assert_eq!(error, "no further line after [\n    \"only\",\n]\n");
    Ok(())
}
