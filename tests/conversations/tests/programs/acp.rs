//! The Agent Client Protocol.

use std::process::Command;

use anyhow::Result;
use conversations::{installed, printed, quoted};

const EXAMPLE_AGENT: &str = "node_modules/@agentclientprotocol/sdk/dist/examples/agent.js";

#[test]
fn a_client_prompts_the_example_agent_of_the_official_sdk() -> Result<()> {
    let agent = quoted(&installed(EXAMPLE_AGENT)?)?;
    let lines = printed(
        Command::new(env!("CARGO_BIN_EXE_acp-client"))
            .arg(format!("process:(node {agent})"))
            .arg("Hello"),
    )?;
    assert_eq!(
        lines,
        [
            "agent: I'll help you with that. Let me start by reading some files to understand the current situation.",
            "tool call_1: Reading project files",
            "tool call_1: completed",
            "agent: Now I understand the project structure. I need to make some changes to improve it.",
            "tool call_2: Modifying critical configuration file",
            "permission: Allow this change",
            "tool call_2: completed",
            "agent: Perfect! I've successfully updated the configuration. The changes have been applied.",
            "end: end_turn",
        ]
    );
    Ok(())
}

#[test]
fn an_agent_is_prompted_by_acpx() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let lines = printed(
        Command::new("node")
            .arg(installed("node_modules/acpx/dist/cli.js")?)
            .args([
                "--agent",
                &quoted(env!("CARGO_BIN_EXE_acp-agent").as_ref())?,
            ])
            .arg("--cwd")
            .arg(folder.path())
            .args(["--approve-all", "--timeout", "20", "exec", "Hello"])
            .env("HOME", folder.path()),
    )?;
    let lines: Vec<_> = lines.iter().filter(|line| !line.is_empty()).collect();
    assert_eq!(
        lines,
        [
            "[client] initialize (running)",
            "[client] session/new (running)",
            "[tool] Repeat the prompt (running)",
            "[client] session/request_permission (running)",
            "You said: Hello",
            "[tool] Repeat the prompt (completed)",
            "[done] end_turn",
        ]
    );
    Ok(())
}
