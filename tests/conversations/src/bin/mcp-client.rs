//! A client of the Model Context Protocol: lists the tools of a server, and calls some of them.
//!
//! Usage: `mcp-client TRANSPORT [TOOL ARGUMENTS]…`, such as
//! `mcp-client 'process:(my-server)' echo '{"message": "hello"}'`.

use std::collections::BTreeMap;
use std::env;
use std::time::Duration;

use anyhow::{Context as _, Result, bail};
use conversations::in_order;
use conversations::mcp::{
    CallToolReply, ClientCapabilities, ContentBlock, EmptyResult, Implementation, ListRootsResult,
    McpClient, McpClientPeer, ProgressToken, RequestMeta, Root, RootsCapability, args,
};
use qrpc_runtime::Value;

/// The version of the protocol that this program speaks.
const VERSION: &str = "2025-11-25";

/// The time for each answer of the server, since the spec sets no timeout.
const PATIENCE: Duration = Duration::from_secs(20);

fn main() -> Result<()> {
    let mut arguments = env::args().skip(1);
    let client = McpClient::builder()
        .transport(arguments.next().context("no TRANSPORT")?)
        .codec(r"jrpc:\n")
        .build()?;
    let folder = env::current_dir()?.display().to_string();
    connect_handlers(&client, folder);
    client.start()?;
    let server = client.all().within(PATIENCE);
    initialize(&server)?;
    list_tools(&server)?;
    while let Some(tool) = arguments.next() {
        let values = arguments.next().context("no ARGUMENTS")?;
        call_tool(&server, &tool, &values)?;
    }
    // Closes the input of the server, and waits for its end.
    client.stop();
    Ok(())
}

/// Answers what servers ask, and prints what they report.
fn connect_handlers(client: &McpClient, folder: String) {
    client.ping.connect(|_, _| EmptyResult::default());
    client.roots_list.connect(move |_, _| {
        let root = Root::new(format!("file://{folder}")).name(Some("here".to_owned()));
        ListRootsResult::new(vec![root])
    });
    client.notifications_progress.connect(|_, args| {
        let total = args.total.map_or("?".to_owned(), |total| total.to_string());
        println!("progress: {} of {total}", args.progress);
    });
}

fn initialize(server: &McpClientPeer) -> Result<()> {
    let itself = Implementation::new(env!("CARGO_PKG_NAME"), env!("CARGO_PKG_VERSION"));
    let capabilities = ClientCapabilities::default().roots(Some(RootsCapability::default()));
    let initialized = server
        .initialize(args::Initialize::new(VERSION, capabilities, itself))
        .result()?;
    if initialized.protocol_version != VERSION {
        bail!("the server speaks version {}", initialized.protocol_version);
    }
    println!("server: {}", initialized.server_info.name);
    server.notifications_initialized(args::NotificationsInitialized::default())?;
    Ok(())
}

/// Prints the names of all tools. A list comes page by page.
fn list_tools(server: &McpClientPeer) -> Result<()> {
    let mut cursor = None;
    loop {
        let page = server
            .tools_list(args::ToolsList::default().cursor(cursor))
            .result()?;
        for tool in page.tools {
            println!("tool: {}", tool.name);
        }
        match page.next_cursor {
            Some(next) => cursor = Some(next),
            None => return Ok(()),
        }
    }
}

/// Calls a tool, and prints its progress and its result.
fn call_tool(server: &McpClientPeer, tool: &str, arguments: &str) -> Result<()> {
    let arguments: BTreeMap<String, Value> = serde_json::from_str(arguments)?;
    let token = ProgressToken::String(tool.to_owned());
    let call = args::ToolsCall::new(tool)
        .arguments(Some(arguments))
        .meta(Some(RequestMeta::default().progress_token(Some(token))));
    let result = match in_order(server.tools_call(call))? {
        CallToolReply::Result(result) => result,
        CallToolReply::Task(created) => bail!("{tool} runs as a task: {created:?}"),
    };
    let failed = result.is_error.unwrap_or_default();
    println!("{tool}{}:", if failed { " failed" } else { "" });
    for block in result.content {
        match block {
            ContentBlock::Text(text) => println!("{}", text.text),
            ContentBlock::Image(image) => println!("an image of the type {}", image.mime_type),
            other => println!("{other:?}"),
        }
    }
    Ok(())
}
