use crate::message::protocol;
use protocols::lsp::{Completions, Definitions, Hover, InitializeResult, InitializedParams, args};

protocol! { language_server_protocol, "lsp.jsonl", 36:
    "initialize" (args::Initialize) -> InitializeResult;
    "initialized" (InitializedParams);
    "shutdown" (()) -> ();
    "textDocument/didOpen" (args::TextDocumentDidOpen);
    "textDocument/didChange" (args::TextDocumentDidChange);
    "textDocument/completion" (args::TextDocumentCompletion) -> Option<Completions>;
    "textDocument/hover" (args::TextDocumentHover) -> Option<Hover>;
    "textDocument/definition" (args::TextDocumentDefinition) -> Option<Definitions>;
    "textDocument/publishDiagnostics" (args::TextDocumentPublishDiagnostics);
}
