//! An agent of the Agent Client Protocol, without a model: repeats each prompt, if the user allows
//! it.
//!
//! A client starts this program, such as `acpx --agent acp-agent exec 'Hello'`.

use std::sync::atomic::{AtomicU64, Ordering};

use anyhow::Result;
use conversations::acp::{
    Agent, AgentPeer, ContentBlock, ContentChunk, Implementation, InitializeResponse,
    NewSessionResponse, PermissionOption, PermissionOptionId, PermissionOptionKind, PromptResponse,
    ProtocolVersion, RequestPermissionOutcome, SessionId, SessionUpdate, StopReason, TextContent,
    ToolCall, ToolCallId, ToolCallStatus, ToolCallUpdate, args,
};
use qrpc_runtime::Fault;

/// The version of the protocol that this program speaks.
const VERSION: ProtocolVersion = ProtocolVersion(1);

const ALLOW: &str = "allow";

fn main() -> Result<()> {
    let agent = Agent::builder()
        .transport("stdio:")
        .codec(r"jrpc:\n")
        .build()?;
    agent.initialize.connect(|_client, _args| {
        let itself = Implementation::new(env!("CARGO_PKG_NAME"), env!("CARGO_PKG_VERSION"));
        InitializeResponse::new(VERSION).agent_info(Some(itself))
    });
    let sessions = AtomicU64::new(1);
    agent.session_new.connect(move |_client, _args| {
        let number = sessions.fetch_add(1, Ordering::Relaxed);
        NewSessionResponse::new(SessionId(format!("session-{number}")))
    });
    agent
        .session_prompt
        .connect_async(|client, args| async move {
            let stop_reason = Turn::new(client, args.session_id).run(args.prompt).await?;
            Ok(PromptResponse::new(stop_reason))
        });
    // The client answers the question for permission with `cancelled`, which ends the turn.
    agent.session_cancel.connect(|_client, _args| ());
    agent.start()?;
    // Returns when the client closes the standard input of this process.
    Ok(agent.wait()?)
}

/// The answer to one prompt of a session.
struct Turn {
    client: AgentPeer,
    session: SessionId,
    call: ToolCallId,
}

impl Turn {
    fn new(client: AgentPeer, session: SessionId) -> Self {
        Self {
            client,
            session,
            call: ToolCallId("call-1".to_owned()),
        }
    }

    async fn run(&self, prompt: Vec<ContentBlock>) -> Result<StopReason, Fault> {
        let call = ToolCall::new(self.call.clone(), "Repeat the prompt");
        self.report(SessionUpdate::ToolCall(call))?;
        let status = match self.ask().await? {
            RequestPermissionOutcome::Cancelled => return Ok(StopReason::Cancelled),
            RequestPermissionOutcome::Selected(chosen) if chosen.option_id.0 == ALLOW => {
                self.repeat(prompt)?;
                ToolCallStatus::Completed
            }
            RequestPermissionOutcome::Selected(_) => ToolCallStatus::Failed,
        };
        let end = ToolCallUpdate::new(self.call.clone()).status(Some(status));
        self.report(SessionUpdate::ToolCallUpdate(end))?;
        Ok(StopReason::EndTurn)
    }

    async fn ask(&self) -> Result<RequestPermissionOutcome, Fault> {
        let options = [
            (ALLOW, "Allow it", PermissionOptionKind::AllowOnce),
            ("reject", "Refuse it", PermissionOptionKind::RejectOnce),
        ]
        .map(|(id, name, kind)| {
            PermissionOption::new(PermissionOptionId(id.to_owned()), name, kind)
        });
        let question = args::SessionRequestPermission::new(
            self.session.clone(),
            ToolCallUpdate::new(self.call.clone()),
            options.to_vec(),
        );
        Ok(self
            .client
            .session_request_permission(question)
            .await?
            .outcome)
    }

    fn repeat(&self, prompt: Vec<ContentBlock>) -> Result<(), Fault> {
        for block in prompt {
            let block = match block {
                ContentBlock::Text(text) => {
                    ContentBlock::Text(TextContent::new(format!("You said: {}", text.text)))
                }
                other => other,
            };
            self.report(SessionUpdate::AgentMessageChunk(ContentChunk::new(block)))?;
        }
        Ok(())
    }

    fn report(&self, update: SessionUpdate) -> Result<(), Fault> {
        let args = args::SessionUpdate::new(self.session.clone(), update);
        Ok(self.client.session_update(args)?)
    }
}
