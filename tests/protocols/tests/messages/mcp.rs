use crate::message::protocol;
use protocols::mcp::{self, args};
use qrpc_runtime::Value;
use std::collections::BTreeMap;

protocol! { model_context_protocol, "mcp.jsonl", 69:
    "initialize" (args::Initialize) -> mcp::InitializeResult;
    "notifications/initialized" (args::NotificationsInitialized);
    "ping" (args::Ping) -> mcp::EmptyResult;
    "notifications/progress" (args::NotificationsProgress);
    "notifications/cancelled" (args::NotificationsCancelled);
    "tools/list" (args::ToolsList) -> mcp::ListToolsResult;
    "tools/call" (args::ToolsCall) -> mcp::CallToolReply;
    "resources/list" (args::ResourcesList) -> mcp::ListResourcesResult;
    "resources/templates/list" (args::ResourcesTemplatesList) -> mcp::ListResourceTemplatesResult;
    "resources/read" (args::ResourcesRead) -> mcp::ReadResourceResult;
    "resources/subscribe" (args::ResourcesSubscribe) -> mcp::EmptyResult;
    "resources/unsubscribe" (args::ResourcesUnsubscribe) -> mcp::EmptyResult;
    "notifications/resources/updated" (args::NotificationsResourcesUpdated);
    "prompts/list" (args::PromptsList) -> mcp::ListPromptsResult;
    "prompts/get" (args::PromptsGet) -> mcp::GetPromptResult;
    "completion/complete" (args::CompletionComplete) -> mcp::CompleteResult;
    "logging/setLevel" (args::LoggingSetLevel) -> mcp::EmptyResult;
    "notifications/message" (args::NotificationsMessage);
    "sampling/createMessage" (args::SamplingCreateMessage) -> mcp::CreateMessageReply;
    "elicitation/create" (args::ElicitationCreate) -> mcp::ElicitReply;
    "roots/list" (args::RootsList) -> mcp::ListRootsResult;
    "tasks/get" (args::TasksGet) -> mcp::TaskResult;
    "tasks/result" (args::TasksResult) -> BTreeMap<String, Value>;
    "tasks/list" (args::TasksList) -> mcp::ListTasksResult;
    "tasks/cancel" (args::TasksCancel) -> mcp::TaskResult;
    "notifications/tasks/status" (args::NotificationsTasksStatus);
}
