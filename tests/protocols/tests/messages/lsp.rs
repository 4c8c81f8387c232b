use crate::message::protocol;
use protocols::lsp::{Hover, args};

protocol! { language_server_protocol, "lsp.jsonl", 1:
    "textDocument/hover" (args::TextDocumentHover) -> Option<Hover>;
}
