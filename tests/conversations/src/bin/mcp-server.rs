//! A server of the Model Context Protocol with two tools: `add` adds two numbers, and `wait` waits
//! until it is cancelled.
//!
//! A client starts this program, and talks to it over standard input and output.

use std::collections::BTreeMap;
use std::future::pending;

use anyhow::Result;
use conversations::mcp::{
    CallToolReply, CallToolResult, ContentBlock, EmptyResult, Implementation, InitializeResult,
    ListToolsResult, LoggingLevel, McpServer, McpServerPeer, ObjectSchema, ServerCapabilities,
    TextContent, Tool, ToolsCapability, args,
};
use qrpc_runtime::{Fault, Value};

/// The version of the protocol that this program speaks.
const VERSION: &str = "2025-11-25";

/// The code that the protocol demands for a tool that does not exist.
const INVALID_PARAMS: i64 = -32602;

fn main() -> Result<()> {
    let server = McpServer::builder()
        .transport("stdio:")
        .codec(r"jrpc:\n")
        .build()?;
    server.initialize.connect(|_client, _args| {
        let capabilities = ServerCapabilities::default()
            .tools(Some(ToolsCapability::default()))
            .logging(Some(BTreeMap::new()));
        let itself = Implementation::new(env!("CARGO_PKG_NAME"), env!("CARGO_PKG_VERSION"));
        InitializeResult::new(VERSION, capabilities, itself)
    });
    server
        .notifications_initialized
        .connect(|_client, _args| ());
    server.ping.connect(|_client, _args| EmptyResult::default());
    server
        .tools_list
        .connect(|_client, _args| ListToolsResult::new(tools()));
    server.tools_call.connect_async(call_tool);
    server.start()?;
    // Returns when the client closes the standard input of this process.
    Ok(server.wait()?)
}

fn tools() -> Vec<Tool> {
    let number = BTreeMap::from([("type".to_owned(), Value::from("number"))]);
    let numbers = ["a", "b"].map(str::to_owned);
    let schema = ObjectSchema::default()
        .properties(Some(
            numbers.clone().map(|name| (name, number.clone())).into(),
        ))
        .required(Some(numbers.into()));
    vec![
        Tool::new("add", schema).description(Some("Adds two numbers.".to_owned())),
        Tool::new("wait", ObjectSchema::default())
            .description(Some("Waits until it is cancelled.".to_owned())),
    ]
}

/// A tool that fails still has a result, which says what failed. A tool that does not
/// exist is an error of the call.
async fn call_tool(client: McpServerPeer, args: args::ToolsCall) -> Result<CallToolReply, Fault> {
    let result = match args.name.as_str() {
        "add" => add(&args.arguments.unwrap_or_default()),
        "wait" => wait(client, args).await?,
        other => {
            return Err(Fault::with_code(
                INVALID_PARAMS,
                format!("there is no tool {other}"),
            ));
        }
    };
    let (text, is_error) = match result {
        Ok(text) => (text, false),
        Err(problem) => (problem, true),
    };
    let content = vec![ContentBlock::Text(TextContent::new(text))];
    let result = CallToolResult::new(content).is_error(Some(is_error));
    Ok(CallToolReply::Result(result))
}

fn add(arguments: &BTreeMap<String, Value>) -> Result<String, String> {
    let number = |name| {
        let value = arguments.get(name).and_then(Value::as_f64);
        value.ok_or_else(|| format!("{name} must be a number"))
    };
    Ok((number("a")? + number("b")?).to_string())
}

/// Never returns. The future is dropped when the client cancels the call.
async fn wait(
    client: McpServerPeer,
    args: args::ToolsCall,
) -> Result<Result<String, String>, Fault> {
    if let Some(token) = args.meta.and_then(|meta| meta.progress_token) {
        client.notifications_progress(args::NotificationsProgress::new(token, 0.0))?;
    }
    let _waiting = Waiting(client);
    pending().await
}

/// Sends a log message when it is dropped.
struct Waiting(McpServerPeer);

impl Drop for Waiting {
    fn drop(&mut self) {
        let message = args::NotificationsMessage::new(LoggingLevel::Info, "the wait was cancelled");
        // Fails only if the client is gone.
        let _ = self.0.notifications_message(message);
    }
}
