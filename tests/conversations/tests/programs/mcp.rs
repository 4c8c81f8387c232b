//! The Model Context Protocol.

use std::process::Command;

use anyhow::Result;
use conversations::{installed, printed, quoted};

const EVERYTHING: &str = "node_modules/@modelcontextprotocol/server-everything/dist/index.js";

#[test]
fn a_client_calls_the_tools_of_the_official_test_server() -> Result<()> {
    let server = quoted(&installed(EVERYTHING)?)?;
    let lines = printed(
        Command::new(env!("CARGO_BIN_EXE_mcp-client"))
            .arg(format!("process:(node {server})"))
            .args(["echo", r#"{"message": "héllo"}"#])
            .args(["get-sum", r#"{"a": 2, "b": 3}"#])
            .args(["get-sum", r#"{"a": "two"}"#])
            .args(["get-tiny-image", "{}"])
            .args([
                "trigger-long-running-operation",
                r#"{"duration": 0.1, "steps": 2}"#,
            ])
            .args(["get-roots-list", "{}"])
            .current_dir("/"),
    )?;
    assert_eq!(
        lines,
        [
            "server: mcp-servers/everything",
            "tool: echo",
            "tool: get-annotated-message",
            "tool: get-env",
            "tool: get-resource-links",
            "tool: get-resource-reference",
            "tool: get-structured-content",
            "tool: get-sum",
            "tool: get-tiny-image",
            "tool: gzip-file-as-resource",
            "tool: toggle-simulated-logging",
            "tool: toggle-subscriber-updates",
            "tool: trigger-long-running-operation",
            "tool: get-roots-list",
            "tool: simulate-research-query",
            "echo:",
            "Echo: héllo",
            "get-sum:",
            "The sum of 2 and 3 is 5.",
            "get-sum failed:",
            "MCP error -32602: Input validation error: Invalid arguments for tool get-sum: Invalid input: expected number, received string at a",
            "Invalid input: expected number, received undefined at b",
            "get-tiny-image:",
            "Here's the image you requested:",
            "an image of the type image/png",
            "The image above is the MCP logo.",
            "progress: 1 of 2",
            "progress: 2 of 2",
            "trigger-long-running-operation:",
            "Long running operation completed. Duration: 0.1 seconds, Steps: 2.",
            "get-roots-list:",
            "Current MCP Roots (1 total):",
            "",
            "1. here",
            "   URI: file:///",
            "",
            "Note: This server demonstrates the roots protocol capability but doesn't actually access files. The roots are provided by the MCP client and can be used by servers that need file system access."
        ]
    );
    Ok(())
}

#[test]
fn a_server_is_called_by_the_client_of_the_official_sdk() -> Result<()> {
    let lines = printed(
        Command::new("node")
            .arg(installed("peers/mcp-client.mjs")?)
            .arg(env!("CARGO_BIN_EXE_mcp-server")),
    )?;
    assert_eq!(
        lines,
        [
            "server: conversations",
            "tool: add: Adds two numbers. a,b",
            "tool: wait: Waits until it is cancelled. ",
            "add: 2.5",
            "add failed: a must be a number",
            "error -32602: MCP error -32602: there is no tool subtract",
            "progress: 0",
            "cancelled: MCP error -32001: enough",
            "log: the wait was cancelled"
        ]
    );
    Ok(())
}
