use crate::message::protocol;
use protocols::acp::{
    AuthMethod, AuthenticateResponse, CloseSessionResponse, ContentBlock,
    CreateElicitationResponse, CreateTerminalResponse, DeleteSessionResponse, ElicitationSchema,
    InitializeResponse, KillTerminalResponse, ListSessionsResponse, LoadSessionResponse,
    LogoutResponse, McpServer, MultiSelectItems, NewSessionResponse, PromptResponse,
    ReadTextFileResponse, ReleaseTerminalResponse, RequestPermissionOutcome,
    RequestPermissionResponse, ResumeSessionResponse, SessionUpdate,
    SetSessionConfigOptionResponse, SetSessionModeResponse, TerminalOutputResponse,
    ToolCallContent, WaitForTerminalExitResponse, WriteTextFileResponse, args,
};

// A name with a colon consists of the name of a method and the name of a part of its message.
protocol! { agent_client_protocol, "acp.jsonl", 210:
    "initialize" (args::Initialize) -> InitializeResponse;
    "authenticate" (args::Authenticate) -> AuthenticateResponse;
    "logout" (args::Logout) -> LogoutResponse;
    "session/new" (args::SessionNew) -> NewSessionResponse;
    "session/load" (args::SessionLoad) -> LoadSessionResponse;
    "session/resume" (args::SessionResume) -> ResumeSessionResponse;
    "session/list" (args::SessionList) -> ListSessionsResponse;
    "session/close" (args::SessionClose) -> CloseSessionResponse;
    "session/delete" (args::SessionDelete) -> DeleteSessionResponse;
    "session/set_mode" (args::SessionSetMode) -> SetSessionModeResponse;
    "session/set_config_option" (args::SessionSetConfigOption) -> SetSessionConfigOptionResponse;
    "session/prompt" (args::SessionPrompt) -> PromptResponse;
    "session/cancel" (args::SessionCancel);
    "session/update" (args::SessionUpdate);
    "session/request_permission" (args::SessionRequestPermission) -> RequestPermissionResponse;
    "fs/read_text_file" (args::FsReadTextFile) -> ReadTextFileResponse;
    "fs/write_text_file" (args::FsWriteTextFile) -> WriteTextFileResponse;
    "terminal/create" (args::TerminalCreate) -> CreateTerminalResponse;
    "terminal/output" (args::TerminalOutput) -> TerminalOutputResponse;
    "terminal/wait_for_exit" (args::TerminalWaitForExit) -> WaitForTerminalExitResponse;
    "terminal/kill" (args::TerminalKill) -> KillTerminalResponse;
    "terminal/release" (args::TerminalRelease) -> ReleaseTerminalResponse;
    "elicitation/create" (args::ElicitationCreate) -> CreateElicitationResponse;
    "elicitation/complete" (args::ElicitationComplete);
    "initialize: authMethods" (Vec<AuthMethod>);
    "session/new: mcpServers" (Vec<McpServer>);
    "session/prompt: block" (ContentBlock);
    "session/update: update" (SessionUpdate);
    "session/update: content" (ToolCallContent);
    "session/request_permission: outcome" (RequestPermissionOutcome);
    "elicitation/create: requestedSchema" (ElicitationSchema);
    "elicitation/create: items" (MultiSelectItems);
}
