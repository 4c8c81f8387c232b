//! A client of the Language Server Protocol: opens a document in a language server, and prints the
//! server's diagnostics and the documentation of the word at a position.
//!
//! Usage: `lsp-client TRANSPORT LANGUAGE FILE LINE CHARACTER`, such as
//! `lsp-client 'process:(pylsp)' python main.py 0 4`. Lines and characters are counted from 0.

use std::env;
use std::path::Path;
use std::process;
use std::sync::mpsc;
use std::time::Duration;

use anyhow::{Context as _, Result};
use conversations::lsp::{
    ClientCapabilities, Diagnostic, HoverContents, LanguageClient, LanguageClientPeer,
    MarkedString, Position, ProgramInfo, PublishDiagnosticsClientCapabilities,
    TextDocumentClientCapabilities, TextDocumentIdentifier, TextDocumentItem, args,
};
use qrpc_runtime::PeerEvent;

/// The time for each answer of the server, since the spec sets no timeout.
const PATIENCE: Duration = Duration::from_secs(20);

fn main() -> Result<()> {
    let mut arguments = env::args().skip(1);
    let mut next = |name| arguments.next().context(name);
    let client = LanguageClient::builder()
        .transport(next("no TRANSPORT")?)
        .codec("headers")
        .build()?;
    let (language, file) = (next("no LANGUAGE")?, next("no FILE")?);
    let position = Position::new(next("no LINE")?.parse()?, next("no CHARACTER")?.parse()?);
    let document = document(language, Path::new(&file))?;
    let (ends, end) = mpsc::channel();
    client.on_peer(move |event| {
        if let PeerEvent::Disconnected(_, reason) = event {
            ends.send(reason.clone()).unwrap_or_default();
        }
    });
    client.start()?;
    let server = client.all().within(PATIENCE);
    initialize(&server)?;
    print_diagnostics(&client, document.clone())?;
    let document = TextDocumentIdentifier::new(document.uri);
    let at = args::TextDocumentHover::new(document, position);
    if let Some(hover) = server.text_document_hover(at).result()? {
        println!("hover: {}", text(hover.contents));
    }
    server.shutdown().result()?;
    server.exit()?;
    // After `exit`, the server ends by itself.
    println!("{}", end.recv_timeout(PATIENCE)?);
    Ok(())
}

fn document(language: String, file: &Path) -> Result<TextDocumentItem> {
    let text = std::fs::read_to_string(file)?;
    let uri = format!("file://{}", file.canonicalize()?.display());
    Ok(TextDocumentItem::new(uri, language, 1, text))
}

fn initialize(server: &LanguageClientPeer) -> Result<()> {
    let process = i32::try_from(process::id())?;
    let itself = ProgramInfo::new(env!("CARGO_PKG_NAME"));
    let diagnostics = Some(PublishDiagnosticsClientCapabilities::default());
    let documents = TextDocumentClientCapabilities::default().publish_diagnostics(diagnostics);
    let capabilities = ClientCapabilities::default().text_document(Some(documents));
    let arguments =
        args::Initialize::new(Some(process), None, capabilities).client_info(Some(itself));
    let initialized = server.initialize(arguments).result()?;
    if let Some(info) = initialized.server_info {
        println!("server: {}", info.name);
    }
    Ok(server.initialized()?)
}

/// Opens the document, and waits for the first diagnostics that the server sends about it. Some
/// servers send none unless the client asks for them.
fn print_diagnostics(client: &LanguageClient, document: TextDocumentItem) -> Result<()> {
    let (publishes, published) = mpsc::channel();
    let uri = document.uri.clone();
    let handler = client
        .text_document_publish_diagnostics
        .connect(move |_server, args| {
            if args.uri == uri {
                publishes.send(args.diagnostics).unwrap_or_default();
            }
        });
    client.text_document_did_open(client.all(), args::TextDocumentDidOpen::new(document))?;
    match published.recv_timeout(PATIENCE) {
        Ok(diagnostics) => diagnostics.iter().for_each(print_diagnostic),
        Err(_) => println!("no diagnostics within {PATIENCE:?}"),
    }
    client.text_document_publish_diagnostics.disconnect(handler);
    Ok(())
}

fn print_diagnostic(diagnostic: &Diagnostic) {
    let start = &diagnostic.range.start;
    let message = &diagnostic.message;
    let source = diagnostic.source.as_deref().unwrap_or("server");
    println!("{source} at {}:{}: {message}", start.line, start.character);
}

/// Returns the text of a hover. Only `MarkupContent` is not superseded, but servers send all forms.
fn text(contents: HoverContents) -> String {
    match contents {
        HoverContents::Markup(markup) => markup.value,
        HoverContents::One(marked) => marked_text(marked),
        HoverContents::Several(marked) => {
            let texts: Vec<_> = marked.into_iter().map(marked_text).collect();
            texts.join("\n")
        }
    }
}

fn marked_text(marked: MarkedString) -> String {
    match marked {
        MarkedString::String(text) => text,
        MarkedString::CodeBlock(code) => code.value,
    }
}
