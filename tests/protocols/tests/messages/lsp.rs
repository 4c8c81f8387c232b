use crate::message::protocol;
use protocols::lsp::{Completions, Definitions, Hover, InitializeResult, InitializedParams, args};
use qrpc_runtime::Value;

protocol! { language_server_protocol, "lsp.jsonl", 44:
    "initialize" (args::Initialize) -> InitializeResult;
    "initialized" (InitializedParams);
    "shutdown" (()) -> ();
    "textDocument/didOpen" (args::TextDocumentDidOpen);
    "textDocument/didChange" (args::TextDocumentDidChange);
    "textDocument/completion" (args::TextDocumentCompletion) -> Option<Completions>;
    "textDocument/hover" (args::TextDocumentHover) -> Option<Hover>;
    "textDocument/definition" (args::TextDocumentDefinition) -> Option<Definitions>;
    "textDocument/publishDiagnostics" (args::TextDocumentPublishDiagnostics);
    "window/logMessage" (args::WindowLogMessage);
    "window/showMessage" (args::WindowShowMessage);
    "window/workDoneProgress/create" (args::WindowWorkDoneProgressCreate) -> ();
    "$/progress" (args::Progress);
    "workspace/configuration" (args::WorkspaceConfiguration) -> Vec<Value>;
    "client/registerCapability" (args::ClientRegisterCapability) -> ();
    "client/unregisterCapability" (args::ClientUnregisterCapability) -> ();
}
