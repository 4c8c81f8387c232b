//! A client of the Agent Client Protocol: sends one prompt to an agent, prints what the agent
//! reports, and gives every permission that the agent asks for.
//!
//! Usage: `acp-client TRANSPORT PROMPT`, such as `acp-client 'process:(my-agent --acp)' 'Hello'`.

use std::env;
use std::time::Duration;

use anyhow::{Context as _, Result, ensure};
use conversations::acp::{
    Client, ContentBlock, Implementation, PermissionOption, PermissionOptionKind, ProtocolVersion,
    RequestPermissionOutcome, RequestPermissionResponse, SelectedPermissionOutcome, SessionUpdate,
    TextContent, args,
};
use conversations::in_order;

/// The version of the protocol that this program speaks.
const VERSION: ProtocolVersion = ProtocolVersion(1);

/// The time for each answer of the agent, since the spec sets no timeout.
const PATIENCE: Duration = Duration::from_secs(20);

fn main() -> Result<()> {
    let mut arguments = env::args().skip(1);
    let transport = arguments.next().context("no TRANSPORT")?;
    let prompt = arguments.next().context("no PROMPT")?;
    let client = Client::builder()
        .transport(transport)
        .codec(r"jrpc:\n")
        .build()?;
    client
        .session_update
        .connect(|_agent, args| print_update(args.update));
    client
        .session_request_permission
        .connect(|_agent, args| permit(args));
    client.start()?;
    converse(&client, &prompt)?;
    // Closes the input of the agent, and waits for its end.
    client.stop();
    Ok(())
}

/// Opens a session, and sends the prompt. The agent sends its updates during the call of
/// `session/prompt`.
fn converse(client: &Client, prompt: &str) -> Result<()> {
    let agent = client.all().within(PATIENCE);
    let itself = Implementation::new(env!("CARGO_PKG_NAME"), env!("CARGO_PKG_VERSION"));
    let initialized = agent
        .initialize(args::Initialize::new(VERSION).client_info(Some(itself)))
        .result()?;
    let version = initialized.protocol_version;
    ensure!(version == VERSION, "the agent speaks version {}", version.0);

    let folder = env::current_dir()?.display().to_string();
    let session = agent
        .session_new(args::SessionNew::new(folder, vec![]))
        .result()?
        .session_id;
    let prompt = vec![ContentBlock::Text(TextContent::new(prompt))];
    let turn = agent.session_prompt(args::SessionPrompt::new(session, prompt));
    // The agent sends its last updates before it replies.
    println!("end: {}", in_order(turn)?.stop_reason);
    Ok(())
}

fn print_update(update: SessionUpdate) {
    match update {
        SessionUpdate::AgentMessageChunk(chunk) => match chunk.content {
            ContentBlock::Text(text) => println!("agent: {}", text.text.trim()),
            other => println!("agent: {other:?}"),
        },
        SessionUpdate::ToolCall(call) => println!("tool {}: {}", call.tool_call_id.0, call.title),
        SessionUpdate::ToolCallUpdate(update) => {
            if let Some(status) = update.status {
                println!("tool {}: {status}", update.tool_call_id.0);
            }
        }
        other => println!("update: {other:?}"),
    }
}

/// Chooses the first option that allows the action.
fn permit(args: args::SessionRequestPermission) -> RequestPermissionResponse {
    let outcome = match args.options.into_iter().find(allows) {
        Some(option) => {
            println!("permission: {}", option.name);
            let selected = SelectedPermissionOutcome::new(option.option_id);
            RequestPermissionOutcome::Selected(selected)
        }
        None => RequestPermissionOutcome::Cancelled,
    };
    RequestPermissionResponse::new(outcome)
}

fn allows(option: &PermissionOption) -> bool {
    matches!(
        option.kind,
        PermissionOptionKind::AllowOnce | PermissionOptionKind::AllowAlways
    )
}
