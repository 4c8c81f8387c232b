//! A server of the Language Server Protocol: a hover over a word says how often the document
//! contains the word. A hover over the word `forever` is never answered, so that a client can
//! cancel it.
//!
//! A client, such as an editor, starts this program, and talks to it over its standard streams.

use std::collections::BTreeMap;
use std::future::pending;
use std::process;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

use anyhow::Result;
use conversations::lsp::{
    Completions, ContentChange, Definitions, Hover, HoverContents, HoverProvider, InitializeResult,
    LanguageServer, LanguageServerAsyncHandlers, LanguageServerPeer, MarkupContent, MarkupKind,
    Position, ProgramInfo, ServerCapabilities, TextDocumentSync, TextDocumentSyncKind, args,
};
use qrpc_runtime::{Fault, codec::Headers};

fn main() -> Result<()> {
    let server = LanguageServer::builder()
        .transport("stdio:")
        .codec(Headers::default().accepting_null_params())
        .handlers(WordCounter::default())
        .build()?;
    server.start()?;
    // Returns when the client closes the standard input of this process without `exit`.
    Ok(server.wait()?)
}

/// Counts words in the open documents.
#[derive(Default)]
struct WordCounter {
    /// The texts of the open documents by URI.
    documents: Mutex<BTreeMap<String, String>>,
    is_shut_down: AtomicBool,
}

impl LanguageServerAsyncHandlers for WordCounter {
    async fn initialize(
        &self,
        _client: LanguageServerPeer,
        _args: args::Initialize,
    ) -> Result<InitializeResult, Fault> {
        let sync = TextDocumentSync::TextDocumentSyncKind(TextDocumentSyncKind::Full);
        let capabilities = ServerCapabilities::default()
            .text_document_sync(Some(sync))
            .hover_provider(Some(HoverProvider::Bool(true)));
        let itself = ProgramInfo::new(env!("CARGO_PKG_NAME"));
        Ok(InitializeResult::new(capabilities).server_info(Some(itself)))
    }

    async fn initialized(&self, _client: LanguageServerPeer) -> Result<(), Fault> {
        Ok(())
    }

    async fn text_document_did_open(
        &self,
        _client: LanguageServerPeer,
        args: args::TextDocumentDidOpen,
    ) -> Result<(), Fault> {
        let document = args.text_document;
        self.documents().insert(document.uri, document.text);
        Ok(())
    }

    async fn text_document_did_change(
        &self,
        _client: LanguageServerPeer,
        args: args::TextDocumentDidChange,
    ) -> Result<(), Fault> {
        // The server asked for whole documents, so the last change has the new text.
        if let Some(ContentChange::Whole(change)) = args.content_changes.into_iter().next_back() {
            self.documents().insert(args.text_document.uri, change.text);
        }
        Ok(())
    }

    async fn text_document_hover(
        &self,
        _client: LanguageServerPeer,
        args: args::TextDocumentHover,
    ) -> Result<Option<Hover>, Fault> {
        let text = self.documents().get(&args.text_document.uri).cloned();
        let text = text.ok_or_else(|| Fault::new("the document is not open"))?;
        match word_at(&text, &args.position) {
            None => Ok(None),
            Some("forever") => pending().await,
            Some(word) => {
                let words = text.split(|char: char| !char.is_alphanumeric());
                let count = words.filter(|other| *other == word).count();
                let value = format!("Occurrences of `{word}`: {count}");
                let markup = MarkupContent::new(MarkupKind::Markdown, value);
                Ok(Some(Hover::new(HoverContents::Markup(markup))))
            }
        }
    }

    async fn text_document_completion(
        &self,
        _client: LanguageServerPeer,
        _args: args::TextDocumentCompletion,
    ) -> Result<Option<Completions>, Fault> {
        Ok(None)
    }

    async fn text_document_definition(
        &self,
        _client: LanguageServerPeer,
        _args: args::TextDocumentDefinition,
    ) -> Result<Option<Definitions>, Fault> {
        Ok(None)
    }

    async fn shutdown(&self, _client: LanguageServerPeer) -> Result<(), Fault> {
        self.is_shut_down.store(true, Ordering::Relaxed);
        Ok(())
    }

    async fn exit(&self, _client: LanguageServerPeer) -> Result<(), Fault> {
        // The protocol demands the code 1 if `shutdown` did not come before.
        let code = i32::from(!self.is_shut_down.load(Ordering::Relaxed));
        process::exit(code)
    }
}

impl WordCounter {
    fn documents(&self) -> MutexGuard<'_, BTreeMap<String, String>> {
        self.documents
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }
}

/// Returns the word at a position, whose `character` counts UTF-16 code units.
fn word_at<'a>(text: &'a str, position: &Position) -> Option<&'a str> {
    let line = text.lines().nth(position.line.try_into().ok()?)?;
    let character = position.character.try_into().ok()?;
    let mut units = 0;
    let offset = line.char_indices().find_map(|(offset, char)| {
        units += char.len_utf16();
        (units > character).then_some(offset)
    })?;
    let (before, after) = line.split_at(offset);
    let start = before.trim_end_matches(char::is_alphanumeric).len();
    let end = line.len() - after.trim_start_matches(char::is_alphanumeric).len();
    line.get(start..end).filter(|word| !word.is_empty())
}
